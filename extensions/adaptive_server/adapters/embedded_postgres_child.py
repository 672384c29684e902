"""The last Python code before PostgreSQL: gives rights away, then becomes the program.

Run by path in an interpreter of its own (`python -I -S this_file ...`), so that nothing runs
between fork and exec in the launcher, which has threads.

Processes: launcher -> this file -> (exec, same process id) postgres or initdb.
Arguments: launcher's process id, user id, group id, program, arguments of the program.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Drop to the given account, ask to be stopped with the launcher, and exec the program."""
    launcher, user, group = (int(word) for word in arguments[:3])
    program = arguments[3:]
    if os.geteuid() != user:
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    os.umask(0o077)
    if sys.platform == "linux":
        # After setuid, which clears it. SIGINT is PostgreSQL's fast, clean shutdown.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGINT))
    if os.getppid() != launcher:
        sys.exit("the launcher is gone")
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # `spawn` blocks all of them
    os.execv(program[0], program)  # noqa: S606 (becoming the program is the purpose)


if __name__ == "__main__":
    main(sys.argv[1:])
