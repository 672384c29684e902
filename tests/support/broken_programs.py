"""Small wrong programs, each with the rule that should speak first, and how to run one."""

from __future__ import annotations

import contextlib
import io
import warnings

# Python's own message reaches the explainer just as a learner's kernel would send it.
PROGRAMS: dict[str, tuple[str, str]] = {
    "operator at the end": ("x = 5 +\n", "syntax.unfinished"),
    "import of nothing": ("from math import\n", "syntax.unfinished"),
    "plain value last": ("print(end='', 2)\n", "syntax.order_call"),
    "plain parameter last": ("def f(a=1, b):\n    return a\n", "syntax.order_def"),
    "zero in front": ("x = 07\n", "syntax.zeros"),
    "arrow for a comparison": ("if x => 3:\n    pass\n", "syntax.sign"),
    "method without self": ("class A:\n    def go():\n        pass\nA().go()\n", "type.no_self"),
    "function not called": ("def f():\n    return 1\nprint(f + 1)\n", "type.uncalled"),
    "range of a text": ("for i in range('3'):\n    pass\n", "type.whole"),
    "range of a fraction": ("for i in range(6 / 2):\n    pass\n", "type.fraction"),
    "join of numbers": ("' '.join([1, 2])\n", "type.join"),
    "code of a word": ("ord('ab')\n", "type.one_sign"),
    "dict of single values": ("dict([1, 2])\n", "type.pairs"),
    "root below zero": ("import math\nmath.sqrt(-1)\n", "value.domain"),
    "two names for keys": ("d = {'a': 1}\nfor k, v in d:\n    pass\n", "value.unpack_loop"),
    "format with too few": ("'{} {}'.format(1)\n", "index.format"),
    "method of elsewhere": ("x = 'abc'\nx.toUpperCase()\n", "attr.foreign"),
    "dict grows in its loop": ("d = {'a': 1}\nfor k in d:\n    d[k + 'b'] = 2\n", "loop.changes"),
    "next of nothing": ("next(iter([]))\n", "loop.used_up"),
    "sum without a start": ("total += 1\n", "name.first_time"),
    "choice from nothing": ("import random\nrandom.choice([])\n", "index.choice"),
    "tuple and number": ("x = 1, 2\nprint(x + 3)\n", "type.concat_kind"),
    "pair without a colon": ("d = {'a': 1, 'b' 2}\n", "syntax.dict_colon"),
    "no match": ("import re\nre.match('a', 'b').group()\n", "attr.no_match"),
    "error of their own": ("raise ValueError('too hot')\n", "raised.own"),
    "text that is no JSON": ("import json\njson.loads('{a: 1}')\n", "value.json_key"),
    "letter for text": ("print(f'{3.5:d}')\n", "value.format_code"),
    "lambda with too many": ("double = lambda n: n * 2\ndouble(1, 2)\n", "type.too_many"),
    "lambda with too few": ("double = lambda n: n * 2\ndouble()\n", "type.too_few"),
    "join of a number": ("'-'.join(3)\n", "type.join_one"),
    "range of a list": ("x = [1]\nfor i in range(x):\n    pass\n", "type.whole_of"),
    "range of a function": ("n = input\nrange(n)\n", "type.uncalled"),
    "function behind a dot": ("word = 'hello'\nword.len()\n", "attr.built_in"),
    "sum behind a dot": ("nums = [1]\nnums.sum()\n", "attr.built_in"),
    "attribute of a class": (
        "class Cat:\n    def __init__(self):\n        self.lives = 9\nprint(Cat.lives)\n",
        "attr.of_class",
    ),
    "two equals signs": ("score == 10\nprint(score)\n", "name.compared"),
    "text and a list": ("print('a' + ['b'])\n", "type.operand"),
    "text less text": ("a = 'Ana'\nb = 'Lee'\nprint(a - b)\n", "type.operand"),
    "missing colon": ("x = 3\nif x > 2\n    print(x)\n", "syntax.colon"),
    "test left out": ("x = 1\nif x:\n    pass\nelif:\n    pass\n", "syntax.no_test"),
    "block in braces": ("n = 1\nwhile (n < 9) {\n    n = n + 1\n}\n", "syntax.braces"),
    "length of elsewhere": ("word = 'abc'\nprint(length(word))\n", "attr.foreign"),
    "sum of two texts": ("sum('1', '2')\n", "type.sum_text"),
    "digits left out": ("f'{3.14:1.f}'\n", "value.format_digits"),
    "digits of a whole number": ("f'{3:.1}'\n", "value.format_whole"),
    "letter before the digits": ("f'{3.14:f.1}'\n", "value.format_order"),
    "brackets around a loop": ("for (i in range(3)):\n    pass\n", "syntax.for_brackets"),
    "word for a sign": ("x = 5\nif x equals 5:\n    pass\n", "syntax.foreign_word"),
    "return of a list misspelt": ("def f(x):\n    reutrn [x]\nf(1)\n", "syntax.misspelt"),
    "small letter": ("x = 5\nprint(X)\n", "name.near_line"),
    "unknown way to open": ("open('a.txt', 'q')\n", "file.mode_letter"),
    "int of a thousand": ("int('1,000')\n", "value.comma"),
    "input with words, none left": ("name = input('Name? ')\n", "eof.often"),
    "else if": ("x = 1\nif x:\n    pass\nelse if x > 2:\n    pass\n", "syntax.else_if"),
    "one equals sign": ("x = 1\nif x = 2:\n    pass\n", "syntax.equals"),
    "print of Python 2": ('print "hello"\n', "syntax.print"),
    "unclosed bracket": ("total = (1 + 2\nx = 3\n", "syntax.unclosed"),
    "bracket too many": ("print(1))\n", "syntax.extra_close"),
    "missing quote": ('print("hello)\n', "syntax.quote"),
    "apostrophe": ("print('don't')\n", "syntax.apostrophe"),
    "keyword as name": ("class = 3\n", "syntax.keyword_name"),
    "keyword as parameter": ("def f(from, x):\n    pass\n", "syntax.keyword_name"),
    "misspelt keyword": ("whille x < 3:\n    pass\n", "syntax.misspelt"),
    "sides swapped": ("x + 1 = y\n", "syntax.sides"),
    "literal left": ("3 = x\n", "syntax.literal_left"),
    "digit first": ("2nd = 3\n", "syntax.decimal"),
    "backslash": ("x = 3 \\ 2\n", "syntax.continuation"),
    "missing comma": ("x = [1 2]\n", "syntax.comma"),
    "plain words": ("this is my answer\n", "syntax.bare_words"),
    "curly quotes": ("print(“hi”)\n", "syntax.curly_quote"),
    "other language": ("if a && b:\n    pass\n", "syntax.sign"),
    "else alone": ("x = 1\nelse:\n    pass\n", "syntax.else_alone"),
    "return outside": ("return 3\n", "syntax.outside_function"),
    "break outside": ("break\n", "syntax.outside_loop"),
    "pasted prompt": (">>> x = 3\n", "syntax.prompt"),
    "dedent": ("def f():\n    x = 1\n  y = 2\n", "indent.mismatch"),
    "unexpected indent": ("x = 1\n    y = 2\n", "indent.unexpected"),
    "no body": ("def f():\nreturn 1\n", "indent.expected"),
    "only a comment": ("def f():\n    # nothing\n", "indent.only_comment"),
    "ends too soon": ("for i in range(3):\n", "indent.empty"),
    "tabs": ("if 1:\n        x = 1\n\ty = 2\n", "indent.tabs"),
    "near name": ("count = 1\nprint(cuont)\n", "name.near_line"),
    "near builtin": ("pritn(1)\n", "name.near"),
    "true": ("x = true\n", "name.constant"),
    "missing import": ("print(math.pi)\n", "name.import"),
    "missing quotes": ("print(hello)\n", "name.unquoted"),
    "set later": ("print(total)\ntotal = 3\n", "name.later"),
    "inside a function": ("def f():\n    total = 3\nf()\nprint(total)\n", "name.elsewhere"),
    "text plus number": ('age = 3\nprint("age " + age)\n', "type.concat"),
    "None of sort": ("a = [3]\nb = a.sort()\nc = b + 1\n", "type.none_in_place"),
    "None of print": ("a = print(3)\nb = a + 1\n", "type.none_print"),
    "None of a function": ("def f(x):\n    print(x)\ny = f(1) + 1\n", "type.none_no_return"),
    "text minus number": ('a = "3"\nprint(a - 1)\n', "type.unconverted_name"),
    "text times text": ('print("3" * "4")\n', "type.unconverted"),
    "text below number": ('print("3" < 1)\n', "type.unconverted"),
    "builtin hidden": ("sum = 0\nprint(sum([1]))\n", "type.builtin_hidden"),
    "round for square": ("a = [1]\nprint(a(0))\n", "type.call_index"),
    "missing times": ("print(3(4))\n", "type.call_times"),
    "loop over a number": ("for i in 3:\n    pass\n", "type.iter_number"),
    "function indexed": ("def f(): pass\nf[0]\n", "type.index_function"),
    "None indexed": ("x = None\nx[0]\n", "type.index_none"),
    "text by key": ('x = "a"\nx["b"]\n', "type.string_index"),
    "list by text": ('x = [1]\nx["b"]\n', "type.list_index"),
    "too few": ("def f(a, b):\n    return a\nf(1)\n", "type.too_few"),
    "too many": ("def f(a, b):\n    return a\nf(1, 2, 3)\n", "type.too_many"),
    "too many, builtin": ("len(1, 2)\n", "type.too_many"),
    "unknown parameter": ("def f(a):\n    return a\nf(b=1)\n", "type.keyword"),
    "percent of text": ('"a" % 3\n', "type.percent"),
    "length of a number": ("len(3)\n", "type.len"),
    "list as key": ("{[1]: 2}\n", "type.unhashable"),
    "text changed": ('"abc"[0] = "d"\n', "type.item_assignment"),
    "int of a point": ('int("3.5")\n', "value.decimal"),
    "int of nothing": ('int("")\n', "value.empty"),
    "int of a word": ('int("abc")\n', "value.words"),
    "int of a unit": ('int("5 kg")\n', "value.unit"),
    "float of a comma": ('float("3,5")\n', "value.comma"),
    "unpacking": ("a, b = 3, 4, 5\n", "value.unpack"),
    "not in list": ("[1].remove(2)\n", "value.remove"),
    "largest of nothing": ("max([])\n", "value.empty_sequence"),
    "past the end": ("a = [1, 2]\nfor i in range(len(a) + 1):\n    a[i]\n", "index.number"),
    "empty list": ("a = []\nprint(a[0])\n", "index.empty"),
    "length as place": ("a = [1, 2]\nprint(a[len(a)])\n", "index.length"),
    "pop": ("[].pop()\n", "index.pop"),
    "near key": ('d = {"apple": 1}\nd["aple"]\n', "key.near"),
    "first time": ('d = {}\nd["x"] += 1\n', "key.first_time"),
    "key of what is added": ('d = {"x": 1}\ne = {}\nd["x"] += e["y"]\n', "key.missing"),
    "near key of what is added": (
        'd = {}\ne = {"seats": 1}\nd["x"] = 0\nd["x"] += e["seat"]\n',
        "key.near",
    ),
    "key of other type": ('d = {1: 2}\nd["1"]\n', "key.type"),
    "missing key": ('d = {}\nd["pear"]\n', "key.missing"),
    "near attribute": ("[1].apend(2)\n", "attr.near"),
    "attribute of None": ("a = [2]\nb = a.sort()\nb.append(1)\n", "attr.none_in_place"),
    "method of a list": ('"abc".append("d")\n', "attr.other_type"),
    "module attribute": ("import math\nmath.qwertz\n", "attr.module"),
    "global": ("n = 0\ndef f():\n    n += 1\n    return n\nf()\n", "unbound.outer"),
    "one branch": (
        "def f(x):\n    if x > 3:\n        r = 1\n    return r\nf(1)\n",
        "unbound.branch",
    ),
    "empty loop": (
        "def f(x):\n    for i in x:\n        r = 1\n    return r\nf([])\n",
        "unbound.loop",
    ),
    "zero": ("n = 0\n1 / n\n", "zero.name"),
    "zero length": ("a = []\nsum(a) / len(a)\n", "zero.length"),
    "no input left": ("name = input()\n", "eof.often"),
    "input for a parameter": ("def f(a):\n    return input()\nf(1)\n", "eof.parameter"),
    "no end": ("def f(n):\n    return f(n - 1)\nf(3)\n", "recursion.no_stop"),
    "stub": ("def f(n):\n    raise NotImplementedError()\nf(1)\n", "stub.left"),
    "value out of __init__": (
        "class A:\n    def __init__(self):\n        return self\nA()\n",
        "type.init_result",
    ),
    "no text of an object": (
        "class A:\n    def __str__(self):\n        pass\nstr(A())\n",
        "type.method_result",
    ),
    "next of a text": ("next('ab')\n", "type.no_iterator"),
    "list as iterator": (
        "class A:\n    def __iter__(self):\n        return [1]\nfor x in A():\n    pass\n",
        "type.iter_result",
    ),
    "minus a tuple": ("-(1, 2)\n", "type.unary"),
    "no such day": ("import datetime\ndatetime.date(2025, 2, 30)\n", "value.date"),
    "shared list": (
        "raise ValueError(\"mutable default <class 'list'> for field xs is not allowed\")\n",
        "value.mutable_default",
    ),
    "function before the dot": ("def f(): pass\nf.seed(3)\n", "attr.function"),
    "near module": ("import maths\n", "import.near"),
    "no file": ('open("no_such_file.txt")\n', "file.missing"),
    "own check": ("assert 1 == 2\n", "assert.failed"),
}

Failure = tuple[str, str, int | None, dict[str, str]]


def fail(source: str) -> Failure:
    """Run a program and return (exception name, message, line, names of its frame)."""
    names: dict[str, object] = {"__name__": "cell", "input": no_input}
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            exec(compile(source, "<cell>", "exec"), names)
    except Exception as error:  # noqa: BLE001 whatever it raises is the sample
        return seen(error)
    raise AssertionError("the program should have failed")


def no_input(_: object = "") -> str:
    raise EOFError("EOF when reading a line")


def seen(error: Exception) -> Failure:
    line, frame = getattr(error, "lineno", None), {}
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<cell>":
            line, frame = trace.tb_lineno, trace.tb_frame.f_locals
        trace = trace.tb_next
    shown = {k: repr(v)[:60] for k, v in frame.items() if not k.startswith("__")}
    return type(error).__name__, str(error), line, shown
