"""What an importer cannot use is told in one line; nothing that is read makes it fail."""

from __future__ import annotations

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


def test_methods_of_a_pytest_class_get_fixtures_and_cases(tmp_path: pathlib.Path) -> None:
    methods = (
        "import pytest\nfrom bus_stop import board, wait\n@pytest.fixture\ndef line():\n"
        "    return [5]\nclass TestWait:\n    def setup_method(self):\n        self.now = 0\n"
        "    @pytest.mark.parametrize('n', [1, 2])\n    def test_n(self, n, line):\n"
        "        assert wait(self.now, line) == 5 and n in (1, 2)\n"
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
        ("from bus_stop import wait\ndef test_a(monkeypatch): wait(1, [2])", "fixture monkeypatch"),
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
