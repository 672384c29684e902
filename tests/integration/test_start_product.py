"""The start of the product: interrupted at any moment, after a crash, and on damaged data."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from adaptive_server.launch.leftovers import find_leftovers
from support.product import ROOT, Product, node

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was used before; its name is not plain."""
    data = tmp_path_factory.mktemp("start") / "Meine Däten 学"
    with Product(data):
        pass
    return data


def begin(data: Path, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "adaptive_server.launch", "--port", str(Product(data).port)]
    return subprocess.Popen(
        [*command, "--data", str(data)],
        cwd=ROOT,
        env={**os.environ, "MASTERY_NODE": node(), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def until_caught(pid: int, number: signal.Signals) -> None:
    """Wait until a process that begins catches a signal; the last that it comes to is SIGALRM."""
    status, end = Path(f"/proc/{pid}/status"), time.monotonic() + 60
    while True:
        (caught,) = re.findall(r"SigCgt:\s*(\w+)", status.read_text())
        if all(int(caught, 16) >> (n - 1) & 1 for n in (number, signal.SIGALRM)):
            return
        assert time.monotonic() < end, "it catches no signal"
        time.sleep(0.01)


def refused(data: Path, **environment: str) -> str:
    """Start where it cannot work; return what it said in the end."""
    process = begin(data, **environment)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "Everything learnt is kept" not in said
    assert working_in(data) == []
    return said.rpartition("\n\n")[2] or said


def working_in(data: Path) -> list[str]:
    """Command lines of whatever still works in the data folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if Path(os.readlink(entry / "cwd")).is_relative_to(data):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@pytest.mark.parametrize("words", ["", "Starting PostgreSQL", "Starting the hub", "still starting"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_during_the_start_stops_all_of_it(
    tmp_path: Path, words: str, number: signal.Signals
) -> None:
    process = begin(tmp_path / "data")
    assert process.stdout is not None
    said = ""
    if words:
        for line in process.stdout:
            said += line
            if words in line or "Stop with Ctrl-C" in line:
                break
    else:
        until_caught(process.pid, number)  # the imports go on
    process.send_signal(number)
    said += process.communicate(timeout=60)[0]
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert working_in(tmp_path / "data") == []


def test_a_start_after_kill_9_of_launcher_and_hub_ends_what_they_left(used: Path) -> None:
    product = Product(used).start()
    assert product.process is not None
    assert product.process.stdout is not None
    (hub,) = product.pids(r"jupyterhub -f ")
    left = [p for p in product.pids(".") if p != hub]
    os.kill(hub, signal.SIGKILL)
    product.process.kill()
    product.process.wait()
    product.process.stdout.close()
    assert find_leftovers(used), "proxy and service are not tied to the launcher"
    again = Product(used)
    again.port = product.port
    with again:
        assert [p for p in left if Path(f"/proc/{p}").exists()] == []


def test_a_shell_that_is_open_in_the_data_folder_is_left_alone(used: Path) -> None:
    with subprocess.Popen(["sleep", "30"], cwd=used / "hub") as shell:
        assert find_leftovers(used) == []
        shell.kill()


def test_a_damaged_password_file_is_named_with_a_way_out(used: Path) -> None:
    people = used / "passwords.json"
    right = people.read_text()
    try:
        for wrong in ("", "{", "[]", "{}", json.dumps({"ana": {"password": "x" * 20}})):
            people.write_text(wrong)
            assert "passwords.json is missing or damaged; remove it and start" in refused(used)
        people.write_text(right)
        people.chmod(0o644)
        assert "run: chmod 600" in refused(used)
    finally:
        people.write_text(right)
        people.chmod(0o600)


def test_a_damaged_database_is_named_with_a_way_out(used: Path) -> None:
    control = used / "postgres" / "data" / "global" / "pg_control"
    aside = control.rename(control.with_name("aside"))
    try:
        said = refused(used)
    finally:
        aside.rename(control)
    assert "PostgreSQL could not start on" in said
    assert "begin anew with --fresh" in said


def test_a_damaged_database_of_the_hub_is_named(used: Path) -> None:
    database = used / "hub" / "jupyterhub.sqlite"
    aside = database.rename(database.with_name("aside"))
    database.write_text("this is no database")
    try:
        said = refused(used)
    finally:
        aside.rename(database)
    assert "The hub ended while starting." in said
    assert "file is not a database" in said
    assert "hub.log" in said


def test_a_curriculum_that_cannot_be_loaded_is_named_at_once(used: Path) -> None:
    said = refused(used, MASTERY_CURRICULUM="/nowhere")
    assert "The learning service does not start." in said
    assert "/nowhere/skills.yaml" in said


def test_without_a_node_the_way_to_start_is_named(used: Path) -> None:
    assert "start with: python3 dev.py run" in refused(used, MASTERY_NODE="")


def test_an_ascii_terminal_does_not_end_it(used: Path) -> None:
    product = Product(used, PYTHONIOENCODING="ascii")
    with product:
        assert "Stop with Ctrl-C" in product.said


def importing_s() -> float:
    """Processor seconds that a process needs to import what hub and service are made of."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", "import jupyterhub.app, adaptive_server.app"]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_a_second_start_is_cheap(used: Path) -> None:
    """Processor time beside that of the imports alone, for machines differ."""
    with Product(used) as product:
        assert product.processor_s() < 2.5 * importing_s()
