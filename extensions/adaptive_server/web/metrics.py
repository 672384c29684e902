"""What this process counts, for Prometheus. Labels are route patterns and statuses, no names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from ..core.serving import Layer

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "mastery_requests", "Answered requests", ["route", "method", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "mastery_request_seconds",
    "Time to answer",
    ["route", "method"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=REGISTRY,
)


ALARMS = Gauge("mastery_calibration_alarms", "Alarms of the last calibration", registry=REGISTRY)
ERROR = Gauge("mastery_calibration_error", "Calibration error of what serves", registry=REGISTRY)
MADE = Gauge("mastery_calibration_time", "Time of the last calibration", registry=REGISTRY)
SERVES = Gauge(
    "mastery_prediction_logistic", "1 where the logistic layer serves", registry=REGISTRY
)
LOSS = Gauge(
    "mastery_prediction_log_loss", "Log loss of the newest answers", ["layer"], registry=REGISTRY
)


def calibrated(report: Mapping[str, Any], at: datetime) -> int:
    """Show a calibration's report; returns the number of its alarms."""
    groups = (report["cohort"], *report["skills"].values())
    alarms = sum(bool(group["alarm"]) for group in groups)
    ALARMS.set(alarms)
    ERROR.set(report["cohort"]["ece"])
    MADE.set(at.timestamp())
    # Reports of older versions say nothing of it.
    if chance := report.get("prediction"):
        SERVES.set(chance["layer"] == Layer.LOGISTIC)
        for layer in Layer:
            LOSS.labels(layer.value).set(chance[f"{layer.value}_loss"])
    return alarms


def exposition() -> bytes:
    """Return the text format of Prometheus."""
    return generate_latest(REGISTRY)
