"""The models under comparison: fitted to their optimum, blind to the future, sane on odd tables."""

import json
import sys
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from adaptive_server.cli.main import main
from adaptive_server.core.features import FEATURES
from adaptive_server.core.logistic import GELO_ALONE, LEASH, probability
from adaptive_server.core.shipped import SHIPPED
from adaptive_server.evaluation import knowledge_tracing
from adaptive_server.evaluation.answer_table import AnswerTable, Row, read_table
from adaptive_server.evaluation.descent import nudged
from adaptive_server.evaluation.evaluate import evaluate
from adaptive_server.evaluation.logistic_models import best_lr, fitted, pfa
from adaptive_server.evaluation.metrics import auc, calibration_error
from adaptive_server.evaluation.ours import try_ours
from adaptive_server.evaluation.refit import refitted
from adaptive_server.evaluation.stream import Stream
from scipy import sparse
from support.synthetic_answers import answers, write_answers

NAMES = {"ours", "ours_shipped", "best_lr", "bkt", "pfa", "elo", "item_mean"}


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> AnswerTable:
    path = tmp_path_factory.mktemp("answers") / "t.csv"
    return read_table(write_answers(path, answers(seed=3, learners=150, each=60)))


def test_ours_is_ahead_of_the_published_models_where_learners_items_and_skills_differ(table):
    report = evaluate(table, SHIPPED["all"])
    area = {name: figures["auc"] for name, figures in report["models"].items()}
    assert set(area) == NAMES
    assert area["ours"] >= area["best_lr"] > area["bkt"]
    assert area["ours_shipped"] >= 0.99 * area["best_lr"]
    assert report["models"]["ours"]["ece"] < 0.05
    assert all(np.isfinite(v) for v in area.values())


def test_times_show_what_was_forgotten_and_tables_without_them_do_as_well_as_before():
    rng, rows = np.random.default_rng(9), []
    for learner in range(80):
        known, at = {}, 0.0
        for _ in range(60):
            at += rng.exponential(60.0 if rng.random() < 0.85 else 2e6)
            k = int(rng.integers(6))
            since, much = at - known[k][0] if k in known else 0.0, known.get(k, (0.0, 0.0))[1]
            left = much * np.exp(-since / 4e5)
            correct = bool(rng.random() < 1 / (1 + np.exp(1.0 - left)))
            known[k] = at, min(4.0, left + 1.0)
            rows.append(Row(learner, k, (k,), correct, at))
    train, test = rows[:3600], rows[3600:]
    outcomes = np.array([row.correct for row in test], dtype=np.float64)
    timed, blind = (
        auc(outcomes, np.array(try_ours(a, b, SHIPPED["all"]).fitted))
        for a, b in (
            (train, test),
            ([replace(r, at=None) for r in train], [replace(r, at=None) for r in test]),
        )
    )
    assert timed > blind + 0.01


