"""What an importer cannot use is told in one line; nothing that is read makes it fail."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
from adaptive_server.importers import exercism, humaneval, mbpp, pytest_pairs
from adaptive_server.importers.draft import Draft, NotImportable
from support.foreign_sets import EXERCISE, HUMANEVAL, MBPP, PAIR, write_files, write_lines


def _changed(record: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return record | fields


HOSTILE = [
    ("humaneval", _changed(HUMANEVAL, entry_point="middle"), "not define the function middle"),
    ("humaneval", _changed(HUMANEVAL, test="x = 1"), "no function check"),
    ("humaneval", _changed(HUMANEVAL, prompt=["a"]), "prompt is missing or no text"),
    ("humaneval", _changed(HUMANEVAL, prompt="def corner(:\n"), "no valid Python in line 1"),
    ("mbpp", _changed(MBPP, test_list=[], challenge_test_list=[]), "test_list is empty"),
    ("mbpp", _changed(MBPP, test_list="assert"), "no list of texts"),
    (
        "mbpp",
        _changed(MBPP, test_list=["assert sum([1]) == 1"], challenge_test_list=[]),
        "call no function",
    ),
    ("mbpp", _changed(MBPP, code="x = " + "(" * 5000), "no valid Python"),
    ("mbpp", "[" * 100_000, "no JSON object"),
    ("mbpp", b"\x1f\x8b\x08\x00\xff\xfe", "compressed or binary"),
    ("mbpp", '{"text": "' + "x" * 1_100_000 + '"}', "longer than"),
    ("mbpp", '{"text": "\\ud800"}', "not UTF-8"),
]


@pytest.mark.parametrize(("form", "record", "reason"), HOSTILE)
def test_a_line_with_a_fault_is_told_and_the_next_one_is_read(
    form: str, record: dict[str, Any] | str | bytes, reason: str, tmp_path: pathlib.Path
) -> None:
    module, good = (humaneval, HUMANEVAL) if form == "humaneval" else (mbpp, MBPP)
    faulty, sound = module.sources(write_lines(tmp_path / "x.jsonl", record, good))
    assert faulty.name.startswith("x.jsonl, line 1")
    assert isinstance(faulty.made, NotImportable)
    assert reason in str(faulty.made)
    assert "\n" not in str(faulty.made)
    assert isinstance(sound.made, Draft)


def test_a_list_in_one_file_is_read_like_lines(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([MBPP, {"text": "x"}, 3], indent=2), encoding="utf-8-sig")
    sound, faulty, odd = mbpp.sources(path)
    assert isinstance(sound.made, Draft)
    assert (faulty.name, str(faulty.made)) == (
        "tasks.json, entry 2",
        "code is missing or no text",
    )
    assert str(odd.made) == "the entry is no JSON object"


@pytest.mark.parametrize(
    "raw", [b"\xff\n" * 900, b"{\n" * 900, b'{"tasks": [\n' + b'{"text": "x"},\n' * 900]
)
def test_a_file_of_another_kind_is_told_in_one_line(raw: bytes, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(raw)
    (told,) = mbpp.sources(path)
    assert told.name == "x.jsonl"
    assert "none of the first" in str(told.made)


HEAD, BODY = "def twice(x):\n    ''Twice.''\n".replace("''", '"""'), "    return 2 * x\n"
CHECK = "def check(candidate):\n    assert candidate(2) == 4\n"


@pytest.mark.parametrize(
    ("prompt", "solution", "test", "starter"),
    [
        (HEAD, BODY, f"{CHECK}\ncheck(twice)\n", "\n    raise NotImplementedError()"),
        (f"async {HEAD}", BODY, CHECK, "\n    raise NotImplementedError()"),
        (HEAD.replace("    ", "\t"), "\treturn 2 * x\n", CHECK, "\n\traise NotImplementedError()"),
        ("def twice(x):\n", "  return 2 * x\n", CHECK, "\n  raise NotImplementedError()"),
    ],
    ids=["calls check", "async", "tabs", "two spaces"],
)
def test_other_ways_to_write_a_task_are_read(
    prompt: str, solution: str, test: str, starter: str
) -> None:
    record = {"entry_point": "twice", "prompt": prompt, "canonical_solution": solution}
    made = humaneval.draft(record | {"test": test})
    assert made.starter.endswith(starter)
    assert made.reference == prompt + solution
    assert [t.source for t in made.tests] == ["candidate = twice\nassert candidate(2) == 4"]


def test_a_class_may_be_the_task() -> None:
    record = {
        "entry_point": "Pile",
        "prompt": 'class Pile:\n    """A pile."""\n',
        "canonical_solution": "    def take(self):\n        return 4\n",
        "test": "def check(candidate):\n    assert candidate().take() == 4\n",
    }
    made = humaneval.draft(record)
    assert made.starter.startswith("class Pile:")
    assert "Write `Pile`" in made.statement
    assert made.tests[0].source == "candidate = Pile\nassert candidate().take() == 4"


