"""What any course says: code so common that showing it tells nothing of one problem."""

from __future__ import annotations

from .tokens import Tokens, code_lines, grams, pattern, tokens
from .trees import subtrees

IDIOMS = (
    "total = 0\nfor n in numbers:\n    total = total + n\nprint(total)\n",
    "total = 0\nfor n in numbers:\n    total += n\nreturn total\n",
    "count = 0\nfor x in xs:\n    count += 1\nreturn count\n",
    "count = 0\nfor x in xs:\n    if x:\n        count += 1\nprint(count)\n",
    "result = []\nfor x in xs:\n    result.append(x)\nreturn result\n",
    "out = ''\nfor c in text:\n    out += c\nreturn out\n",
    "d = {}\nfor k in ks:\n    d[k] = 1\nreturn d\n",
    "for i in range(10):\n    print(i)\n",
    "for i in range(n):\n    print(i)\n",
    "for i in range(len(xs)):\n    print(i, xs[i])\n",
    "for i, x in enumerate(xs):\n    print(i, x)\n",
    "for k, v in d.items():\n    print(k, v)\n",
    "i = 0\nwhile i < n:\n    i = i + 1\n",
    "i = 0\nwhile i < n:\n    i += 1\n",
    "while True:\n    break\n",
    "if x:\n    return True\nreturn False\n",
    "if x:\n    return True\nelse:\n    return False\n",
    "if not x:\n    return None\n",
    "name = input()\nprint(name)\n",
    "n = int(input())\nprint(n)\n",
    "def f(x):\n    return x\n",
    "def f(x, y):\n    return x\n",
    "def f(xs):\n    for x in xs:\n        return x\n",
    "x = 1\ny = 2\nprint(x + y)\n",
    "x = x + 1\n",
    "x += 1\n",
    "x = y\n",
    "f(x)\n",
    "return f(x)\n",
    "xs = [x for x in ys]\n",
    "import math\n",
)


def _patterns() -> frozenset[Tokens]:
    return frozenset(pattern(line) for idiom in IDIOMS for line in code_lines(idiom))


COMMON_LINES = _patterns()
COMMON_GRAMS: frozenset[Tokens] = frozenset().union(*(grams(tokens(i)) for i in IDIOMS))
COMMON_TREES: frozenset[str] = frozenset().union(*(subtrees(i) for i in IDIOMS))
STEM = 5
_NAMES = (
    "number numbers text word words letter letters list lists item items value values name names"
    " line lines result total count first last place left right digit key keys table data sum out"
    " end new size index function message note code step answer"
    " file row rows found with here each order thing things start round rounds write time times"
    " collect keep read type"
)
COMMON_NAMES = frozenset(word[:STEM] for word in _NAMES.split())
"""Beginnings of words that say nothing of one problem."""
COMMON_WEIGHT = 0.3
"""How much a common gram, line or sub-tree counts; any other counts 1."""


def is_common(name: str) -> bool:
    """Say whether a word or name stands in code and explanations about anything."""
    return name[:STEM].lower() in COMMON_NAMES


def gram_weight(gram: Tokens) -> float:
    """Return what a gram counts."""
    return COMMON_WEIGHT if gram in COMMON_GRAMS else 1.0


def tree_weight(shape: str, size: int) -> float:
    """Return what a sub-tree of a size counts."""
    return size * (COMMON_WEIGHT if shape in COMMON_TREES else 1.0)


def line_weight(line: Tokens) -> float:
    """Return what a line counts: its tokens, fewer where every course writes such a line."""
    return len(line) * (COMMON_WEIGHT if pattern(line) in COMMON_LINES else 1.0)
