"""`mastery explain` words what Python cannot read; what stops a run is in an integration test."""

import json

import pytest
from adaptive_server.cli.main import app
from adaptive_server.errors import BadRequest
from typer.testing import CliRunner


def explained(tmp_path, *sources, args=()):
    paths = []
    for number, source in enumerate(sources):
        paths.append(tmp_path / f"{number}.py")
        paths[-1].write_text(source, encoding="utf-8")
    return CliRunner().invoke(app, ["explain", *map(str, paths), *args])


def test_a_syntax_error_is_explained_at_its_line(tmp_path):
    result = explained(tmp_path, "x = 3\nif x > 2\n    print(x)\n")
    assert result.exit_code == 1
    assert "0.py:2:" in result.stdout
    assert "colon" in result.stdout


def test_without_a_run_a_program_that_can_be_read_is_fine(tmp_path):
    source = f"open({str(tmp_path / 'made')!r}, 'w')\n"
    result = explained(tmp_path, source, args=("--no-run",))
    assert result.exit_code == 0
    assert "Python can read it." in result.stdout
    assert not (tmp_path / "made").exists()


def test_json_has_one_entry_a_file(tmp_path):
    result = explained(tmp_path, "x = (1\n", "x = 1\n", args=("--json", "--no-run"))
    broken, sound = json.loads(result.stdout)
    assert broken["explanation"]["kind"] == "SyntaxError"
    assert broken["explanation"]["suggestions"]
    assert sound["explanation"] is None


def test_a_notebook_is_not_taken_for_a_program(tmp_path):
    """Its JSON would be read as Python, which knows no `null`."""
    notebook = tmp_path / "work.ipynb"
    notebook.write_text('{"cells": [], "metadata": {"kernel": null}}', encoding="utf-8")
    with pytest.raises(BadRequest, match=r"work\.ipynb: is a notebook\. Name a Python file\."):
        CliRunner().invoke(app, ["explain", str(notebook)], catch_exceptions=False)
