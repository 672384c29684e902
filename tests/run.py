"""`python3 dev.py test`: lint, types, the panel's own checks, fuzzing, then every test.

With words behind it (`dev.py test -k hint`) only pytest runs, with those words.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PANEL = ROOT / "extensions" / "tutor_labext"
PYTHON = [sys.executable, "-m"]

CHECKS: list[tuple[str, list[str], Path]] = [
    ("ruff", [*PYTHON, "ruff", "check", "."], ROOT),
    ("ruff format", [*PYTHON, "ruff", "format", "--check", "."], ROOT),
    ("mypy", [*PYTHON, "mypy"], ROOT),
    ("eslint", ["npm", "run", "--silent", "lint"], PANEL),
    ("prettier", ["npm", "run", "--silent", "format:check"], PANEL),
    ("panel tests", ["npm", "test", "--silent"], PANEL),
]

# Beside the checks, most of which use one processor. `FUZZ_S` says for how many seconds.
FUZZ = [
    *(sys.executable, "tests/fuzz/fuzz_wire.py", "-verbosity=0", "-print_final_stats=1"),
    f"-max_total_time={os.environ.get('FUZZ_S', '60')}",
    f"-artifact_prefix={tempfile.gettempdir()}/",
]

FUZZED = find_spec("atheris") is not None

# Two processes: much of the time is spent waiting for processes, limits and pages.
SPREAD = ["-n", "2", "-p", "support.spread"]
WHOLE_SUITE = ["-p", "support.no_skips", "--durations", "25", *SPREAD]
NEEDS = ["-p", "support.needs"]


def main() -> int:
    """Run everything, go on after a failure, fail when anything failed."""
    words = sys.argv[1:]
    failed = [] if words else check()
    print("── pytest", flush=True)
    pytest = [*PYTHON, "pytest", *NEEDS, *(words or WHOLE_SUITE)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    if subprocess.run(pytest, cwd=ROOT, env=environment, check=False).returncode:
        failed.append("pytest")
    if failed:
        print(f"Failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def check() -> list[str]:
    """Run all checks, fuzzing beside them; return the names of those that failed."""
    failed = []
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        fuzzing = subprocess.Popen(FUZZ, cwd=ROOT, stdout=said, stderr=said) if FUZZED else None
        for name, command, folder in CHECKS:
            print(f"── {name}", flush=True)
            if subprocess.run(command, cwd=folder, check=False).returncode:
                failed.append(name)
        print("── fuzzing of the wire", flush=True)
        if fuzzing is None:
            print("Left out: atheris is not there for this machine.")
        elif fuzzing.wait():
            failed.append("fuzzing")
            said.seek(0)
            print(said.read())
    return failed


if __name__ == "__main__":
    sys.exit(main())
