"""A text that is more than text is told with its line, wherever it stands."""

from __future__ import annotations

import pytest
from adaptive_server.gate.markup import tell_markup
from adaptive_server.problems.finding import Finding, Findings, Level
from support.sample_problem import STATEMENT


def told(text: str) -> list[Finding]:
    findings = Findings("sample", [])
    tell_markup("statement", f"{STATEMENT}\n{text}\n", findings)
    return findings.found


@pytest.mark.parametrize(
    "text",
    [
        "< SCRIPT src=x>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![a bus](bus.png)",
        "![a bus](https://example.org/bus.png)",
        "![a bus](data:image/svg+xml;base64,PHN2Zz4=)",
        "<img alt='a bus' src='//example.org/bus.png'>",
        "<iframe src=x>",
    ],
)
def test_a_text_that_does_something_is_told_with_its_line(text: str) -> None:
    (finding,) = told(text)
    line = (STATEMENT + "\n").count("\n") + 1
    assert (finding.check, finding.cell, finding.line) == ("markup", "statement", line)
    assert finding.level is Level.ERROR
    assert told(f"`{text}`") == []


@pytest.mark.parametrize(
    "text",
    [
        "The data: km/h for each bus, and a price in text/number.",
        "2 < 3 and onward = on",
        "[a](#b)",
    ],
)
def test_words_that_only_look_like_it_are_left_alone(text: str) -> None:
    assert told(text) == []
