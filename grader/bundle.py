"""What the grader is given: a problem's bundle and a learner's submission, as plain data.

bundle      tests and given cells of one problem version; lives in the service and the judge only
submission  source text handed in, keyed by `grade_id`; attacker-controlled

Both cross a process boundary as JSON, so every field is a JSON type.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self


class CellRole(StrEnum):
    """What a cell of a bundle is for."""

    GIVEN = "given"
    SOLUTION = "solution"
    TEST = "test"


DATA_LIBRARIES = ("numpy", "pandas", "matplotlib")
"""What answers to problems with `data` may use beside Python's own."""


@dataclass(frozen=True, slots=True)
class BundleCell:
    """One cell of the instructor's notebook, in notebook order.

    Attributes:
        grade_id: Unique within the problem.
        role: `given` cells run before the learner's code, `test` cells run in the judge;
            a `solution` cell marks where the learner's source belongs (its own `source` is
            the learner's starter text).
        source: Python source, without nbgrader markers.
        title: First comment line of a test cell, shown to the learner for visible tests.
        points: Points of a test cell, greater than 0.
        hidden: A hidden test shows only passed or failed and `hint`.
        partial: The value of the last expression is the score, clamped to [0, points].
        hint: The author's learner-facing sentence for a hidden test that fails; may be empty.
        in_place: Lists, dicts and sets that the test passes are one for it and learner code.
    """

    grade_id: str
    role: CellRole
    source: str
    title: str = ""
    points: float = 0.0
    hidden: bool = False
    partial: bool = False
    hint: str = ""
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use.

    Seconds are wall time per call; the whole submission gets three times that, at most 10 s, and
    once more as much for tests of names that did not use it up.
    Time in which a busy machine gave the learner's process no processor is not counted.

    Attributes:
        cpu_seconds: Processor time of the whole submission; 0 for what the wall time allows.
        recursion: Calls within calls, Python's own recursion limit.
        files_kb: Size of a private folder for files, where the answer also starts; 0 for none.
        data: Whether numpy, pandas and matplotlib are at hand.
    """

    seconds: float = 2.0
    memory_mb: int = 256
    output_kb: int = 256
    cpu_seconds: float = 0.0
    recursion: int = 1000
    files_kb: int = 0
    data: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What the text of an answer has to keep; see `docs/reference/problem-format.md`.

    Attributes:
        forbid_imports: Modules; `*` is any.
        forbid_calls: Functions and methods.
        forbid_constructs: Names of `grader.rules.CONSTRUCTS`.
        require_constructs: The same.
        require_calls: Functions and methods.
        require_imports: Modules, such as `csv`, and what is in them, such as `functools.cache`.
        max_statements: Most statements, or 0 for no limit.
        max_depth: Most blocks inside each other, or 0 for no limit.
        literals_only: The answer may only write values down.
        only_lines: Where not empty: the lines that the answer is made of, each as often as it
            stands here.
    """

    forbid_imports: tuple[str, ...] = ()
    forbid_calls: tuple[str, ...] = ()
    forbid_constructs: tuple[str, ...] = ()
    require_constructs: tuple[str, ...] = ()
    require_calls: tuple[str, ...] = ()
    require_imports: tuple[str, ...] = ()
    max_statements: int = 0
    max_depth: int = 0
    literals_only: bool = False
    only_lines: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `asdict` wrote."""
        values: dict[str, Any] = {k: tuple(v) if type(v) is list else v for k, v in data.items()}
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything the judge needs to grade one problem version.

    Attributes:
        required: Names that the reference solution defines; in test cells they always come from
            the learner, even when they shadow a builtin.
        classes: Those of them that the reference solution binds to classes. Only their objects may
            decide a comparison: a learner who hands in a class instead of a function gains nothing.
        locale: The language in which the verdict is told.
        rule_credit: Share of the points that a test gives which passes while something that the
            rules ask for is missing. Where something forbidden is used it gives none.
    """

    problem_id: str
    version: int
    cells: tuple[BundleCell, ...]
    required: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    classes: tuple[str, ...] = ()
    rules: Rules = field(default_factory=Rules)
    locale: str = "en"
    rule_credit: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object that `from_json` reads back to an equal bundle."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: `data` is not a bundle.
        """
        cells = tuple(BundleCell(**{**c, "role": CellRole(c["role"])}) for c in data["cells"])
        return cls(
            problem_id=data["problem_id"],
            version=data["version"],
            cells=cells,
            required=tuple(data["required"]),
            limits=Limits(**data["limits"]),
            classes=tuple(data.get("classes", ())),
            rules=Rules.from_json(data.get("rules", {})),
            locale=data.get("locale", "en"),
            rule_credit=data.get("rule_credit", 0.0),
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """Source text handed in.

    Attributes:
        cells: Source by `grade_id` of the solution cells. Unknown ids are ignored.
        loose: Sources of the learner's own other code cells, run in order before the solution
            cells.
    """

    cells: dict[str, str]
    loose: tuple[str, ...] = ()
