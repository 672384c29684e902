"""Tables that nobody wrote for us: each is read as it is meant, or refused in one line."""

import gzip
import json
import math
import random
import sys

import pytest
from adaptive_server.cli.main import main
from adaptive_server.core.shipped import SHIPPED
from adaptive_server.evaluation.answer_cells import seconds
from adaptive_server.evaluation.answer_table import read_table
from adaptive_server.evaluation.ours import try_ours
from adaptive_server.evaluation.table_error import TableError

PLAIN = "learner,item,skills,correct\na,p,x,1\na,q,x,0\nb,p,x,0\nb,q,x,1\n"


def read(tmp_path, text, split=None):
    path = tmp_path / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, split)


def rows(table):
    return [(r.learner, r.item, r.skills, r.correct) for r in sorted(both(table), key=by_place)]


def both(table):
    return (*table.train, *table.test)


def by_place(row):
    return row.learner, row.item


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("learner,item", "Learner, ITEM "),
        PLAIN.replace("correct", "Correct").replace(",1\n", ",True\n").replace(",0\n", ",FALSE\n"),
        PLAIN.replace(",1\n", ",1.0\n").replace(",0\n", ",0.00\n"),
        PLAIN.replace("\n", ",note\n", 1).replace("1\n", '1,"a, b"\n').replace("0\n", "0,\n"),
        PLAIN.replace("x", "x~x~ x ~"),
        PLAIN.replace("\n", "\n\n").rstrip("\n"),
        PLAIN.replace("learner", "student_id").replace("item", "problem_id"),
        gzip.compress(PLAIN.encode(), mtime=0),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\n   \n,,,\n"),
        PLAIN.replace(",1\n", ",1,,\n"),
    ],
)
def test_another_way_to_write_a_table_gives_the_same_table(tmp_path, text):
    assert rows(read(tmp_path, text)) == rows(read(tmp_path, PLAIN))


def test_names_with_commas_quotes_and_lines_are_names(tmp_path):
    text = "learner,item,skills,correct\n"
    for answer in (0, 1):
        text += f'"a, b","p ""1""","x\ny~z",{answer}\nc,"p ""1""",,{answer}\n'
    table = read(tmp_path, text)
    assert (table.items, table.skills) == (1, 3)


def test_two_learners_are_split_without_a_column_and_the_order_of_the_file_does_not_matter(
    tmp_path,
):
    lines = PLAIN.splitlines()
    turned = "\n".join([lines[0], *lines[:0:-1]])
    one, two = read(tmp_path, PLAIN), read(tmp_path, turned)
    assert (len(one.train), len(one.test)) == (len(two.train), len(two.test)) == (2, 2)


@pytest.mark.parametrize("column", ["split", "Split", "SPLIT "])
def test_a_split_is_found_and_read_in_any_case(tmp_path, column):
    marked = PLAIN.replace("correct\n", f"correct,{column}\n")
    for n, word in enumerate(("Train", "train", " TEST", "test")):
        lines = marked.splitlines()
        lines[n + 1] += f",{word}"
        marked = "\n".join(lines)
    for named in (None, "split"):
        table = read(tmp_path, marked, named)
        assert [r.learner for r in table.train] == [0, 0]


