"""Reads the `pythonmastery` metadata of a notebook: what the problem is, before its cells."""

from __future__ import annotations

import dataclasses
import keyword
import re
from dataclasses import dataclass
from typing import Any

from grader.bundle import Limits, Rules
from grader.rules import CONSTRUCTS

from ..core.problem import Kind, ProblemId, SkillId
from ..core.tutor_policy import TutorPolicy
from .authored import Waiver
from .fields import Fields

SCHEMA = 1
KEYS = (
    "schema", "id", "version", "locale", "title", "section", "lesson", "kind", "entry_point",
    "skills", "difficulty", "minutes", "context", "authors", "licence", "limits", "rules",
    "key_expressions", "waived_mutants", "tutor", "derive",
)  # fmt: skip
_OPTIONAL_LIMITS = (
    *(("output_kb", 1, 4096), ("cpu_seconds", 1, 30), ("recursion", 50, 20_000)),
    *(("files_kb", 1, 16_384),),
)
RULES = (
    "forbid_imports", "forbid_calls", "forbid_constructs", "require_constructs", "require_calls",
    "require_imports", "max_statements", "max_depth", "literals_only", "only_starter_lines",
)  # fmt: skip
DERIVED = (Kind.PARSONS, Kind.COMPLETE_CODE, Kind.FIX_BUG, Kind.PREDICT_OUTPUT)
ID_PATTERN = re.compile(r"(?=.{1,120}$)[a-z0-9-]+(\.[a-z0-9-]+){2,}")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
MAX_TITLE = 120
"""Characters; longer ones fit into no list of problems."""


@dataclass(frozen=True, slots=True)
class Header:
    """The notebook's metadata; see `AuthoredProblem` for the meaning of each."""

    id: ProblemId
    version: int
    locale: str
    title: str
    section: str
    lesson: str
    kind: Kind
    entry_point: str
    primary: tuple[SkillId, ...]
    secondary: tuple[SkillId, ...]
    band: int
    difficulty: float
    minutes: int
    context: str
    authors: tuple[str, ...]
    licence: str
    limits: Limits
    rules: Rules
    starter_lines: bool
    key_expressions: tuple[str, ...]
    waived: tuple[Waiver, ...]
    tutor: TutorPolicy
    derived: tuple[Kind, ...]


def read_header(fields: Fields) -> Header | None:
    """Read the metadata; None, with findings, where something needed cannot be read."""
    fields.only(*KEYS)
    fields.whole("schema", SCHEMA, SCHEMA)
    skills, difficulty = fields.table("skills"), fields.table("difficulty")
    limits, rules = fields.table("limits"), fields.table("rules", needed=False)
    section = fields.text("section", "the id of a section of the skill graph")
    values: dict[str, Any] = {
        "id": ProblemId(_identity(fields, section)),
        "version": fields.whole("version", 1, 1_000_000),
        "locale": _locale(fields),
        "title": _title(fields),
        "section": section,
        "lesson": fields.text("lesson", "the id of a lesson of the skill graph"),
        "kind": _kind(fields),
        "entry_point": _entry_point(fields),
        "primary": tuple(map(SkillId, skills.texts("primary", needed=True))),
        "secondary": tuple(map(SkillId, skills.texts("secondary"))),
        "band": difficulty.whole("band", 1, 5),
        "difficulty": difficulty.number("b", -6, 6),
        "minutes": fields.whole("minutes", 1, 240),
        "context": fields.text("context", "the setting of the story"),
        "authors": fields.texts("authors", needed=True),
        "licence": fields.text("licence", 'the licence of the text, such as "CC-BY-4.0"'),
        "limits": _limits(limits),
        "rules": _rules(rules),
        "starter_lines": rules.flag("only_starter_lines", default=False),
        "key_expressions": fields.texts("key_expressions"),
        "waived": _waived(fields),
        "tutor": _tutor(fields),
        "derived": _derived(fields),
    }
    for table, keys in (
        (skills, ("primary", "secondary")),
        (difficulty, ("band", "b")),
        (limits, tuple(f.name for f in dataclasses.fields(Limits))),
        (rules, RULES),
    ):
        table.only(*keys)
    broken = any(x.broken for x in (fields, skills, difficulty, limits, rules))
    return None if broken else Header(**values)


