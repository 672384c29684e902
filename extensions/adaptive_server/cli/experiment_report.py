"""What an experiment has found, in lines for a person: `mastery model experiment report`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

WAYS = {"dr": "doubly robust", "snips": "SNIPS", "ips": "IPS"}

APART = 0.1
"""How far from 1 a mean weight may be before the log is called too thin for a policy."""

FEW = 100.0
"""Answers' worth below which estimates on the log are called thin; a rule of thumb."""


def in_words(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a report.

    Args:
        report: What the command prints as JSON.
    """
    arms = list(report["arms"])
    yield (
        f"{report['experiment']}: {report['recommendations']} recommendations to "
        f"{report['learners']} learners, judged by {report['reward']}; mean of a recommendation, "
        "95 % intervals in brackets"
    )
    for arm, each in report["arms"].items():
        yield f"{arm}: {_interval(each)}, {each['learners']} learners"
    for arm, each in report["differences"].items():
        yield f"{arm} less {arms[0]}: {_interval(each)}. {_verdict(each)}"
    for policy, each in report["policies"].items():
        ways = "; ".join(f"{name} {_interval(each[way])}" for way, name in WAYS.items())
        yield f"{policy}, had it chosen for all: {ways}. {_ground(each)}"
    for arm, each in report["help"].items():
        yield (
            f"{arm}, helped by the tutor: {each['episodes']} episodes of "
            f"{each['learners']} learners; the next problem unaided {_shown(each['unaided'])}"
        )
    for each in report["help_differences"]:
        yield f"{each['name']}, next problem unaided: {_shown(each['unaided'])}"


def _verdict(each: Mapping[str, Any]) -> str:
    low, high = each["interval"]
    if low is None or high is None:
        return "One of the two arms has fewer than two learners."
    found = "No difference can be told" if low <= 0.0 <= high else "That is more than chance"
    return f"{found}; one of {each['detectable']:.4f} is found four times in five."


def _ground(each: Mapping[str, Any]) -> str:
    weight, worth = each["mean_weight"], each["effective"]
    told = f"Mean weight {weight:.2f}, as good as {worth:.0f} recommendations of its own"
    if abs(weight - 1.0) > APART or worth < FEW:
        return f"{told}: too little of what it would pick is in the log; do not rely on this."
    return f"{told}."


def _shown(each: Mapping[str, Any]) -> str:
    if each["value"] is None:
        return f"hidden (n {each['n']})"
    return f"{each['value']:.2f} ({each['low']:.2f} to {each['high']:.2f}, n {each['n']})"


def _interval(each: Mapping[str, Any]) -> str:
    value, (low, high) = each["value"], each["interval"]
    if value is None:
        return "nothing yet"
    if low is None or high is None:
        return f"{value:.4f} (one learner: no interval)"
    return f"{value:.4f} ({low:.4f} to {high:.4f})"
