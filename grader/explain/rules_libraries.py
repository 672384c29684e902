"""Rules for errors from libraries that learners use, and for errors of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .kinds import plain
from .near import nearest
from .rules_names import missing
from .texts import say

TABLES = ("DataFrame", "Series")
# fmt: off
TABLE_METHODS = (
    "agg", "apply", "assign", "astype", "columns", "cumsum", "diff", "drop", "drop_duplicates",
    "dropna", "fillna", "groupby", "head", "idxmax", "idxmin", "index", "isin", "isna", "map",
    "mean", "median", "merge", "notna", "pivot_table", "reindex", "rename", "reset_index",
    "round", "set_index", "shape", "sort_index", "sort_values", "tail", "tolist", "unique",
    "value_counts",
)
# fmt: on
"""What the course uses of a table or a column, and beginners misspell."""
PANDAS = re.compile(r"^\s*(?:import pandas|from pandas)\b")
ROWS = re.compile(r"""(?!\w*[({\[<'"])\S+ """)
"""How a table begins as text: unlike any other value with a key, in no brackets."""
CONCAT = re.compile(r'can only concatenate (list|tuple) \(not "([^"]*)"\) to')
MATCHED = ("group", "groups", "groupdict", "start", "end", "span")
BY_MESSAGE = (
    (r"could not be broadcast", "value.shapes", 8),
    (r"must (?:all )?be of the same length", "value.lengths", 8),
    (r"^time data .* match|^Invalid isoformat", "value.pattern", 8),
    (r"^Unknown format code", "value.format_code", 8),
)


def first_time(case: Case) -> Iterator[Suggestion]:
    """A name is changed, as in a sum, before it has a value."""
    name = missing(case)
    for node in case.here:
        if isinstance(node, ast.AugAssign) and getattr(node.target, "id", "") == name:
            yield say("name.first_time", 9, name=name)
            return
        if (
            isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == name
            and any(getattr(part, "id", "") == name for part in ast.walk(node.value))
        ):
            yield say("name.first_time", 9, name=name)
            return


def raised(case: Case) -> Iterator[Suggestion]:
    """An error that the learner's own line raises."""
    if any(isinstance(n, ast.Raise) for n in case.here) and "must derive" not in case.message:
        said = case.message.rstrip(".!? ")
        yield say("raised.own", 4, message=f": {said}" if re.search(r"\w", said) else "")


def column(case: Case) -> Iterator[Suggestion]:
    """A column that a table does not have."""
    read = {n.id for n in case.here if isinstance(n, ast.Name)}
    tables = {name for name, value in case.variables.items() if ROWS.match(value)}
    if read.isdisjoint(tables) and not any(PANDAS.match(line) for line in case.lines):
        return
    taken = [n.value for n in case.here if isinstance(n, ast.Subscript)]
    dicts = {name for name, value in case.variables.items() if value.startswith("{")}
    if taken and all(getattr(n, "id", "") in dicts for n in taken):
        return
    if case.message.startswith("("):
        yield say("key.columns", 10)
    named = re.search(r"[\[\"'(]*('[^']*'|\d+)", case.message)
    key = named[1] if named else case.message
    yield say("key.row" if key.isdigit() else "key.column", 9, key=key)


def of_table(case: Case) -> Iterator[Suggestion]:
    """An attribute that a table does not have."""
    found = re.search(r"'(\w+)' object has no attribute '(\w+)'", case.message)
    if found and found[1] in TABLES:
        of_texts = found[1] == "Series" and hasattr(str, found[2])
        if found[2] == "append":
            yield say("attr.table_append", 10)
        elif near := nearest(found[2], TABLE_METHODS):
            yield say("attr.near", 10, name=found[2], near=near)
        else:
            yield say("attr.texts" if of_texts else "attr.column", 10, name=found[2])


def no_match(case: Case) -> Iterator[Suggestion]:
    """The result of a pattern that was not found."""
    found = re.search(r"'NoneType' object has no attribute '(\w+)'", case.message)
    used = any(re.search(r"\bre\.(?:match|search|fullmatch)\b", line) for line in case.lines)
    if found and found[1] in MATCHED and used:
        yield say("attr.no_match", 9)


def choice(case: Case) -> Iterator[Suggestion]:
    """A choice from nothing."""
    if "Cannot choose from an empty" in case.message:
        yield say("index.choice", 9)


def concat(case: Case) -> Iterator[Suggestion]:
    """A list or tuple and something else with `+`."""
    if found := CONCAT.search(case.message):
        yield say("type.concat_kind", 9, kind=found[1], other=plain(found[2]))


def not_awaited(case: Case) -> Iterator[Suggestion]:
    """The result of an async function that nobody has waited for."""
    if "'coroutine'" in case.message:
        yield say("type.not_awaited", 9)


def by_value(case: Case) -> Iterator[Suggestion]:
    """Values that a library cannot use."""
    for pattern, rule, relevance in BY_MESSAGE:
        if re.search(pattern, case.message):
            yield say(rule, relevance)


def json_text(case: Case) -> Iterator[Suggestion]:
    """A text that is no JSON."""
    yield say("value.json", 7)


def not_encoded(case: Case) -> Iterator[Suggestion]:
    """A sign that an encoding has no bytes for."""
    if found := re.search(r"^'([\w-]+)' codec can't encode", case.message):
        yield say("value.encoding", 7, name=found[1])


def not_decoded(case: Case) -> Iterator[Suggestion]:
    """Bytes in another encoding."""
    yield say("value.bytes", 7)


def too_large(case: Case) -> Iterator[Suggestion]:
    """A number over the largest float."""
    yield say("value.too_large", 7)


def folder(case: Case) -> Iterator[Suggestion]:
    """A folder where a file is needed."""
    yield say("file.folder", 7)


def statement(case: Case) -> Iterator[Suggestion]:
    """A statement that a database does not take."""
    if found := re.search(r"no such (table|column|function): (\S+)", case.message):
        yield say("sql.missing", 8, what=found[1], name=found[2])
    elif found := re.search(r'near "([^"]*)": syntax error', case.message):
        yield say("sql.syntax", 8, name=f"'{found[1]}'")


def pattern(case: Case) -> Iterator[Suggestion]:
    """A pattern of `re` that cannot be read: `error`, from Python 3.13 on `PatternError`."""
    if "position" in case.message:
        yield say("re.pattern", 8, message=re.sub(r" at position.*", "", case.message))


def pair(case: Case) -> Iterator[Suggestion]:
    """A key in curly brackets without its value."""
    if "expected after dictionary key" in (case.broken.message if case.broken else case.message):
        yield say("syntax.dict_colon", 9)


def no_json_text(case: Case) -> Iterator[Suggestion]:
    """Something other than a text, read as JSON."""
    if found := re.search(r"^the JSON object must be str.*, not '?(\w+)", case.message):
        yield say("type.json_text", 9, kind=plain(found[1]))


TYPE_RULES = (concat, not_awaited, no_json_text)
