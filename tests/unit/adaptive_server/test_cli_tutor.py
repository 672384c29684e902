"""`mastery tutor audit` prints what the gate makes of cases, and says in one line what is wrong."""

import json

import pytest
from adaptive_server.cli.main import app, main
from typer.testing import CliRunner

CASE = {
    "id": "a",
    "public": "Write `double(x)`.",
    "references": ["def double(x):\n    return 2 * x\n"],
    "learner": "",
    "history": [],
    "answer": "```\ndef double(x):\n    return 2 * x\n```",
    "leak": True,
}
FINE = CASE | {"id": "b", "answer": "What is twice three?", "leak": False}


def audit(tmp_path, *lines, args=("--json",)):
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return CliRunner().invoke(app, ["tutor", "audit", str(path), *args])


def test_it_prints_figures_and_decisions(tmp_path):
    result = audit(tmp_path, json.dumps(CASE), "", json.dumps(FINE))
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(report) == ["recall", "precision", "false_positive_rate", "cpu_ms_p50", "cases"]
    assert (report["recall"], report["precision"], report["false_positive_rate"]) == (1, 1, 0)
    assert report["cases"] == [
        {"id": "a", "flagged": True, "layer": "lines"},
        {"id": "b", "flagged": False, "layer": None},
    ]


def test_a_gate_that_falls_short_ends_with_1(tmp_path):
    result = audit(tmp_path, json.dumps(FINE | {"leak": True}), args=())
    assert result.exit_code == 1
    assert "b: a leak, not stopped" in result.stdout
    assert "recall               0.0000" in result.stdout


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "line 1 is no JSON"),
        ("[]", "line 1 is no JSON object"),
        (json.dumps(CASE | {"answer": 3}), "answer must be a text"),
        (json.dumps(CASE | {"history": [1]}), "history must be a list of texts"),
        (json.dumps(CASE | {"leak": "no"}), "leak must be true or false"),
    ],
)
def test_a_bad_case_is_one_line_and_status_2(tmp_path, capsys, monkeypatch, line, word):
    path = tmp_path / "cases.jsonl"
    path.write_text(line, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["mastery", "tutor", "audit", str(path)])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    err = capsys.readouterr().err
    assert word in err
    assert err.count("\n") == 1
