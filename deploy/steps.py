"""Runs the steps of `dev.py` one by one: quiet, never twice, and with one line when one fails.

The syntax stays readable by old Pythons, like that of `dev.py`.
"""

import contextlib
import ctypes
import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMPS = ROOT / ".venv"
PATIENCE_S = 5
STARTED = time.time()
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# What pip's and npm's own words mean, and the way out.
REASONS = (
    ("No space left on device|ENOSPC|Disk quota|EDQUOT", "the disk is full; make room on it"),
    (
        "CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)",
        "the package index shows a certificate that is not trusted here; let SSL_CERT_FILE, "
        "PIP_CERT and NODE_EXTRA_CA_CERTS name the file with your network's certificates",
    ),
    (
        "name resolution|Name or service not known|NewConnectionError|ConnectTimeout|ReadTimeout|"
        "Connection (refused|reset|aborted)|Network is unreachable|No route to host|timed out|"
        "ProxyError|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH",
        "the package index cannot be reached; check the network, HTTPS_PROXY and pip's or npm's "
        "index settings",
    ),
    ("Read-only file system|EROFS|Permission denied|EACCES", "this user may not write there"),
    ("Killed|signal 9|out of memory|ENOMEM", "the memory did not suffice; end other programs"),
)


class Stop(Exception):
    """Setting up cannot go on; the text is one line with a way out."""


def say(text):
    """Print one line of progress with the seconds since the start."""
    print(f"[{time.time() - STARTED:5.1f} s] {text}", flush=True)


def end_with_us():
    """Runs in a child: Ctrl-C works in it, and on Linux it ends when we are killed."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)


def call(step, *command, **options):
    """Run one step quietly; when it fails, say why in one line."""
    finish(step, begin(step, *command, **options))


def begin(step, *command, **options):
    """Begin one step; whoever does so ends its group, whatever comes.

    Ctrl-C waits meanwhile: what Python calls around a fork would swallow it.
    """
    say(step)
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    child = None
    try:
        child = subprocess.Popen(
            [str(word) for word in command],
            cwd=str(options.get("cwd", ROOT)),
            env=options.get("env"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            close_fds=False,  # it holds the lock too, lest a new start meets it at work
            preexec_fn=end_with_us,
        )
    finally:
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        except KeyboardInterrupt:
            if child:
                end_group(child)
            raise
    return child


def finish(step, child):
    """Wait until a step that was begun is over; when it fails, say why in one line."""
    try:
        said = child.communicate()[0].decode("utf-8", "replace")
    finally:
        end_group(child)
    if child.returncode:
        raise Stop(complaint(step, f"{said}\nsignal {-child.returncode}"))


def end_group(child):
    """End a step with everything it started, first politely."""
    for number in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
            child.wait(PATIENCE_S)
        except (ProcessLookupError, PermissionError, subprocess.TimeoutExpired):
            continue


def complaint(step, said):
    """Word the failure of a step as one line with a way out; all of it goes to a file."""
    log = STAMPS / "failed-step.log"
    try:
        log.write_text(said, encoding="utf-8")
        where = f" (all of it: {log})"
    except OSError:
        where = ""
    lines = [line.strip() for line in said.splitlines()[:-1] if line.strip()] or ["no reason given"]
    errors = [line for line in lines if re.search("error|cannot|not found", line, re.I)]
    reason = "it said: " + (errors or lines)[-1][:300]
    for words, meaning in reversed(REASONS):
        if re.search(words, said):
            reason = meaning
    step, reason = step.partition(" (")[0], reason.rstrip(".")
    return f"{step} did not work: {reason}{where}.\nThen start again; what is done stays done."


def digest(*parts):
    """Hash texts, bytes and the contents of files and folders."""
    found = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            files = sorted(p for p in part.rglob("*") if p.is_file()) if part.is_dir() else [part]
            for file in files:
                found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
        else:
            found.update(str(part).encode("utf-8", "surrogateescape") + b"\0")
    return found.hexdigest()


def once(name, wanted, still_there, work):
    """Do `work` unless the stamp `name` says that it was done for exactly this."""
    if is_done(name, wanted, still_there):
        return
    undone(name)
    work()
    (STAMPS / ("done-" + name)).write_text(wanted)


def undone(name):
    """Take a stamp away before its work is begun, which may be left half done."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        (STAMPS / ("done-" + name)).unlink()


def is_done(name, wanted, still_there):
    """Say whether the stamp `name` says that its work was done for exactly this."""
    stamp = STAMPS / ("done-" + name)
    return still_there and stamp.exists() and stamp.read_text() == wanted
