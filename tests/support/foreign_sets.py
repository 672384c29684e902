"""Small problem sets in the formats of others, in words of our own."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping
from typing import Any

HUMANEVAL = {
    "task_id": "Own/0",
    "prompt": (
        "import math\n\n\ndef corner(width: float, height: float) -> float:\n"
        '    """How long is the diagonal of a garden bed?\n\n'
        '    >>> corner(3, 4)\n    5.0\n    """\n'
    ),
    "entry_point": "corner",
    "canonical_solution": "    return math.hypot(width, height)\n",
    "test": (
        "METADATA = {'author': 'us'}\n\n\ndef check(candidate):\n"
        "    assert candidate(3, 4) == 5\n    assert candidate(5, 12) == 13.0\n"
        "    assert True, 'always'\n    assert abs(candidate(1, 1) - 1.41421) < 1e-4\n"
    ),
}
HUMANEVAL_LOOP = {
    "task_id": "Own/1",
    "prompt": 'def stalls(names):\n    """Count the stalls on a market street."""\n',
    "entry_point": "stalls",
    "canonical_solution": "    return len(set(names))\n",
    "test": (
        "import random\n\ndef check(candidate):\n    for n in range(5):\n"
        "        street = [random.choice('abc') for _ in range(n)]\n"
        "        assert candidate(street) == len(set(street)), street\n"
    ),
}
MBPP = {
    "task_id": 7,
    "text": "Say how many full crates a number of melons fills.",
    "code": "def crates(melons, each):\r\n    return melons // each\r\n",
    "test_list": ["assert crates(10, 4) == 2", "assert crates(3, 4) == 0"],
    "test_setup_code": "",
    "challenge_test_list": ["assert crates(8, 4) == 2"],
}
MBPP_LAMBDA = {
    "task_id": 8,
    "text": "Say how many melons are left when the full crates are gone.",
    "code": "left = lambda melons, each=4: melons % each",
    "test_list": ["assert left(10) == 2"],
}
EXERCISE = {
    ".meta/config.json": json.dumps(
        {
            "files": {
                "solution": ["tea_time.py"],
                "test": ["tea_time_test.py"],
                "exemplar": [".meta/exemplar.py"],
            }
        }
    ),
    ".docs/instructions.md": "# Instructions\n\nSay how long a tea should brew.\n",
    "tea_time.py": "def minutes(kind):\n    pass\n\n\ndef label(kind, name='tea'):\n    pass\n",
    ".meta/exemplar.py": (
        "KNOWN = {'green': 2, 'black': 4}\n\n\ndef minutes(kind):\n"
        "    if kind not in KNOWN:\n        raise ValueError('no such tea')\n"
        "    return KNOWN[kind]\n\n\ndef label(kind, name='tea'):\n"
        "    return f'{kind} {name}: {minutes(kind)} min'\n"
    ),
    "tea_time_test.py": (
        "import unittest\n\nimport pytest\n\nfrom tea_time import (\n    label,\n"
        "    minutes as how_long,\n)\n\n\nclass TeaTimeTest(unittest.TestCase):\n"
        "    def setUp(self):\n        self.kind = 'green'\n\n"
        "    @pytest.mark.task(taskno=1)\n    def test_green_tea(self):\n"
        "        self.assertEqual(how_long(self.kind), 2)\n\n"
        "    @pytest.mark.task(taskno=1)\n    def test_unknown_tea(self):\n"
        "        with self.assertRaises(ValueError) as caught:\n            how_long('mud')\n"
        "        self.assertEqual(str(caught.exception), 'no such tea')\n\n"
        "    @pytest.mark.task(taskno=2)\n    def test_label(self):\n"
        "        for name in ('tea', 'leaf'):\n            with self.subTest(name=name):\n"
        "                self.assertIn(name, label('black', name))\n"
    ),
}
PAIR = {
    "bus_stop.py": (
        '"""A small timetable."""\n\n\ndef wait(now, departures):\n'
        '    """Give back the minutes until the next bus."""\n'
        "    return min(d - now for d in departures if d >= now)\n\n\n"
        "def board(name):\n    print(f'Next: {name}')\n\n\n"
        "def mean(values):\n    return sum(values) / len(values)\n"
    ),
    "test_bus_stop.py": (
        "import pytest\n\nimport bus_stop\nfrom bus_stop import board, wait\n\n\n"
        "@pytest.fixture\ndef line():\n    return [5, 20, 50]\n\n\n"
        "@pytest.mark.parametrize('now, minutes', [(0, 5), (6, 14), pytest.param(50, 0, id='x')])\n"
        "def test_next(now, minutes, line):\n    assert wait(now, line) == minutes\n\n\n"
        "def test_no_bus_left(line):\n    with pytest.raises(ValueError, match='empty|arg'):\n"
        "        wait(99, line)\n\n\n"
        "def test_board(capsys):\n    board('Ouro')\n"
        "    assert capsys.readouterr().out == 'Next: Ouro\\n'\n\n\n"
        "class TestMean:\n    def test_of_three(self):\n"
        "        assert bus_stop.mean([0.1, 0.2, 0.3]) == pytest.approx(0.2)\n\n\n"
        "@pytest.fixture\ndef shown(capsys, tmp_path):\n    sheet = tmp_path / 'sheet.txt'\n"
        "    sheet.write_text('Ouro')\n    yield sheet\n    sheet.unlink()\n\n\n"
        "def test_board_of_a_sheet(shown, capsys, tmp_path):\n    board(shown.read_text())\n"
        "    assert capsys.readouterr().out == 'Next: Ouro\\n'\n"
        "    assert [p.name for p in tmp_path.iterdir()] == ['sheet.txt']\n\n\n"
        "@pytest.mark.skip(reason='later')\ndef test_later():\n    assert False\n"
    ),
}


def write_lines(path: pathlib.Path, *records: Mapping[str, Any] | str | bytes) -> pathlib.Path:
    """Write JSON lines; texts and bytes go in as they are."""
    with path.open("wb") as file:
        for record in records:
            raw = record if isinstance(record, bytes | str) else json.dumps(record)
            file.write((raw.encode() if isinstance(raw, str) else raw) + b"\n")
    return path


def write_files(folder: pathlib.Path, files: Mapping[str, str]) -> pathlib.Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
