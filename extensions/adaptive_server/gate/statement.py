"""Checks the statement: it is true (its examples run) and can be read by whom it is for."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace

from grader.bundle import BundleCell, CellRole, Rules

from .case import Case
from .programs_shown import shown_runs
from .readable import measure
from .reading import prose, word_count

MAX_WORDS, MAX_SENTENCE = 180, 40
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WRONG = {
    "example": "an example is not what the reference gives",
    "shown": "the output is not that of the program above it",
}
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def check_statement(case: Case) -> None:
    """Check names, rules, length and reading grade of the statement."""
    check_names(case)
    findings, text = case.findings, case.problem.statement.source
    if not re.match(r"\s*#+ ", text):
        findings.warning(
            "statement-title",
            "the statement has no heading",
            "Begin it with `# ` and the title",
            cell="statement",
        )
    if re.search(r"!\[\s*\]", text):
        findings.warning(
            "statement-alt",
            "a picture has no text",
            "Describe it in ![…]",
            cell="statement",
            line=line_of(r"!\[\s*\]", text),
        )
    _check_reading(case, text)


def check_names(case: Case) -> None:
    """Check that the statement says what the function is called and what the rules are."""
    problem, findings = case.problem, case.findings
    text = problem.statement.source
    if problem.entry_point and not re.search(rf"\b{problem.entry_point}\b", text):
        findings.error(
            "statement-name",
            f"the statement does not name {problem.entry_point}",
            "Say which function to write",
            cell="statement",
        )
    # Of lines to order the rule says that one is too many, and gives no number.
    rules = replace(problem.rules, max_statements=0) if problem.starter_lines else problem.rules
    for rule in _unsaid(rules, text):
        findings.error(
            "statement-rule",
            f"the statement does not say {rule}",
            "Say so, or drop the rule",
            cell="statement",
        )


def line_of(pattern: str, text: str) -> int | None:
    """Return the 1-based line where a pattern is first found, or None."""
    found = re.search(pattern, text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _unsaid(rules: Rules, text: str) -> list[str]:
    """Return the rules whose name or number the statement does not hold."""
    barred = rules.forbid_imports + rules.forbid_calls
    unsaid = [f"that {x} may not be used" for x in barred if x not in text and x != "*"]
    asked = rules.require_calls + rules.require_imports
    unsaid += [f"that {x} has to be used" for x in asked if x.rpartition(".")[2] not in text]
    for most in (rules.max_statements, rules.max_depth):
        words = (str(most), _NUMBERS[most] if most < len(_NUMBERS) else str(most))
        if most and not any(re.search(rf"\b{word}\b", prose(text)) for word in words):
            unsaid.append(f"the number {most}")
    return unsaid


def _check_reading(case: Case, text: str) -> None:
    words, problem = word_count(text), case.problem
    reading = measure(text, problem.locale, problem.band)
    if words > MAX_WORDS:
        case.findings.warning(
            "statement-length",
            f"the statement has {words} words",
            f"Keep it to {MAX_WORDS}",
            cell="statement",
        )
    longest = max(_sentences(text), key=len)
    if len(longest) > MAX_SENTENCE:
        case.findings.warning(
            "statement-reading",
            f"the sentence {_begin(longest)} has {len(longest)} words",
            f"Cut it in two: {MAX_SENTENCE} words are the most",
            cell="statement",
        )
    if problem.entry_point and "example" not in text.lower() and "```" not in text:
        case.findings.warning(
            "statement-example",
            "the statement shows no example",
            "Show one call, or one run, with what comes out",
            cell="statement",
        )
    if reading.excess > 0:
        # A measure of two or three words says nothing.
        hardest = max(
            _sentences(text),
            key=lambda s: (len(s) >= 5, measure(" ".join(s), problem.locale, problem.band).excess),
        )
        case.findings.warning(
            "statement-reading",
            f"{reading.told}, most of all for {_begin(hardest)}",
            f"Use shorter sentences and words: {reading.bar:g} is the bar for band {problem.band}",
            cell="statement",
        )


def _sentences(text: str) -> list[list[str]]:
    return [part.split() for part in re.split(r"[.!?:](?:\s|$)|\n", prose(text))]


def _begin(words: list[str], most: int = 5) -> str:
    return f"`{' '.join(words[:most])}{' …' if len(words) > most else ''}`"


def check_examples(case: Case) -> None:
    """Run the statement's `>>>` examples against the reference, and the programs it shows."""
    source = case.problem.statement.source
    fences = list(_FENCE.finditer(source))
    try:
        blocks = [_examples(fence.group(1)) for fence in fences]
    except ValueError as error:
        case.findings.error(
            "statement-example",
            f"an example cannot be read: {error}",
            "Write `>>> call` and the result on the next line, both at the left edge",
            cell="statement",
        )
        return
    examples = tuple(_test(n, b) for n, b in enumerate(blocks) if b)
    tests = examples + tuple(shown_runs(source, fences))
    if ">>>" in source and not examples:
        case.findings.error(
            "statement-example",
            "an example stands outside a code block",
            "Put it between lines of ```",
            cell="statement",
            line=line_of(">>>", source),
        )
    if not tests:
        return
    outcome = case.run_with_tests(tests)
    for name in sorted(outcome.failed):
        case.findings.error(
            "statement-example",
            f"{_WRONG[name.partition('-')[0]]}: {outcome.messages.get(name, '')}",
            "Correct the example or the reference",
            cell="statement",
            line=source.count("\n", 0, fences[int(name.rpartition("-")[2])].start(1)) + 1,
        )


def _examples(block: str) -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(block)


def _test(number: int, examples: list[doctest.Example]) -> BundleCell:
    """Return one block as a test: in the judge, so that no text of a learner is ever run."""
    lines = ["# An example of the statement", "import contextlib, io"]
    for example in examples:
        source, want = example.source.strip(), example.want.strip()
        if not want:
            lines.append(source)
            continue
        told = f"{source} gives {{_got!r}}, the statement says {want!r}"
        lines += [
            "_shown = io.StringIO()",
            "with contextlib.redirect_stdout(_shown):",
            f"    _value = ({source})",
            "_got = _shown.getvalue() + ('' if _value is None else repr(_value))",
            f"assert _got.strip() == {want!r}, {told!r}.replace('{{_got!r}}', repr(_got.strip()))",
        ]
    return BundleCell(f"example-{number}", CellRole.TEST, "\n".join(lines), "example", 1.0)
