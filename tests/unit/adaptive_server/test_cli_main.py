"""The command line can be started as a module, as the checks of the whole tree do."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys

import pytest


def test_the_module_runs_the_command() -> None:
    command = [sys.executable, "-m", "adaptive_server.cli.main"]
    done = subprocess.run([*command, "curriculum", "nonsense"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "nonsense" in done.stderr


def _run(*arguments: str, cwd: pathlib.Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "adaptive_server.cli.main", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("curriculum", "check", "nowhere"), "bad_curriculum"),
        (("curriculum", "check", "."), "bad_curriculum"),
        (("curriculum", "coverage", "nowhere"), "bad_curriculum"),
        (("curriculum", "check", "--jobs", "0"), "bad_usage"),
    ],
)
def test_a_program_that_reads_json_is_told_of_bad_input_in_json(
    arguments: tuple[str, ...], code: str, tmp_path: pathlib.Path
) -> None:
    done = _run(*arguments, "--json", cwd=tmp_path)
    said = json.loads(done.stdout)
    assert (done.returncode, said["code"]) == (2, code)
    assert said["message"]
    assert done.stderr
    assert _run(*arguments, cwd=tmp_path).stdout == ""