def test_a_problem_that_nobody_met_is_harder_for_wanting_many_skills():
    rng, rows = np.random.default_rng(10), []
    for item in range(8000):
        skills = tuple(int(k) for k in rng.choice(8, size=1 + item % 4, replace=False))
        rows.append(Row(item // 50, item, skills, bool(rng.random() < 0.8 ** len(skills))))
    outcomes = np.array([row.correct for row in rows[6400:]], dtype=np.float64)
    best = auc(outcomes, np.array([0.8 ** len(row.skills) for row in rows[6400:]]))
    tried = try_ours(rows[:6400], rows[6400:], SHIPPED["all"])
    assert auc(outcomes, np.array(tried.fitted)) > best - 0.01
    assert auc(outcomes, np.array(tried.shipped)) > best - 0.02


def test_who_learns_all_at_once_is_neither_flattered_nor_wronged_in_between():
    rng, rows = np.random.default_rng(11), []
    for learner in range(400):
        known = False
        for _ in range(25):
            rows.append(Row(learner, 0, (0,), bool(rng.random() < (0.92 if known else 0.15))))
            known = known or bool(rng.random() < 0.12)
    outcomes = np.array([row.correct for row in rows[5000:]], dtype=np.float64)
    p = np.array(try_ours(rows[:5000], rows[5000:], SHIPPED["all"]).fitted)
    assert calibration_error(outcomes, p) < 0.03


def test_no_prediction_knows_its_outcome_or_a_later_one(tmp_path):
    """Turning the last test answer round changes nothing that was predicted up to it."""
    table = read_table(write_answers(tmp_path / "t.csv", answers(seed=3, learners=40, each=30)))
    last = table.test[-1]
    turned = (*table.test[:-1], Row(last.learner, last.item, last.skills, not last.correct))
    other = AnswerTable(table.train, turned, table.items, table.skills)
    for model in (best_lr, pfa):
        assert np.array_equal(model(table), model(other))
    a, b = (try_ours(t.train, t.test, SHIPPED["all"]) for t in (table, other))
    assert (a.fitted, a.shipped) == (b.fitted, b.shipped)
    one, two = (knowledge_tracing.predictions(t.train, t.test) for t in (table, other))
    assert one == two


def test_the_regression_reaches_its_optimum():
    rng = np.random.default_rng(4)
    x = rng.normal(size=(400, 5))
    y = (rng.random(400) < 1 / (1 + np.exp(-x @ np.arange(5) / 3 - 0.5))).astype(float)
    w, base = fitted(sparse.csr_matrix(x), y)
    p = 1 / (1 + np.exp(-x @ w - base))
    assert np.abs(x.T @ (p - y) + w).max() < 1e-3
    assert abs((p - y).sum()) < 1e-3


def test_a_refit_stays_home_on_few_answers_and_finds_the_truth_on_many():
    rng = np.random.default_rng(5)
    x = rng.normal(size=(20_000, 3))
    y = rng.random(20_000) < 1 / (1 + np.exp(-x @ np.array([1.0, -1.0, 0.5])))
    many = refitted(x.tolist(), y.tolist(), (0.0, 0.0, 0.0))
    assert many == pytest.approx([1.0, -1.0, 0.5], abs=0.1)
    assert refitted([], [], (1.0, 2.0, 3.0)) == [1.0, 2.0, 3.0]
    one = refitted(x[:1].tolist(), [True], (1.0, 2.0, 3.0), burn=0.0)
    assert one == pytest.approx([1.0, 2.0, 3.0], abs=1.5)


def test_knowledge_tracing_finds_that_a_skill_is_learnt():
    rng = np.random.default_rng(6)
    rows = []
    for learner in range(200):
        known = False
        for _ in range(12):
            rows.append(Row(learner, 0, (0,), bool(rng.random() < (0.9 if known else 0.2))))
            known = known or bool(rng.random() < 0.2)
    p = np.array(knowledge_tracing.predictions(rows[:1200], rows[1200:])).reshape(-1, 12)
    assert p[:, 0].mean() < 0.45
    assert p[:, -1].mean() > 0.65


def test_weights_of_the_beliefs_alone_give_the_prediction_of_the_beliefs(table):
    stream = Stream()
    for row in table.train[:200]:
        x, z, variance = stream.look(row)
        assert probability(GELO_ALONE, x) == pytest.approx(
            1 / (1 + np.exp(-z / np.sqrt(1 + np.pi / 8 * variance)))
        )
        stream.fold(row, z, variance)


def test_chances_are_those_of_learners_who_know_a_skill_or_do_not():
    rng, rows, truth = Random(7), [], []
    for learner in range(1200):
        for k in rng.sample(range(10), 4):
            knows = rng.random() < 0.3
            for _ in range(8):
                p = 0.9 if knows else 0.2
                rows.append(Row(learner, 3 * k + rng.randrange(3), (k,), rng.random() < p))
                truth.append(p)
                knows = knows or rng.random() < 0.15
    train = 3 * len(rows) // 4
    told = np.array(try_ours(rows[:train], rows[train:], SHIPPED["all"]).fitted)
    # Against the true chances, so that what happened adds no noise of its own.
    assert calibration_error(np.array(truth[train:]), told) < 0.014


def test_online_descent_follows_and_is_held_on_a_leash():
    home = SHIPPED["all"]
    row = (1.0,) * len(FEATURES)
    p = probability(home, row)
    up = nudged(home, row, p, True, 0.1, home)
    assert probability(up, row) > p
    weights = list(home)
    for _ in range(2000):
        weights = nudged(weights, row, 0.0, True, 1.0, home)
    assert max(abs(w - h) for w, h in zip(weights, home, strict=True)) <= LEASH


@pytest.mark.parametrize(
    "shape",
    [
        {"learners": 60, "each": 1, "skills": 3},
        {"learners": 30, "each": 20, "items": 1, "skills": 3},
        {"learners": 30, "each": 30, "items": 5000},
    ],
)
def test_odd_tables_give_finite_figures(tmp_path, shape):
    table = read_table(write_answers(tmp_path / "t.csv", answers(seed=8, **shape)))
    report = evaluate(table, SHIPPED["all"])
    for figures in report["models"].values():
        assert all(np.isfinite(v) for k, v in figures.items() if k != "auc_interval")


def test_the_command_prints_the_figures_and_refuses_in_one_line(tmp_path, monkeypatch, capsys):
    path = write_answers(tmp_path / "t.csv.gz", answers(learners=30, each=10))
    monkeypatch.setattr(sys, "argv", ["mastery", "model", "evaluate", str(path), "--json"])
    with pytest.raises(SystemExit) as done:
        main()
    assert not done.value.code
    report = json.loads(capsys.readouterr().out)
    assert {"auc", "acc", "brier", "log_loss", "ece"} <= set(report["models"]["ours"])
    assert report["us_per_update"] > 0
    assert report["bytes_per_learner"] > 0
    monkeypatch.setattr(sys, "argv", ["mastery", "model", "evaluate", str(tmp_path / "no.csv")])
    with pytest.raises(SystemExit) as refused:
        main()
    said = capsys.readouterr()
    assert refused.value.code == 2
    assert said.err.count("\n") == 1
    assert said.err.startswith("mastery: ")
