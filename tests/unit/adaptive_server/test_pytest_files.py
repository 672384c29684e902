"""What pytest files of others use is there in the cells that are made of them, without pytest."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from adaptive_server.importers import pytest_pairs
from adaptive_server.importers.draft import Draft
from support.foreign_sets import write_files

MODULE = """
import random, sys, warnings
def ask():
    return int(input("n?")) * 2
def roll():
    return random.randint(1, 6)
def warn(text):
    print(text)
    print("careful", file=sys.stderr)
def doubt(text):
    warnings.warn(text)
class Pile:
    def __init__(self, n=0):
        self.n = n
    def take(self):
        if not self.n:
            raise IndexError("it is empty")
        self.n -= 1
"""
TESTS = {
    "names of pytest": "from pytest import approx as about, fixture, mark, raises\n"
    "from pile import Pile\n@fixture\ndef one():\n    return Pile(1)\n"
    "@mark.parametrize('n', [1.0, 1])\ndef test_a(one, n):\n    assert one.n == about(n)\n"
    "    one.take()\n    with raises(IndexError, match='empty'):\n        one.take()\n",
    "pytest by another name": "import pytest as pt\nfrom pile import Pile\n"
    "pytestmark = pt.mark.slow\n"
    "def test_a():\n    caught = pt.raises(IndexError, Pile().take)\n"
    "    assert 'empty' in str(caught.value)\n",
    "both streams, unpacked": "from pile import warn\ndef test_a(capsys):\n    warn('hot')\n"
    "    out, err = capsys.readouterr()\n    assert (out, err) == ('hot\\n', 'careful\\n')\n"
    "    assert capsys.readouterr().err == ''\n",
    "a patched input": "import builtins\nfrom pile import ask\ndef test_a(monkeypatch):\n"
    "    monkeypatch.setattr('builtins.input', lambda _: '4')\n    assert ask() == 8\n"
    "    monkeypatch.setattr(builtins, 'input', lambda _: '5')\n    assert ask() == 10\n",
    "a fixture that patches": "import random, pytest\nfrom pile import roll\n@pytest.fixture\n"
    "def six(monkeypatch):\n    monkeypatch.setattr(random, 'randint', lambda a, b: b)\n"
    "    return 6\ndef test_a(six):\n    assert roll() == six\n",
    "a patch of what the module imports": "from unittest import mock\nimport pile\n"
    "@mock.patch('pile.random.randint', return_value=3)\ndef test_a(randint):\n"
    "    assert pile.roll() == 3\n    randint.assert_called_once_with(1, 6)\n",
    "one fixture asked for twice": "import pytest\nfrom pile import Pile\n@pytest.fixture\n"
    "def one():\n    return Pile(1)\n@pytest.fixture\ndef same(one):\n    return one\n"
    "def test_a(one, same):\n    assert one is same\n",
    "a fixture with values": "import pytest\nfrom pile import Pile\n"
    "@pytest.fixture(params=[1, 2])\ndef pile(request):\n    return Pile(request.param)\n"
    "def test_a(pile):\n    pile.take()\n    assert pile.n in (0, 1)\n",
    "a warning that is expected": "import pytest\nfrom pile import doubt\n"
    "def test_a():\n    with pytest.warns(UserWarning, match='hot'):\n        doubt('hot')\n",
    "the text of what was raised, looked at later": "import pytest\n"
    "from pile import Pile\ndef test_a():\n    with pytest.raises(IndexError) as caught:\n"
    "        Pile().take()\n    assert caught.match('empty')\n",
    "warnings that are recorded": "from pile import doubt\ndef test_a(recwarn):\n"
    "    doubt('hot')\n    assert len(recwarn) == 1 and recwarn[0].category is UserWarning\n"
    "    assert 'hot' in str(recwarn.list[0].message)\n"
    "    assert recwarn.pop(UserWarning).lineno and not recwarn.list\n",
    "folders made by hand": "from pile import warn\n"
    "def test_a(tmp_path_factory, capsys):\n"
    "    one, two = tmp_path_factory.mktemp('x'), tmp_path_factory.mktemp('x')\n"
    "    (one / 'a.txt').write_text('hot')\n    assert one != two and two.is_dir()\n"
    "    warn((one / 'a.txt').read_text())\n    assert capsys.readouterr().out == 'hot\\n'\n",
    "what is taken away for a while": "import random\nimport pytest\nfrom pile import roll\n"
    "def test_a(monkeypatch):\n    rolls = {1: 2}\n    monkeypatch.delitem(rolls, 1)\n"
    "    monkeypatch.delattr(random, 'randint')\n"
    "    with pytest.raises(AttributeError):\n        roll()\n"
    "    monkeypatch.undo()\n    assert rolls == {1: 2} and roll() > 0\n",
    "a fixture of conftest": "from pile import Pile\ndef test_a(three):\n"
    "    assert Pile(three).n == 3\n",
}  # fmt: skip
WRONG = """
def ask(): return 2
def roll(): return 0
def warn(text): return text
def doubt(text): return text
class Pile:
    def __init__(self, n=0): self.n = 7
    def take(self): pass
"""


@pytest.mark.parametrize("name", TESTS)
def test_cells_pass_with_the_module_and_fail_with_another(
    name: str, tmp_path: pathlib.Path
) -> None:
    conftest = "import pytest\n@pytest.fixture\ndef three():\n    return 3\n"
    files = {"pile.py": MODULE, "test_pile.py": TESTS[name], "conftest.py": conftest}
    write_files(tmp_path, files)
    (found,) = pytest_pairs.sources(tmp_path)
    assert isinstance(found.made, Draft), found.made
    assert found.made.tests
    for test in found.made.tests:
        names: dict[str, Any] = {"__name__": "__main__"}
        exec(MODULE, names)
        exec(test.source, names)
    if name != "one fixture asked for twice":
        names = {"__name__": "__main__"}
        exec(WRONG, names)
        with pytest.raises((AssertionError, TypeError)):
            exec(found.made.tests[0].source, names)