def test_times_without_a_zone_are_utc_and_mix_with_numbers_and_nothing(tmp_path):
    times = ("2025-01-01T00:00:02", "1735689601", "", "2025-01-01 01:00:00.5+01:00")
    head = "learner,item,skills,correct,time,split\n"
    text = head + "".join(f"a,{n},x,{n % 2},{t},test\n" for n, t in enumerate(times))
    table = read(tmp_path, text + "b,9,x,1,3,train\n")
    assert [r.item for r in table.test] == [2, 3, 1, 0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column 'learner'"),
        ("learner;item;skills;correct\n", "there are learner;item;skills;correct"),
        (PLAIN.replace("b,q,x,1", "b,q,x"), "line 5: correct is empty"),
        (PLAIN.replace("b,q,x,1", "b,q,x,2"), "line 5: correct must be 0 or 1, not '2'"),
        (PLAIN.replace("b,q,x,1", "b,q,x,nan"), "line 5: correct must be 0 or 1"),
        (PLAIN.replace("b,", "a,"), "no test answers"),
        (PLAIN.replace(",0\n", ",1\n"), "all test answers are right"),
        (PLAIN.replace("b,q", '"b,q'), "not a CSV file"),
        (PLAIN + "a" * 200_000 + ",p,x,1\n", "not a CSV file"),
        ("\x1b[31m,b\n1,2\n", "no column"),
        (PLAIN.encode("utf-16"), "not UTF-8 text"),
        ("", "The file is empty"),
        (PLAIN.replace(",", ";"), "separated by semicolons; save it with commas"),
        (PLAIN.replace(",", "\t"), "separated by tabs"),
        (PLAIN.replace("skills", "correct"), "no column 'skills'"),
        (PLAIN.replace("\n", ",correct\n", 1), "more than one column 'correct'"),
        (
            PLAIN.replace("b,q,x,1", "b,q,x,0.5"),
            "not '0.5'.",
        ),
        (PLAIN.replace("b,q,x,1", "b,q,x,1,1"), "line 5: 5 cells, but 4 columns"),
        (PLAIN.replace("b,q", '"b"b,q'), "line 5: not a CSV file"),
        (PLAIN.replace("a,q", '"a\n",q').replace("b,q", '"b\n\nx,q'), "line 6: not a CSV file"),
        (
            PLAIN.replace("b,q", "\xff,q").encode("latin-1"),
            "line 5: not UTF-8 text",
        ),
        (
            gzip.compress(PLAIN.encode(), mtime=0)[:40],
            "cut off.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_one_printable_line(tmp_path, text, said):
    with pytest.raises(TableError) as error:
        read(tmp_path, text)
    assert said in str(error.value)
    assert str(error.value).isprintable()
    assert error.value.code.startswith("table-")


def test_the_name_of_a_file_cannot_break_the_line(tmp_path):
    with pytest.raises(TableError) as error:
        read_table(tmp_path / "a\x1b[31m\nb.csv")
    assert str(error.value).isprintable()


@pytest.mark.parametrize("unit", [1, 1000, 10**6, 10**9])
def test_a_time_in_any_small_unit_is_the_same_moment(unit):
    assert seconds(str(1_700_000_000 * unit)) == 1.7e9


def test_no_time_however_large_makes_a_figure_that_is_no_number(tmp_path):
    head = "learner,item,skills,correct,time\n"
    body = [f"u{n % 9},i{n % 4},k,{n % 2},{(-1) ** n * 1.7e308}\n" for n in range(90)]
    table = read(tmp_path, head + "".join(body))
    tried = try_ours(table.train, table.test, SHIPPED["all"])
    assert all(0.0 <= p <= 1.0 for p in (*tried.fitted, *tried.shipped))


def odd_table():
    """Learners with one row, problems met once, no skills, one class in training, ties."""
    rng = random.Random(2)
    lines = ["learner,item,skills,correct,split"]
    lines += [f"one-{n},i{n % 7},,1,train" for n in range(40)]
    lines += [f"t{n % 9},new-{n},{'~'.join('xyz'[: n % 4])},{n % 2},test" for n in range(60)]
    rng.shuffle(lines[1:])
    return "\n".join(lines)


def test_an_odd_table_is_evaluated_with_finite_figures(tmp_path, capsys, monkeypatch):
    path = tmp_path / "odd.csv"
    path.write_text(odd_table())
    monkeypatch.setattr(sys, "argv", ["mastery", "model", "evaluate", str(path), "--json"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    figures = [
        v for each in told["models"].values() for k, v in each.items() if k != "auc_interval"
    ]
    assert len(figures) == 35
    assert all(math.isfinite(v) for v in figures)