def test_what_a_task_prepares_with_the_answer_stands_behind_it() -> None:
    record = {
        "text": "A node.",
        "code": "class Node:\n    def __init__(self, x):\n        self.x = x",
        "test_list": ["assert Node(2).x == 2", "assert root.x == 1"],
        "test_setup_code": "root = Node(1)",
    }
    made = mbpp.draft(record)
    assert made.given == ""
    assert [t.source for t in made.tests][1] == "root = Node(1)\nassert root.x == 1"


def test_a_function_that_is_made_of_another_may_be_the_task() -> None:
    code = "import functools, operator\ntwice = functools.partial(operator.mul, 2)"
    made = mbpp.draft({"text": "Double.", "code": code, "test_list": ["assert twice(4) == 8"]})
    assert made.entry_point == "twice"
    assert made.starter.startswith("def twice(*args):")


def test_methods_of_a_pytest_class_get_fixtures_and_cases(tmp_path: pathlib.Path) -> None:
    methods = (
        "import pytest\nfrom bus_stop import board, wait\n@pytest.fixture\ndef line():\n"
        "    return [5]\nclass TestWait:\n    def setup_method(self):\n        self.now = 0\n"
        "    @pytest.mark.parametrize('n', [1, 2])\n    def test_n(self, n, line):\n"
        "        assert wait(self.now, line) == 5 and n in (1, 2)\n"
        "        self.now += 1\n"
        "        assert self.now == 1, 'another case was here'\n"
        "    def test_board(self, capsys):\n        board('x')\n"
        "        assert capsys.readouterr().out == 'Next: x\\n'\n"
    )
    write_files(tmp_path / "p", PAIR | {"test_bus_stop.py": methods})
    (found,) = pytest_pairs.sources(tmp_path / "p")
    assert isinstance(found.made, Draft)
    names: dict[str, Any] = {}
    exec(found.made.reference, names)
    for test in found.made.tests:
        exec(test.source, names)
    names["wait"] = lambda now, departures: 6
    with pytest.raises(AssertionError):
        exec(found.made.tests[0].source, names)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({".meta/config.json": "{"}, "no JSON"),
        ({".meta/config.json": '{"files": {"solution": ["../../x.py"]}}'}, "outside"),
        ({".meta/exemplar.py": "def label(kind): pass"}, "minutes, which the exemplar does not"),
        ({"tea_time_test.py": "import unittest"}, "no method test_"),
        ({"tea_time.py": "# coding: nonsense\n"}, "encoding"),
        ({"tea_time.py": "def \0"}, "binary"),
        (
            {
                "tea_time_test.py": "import unittest, kettle\nfrom tea_time import minutes\n",
                "kettle.py": "HOT = 1",
            },
            "the tests import kettle.py",
        ),
    ],
)
def test_an_exercise_with_a_fault_is_told(
    change: dict[str, str], reason: str, tmp_path: pathlib.Path
) -> None:
    write_files(tmp_path / "e" / "tea-time", EXERCISE | change)
    (tmp_path / "e" / "tea-time" / "loop").symlink_to(tmp_path / "e")
    (found,) = exercism.sources(tmp_path / "e")
    assert isinstance(found.made, NotImportable)
    assert reason in str(found.made)


@pytest.mark.parametrize(
    ("test_file", "reason"),
    [
        ("from bus_stop import wait\ndef test_a(mocker): wait(1, [2])", "fixture mocker"),
        (
            "from bus_stop import wait\ndef test_a(monkeypatch): monkeypatch.setenv('A', 'b')",
            "uses monkeypatch.setenv",
        ),
        (
            "import pytest\nfrom bus_stop import wait\ndef test_a(): pytest.importorskip('x')",
            "import",
        ),
        ("import json\ndef test_a(): pass", "nothing that bus_stop.py defines"),
        ("from bus_stop import wait\nx = wait", "no function test_"),
    ],
)
def test_a_pytest_file_that_needs_more_is_told(
    test_file: str, reason: str, tmp_path: pathlib.Path
) -> None:
    write_files(tmp_path / "p", PAIR | {"test_bus_stop.py": test_file})
    (found,) = pytest_pairs.sources(tmp_path / "p")
    assert isinstance(found.made, NotImportable)
    assert reason in str(found.made)


def test_a_class_is_set_up_and_an_explained_import_is_an_import(tmp_path: pathlib.Path) -> None:
    test_file = (
        "import unittest\ntry:\n    from tea_time import label, minutes\n"
        "except ImportError as error:\n    raise ImportError('no minutes') from None\n"
        "class Base(unittest.TestCase):\n    @classmethod\n    def setUpClass(cls):\n"
        "        cls.name = 'mint'\nclass TestTea(Base):\n"
        "    def test_label(self):\n        self.assertTrue(label('green', self.name))\n"
    )
    write_files(tmp_path / "e" / "tea-time", EXERCISE | {"tea_time_test.py": test_file})
    (found,) = exercism.sources(tmp_path / "e")
    assert isinstance(found.made, Draft), found.made
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(found.made.reference, names)
    exec(found.made.tests[0].source, names)
