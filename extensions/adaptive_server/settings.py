"""Every setting of the service and of a learner's server, with its environment name.

Settings are read from the environment once, at start; a wrong one stops the start with the line
that mends it. `docs/reference/settings.md` lists them all, which a test checks.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from .core.arms import CHANGES, STYLES, is_arm
from .core.experiment import parsed
from .core.rights import COURSE_KEY
from .core.tuning import TUNING, Tuning


class SettingError(Exception):
    """A setting is missing or wrong; the text names it and the remedy."""

    code = "setting-invalid"


def setting(
    name: str, default: Any, text: str, *, least: float | None = None, secret: bool = False
) -> Any:
    """Declare a setting: environment name, default and what it means (with its unit).

    A secret one stays out of the object's text form.
    """
    about = {"name": name, "help": text, "least": least}
    return field(default=default, metadata=about, repr=not secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the adaptive service."""

    database_url: str = setting(
        "MASTERY_DATABASE_URL", "", "PostgreSQL, as `postgresql+psycopg://user@/mastery?host=/run`"
    )
    curriculum: str = setting(
        "MASTERY_CURRICULUM", "curriculum", "Folder with skills.yaml and the problem notebooks"
    )
    course: str = setting("MASTERY_COURSE", "Python", "Title of the course, as learners see it")
    course_key: str = setting(
        "MASTERY_COURSE_KEY", "python", "Short name of the course; rights of the hub end in it"
    )
    grading: str = setting(
        "MASTERY_GRADING",
        "auto",
        "Where learner code runs: `auto`, `sandbox`, `container`, or `unprotected` (own code only)",
    )
    grader_image: str = setting(
        "MASTERY_GRADER_IMAGE",
        "pythonmastery-grader",
        "Docker image for `container` grading, by digest or tag; see images/grader",
    )
    grader_socket: str = setting(
        "MASTERY_GRADER_SOCKET",
        "",
        "Unix socket of a grader that runs beside the service; then no judge runs here",
    )
    grader_workers: int = setting(
        "MASTERY_GRADER_WORKERS", 2, "Judges that run at the same time", least=1
    )
    grader_queue: int = setting(
        "MASTERY_GRADER_QUEUE",
        200,
        "Submissions that may wait; beyond that learners are asked to retry",
        least=1,
    )
    pool_size: int = setting(
        "MASTERY_POOL_SIZE", 10, "Database connections of one process", least=2
    )
    target: float = setting(
        "MASTERY_TARGET",
        0.6,
        "Wanted chance that a first attempt succeeds, 0.5 to 0.85",
        least=0.5,
    )
    weakest: float = setting(
        "MASTERY_WEAKEST",
        TUNING.weakest,
        "How far a problem goes by its weakest skills, 0 (their mean) to 5 (the weakest alone)",
        least=0.0,
    )
    experiment: str = setting(
        "MASTERY_EXPERIMENT",
        "",
        "Arms that learners are drawn into, as `NAME:ARM,ARM`; the first is the usual one",
    )
    token_cache_s: float = setting(
        "MASTERY_TOKEN_CACHE_S",
        30.0,
        "Seconds for which the hub's word on a token is kept, at most 60",
        least=1,
    )

    gemini_key: str = setting(
        "MASTERY_GEMINI_KEY",
        "",
        "API key of Google Gemini; without one the tutor is offline",
        secret=True,
    )
    gemini_key_file: str = setting(
        "MASTERY_GEMINI_KEY_FILE", "", "File that holds the key, instead of MASTERY_GEMINI_KEY"
    )
    gemini_model: str = setting("MASTERY_GEMINI_MODEL", "gemini-3.8-flash", "Model that answers")
    gemini_base_url: str = setting(
        "MASTERY_GEMINI_BASE_URL", "", "Address of a gateway, instead of Google's"
    )
    gemini_api_version: str = setting(
        "MASTERY_GEMINI_API_VERSION", "v1", "Version of Gemini's API: `v1` or `v1beta`"
    )
    gemini_safety: str = setting(
        "MASTERY_GEMINI_SAFETY",
        "BLOCK_MEDIUM_AND_ABOVE",
        "Threshold of Gemini's four harm categories",
    )
    gemini_thinking: str = setting(
        "MASTERY_GEMINI_THINKING", "LOW", "Thinking level: MINIMAL, LOW, MEDIUM or HIGH"
    )
    tutor_policy: str = setting(
        "MASTERY_TUTOR_POLICY", "full", "What learners may ask the tutor: `off`, `hints` or `full`"
    )
    tutor_learner_tokens: int = setting(
        "MASTERY_TUTOR_LEARNER_TOKENS", 80_000, "Gemini tokens of one learner and day", least=0
    )
    tutor_class_tokens: int = setting(
        "MASTERY_TUTOR_CLASS_TOKENS", 2_000_000, "Gemini tokens of all learners and a day", least=0
    )
    tutor_questions: int = setting(
        "MASTERY_TUTOR_QUESTIONS",
        40,
        "Questions of one learner and day that Gemini answers",
        least=0,
    )

    local_data: str = setting(
        "MASTERY_LOCAL_DATA", "", "Data folder of local mode; only there is `unprotected` automatic"
    )

    @property
    def tuning(self) -> Tuning:
        """Constants of model and choice."""
        return replace(TUNING, target=self.target, weakest=self.weakest)

    @property
    def curriculum_path(self) -> Path:
        """The curriculum folder as a path."""
        return Path(self.curriculum)


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises:
        SettingError: A value cannot be read, or is out of range.
    """
    values: dict[str, Any] = {}
    for each in fields(Settings):
        raw = environment.get(each.metadata["name"])
        if raw is not None:
            text = isinstance(each.default, str)
            values[each.name] = raw if text else number(each, raw)
    found = Settings(**values)
    if not COURSE_KEY.fullmatch(found.course_key):
        raise SettingError("MASTERY_COURSE_KEY must be small letters, digits, - and _ only.")
    if not found.target <= 0.85:
        raise SettingError(f"MASTERY_TARGET must be at most 0.85, not {found.target:g}.")
    if not found.weakest <= 5:
        raise SettingError(f"MASTERY_WEAKEST must be at most 5, not {found.weakest:g}.")
    if not found.token_cache_s <= 60:  # so long the token of a removed learner goes on working
        raise SettingError(f"MASTERY_TOKEN_CACHE_S must be at most 60, not {found.token_cache_s}.")
    if found.grading not in ("auto", "sandbox", "container", "unprotected"):
        raise SettingError("MASTERY_GRADING must be auto, sandbox, container or unprotected.")
    if found.grading == "container" and not found.grader_image:
        raise SettingError(
            "MASTERY_GRADING=container needs MASTERY_GRADER_IMAGE, an image with this package."
        )
    if found.grader_socket:
        _check_socket(found)
    _check_experiment(found.experiment)
    return _with_key(found)


def number(of: Field[Any], raw: str) -> Any:
    """Read the number of a setting.

    Raises:
        SettingError: It is none, is not finite, or too small.
    """
    name, least = of.metadata["name"], of.metadata["least"]
    default: Any = of.default
    try:
        found = type(default)(raw)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise SettingError(f"{name} must be a number, not {raw[:60]!r}.")
    if least is not None and found < least:
        raise SettingError(f"{name} must be at least {least:g}, not {raw[:60]}.")
    return found


def _check_socket(found: Settings) -> None:
    path = found.grader_socket
    if not os.path.isabs(path) or len(os.fsencode(path)) > LONGEST_SOCKET:
        raise SettingError(
            "MASTERY_GRADER_SOCKET must be an absolute path of at most "
            f"{LONGEST_SOCKET} bytes, as /run/grader/socket."
        )
    if found.grading == "unprotected":
        raise SettingError(
            "MASTERY_GRADING=unprotected does not go with MASTERY_GRADER_SOCKET. Take auto, "
            "sandbox or container."
        )


LONGEST_SOCKET = 107
"""Bytes of a Unix socket's path, `unix(7)`."""


