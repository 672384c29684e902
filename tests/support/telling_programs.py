"""Small programs of beginners, each stopped by one error: (rule that speaks first, source)."""

from __future__ import annotations

import re
from pathlib import Path

_TEXT = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
TELLING = [tuple(part.split("\n", 1)) for part in re.split(r"^=== ", _TEXT, flags=re.M)[1:]]

# Of libraries that need not be here: (rule, exception, message, line).
OF_LIBRARIES = (
    ("attr.text_column", "AttributeError", "Can only use .str accessor with string values!", "x.y"),
    ("value.reshape", "ValueError", "cannot reshape array of size 6 into shape (4,2)", "a.b(4, 2)"),
    (
        "value.column",
        "ValueError",
        "Length of values (3) does not match length of index (2)",
        "t['b'] = [1, 2, 3]",
    ),
    ("attr.texts", "AttributeError", "'Series' object has no attribute 'strip'", "t['a'].strip()"),
    ("index.axis", "IndexError", "index 3 is out of bounds for axis 0 with size 3", "a[3]"),
    (
        "index.directions",
        "IndexError",
        "too many indices for array: array is 1-dimensional, but 2 were indexed",
        "a[0, 1]",
    ),
    ("key.columns", "KeyError", "('a', 'b')", "import pandas as pd; t['a', 'b']"),
    (
        "type.text_column",
        "TypeError",
        "Cannot perform reduction 'mean' with string dtype",
        "t['a'].mean()",
    ),
    (
        "type.array_kinds",
        "UFuncTypeError",
        "ufunc 'add' did not contain a loop with signature matching types",
        "a + 1",
    ),
    (
        "index.no_axis",
        "AxisError",
        "axis 1 is out of bounds for array of dimension 1",
        "a.sum(axis=1)",
    ),
    ("type.shape_parts", "TypeError", "Cannot interpret '3' as a data type", "a = b.zeros(2, 3)"),
    ("key.row", "KeyError", "0", "import pandas as pd; t[0]"),
    (
        "attr.table_append",
        "AttributeError",
        "'DataFrame' object has no attribute 'append'",
        "t.append(u)",
    ),
    ("exit.arguments", "SystemExit", "2", "found = parser.parse_args(words)"),
    ("assert.called", "AssertionError", "", "heavy = weigh(middle)"),
    ("type.index_function", "TypeError", "'Callback' object is not subscriptable", "weigh[0]"),
    ("class.order", "TypeError", "non-default argument 'y' follows default argument", "@dataclass"),
    ("class.frozen", "FrozenInstanceError", "cannot assign to field 'x'", "p.x = 2"),
    (
        "async.running",
        "RuntimeError",
        "asyncio.run() cannot be called from a running event loop",
        "asyncio.run(main())",
    ),
)
