"""Errors of which the message alone says what happened: a table from message to rule.

Named groups of a pattern fill the fields of the rule's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .kinds import LAZY, plain
from .texts import say

_PLACELESS = rf"set|frozenset|dict_keys|dict_values|dict_items|{LAZY}"
_ROWS: tuple[tuple[str, str, str, int], ...] = (
    ("SyntaxError", r"expected 'else' after 'if'", "syntax.if_value", 9),
    ("SyntaxError", r"makes remaining patterns unreach", "syntax.case_all", 9),
    ("SyntaxError", r"^invalid non-printable character", "syntax.unseen", 10),
    ("SyntaxError", r"^expression cannot contain assignment", "syntax.call_equals", 8),
    ("SyntaxError", r"'(?P<word>await|async \w+)' outside", "syntax.outside_async", 9),
    ("SyntaxError", r"^duplicate (?:argument|parameter) '(?P<name>\w+)'", "syntax.same_name", 9),
    ("SyntaxError", r"'(?P<close>.)' does not match .*'(?P<open>.)'$", "syntax.mismatch", 10),
    (
        "SyntaxError",
        r"'(?P<close>.)' does not match .*'(?P<open>.)' on line (?P<line>\d+)",
        "syntax.mismatch_far",
        10,
    ),
    ("SyntaxError", r"^multiple exception types", "syntax.except_many", 9),
    ("SyntaxError", r"meant '==' or ':='", "syntax.equals", 4),
    ("TypeError", r"^type '(?P<name>\w+)' is not subscriptable", "type.no_parts", 9),
    ("TypeError", r"os\.PathLike(?: object| or integer), not (?P<kind>\w+)", "file.name_kind", 9),
    ("TypeError", r"requires a 'super' object", "class.super_call", 9),
    ("TypeError", r"^unsupported operand type\(s\) for \+: '\w+Path' and", "type.path_join", 9),
    ("TypeError", r"^not enough arguments for format", "type.percent_few", 9),
    ("TypeError", r"^unsupported format string passed to (?P<kind>\w+)", "type.format_kind", 8),
    ("TypeError", r"^sum\(\) can't sum", "type.sum_text", 9),
    ("TypeError", r"^can't (?:compare|subtract) offset-", "type.time_zone", 9),
    ("TypeError", r"^a bytes-like object is required, not 'str'", "type.bytes_and_text", 9),
    ("TypeError", r'concatenate str \(not "bytes"\)|concat str to', "type.bytes_and_text", 9),
    ("TypeError", r"^Cannot interpret '.{1,40}' as a data type", "type.shape_parts", 9),
    ("TypeError", r"used in 'await' expression|can't be awaited", "type.await_value", 9),
    (
        "TypeError",
        r"for (?P<sign>[-&|^]=?): 'set' and '(?P<kind>list|tuple|dict|str)'",
        *("type.set_with", 9),
    ),
    ("TypeError", r"^exceptions must derive", "raise.kind", 9),
    ("TypeError", r"^catching classes", "except.kind", 9),
    ("TypeError", r"^is(?:instance|subclass)\(\) arg 2", "type.isinstance", 9),
    ("TypeError", r"must be str(?: or None)?, not (?P<kind>\w+)", "type.text_needed", 8),
    ("TypeError", r"^string argument expected, got '(?P<kind>\w+)'", "type.text_needed", 8),
    ("TypeError", r"requires string as left operand, not (?P<kind>\w+)", "type.text_needed", 8),
    ("TypeError", r"^argument of type '(?P<kind>\w+)' is not", "type.in_single", 9),
    ("TypeError", r"for abs\(\): 'str'|must be real number, not str", "type.whole", 8),
    (
        "TypeError",
        r"^'(?P<kind>list|tuple|dict|set)' object cannot be interpreted as an integer",
        *("type.whole_of", 8),
    ),
    ("TypeError", r"^Object of type (?P<kind>\w+) is not JSON", "type.json", 9),
    (
        "TypeError",
        r"abstract class (?P<name>\w+) with.*? methods? '?(?P<method>\w+)",
        *("type.abstract", 9),
    ),
    ("TypeError", r"^non-default argument '(?P<name>\w+)' follows", "class.order", 9),
    (
        "TypeError",
        r"^(?P<function>\w+) expected (?P<takes>(?:at \w+ )?\d+) arguments?, got (?P<given>\d+)",
        *("type.too_many", 8),
    ),
    ("TypeError", rf"^object of type '(?P<kind>{LAZY})' has no len", "type.lazy_length", 9),
    ("TypeError", rf"^'(?P<kind>{_PLACELESS})' object is not subscr", "type.no_places", 9),
    ("TypeError", r"^'async_generator' object is not iterable", "type.not_awaited", 9),
    ("TypeError", r"^Cannot perform reduction .* string|to numeric", "type.text_column", 9),
    ("UFuncTypeError", r"", "type.array_kinds", 8),
    ("AxisError", r"^axis (?P<index>-?\d+) .*dimension (?P<length>\d+)", "index.no_axis", 9),
    ("ValueError", r"^invalid mode: '(?P<what>.{1,20})'", "file.mode_letter", 9),
    ("ValueError", r"^Format specifier missing prec", "value.format_digits", 9),
    ("ValueError", r"^Precision not allowed in integer", "value.format_whole", 9),
    ("ValueError", r"^Invalid format specifier", "value.format_order", 9),
    ("ValueError", r"^empty separator", "value.separator", 9),
    ("ValueError", r"^I/O operation on closed file", "file.closed", 9),
    ("ValueError", r"^unconverted data remains", "value.pattern", 8),
    ("ValueError", r"^range\(\) arg 3 must not be|^slice step cannot be", "value.step", 9),
    ("ValueError", r"^(?P<value>.{1,40}) is not a valid (?P<name>\w+)$", "value.member", 8),
    ("ValueError", r"^Sample larger than population", "value.sample", 9),
    ("ValueError", r"^a coroutine was expected, got <function", "type.uncalled", 9),
    ("ValueError", r"^cannot reshape array of size (?P<length>\d+)", "value.reshape", 9),
    ("ValueError", r"mismatch in its core dimension", "value.shapes", 8),
    (
        "ValueError",
        r"^Length of values \((?P<given>\d+)\) .*\((?P<length>\d+)\)",
        *("value.column", 9),
    ),
    (
        "IndexError",
        r"^index (?P<index>-?\d+) is out of bounds .*size (?P<length>\d+)",
        *("index.axis", 9),
    ),
    (
        "IndexError",
        r"^too many indices for array: array is (?P<length>\d+)-",
        *("index.directions", 9),
    ),
    ("AttributeError", r"^property '(?P<name>\w+)' .* has no setter", "attr.no_setter", 9),
    (
        "AttributeError",
        r"^type object '(?P<owner>\w+)' has no attribute '(?P<name>\w+)'",
        *("attr.of_class", 6),
    ),
    ("AttributeError", r"^type object 'super' has", "class.super_call", 9),
    (
        "AttributeError",
        r"^type object '(?P<name>datetime)\.datetime' has no attribute",
        *("attr.class_of_module", 9),
    ),
    ("AttributeError", r"^'str' object has no attribute '(?P<name>read|write)'", "attr.no_file", 9),
    ("AttributeError", r"^partially initialized module '(?P<module>\w+)'", "import.circle", 10),
    ("ImportError", r"from partially initialized module '(?P<module>\w+)'", "import.circle", 10),
    ("AttributeError", r"^Can only use \.str accessor", "attr.text_column", 9),
    ("OperationalError", r"^incomplete input", "sql.incomplete", 8),
    (
        "OperationalError",
        r"has (?P<places>\d+) columns? but (?P<given>\d+) value",
        "sql.columns",
        9,
    ),
    (
        "ProgrammingError",
        r"uses (?P<places>\d+), and there (?:are|is) (?P<given>\d+)",
        "sql.values",
        9,
    ),
    ("ProgrammingError", r"closed", "sql.closed", 9),
    ("IntegrityError", r"^UNIQUE constraint failed: (?P<name>\S+)", "sql.unique", 9),
    ("IntegrityError", r"^NOT NULL constraint failed: (?P<name>\S+)", "sql.not_null", 9),
    ("ValueError", r"^mutable default .* field (?P<name>\w+)", "value.mutable_default", 9),
    ("RuntimeError", r"running event loop|loop is already running", "async.running", 9),
    ("FrozenInstanceError", r"field '(?P<name>\w+)'", "class.frozen", 9),
    ("UnsupportedOperation", r"^not (?P<what>readable|writable)", "file.mode", 9),
    ("JSONDecodeError", r"^Expecting value: line 1 column 1 ", "value.json_start", 9),
    ("JSONDecodeError", r"^Expecting property name|^Illegal trailing comma", "value.json_key", 9),
    ("JSONDecodeError", r"^Extra data", "value.json_more", 9),
    (
        "TypeError",
        r"compare datetime\.datetime (?:to|and) datetime\.date$"
        r"|'datetime\.datetime' and 'datetime\.date'|'datetime\.date' and 'datetime\.datetime'",
        *("type.day_and_time", 9),
    ),
)
TABLE = {
    name: tuple((re.compile(p), rule, rank) for n, p, rule, rank in _ROWS if n == name)
    for name in {row[0] for row in _ROWS}
}


def known(case: Case) -> Iterator[Suggestion]:
    """What the table says of the message."""
    for pattern, rule, relevance in TABLE.get(case.name, ()):
        if found := pattern.search(case.message):
            fields = {k: plain(v) if k == "kind" else v for k, v in found.groupdict().items()}
            yield say(rule, relevance, **fields)
