"""What this process counts, for Prometheus. Labels are route patterns and statuses, no names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

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
ERROR = Gauge(
    "mastery_calibration_error", "Calibration error of all first attempts", registry=REGISTRY
)
MADE = Gauge("mastery_calibration_time", "Time of the last calibration", registry=REGISTRY)


def calibrated(report: Mapping[str, Any], at: datetime) -> int:
    """Show a calibration's report; returns the number of its alarms."""
    groups = (report["cohort"], *report["skills"].values())
    alarms = sum(bool(group["alarm"]) for group in groups)
    ALARMS.set(alarms)
    ERROR.set(report["cohort"]["ece"])
    MADE.set(at.timestamp())
    return alarms


def exposition() -> bytes:
    """Return the text format of Prometheus."""
    return generate_latest(REGISTRY)
