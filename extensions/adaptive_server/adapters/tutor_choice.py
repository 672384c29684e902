"""Which tutor an installation has: Gemini where there is a key, else the offline one."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from tutor_labext.gemini.budget import Budget, Ledger, Limits
from tutor_labext.gemini.options import Options
from tutor_labext.gemini.process import GeminiProcess

from ..ports import GraderPort
from ..settings import Settings
from ..tutor_port import TutorPort
from .cached_tutor import CachedTutor
from .gemini_tutor import GeminiTutor
from .pace import BURST, BURST_S, PER_MINUTE
from .tutor import OfflineTutor


def make_tutor(settings: Settings, grader: GraderPort, ledger: Ledger) -> TutorPort:
    """Return the tutor that the settings ask for; nothing is started yet."""
    if not settings.gemini_key:
        return OfflineTutor()
    options = Options(
        key=settings.gemini_key,
        model=settings.gemini_model,
        base_url=settings.gemini_base_url,
        api_version=settings.gemini_api_version,
        safety=settings.gemini_safety,
        thinking=settings.gemini_thinking,
    )
    limits = Limits(
        learner_tokens=settings.tutor_learner_tokens,
        learner_questions=settings.tutor_questions,
        class_tokens=settings.tutor_class_tokens,
        per_minute=PER_MINUTE,
        burst=BURST,
        burst_s=BURST_S,
    )
    tutor = GeminiTutor(
        GeminiProcess(options),
        Budget(limits, ledger),
        OfflineTutor(),
        grader,
        clock=lambda: datetime.now(UTC),
        rng=Random(),
    )
    return CachedTutor(tutor, options.model)
