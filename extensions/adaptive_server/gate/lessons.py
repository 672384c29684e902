"""The gate for lessons: they run, use what is taught, and can be read at ease, also on a phone."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from grader.bundle import Bundle, BundleCell, CellRole, Limits

from ..core.skills import Lesson
from ..problems.finding import Finding, Findings
from ..problems.lesson import LessonCell, LessonNotebook
from ..problems.lesson_format import ParsedLesson
from ..problems.python_source import SyntaxFault, parse_python
from ..problems.skills_file import SkillsFile
from .constructs import constructs
from .counts import LICENCES
from .markup import tell_markup
from .outcome import AGAIN, NoVerdictError, Outcome, Runner
from .readable import measure
from .reading import word_count

MIN_WORDS, MAX_WORDS = 60, 450
MAX_LINES = 60
MAX_WIDTH = 56
"""Characters of a line of code that a phone held upright shows without scrolling sideways."""

WORDS_A_MINUTE, MINUTES_A_CELL = 80, 1.0
"""Slow readers' pace, and the time to run a cell, look at it and change it."""

LIMITS = Limits(seconds=5.0, memory_mb=512, files_kb=256)


def check_lesson(parsed: ParsedLesson, skills: SkillsFile, runner: Runner) -> list[Finding]:
    """Return what one lesson notebook lacks."""
    findings = Findings(parsed.name, list(parsed.findings))
    notebook = parsed.notebook
    if notebook is None:
        return findings.found
    lessons = {x.id: x for s in skills.graph.sections for x in s.lessons}
    lesson = lessons.get(notebook.lesson)
    if lesson is None:
        findings.error(
            "lesson", f"there is no lesson {notebook.lesson!r}", "Use an id of skills.yaml"
        )
        return findings.found
    if notebook.licence not in LICENCES:
        findings.error(
            "licence", f"the licence is {notebook.licence!r}", f"Use one of {', '.join(LICENCES)}"
        )
    _check_parts(notebook, findings)
    _check_reading(notebook, lesson, skills, findings)
    _check_size(notebook, findings)
    _check_taught(notebook, lesson, skills, findings)
    for cell in (c for c in notebook.cells if not c.code):
        tell_markup(_label(cell), cell.source, findings)
    try:
        _check_runs(notebook, findings, runner)
    except NoVerdictError as error:
        findings.error("run", f"the cells could not be run to the end: {error}", AGAIN)
    return findings.found


def check_lessons_together(parsed: Sequence[ParsedLesson]) -> list[Finding]:
    """Return the lessons that have two notebooks."""
    made = [p.notebook for p in parsed if p.notebook]
    findings = Findings("", [])
    counts = Counter(n.lesson for n in made)
    for notebook in (n for n in made if counts[n.lesson] > 1):
        findings.problem = notebook.id
        findings.error(
            "lesson-twice", f"lesson {notebook.lesson} has two notebooks", "Keep one of them"
        )
    return findings.found


def _check_parts(notebook: LessonNotebook, findings: Findings) -> None:
    roles = [c.role for c in notebook.cells]
    if not notebook.cells or not notebook.cells[0].source.lstrip().startswith("# "):
        findings.error("lesson-title", "there is no heading", "Begin with `# ` and the title")
    for role in ("concept", "example", "change"):
        if role not in roles:
            findings.error("lesson-parts", f"there is no {role} cell", "Add one with that role")
    if roles.count("predict") != 1 or roles.count("reveal") != 1:
        findings.error(
            "lesson-parts",
            "a lesson has one predict cell and one reveal cell",
            "Ask for one prediction, and let the next cell show what happens",
        )
    elif roles.index("reveal") != roles.index("predict") + 1:
        findings.error(
            "lesson-parts", "the reveal does not follow the predict cell", "Put it right below"
        )


