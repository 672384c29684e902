"""What this process counts, for Prometheus. Labels are route patterns and statuses, no names."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

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


def exposition() -> bytes:
    """Return the text format of Prometheus."""
    return generate_latest(REGISTRY)