def _locale(fields: Fields) -> str:
    wanted = 'a language, such as "en" or "pt-BR"'
    name = fields.text("locale", wanted)
    if name and not _LOCALE.fullmatch(name):
        fields.bad("locale", wanted)
    return name


def _title(fields: Fields) -> str:
    title = fields.text("title")
    if title and (len(title) > MAX_TITLE or not title.isprintable()):
        fields.bad("title", f"one line of at most {MAX_TITLE} characters that can be seen")
    return title


def _limits(fields: Fields) -> Limits:
    chosen: dict[str, Any] = {}
    for key, low, high in _OPTIONAL_LIMITS:
        if key in fields.values:
            chosen[key] = fields.whole(key, low, high)
    return Limits(
        fields.number("seconds", 0.1, 10),
        fields.whole("memory_mb", 16, 2048),
        data=fields.flag("data", default=False),
        **chosen,
    )


def _identity(fields: Fields, section: str) -> str:
    wanted = "section.topic.slug of lower-case letters, digits and -, such as s01.print.market-sign"
    name = fields.text("id", wanted)
    if name and (
        not ID_PATTERN.fullmatch(name) or (section and not name.startswith(f"{section}."))
    ):
        fields.bad("id", wanted + f", beginning with {section}." if section else wanted)
    return name


def _rules(fields: Fields) -> Rules:
    lists: dict[str, Any] = {key: fields.texts(key) for key in RULES[:6]}
    for key in ("forbid_constructs", "require_constructs"):
        if set(lists[key]) - set(CONSTRUCTS):
            fields.bad(key, f"a list of {', '.join(CONSTRUCTS)}")
    most: dict[str, Any] = {
        key: fields.whole(key, 1, 500) for key in RULES[6:8] if key in fields.values
    }
    return Rules(**lists, **most, literals_only=fields.flag("literals_only", default=False))


def _kind(fields: Fields) -> Kind:
    value = fields.values.get("kind")
    if isinstance(value, str) and value in set(Kind):
        return Kind(value)
    fields.bad("kind", f"one of {', '.join(Kind)}")
    return Kind.WRITE_FUNCTION


def _tutor(fields: Fields) -> TutorPolicy:
    value = fields.values.get("tutor", TutorPolicy.FULL.value)
    if isinstance(value, str) and value in set(TutorPolicy):
        return TutorPolicy(value)
    fields.bad("tutor", f"one of {', '.join(TutorPolicy)}")
    return TutorPolicy.FULL


def _derived(fields: Fields) -> tuple[Kind, ...]:
    if "derive" not in fields.values:
        return DERIVED
    names = fields.texts("derive")
    if set(names) - set(DERIVED):
        fields.bad("derive", f"a list of {', '.join(DERIVED)}, which may be empty")
        return ()
    return tuple(map(Kind, names))


def _entry_point(fields: Fields) -> str:
    wanted = 'the name that the tests call, or "" for a problem without a function'
    name = fields.text("entry_point", wanted, empty=True)
    if name and (not name.isidentifier() or keyword.iskeyword(name)):
        fields.bad("entry_point", wanted)
    return name


def _waived(fields: Fields) -> tuple[Waiver, ...]:
    entries = fields.values.get("waived_mutants", [])
    if isinstance(entries, list) and all(
        isinstance(e, dict)
        and set(e) == {"mutant", "reason"}
        and all(isinstance(x, str) and x.strip() for x in e.values())
        for e in entries
    ):
        return tuple(Waiver(e["mutant"], e["reason"]) for e in entries)
    fields.bad("waived_mutants", 'a list of {"mutant": ..., "reason": ...}')
    return ()
