"""Walls round a judge: its tests are code of authors, who get of this machine what they need.

They are wider than a learner's: a judge starts its zygote and keeps a folder for answers that make
files. They keep out of reach: every other file, the network, the database's socket, other
processes of this account and what these hold.
"""

from __future__ import annotations

import os
import signal
import sys
import sysconfig
import tempfile
from pathlib import Path

from grader import landlock, libc, sandbox, seccomp
from grader.sandbox import SandboxMissing
from grader.scratch import PREFIX


def readable_paths() -> list[str]:
    """Return what a judge may read: the interpreter, its libraries and the grader itself.

    `/proc` is among it, for its own sizes; Landlock keeps memory and environment of processes
    outside of these walls closed.
    """
    interpreter = {os.path.dirname(os.path.realpath(sys.executable)), sys.prefix, sys.base_prefix}
    libraries = {sysconfig.get_config_var("LIBDIR"), str(Path(__file__).parent)}
    system = {"/proc", "/etc/ld.so.cache", "/sys/devices/system/cpu"}
    own = {os.path.realpath(p) for p in interpreter | libraries if p}
    return [*sandbox.readable_paths(), *sorted((own | system) - {"/"})]


def enter_judge_walls() -> None:
    """Wall in this process and all that it starts, irreversibly. Import what is needed before.

    Raises:
        SandboxMissing: This machine cannot build these walls; the process must not go on.
    """
    try:
        ruleset = landlock.prepare(
            readable_paths(),
            writable=_own_folder(),
            devices=["/dev/null"],
            listed=[str(Path(__file__).parent.parent)],  # the zygote finds the package by name
        )
        program = seccomp.build_for_judges(seccomp.processor())
        libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
        sandbox.drop_capabilities()
        landlock.restrict_self(ruleset)
        os.close(ruleset)
        seccomp.install(program)
    except (OSError, AttributeError, seccomp.UnknownProcessor) as error:
        raise SandboxMissing(f"no walls round the judge: {error}") from None


def _own_folder() -> str:
    """Make the one folder in which files may be made; `scratch.sweep` finds and removes it.

    Where no folder can be made, none is writable: only problems whose answers make files want one.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return ""
    folder = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-judge-")
    tempfile.tempdir = folder
    return folder
