"""A clone in which every step of `dev.py` is quick: its own pip and npm, no network.

The toy pip and npm are real programs that `dev.py` starts like the true ones. A file `hang-WORD`
or `fail-WORD` in the toy's folder lets the call that has WORD among its arguments hang or fail;
each call is noted in `calls`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TOOL = """\
import os, pathlib, sys, time
tools = pathlib.Path({tools!r})
words = sys.argv[1:]
with open(tools / "calls", "a") as calls:
    calls.write({name!r} + " " + " ".join(words) + "\\n")
for word in words:
    name = word.strip(".[]").split("/")[-1]
    if (tools / ("fail-" + name)).exists():
        sys.exit((tools / ("fail-" + name)).read_text())
    if (tools / ("hang-" + name)).exists():
        mine = tools / ("hanging-%d" % os.getpid())  # several may hang at once
        mine.write_text(str(os.getpid()))
        mine.rename(tools / "hanging")
        time.sleep(120)
"""
PIP = """
import shutil, sysconfig
if "pip" in words:
    place = pathlib.Path(sysconfig.get_path("purelib")) / "pip"
    shutil.copytree(pathlib.Path(__file__).parent, place, dirs_exist_ok=True)
"""
NPM = """
if "ci" in words:
    pathlib.Path("node_modules").mkdir(exist_ok=True)
    if (tools / "fail-halfway").exists():
        sys.exit("npm error code ENOTFOUND")
if "build:prod" in words:
    pathlib.Path("labextension").mkdir()
    pathlib.Path("labextension/package.json").write_text("{}")
"""
STARTED = "print('the product runs', flush=True)\n"


class ToyClone:
    """A folder to start `dev.py` in."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tools = folder / "clone", folder / "tools"
        panel = self.folder / "extensions" / "tutor_labext"
        for name in ("src", "style", "schema"):
            (panel / name).mkdir(parents=True)
        (self.folder / "deploy" / "proxy").mkdir(parents=True)
        (self.tools / "pip").mkdir(parents=True)
        for name in ("dev.py", "deploy/steps.py"):
            shutil.copy(ROOT / name, self.folder / name)
        (self.folder / "pyproject.toml").write_text("")
        (self.folder / "constraints.txt").write_text("pip==1.0\n")
        for name in ("package.json", "package-lock.json", "install.json", "tsconfig.json"):
            (panel / name).write_text("{}")
        (self.folder / "deploy/proxy/package-lock.json").write_text("{}")
        launch = self.folder / "adaptive_server" / "launch"
        launch.mkdir(parents=True)
        (launch / "__main__.py").write_text(STARTED)
        self._write_tools()

    def _write_tools(self) -> None:
        tool = TOOL.format(tools=str(self.tools), name="pip") + PIP
        (self.tools / "pip" / "__main__.py").write_text(tool)
        npm = self.tools / "npm"
        npm.write_text(f"#!{sys.executable}\n{TOOL.format(tools=str(self.tools), name='npm')}{NPM}")
        (self.tools / "node").write_text("#!/bin/sh\necho v22.12.0\n")
        npm.chmod(0o755)
        (self.tools / "node").chmod(0o755)

    def begin(self, word: str = "run") -> subprocess.Popen[str]:
        """Start `dev.py`."""
        environment = {
            **os.environ,
            "PATH": f"{self.tools}:/usr/bin:/bin",
            "DEV_PIP_WHEEL": str(self.tools),
        }
        return subprocess.Popen(
            [sys.executable, str(self.folder / "dev.py"), word],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, word: str = "run") -> tuple[int, str]:
        """Run `dev.py` to its end; return the exit status and what it said."""
        process = self.begin(word)
        said = process.communicate(timeout=100)[0]
        return process.returncode, said

    def run_until(self, word: str, number: signal.Signals) -> tuple[int, str]:
        """Send a signal while the step with `word` hangs; the same as `run`, without the hang."""
        (self.tools / f"hang-{word}").touch()
        process = self.begin()
        end = time.monotonic() + 60
        while not (self.tools / "hanging").exists() and time.monotonic() < end:
            time.sleep(0.02)
        self.hanging = int((self.tools / "hanging").read_text())
        process.send_signal(number)
        said = process.communicate(timeout=100)[0]
        (self.tools / f"hang-{word}").unlink()
        (self.tools / "hanging").unlink()
        return process.returncode, said

    def calls(self) -> list[str]:
        """The calls since the last look."""
        calls = self.tools / "calls"
        found = calls.read_text().splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return found
