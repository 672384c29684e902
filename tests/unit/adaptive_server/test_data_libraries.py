"""A service without numpy, pandas and matplotlib offers no problem that needs them."""

from __future__ import annotations

import json
from pathlib import Path

from adaptive_server.adapters.data_libraries import gradable, missing_data_libraries
from adaptive_server.adapters.problem_notebooks import load_bank

CURRICULUM = Path(__file__).resolve().parents[3] / "curriculum"
PLAIN = "01_first_steps/market-sign"
DATA = "13_real_world/frost-nights"


def test_data_problems_are_left_out_where_a_library_is_missing(tmp_path: Path) -> None:
    for name in (PLAIN, DATA):
        (tmp_path / name).mkdir(parents=True)
        source = (CURRICULUM / name / "problem.ipynb").read_bytes()
        (tmp_path / name / "problem.ipynb").write_bytes(source)
    (tmp_path / "skills.yaml").write_bytes((CURRICULUM / "skills.yaml").read_bytes())
    bank = load_bank(tmp_path)
    header = json.loads((tmp_path / DATA / "problem.ipynb").read_text())["metadata"]
    assert header["pythonmastery"]["limits"]["data"] is True
    assert gradable(bank, ()) is bank
    kept = gradable(bank, ("pandas",))
    assert len(bank.authored) == 2
    assert [p.bundle.limits.data for p in kept.authored.values()] == [False]
    assert not any(p.bundle.limits.data for p in kept.problems.values())
    assert kept.cards == tuple(p.card for p in kept.problems.values())


def test_the_tests_run_with_all_libraries() -> None:
    assert missing_data_libraries() == ()
