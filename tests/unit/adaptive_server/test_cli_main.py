"""The command line can be started as a module, and refuses with a code that its page explains."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from adaptive_server.cli.main import app
from support.mastery_command import mastery_here
from support.sample_problem import dumped, sample_problem
from typer.main import get_command

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text()


def test_the_module_runs_the_command() -> None:
    command = [sys.executable, "-m", "adaptive_server.cli.main"]
    done = subprocess.run([*command, "curriculum", "nonsense"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "nonsense" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("grade", "problem.ipynb", ""), "path-empty"),
        (("grade", "", "a.py"), "path-empty"),
        (("grade", "gone", "a.py"), "path-missing"),
        (("grade", "problem.ipynb", "gone.py"), "path-missing"),
        (("grade", "problem.ipynb", "notes.txt"), "path-kind"),
        (("grade", "notes.txt", "a.py"), "course-invalid"),
        (("grade", "problem.ipynb", "a.py", "--variant", "3"), "variant-missing"),
        (("grade", "problem.ipynb", "a.py", "--csv", "folder"), "path-kind"),
        (("grade", "problem.ipynb", "a.py", "--csv", "gone/t.csv"), "path-missing"),
        (("curriculum", "check", "nowhere"), "path-missing"),
        (("curriculum", "check", "folder"), "path-empty"),
        (("curriculum", "coverage", "nowhere"), "path-missing"),
        (("curriculum", "import", "", "--format", "mbpp", "--out", "o"), "path-empty"),
        (("curriculum", "import", "a.py", "--format", "mbpp", "--out", ""), "path-empty"),
        (("curriculum", "import", "gone", "--format", "mbpp", "--out", "o"), "path-missing"),
        (("curriculum", "import", "n" * 300, "--format", "mbpp", "--out", "o"), "path-missing"),
        (("curriculum", "import", "folder", "--format", "mbpp", "--out", "o"), "path-kind"),
        (("curriculum", "import", "folder", "--format", "pytest", "--out", "o"), "path-empty"),
        (("nonsense",), "usage-invalid"),
        (("curriculum", "nonsense"), "usage-invalid"),
        (("grade", "problem.ipynb"), "usage-invalid"),
        (("curriculum", "import", "a.py", "--out", "o"), "usage-invalid"),
        (("curriculum", "check", "--jobs", "-1"), "usage-invalid"),
        (("curriculum", "check", "--jobs", "many"), "usage-invalid"),
        (("curriculum", "check", "--jbos", "1"), "usage-invalid"),
    ],
)
def test_a_refusal_has_a_code_and_writes_nothing(
    words: tuple[str, ...], code: str, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "problem.ipynb").write_bytes(dumped(sample_problem()))
    (tmp_path / "folder").mkdir()
    for name in ("a.py", "notes.txt"):
        (tmp_path / name).write_text("x = 1")
    before = sorted(tmp_path.rglob("*"))
    told = mastery_here(*words, at=tmp_path)
    as_json = mastery_here(*words, "--json", at=tmp_path)
    refusal = json.loads(as_json.stdout)
    assert (told.returncode, told.stdout, as_json.returncode) == (2, "", 2)
    assert refusal["code"] == code
    assert told.stderr == as_json.stderr == f"mastery: {refusal['message']} [{code}]\n"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_wrong_call_is_told_where_its_help_is() -> None:
    done = mastery_here("curriculum", "check", "--jbos", "1")
    assert "--jbos" in done.stderr
    assert "See mastery curriculum check --help" in done.stderr


@pytest.mark.parametrize("group", [(), ("curriculum",), ("model",)])
def test_a_group_without_a_command_shows_its_commands(group: tuple[str, ...]) -> None:
    done = mastery_here(*group)
    assert (done.returncode, done.stderr) == (2, "")
    assert "Commands" in done.stdout


def test_every_code_of_a_refusal_is_on_the_page() -> None:
    sources = (ROOT / "extensions" / "adaptive_server").rglob("*.py")
    text = "\n".join(path.read_text() for path in sources)
    used = set(re.findall(r'\bcode(?:: str)? = "([a-z]+-[a-z]+)"|\bcode="([a-z]+-[a-z]+)"', text))
    assert {a or b for a, b in used} <= set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))


def commands(command: Any, *path: str) -> Iterator[tuple[str, set[str]]]:
    """Yield every command with its options."""
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, *path, name)
    if not getattr(command, "commands", {}):
        options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
        yield " ".join(path), {o for o in options if o.startswith("--")}


@pytest.mark.parametrize(("name", "options"), list(commands(get_command(app))))
def test_every_command_and_option_is_on_the_page(name: str, options: set[str]) -> None:
    found = re.search(rf"^### `mastery {name}\b.*?(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, name
    assert sorted(o for o in options if not re.search(rf"{o}(?![\w-])", found[0])) == []


def test_every_benchmark_is_on_the_page() -> None:
    programs = (p for p in (ROOT / "benchmarks").glob("*.py") if "__main__" in p.read_text())
    assert [p.name for p in programs if f"`python benchmarks/{p.name}" not in PAGE] == []
