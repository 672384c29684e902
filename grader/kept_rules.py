"""What an answer gets that does not keep the rules of its problem.

Its tests are run as ever, so that a learner sees what is right already. The rules stand above them
as a check of their own that failed, so it is never a pass, and what passed counts for the share
that the problem says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from grader import rule_words, sentences
from grader.bundle import Bundle, CellRole, Rules, Submission
from grader.end import Dead
from grader.phrases import phrase
from grader.rules import Broken
from grader.session import Session
from grader.verdict import RULES, TestOutcome

_NO_RULES = Rules()
_MOST_TOLD = 3
_ASKED = ("require_", "max_")


class Unread(Exception):
    """The text of an answer cannot be held against the rules; its own text tells the learner."""


def broken_rules(session: Session, bundle: Bundle, submission: Submission) -> list[Broken]:
    """Return the rules that an answer breaks.

    Like parsing, this happens in the child before any learner code has run in it.

    Raises:
        Unread: The child cannot tell.
    """
    if bundle.rules == _NO_RULES:
        return []
    ids = [c.grade_id for c in bundle.cells if c.role is CellRole.SOLUTION]
    sources = [submission.cells.get(name, "") for name in ids]
    try:
        asked = ("broken", asdict(bundle.rules), sources, list(submission.loose))
        found: list[Broken] = session.channel().ask(*asked)
    except Dead as dead:
        session.channel().ask("flaws", [])  # dies too when the fault is not the answer's
        told = sentences.ended(dead.end, session.limits, session.locale)
        raise Unread(told) from None
    except Exception:  # noqa: BLE001 - a text that the child can parse but not walk
        raise Unread(phrase(session.locale, rule_words.TOO_TANGLED)) from None
    return found


def said(broken: Sequence[Broken], locale: str) -> str:
    """Say which rules are not kept, and where."""
    return " ".join(rule_words.sentence(r, n, line, locale) for r, n, line in broken[:_MOST_TOLD])


def share_left(broken: Sequence[Broken], bundle: Bundle) -> float:
    """Return the share of a passed test's points that is left to an answer that breaks rules.

    What goes the long way round may be half of the work. Who takes what is forbidden has let that
    do the work, so nothing is left.
    """
    asked = all(rule.startswith(_ASKED) for rule, *_ in broken)
    return bundle.rule_credit if asked else 0.0


def row(share: float, locale: str) -> TestOutcome:
    """Return the check that stands for the rules where they are not kept."""
    credit = rule_words.COUNTS_LESS if share else rule_words.COUNTS_NOTHING
    return TestOutcome(
        id=RULES,
        title=phrase(locale, rule_words.TITLE),
        points=0.0,
        max_points=0.0,
        passed=False,
        hidden=False,
        message=phrase(locale, credit),
    )