def _check_experiment(text: str) -> None:
    try:
        experiment = parsed(text)
    except ValueError as error:
        raise SettingError(f"MASTERY_EXPERIMENT: {error}.") from None
    unknown = [arm for arm in (experiment.arms if experiment else ()) if not is_arm(arm)]
    if unknown:
        raise SettingError(
            f"MASTERY_EXPERIMENT has no arm {unknown[0]!r}; an arm is a policy "
            f"({', '.join(CHANGES)}), a style ({', '.join(sorted(STYLES))}), or POLICY-STYLE."
        )


SAFETY = ("BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "BLOCK_NONE", "OFF")
POLICIES = ("off", "hints", "full")
THINKING = ("MINIMAL", "LOW", "MEDIUM", "HIGH")


def _with_key(found: Settings) -> Settings:
    """Return the settings with Gemini's key read from its file, its choices checked."""
    if found.tutor_policy not in POLICIES:
        raise SettingError("MASTERY_TUTOR_POLICY must be off, hints or full.")
    if found.gemini_safety not in SAFETY:
        raise SettingError(f"MASTERY_GEMINI_SAFETY must be one of {', '.join(SAFETY)}.")
    if found.gemini_thinking not in THINKING:
        raise SettingError(f"MASTERY_GEMINI_THINKING must be one of {', '.join(THINKING)}.")
    if not found.gemini_key_file:
        return found
    try:
        key = Path(found.gemini_key_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(
            "The file that MASTERY_GEMINI_KEY_FILE names cannot be read. Correct the name."
        ) from None
    return replace(found, gemini_key=key)
