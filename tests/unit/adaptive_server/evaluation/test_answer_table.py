"""Tables of answers: what is read, in which order, and what is refused."""

import pytest
from adaptive_server.evaluation.answer_table import Row, read_table
from adaptive_server.evaluation.order import interleaved, staggered
from adaptive_server.evaluation.table_error import TableError
from support.synthetic_answers import answers, write_answers

SPLIT = ("learner", "item", "skills", "correct", "part")


def test_one_answer_is_one_row_whatever_its_skills(tmp_path):
    rows = [("a", "p", "x~y~x", 1, "train"), ("b", "p", "", 0, "test"), ("b", "q", "y", 1, "test")]
    table = read_table(write_answers(tmp_path / "t.csv.gz", rows, SPLIT), "part")
    assert [(r.item, r.skills, r.correct) for r in table.train] == [(0, (0, 1), True)]
    assert [(r.item, r.skills) for r in table.test] == [(0, (2,)), (1, (1,))]
    assert (table.items, table.skills) == (2, 3)


def test_times_order_the_answers_of_a_learner_and_ties_keep_the_order_of_the_file(tmp_path):
    rows = [("a", n, "x", n % 2, "test", at) for n, at in enumerate((5, "", 3, 3))]
    rows += [("b", 9, "x", 1, "train", "2025-01-01T10:00:00"), ("b", 8, "x", 1, "train", "7")]
    path = write_answers(tmp_path / "t.csv", rows, (*SPLIT, "time"))
    table = read_table(path, "part")
    assert [r.item for r in table.test] == [1, 2, 3, 0]
    assert [r.item for r in table.train] == [5, 4]


def test_times_are_seconds_milliseconds_or_iso_and_an_order_is_no_time(tmp_path):
    told = ("1700000000", "1700000000000", "2023-11-14T22:13:20+00:00", "2023-11-14 22:13:20", "")
    rows = [(f"u{n}", n, "x", n % 2, ("train", "test")[n > 2], at) for n, at in enumerate(told)]
    timed = read_table(write_answers(tmp_path / "t.csv", rows, (*SPLIT, "timestamp")), "part")
    assert [r.at for r in (*timed.train, *timed.test)] == [1.7e9] * 4 + [None]
    rows = [(*row[:-1], n) for n, row in enumerate(rows)]
    ordered = read_table(write_answers(tmp_path / "t.csv", rows, (*SPLIT, "order")), "part")
    assert {r.at for r in (*ordered.train, *ordered.test)} == {None}


def test_learners_who_begin_at_any_time_keep_their_own_order():
    rows = [Row(u, n, (0,), True) for u in range(40) for n in range(10)]
    mixed = staggered(rows)
    assert sorted(mixed, key=lambda r: r.learner) == rows
    late = mixed[len(mixed) // 5 :]
    assert sum(r.item == 0 for r in late) > 20
    assert staggered(rows) == mixed != staggered(rows, seed=1)
    assert staggered([]) == []


def test_without_a_split_every_learner_is_wholly_on_one_side(tmp_path):
    table = read_table(write_answers(tmp_path / "t.csv", answers()))
    train, test = ({r.learner for r in rows} for rows in (table.train, table.test))
    assert not train & test
    assert 0.05 < len(test) / len(train | test) < 0.4


def test_a_column_named_split_is_taken_by_itself(tmp_path):
    rows = [(*row, "test" if n % 3 else "train") for n, row in enumerate(answers(learners=3))]
    table = read_table(write_answers(tmp_path / "t.csv", rows, (*SPLIT[:4], "split")))
    assert len(table.train) == 40


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        ([("a", "p", "x")], ("learner", "item", "skills"), "no column 'correct'"),
        ([("a", "p", "x", "maybe")], SPLIT[:4], "line 2: correct must be 0 or 1, not 'maybe'"),
        ([("a", "", "x", 1)], SPLIT[:4], "line 2: item is empty"),
        ([("a", "p", "x", 1, "dev")], SPLIT, "part must be train or test"),
        ([("a", "p", "x", 1, "train")], SPLIT, "no test answers"),
        ([("a", "p", "x", 1, "train"), ("b", "p", "x", 1, "test")], SPLIT, "all test answers"),
        ([("a", "p", "x", 1, "nan")], (*SPLIT[:4], "time"), "time must be finite"),
        ([("a", "p", "x", 1, "noon")], (*SPLIT[:4], "time"), "no number and no ISO time"),
    ],
)
def test_a_bad_table_is_refused_in_one_line(tmp_path, rows, head, said):
    path = write_answers(tmp_path / "t.csv", rows, head)
    with pytest.raises(TableError) as error:
        read_table(path, "part" if "part" in head else None)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "none.csv", "."])
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path, name):
    if name.startswith("a"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(TableError) as error:
        read_table(tmp_path / name)
    assert "\n" not in str(error.value)


def test_an_unknown_column_to_split_by_is_named(tmp_path):
    with pytest.raises(TableError, match="no column 'fold'"):
        read_table(write_answers(tmp_path / "t.csv", answers(learners=2)), "fold")


def test_train_answers_are_learnt_side_by_side(tmp_path):
    rows = [(*row, "test" if n < 40 else "train") for n, row in enumerate(answers(learners=4))]
    table = read_table(write_answers(tmp_path / "t.csv", rows, SPLIT), "part")
    mixed = interleaved(table.train)
    assert sorted(map(id, mixed)) == sorted(map(id, table.train))
    assert all(len({r.learner for r in mixed[n : n + 3]}) == 3 for n in range(0, 120, 3))
    for learner in {r.learner for r in mixed}:
        mine = [r for r in table.train if r.learner == learner]
        assert [r for r in mixed if r.learner == learner] == mine
