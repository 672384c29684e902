"""`python3 dev.py test`: every test; beside them lint, types, the panel's own checks and fuzzing.

The tests wait for much of their time. The checks get what they leave of the processors, and are
told when the tests are over.

With words behind it (`dev.py test -k hint`) only pytest runs, with those words.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PANEL = ROOT / "extensions" / "tutor_labext"
PYTHON = [sys.executable, "-m"]

# `FUZZ_S` says for how many seconds; beside the tests it gets about a third of a processor.
FUZZ = [
    *(sys.executable, "tests/fuzz/fuzz_wire.py", "-verbosity=0", "-print_final_stats=1"),
    f"-max_total_time={os.environ.get('FUZZ_S', '180')}",
    f"-artifact_prefix={tempfile.gettempdir()}/",
]
NOT_FUZZED = [sys.executable, "-c", "print('Left out: atheris is not there for this machine.')"]

CHECKS: list[tuple[str, list[str], Path]] = [
    ("ruff", [*PYTHON, "ruff", "check", "."], ROOT),
    ("ruff format", [*PYTHON, "ruff", "format", "--check", "."], ROOT),
    ("mypy", [*PYTHON, "mypy"], ROOT),
    ("eslint", ["npm", "run", "--silent", "lint"], PANEL),
    ("prettier", ["npm", "run", "--silent", "format:check"], PANEL),
    ("panel tests", ["npm", "test", "--silent"], PANEL),
    ("fuzzing of the wire", FUZZ if find_spec("atheris") else NOT_FUZZED, ROOT),
]

# More than processors: much of the time is spent waiting for processes, limits and pages.
PROCESSES = 3
SPREAD = ["-n", str(PROCESSES), "-p", "support.spread"]
WHOLE_SUITE = ["-p", "support.no_skips", "--durations", "25", *SPREAD]
NEEDS = ["-p", "support.needs", "-p", "support.lean"]


def main() -> int:
    """Run everything, go on after a failure, fail when anything failed."""
    words = sys.argv[1:]
    with ThreadPoolExecutor(1) as beside:
        checks = [] if words else [beside.submit(outcome, *check) for check in CHECKS]
        print("── pytest", flush=True)
        pytest = [*PYTHON, "pytest", *NEEDS, *(words or WHOLE_SUITE)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
        status = subprocess.run(pytest, cwd=ROOT, env=environment, check=False).returncode
    failed = ["pytest"] if status else []
    for name, done in (check.result() for check in checks):
        print(f"── {name}: {'failed' if done.returncode else 'all well'}", flush=True)
        if done.returncode:
            print(done.stdout)
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def outcome(
    name: str, command: list[str], folder: Path
) -> tuple[str, subprocess.CompletedProcess[str]]:
    """Run one check, behind whatever else wants the processors; return its name and its words."""
    done = subprocess.run(
        ["nice", "-n", "19", *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return name, done


if __name__ == "__main__":
    sys.exit(main())
