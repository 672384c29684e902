"""How well forecasts did: figures for `mastery model forecast`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..core.risk import AT_RISK
from ..evaluation.metrics import auc, scores
from ..simulation.forecasts import HORIZONS, Checked


def report(found: Sequence[Sequence[Checked]]) -> dict[str, Any]:
    """Return how well forecasts did, in all and per horizon, beside the share mastered so far."""
    everything = [c for some in found for c in some]
    groups = {"all": everything}
    groups |= {f"{d}_days": [c for c in everything if c.days == d] for d in HORIZONS}
    flagged = [c for c in everything if c.forecast.probability < AT_RISK]
    missed = [c for c in everything if not c.reached]
    return {
        "learners": len(found),
        "forecasts": {name: _figures(some) for name, some in groups.items() if some},
        "at_risk": {
            "flagged": len(flagged),
            "precision": _share(sum(not c.reached for c in flagged), len(flagged)),
            "recall": _share(sum(not c.reached for c in flagged), len(missed)),
        },
    }


def _figures(some: Sequence[Checked]) -> dict[str, Any]:
    outcomes = np.array([c.reached for c in some], dtype=np.float64)
    told = scores(outcomes, np.array([c.forecast.probability for c in some]))
    return {
        "forecasts": len(some),
        "reached": round(float(outcomes.mean()), 4),
        "auc": round(told.auc, 4),
        "brier": round(told.brier, 4),
        "ece": round(told.ece, 4),
        "brier_of_the_mean": round(float(outcomes.var()), 4),
        "auc_of_share_mastered": round(auc(outcomes, np.array([c.share for c in some])), 4),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
