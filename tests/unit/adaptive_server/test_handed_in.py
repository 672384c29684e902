"""A submission file in any state gives the learner's sources, or one line that says why not."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable
from typing import Any

import pytest
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.handed_in import from_notebook, read_submission
from adaptive_server.problems.release import build_release
from adaptive_server.problems.source_file import UnreadableError
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_problem import parsed, sample_problem

FARE = "def fare(age, zones):\n    return 2 + zones"
Cell = dict[str, Any]


def problem() -> AuthoredProblem:
    made = parsed(sample_problem()).problem
    assert made
    return made


def notebook(answer: str = FARE) -> dict[str, Any]:
    made = json.loads(json.dumps(build_release(problem())))
    solution(made)["source"] = answer.splitlines(keepends=True)
    return dict(made)


def solution(nb: dict[str, Any]) -> Cell:
    cells: list[Cell] = nb["cells"]
    return next(c for c in cells if c["metadata"]["pythonmastery"]["role"] == "solution")


def own(source: str) -> Cell:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}


def read(nb: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    found = from_notebook(nb, problem())
    assert set(found.cells) <= {"answer"}
    return found.cells.get("answer", ""), found.loose


def _lie(nb: dict[str, Any]) -> None:
    for cell in nb["cells"]:
        cell["metadata"]["nbgrader"] |= {"points": 99, "grade": False, "solution": True}


def _reverse(nb: dict[str, Any]) -> None:
    nb["cells"].reverse()


def _lose_metadata(nb: dict[str, Any]) -> None:
    for cell in nb["cells"]:
        cell["metadata"] = {}


def _lose_ids(nb: dict[str, Any]) -> None:
    for cell in nb["cells"]:
        del cell["id"]


def _delete_others(nb: dict[str, Any]) -> None:
    nb["cells"] = [solution(nb)]


def _rename(nb: dict[str, Any]) -> None:
    solution(nb)["metadata"]["nbgrader"]["grade_id"] = "something-else"


@pytest.mark.parametrize(
    "spoil", [_lie, _reverse, _lose_metadata, _lose_ids, _delete_others, _rename]
)
def test_the_answer_is_found_whatever_was_done_to_the_rest(
    spoil: Callable[[dict[str, Any]], None],
) -> None:
    nb = notebook()
    spoil(nb)
    assert read(nb) == (FARE, ())


def test_of_a_copied_cell_the_first_counts_and_the_copy_is_one_of_the_learner_s_own() -> None:
    nb = notebook()
    copy = json.loads(json.dumps(solution(nb)))
    copy["source"] = FARE.replace("2", "3")
    nb["cells"].append(copy)
    assert read(nb) == (FARE, (FARE.replace("2", "3"),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def fare(age, zones):", "    return 2 + zones"),
        ("def half(x):\n    return x / 2", FARE),
        ("print('a')", "print('b')"),
    ],
)
def test_a_cell_that_was_cut_in_two_is_joined(one: str, other: str) -> None:
    nb = notebook(one)
    place = nb["cells"].index(solution(nb))
    piece = json.loads(json.dumps(solution(nb))) | {"source": other}
    nb["cells"].insert(place + 1, piece)
    assert read(nb) == (f"{one}\n{other}", ())


@pytest.mark.parametrize(
    ("lost", "one", "other"),
    [
        (1, "def fare(age, zones):", "    return 2 + zones"),
        (0, "def fare(age, zones):", "    return 2 + zones"),
        (1, "def half(x):\n    return x / 2", FARE),
        (0, FARE, "half = fare(9, 1) / 2"),
        (1, "def fare(age, zones):\n    if age < 6:\n        return 0", "    return 2 + zones"),
        (0, "import functools\n@functools.cache", FARE),
    ],
)
def test_a_part_that_lost_its_mark_is_joined_too(lost: int, one: str, other: str) -> None:
    nb = notebook()
    place = nb["cells"].index(solution(nb))
    parts = [own(one), own(other)]
    parts[1 - lost] = json.loads(json.dumps(solution(nb))) | {"source": (one, other)[1 - lost]}
    nb["cells"][place : place + 1] = parts
    assert read(nb) == (f"{one}\n{other}", ())


def test_parts_of_a_cell_that_was_cut_twice_are_joined() -> None:
    nb = notebook("    price = 2")
    place = nb["cells"].index(solution(nb))
    nb["cells"].insert(place + 1, own("    return price + zones"))
    nb["cells"].insert(place, own("def fare(age, zones):"))
    assert read(nb)[0].splitlines() == [
        "def fare(age, zones):",
        "    price = 2",
        "    return price + zones",
    ]


@pytest.mark.parametrize("beside", ["fare(3, 1)", "x = 1", "    return 7", FARE])
def test_a_cell_beside_a_whole_answer_stays_the_learner_s_own(beside: str) -> None:
    nb = notebook()
    nb["cells"].insert(nb["cells"].index(solution(nb)) + 1, own(beside))
    assert read(nb) == (FARE, (beside,))


def test_where_the_answer_cell_is_gone_own_cells_are_the_answer() -> None:
    nb = notebook()
    nb["cells"] = [c for c in nb["cells"] if c is not solution(nb)] + [own(FARE), own("fare(1, 2)")]
    assert read(nb) == (f"{FARE}\n\nfare(1, 2)", ())


def test_own_cells_are_kept_in_order() -> None:
    nb = notebook()
    nb["cells"] = [own("a = 1"), *nb["cells"], own("b = 2"), own("   ")]
    assert read(nb) == (FARE, ("a = 1", "b = 2"))


def test_given_and_test_cells_are_not_read() -> None:
    nb = notebook()
    for cell in nb["cells"]:
        if cell is not solution(nb):
            cell["source"] = "raise SystemExit"
    assert read(nb) == (FARE, ())


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=9), x, max_size=3),
    max_leaves=9,
)


@settings(deadline=None)
@given(st.lists(junk), junk, junk)
def test_junk_among_the_cells_is_passed_over(cells: list[Any], metadata: Any, source: Any) -> None:
    nb = notebook()
    nb["cells"] += cells
    nb["cells"].append({"cell_type": "code", "metadata": metadata, "source": source})
    assert read(nb)[0] == FARE


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.ipynb", b"\xff\xfe\x00", "no notebook"),
        ("a.ipynb", b"[" * 100_000, "no notebook"),
        ("a.ipynb", b"[]", "no cells"),
        ("a.ipynb", b'{"worksheets": []}', "no cells"),
        ("gone.py", None, "no such file"),
    ],
)
def test_a_file_that_holds_no_answer_is_told_in_one_line(
    name: str, raw: bytes | None, told: str, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / name
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(UnreadableError, match=told) as caught:
        read_submission(path, problem())
    assert "\n" not in caught.value.message + caught.value.remedy


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        (b"\xef\xbb\xbfx = 1\r\n", "x = 1\n"),
        ("# coding: latin-1\nx = 'é'".encode("latin-1"), "# coding: latin-1\nx = 'é'"),
        (b"# coding: nonsense\nx = 1", "# coding: nonsense\nx = 1"),
        (b"x = '\xff'", "x = '\ufffd'"),
        ("x = 'é'\r\n".encode("utf-16"), "x = 'é'\n"),
    ],
)
def test_a_script_is_read_in_its_own_encoding(
    raw: bytes, source: str, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(raw)
    assert read_submission(path, problem()).submission.cells == {"answer": source}


def test_a_script_that_is_no_text_says_so(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"\x7fELF\x00\xff\x00\n")
    with pytest.raises(UnreadableError, match="the file is not in the encoding UTF-8"):
        read_submission(path, problem())


def test_a_script_that_python_cannot_read_for_its_encoding_says_so(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes("n = 1\nsumme_größe = 2\n".encode("latin-1"))
    with pytest.raises(UnreadableError, match="line 2 is not in the encoding UTF-8") as caught:
        read_submission(path, problem())
    assert "Save the file as UTF-8" in caught.value.remedy
