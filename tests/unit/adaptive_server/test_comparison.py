"""What publishing changes: cells found again by name, lines to read, no controls in them."""

from __future__ import annotations

import copy

from adaptive_server.problems.comparison import CellChange, Change, LineKind, compare, text_diff
from hypothesis import given
from hypothesis import strategies as st
from support.sample_problem import Notebook, by_id, edit, header, sample_problem


def changed(edited: Notebook) -> list[CellChange]:
    return list(compare(sample_problem(), edited).cells)


def test_the_same_problem_has_no_changes_but_its_version() -> None:
    nb = sample_problem()
    header(nb)["version"] = 9
    found = compare(sample_problem(), nb)
    assert (found.cells, found.facts) == ((), ())
    assert found.points[0] == found.points[1] > 0


def test_a_test_changed_added_removed_and_its_points() -> None:
    nb = sample_problem()
    edit(by_id(nb, "children"), "== 2,", "== 3,")
    by_id(nb, "zones")["metadata"]["nbgrader"]["points"] = 4
    new = copy.deepcopy(by_id(nb, "example"))
    new["id"], new["metadata"]["nbgrader"]["grade_id"] = "new-cell", "second"
    nb["cells"].append(new)
    nb["cells"].remove(by_id(nb, "example"))
    found = {c.name: c for c in changed(nb)}
    assert {n: c.change for n, c in found.items()} == {
        "example": Change.REMOVED,
        "children": Change.CHANGED,
        "zones": Change.CHANGED,
        "second": Change.ADDED,
    }
    told = [(x.kind.value, x.text[:24]) for x in found["children"].lines]
    assert ("removed", "assert fare(11, 2) == 2,") in told
    assert ("added", "assert fare(11, 2) == 3,") in told
    (points,) = found["zones"].facts
    assert (points.name, points.after, found["zones"].lines) == ("points", "4", ())
    before, after = compare(sample_problem(), nb).points
    assert after == before + 3


def test_a_moved_cell_and_a_changed_header() -> None:
    nb = sample_problem()
    nb["cells"].append(nb["cells"].pop(1))
    header(nb)["minutes"] = 25
    found = compare(sample_problem(), nb)
    assert [c.change for c in found.cells] == [Change.MOVED]
    assert [(f.name, f.after) for f in found.facts] == [("minutes", "25")]


def test_what_stands_in_a_table_of_the_header_is_told_by_itself() -> None:
    nb = sample_problem()
    before = header(nb)["limits"]["seconds"]
    header(nb)["skills"]["secondary"] = ["cond.if", "bool.compare"]
    header(nb)["limits"]["seconds"] = 9
    told = {f.name: (f.before, f.after) for f in compare(sample_problem(), nb).facts}
    was = ", ".join(header(sample_problem())["skills"]["secondary"])
    assert told == {
        "skills.secondary": (was, "cond.if, bool.compare"),
        "limits.seconds": (str(before), "9"),
    }


def test_a_first_version_is_all_new_and_a_broken_notebook_is_empty() -> None:
    assert {c.change for c in compare({}, sample_problem()).cells} == {Change.ADDED}
    broken = {"cells": [3, {"metadata": [], "source": 7}], "metadata": "x"}
    assert len(compare(broken, {"cells": None}).cells) == 1


def test_a_cell_without_end_is_compared_in_part_and_says_so() -> None:
    same = "pass\n" * 50_000
    kinds = [line.kind for line in text_diff(f"a\n{same}b", f"c\n{same}d")]
    assert kinds[:2] == [LineKind.REMOVED, LineKind.ADDED]
    assert kinds[-1] is LineKind.GAP


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_diff_holds_both_texts_and_no_escapes(a: str, b: str) -> None:
    lines = text_diff(a, b)
    assert not any(c in line.text for line in lines for c in "\x1b\x00\u202e\u2066")
    if a.isascii() and b.isascii() and a.isprintable() and b.isprintable() and a != b:
        told = {(x.kind.value, x.text) for x in lines}
        assert {("removed", x) for x in a.splitlines()} <= told
        assert {("added", x) for x in b.splitlines()} <= told