def _check_reading(
    notebook: LessonNotebook, lesson: Lesson, skills: SkillsFile, findings: Findings
) -> None:
    words = word_count(notebook.text)
    band = max(skills.graph.skills[k].band for k in lesson.skills)
    reading = measure(notebook.text, notebook.locale, band)
    if reading.excess > 0:
        findings.error(
            "lesson-reading",
            f"{reading.told}, the bar is {reading.bar:g}",
            "Use shorter sentences and words",
        )
    if not MIN_WORDS <= words <= MAX_WORDS:
        findings.error(
            "lesson-length",
            f"the lesson has {words} words",
            f"Write {MIN_WORDS} to {MAX_WORDS}",
        )
    minutes = words / WORDS_A_MINUTE + MINUTES_A_CELL * len(notebook.code)
    if minutes > notebook.minutes:
        findings.error(
            "lesson-minutes",
            f"reading and running takes about {minutes:.0f} minutes, the lesson says "
            f"{notebook.minutes}",
            "Raise minutes or shorten the lesson",
        )


def _check_size(notebook: LessonNotebook, findings: Findings) -> None:
    lines = sum(len(c.source.splitlines()) for c in notebook.code)
    if lines > MAX_LINES:
        findings.error(
            "lesson-length", f"the code has {lines} lines", f"Keep it to {MAX_LINES} in all"
        )
    for cell in notebook.cells:
        wide = [
            n
            for n, line in enumerate(cell.source.splitlines(), 1)
            if len(line) > MAX_WIDTH and (cell.code or line.lstrip().startswith("|"))
        ]
        for number in wide[:1]:
            findings.error(
                "lesson-width",
                "the line does not fit on a phone",
                f"Keep code and tables to {MAX_WIDTH} characters a line",
                cell=_label(cell),
                line=number,
            )


def _check_taught(
    notebook: LessonNotebook, lesson: Lesson, skills: SkillsFile, findings: Findings
) -> None:
    order = skills.graph.order()
    taught = order[: max(order.index(k) for k in lesson.skills) + 1]
    for cell in notebook.code:
        tree = parse_python(cell.source)
        if isinstance(tree, SyntaxFault):
            continue
        for line, what, skill in constructs(tree):
            if skill in order and skill not in taught:
                findings.error(
                    "construct",
                    f"{what} is taught in {skill}, after this lesson",
                    "Write it without",
                    cell=_label(cell),
                    line=line,
                )


def _check_runs(notebook: LessonNotebook, findings: Findings, runner: Runner) -> None:
    sound = [c for c in notebook.code if not c.raises]
    for cell in (c for c in notebook.code if c.raises):
        before = [c for c in sound if c.index < cell.index]
        raised = _raised(_run(notebook, [*before, cell], runner), cell)
        if raised != cell.raises:
            findings.error(
                "lesson-runs",
                f"the cell raises {raised or 'nothing'}, it says {cell.raises}",
                "Correct the cell or its `raises`",
                cell=_label(cell),
            )
    outcome = _run(notebook, sound, runner)
    if not outcome.passed:
        told = outcome.raised or next(iter(outcome.messages.values()), "cannot be run")
        findings.error(
            "lesson-runs",
            f"the cells do not run from top to bottom: {told}",
            "Correct the code; where an error is the point, set `raises` of that cell",
        )


def _raised(outcome: Outcome, cell: LessonCell) -> str | None:
    if isinstance(parse_python(cell.source), SyntaxFault):
        return _syntax_error(cell.source)
    return outcome.raised


def _syntax_error(source: str) -> str:
    try:
        ast.parse(source)
    except SyntaxError as error:
        return type(error).__name__
    return "SyntaxError"


def _run(notebook: LessonNotebook, cells: Sequence[LessonCell], runner: Runner) -> Outcome:
    """Run cells in the sandbox as one program, with what somebody types."""
    names = {f"cell-{c.index}": c.source for c in cells}
    typed = [text for c in cells for text in c.typed]
    limits = replace(LIMITS, data=any("numpy" in s or "pandas" in s for s in names.values()))
    made = [BundleCell(name, CellRole.SOLUTION, "") for name in names]
    made.append(BundleCell("runs", CellRole.TEST, f"# It runs\nrun(input={typed!r})", "It runs", 1))
    return runner.run(Bundle(notebook.id, notebook.version, tuple(made), (), limits), names)


def _label(cell: LessonCell) -> str:
    return f"cell {cell.index + 1} ({cell.role})"
