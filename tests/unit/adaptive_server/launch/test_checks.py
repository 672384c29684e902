"""What keeps the product from starting is said in one line with a way out."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from adaptive_server.launch.checks import (
    OWN_PORTS,
    CannotStart,
    check_port,
    free_ports,
    only_one,
    prepare_data,
)


def test_a_busy_port_is_named_with_another_one_to_try() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(CannotStart, match=rf"Port {port} .*--port {port + 1}"):
            check_port(port)


def test_a_free_port_is_fine() -> None:
    (port,) = free_ports(1)
    check_port(port)


def test_ports_of_our_own_are_different_from_each_other_and_from_what_is_spoken_for() -> None:
    spoken_for = OWN_PORTS[:-4]
    assert sorted(free_ports(4, taken=spoken_for)) == list(OWN_PORTS[-4:])


def test_a_port_that_somebody_listens_at_is_not_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        assert other.getsockname()[1] not in OWN_PORTS
    (mine, *rest) = free_ports(3)
    with socket.socket() as other:
        other.bind(("127.0.0.1", mine))
        other.listen()
        assert set(free_ports(2, taken=set(OWN_PORTS) - {mine, *rest})) == set(rest)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="--data FOLDER"):
        prepare_data(tmp_path / "file" / "data")


def test_others_cannot_look_into_the_data_folder(tmp_path: Path) -> None:
    prepare_data(tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o066 == 0
    assert (tmp_path / "data" / "learners").stat().st_mode & 0o077 == 0


def test_two_starts_on_one_folder_are_refused_and_a_dead_one_leaves_no_lock(tmp_path: Path) -> None:
    hold = (
        "import sys, time; from pathlib import Path;"
        "from adaptive_server.launch.checks import only_one\n"
        "with only_one(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(CannotStart, match="already runs"), only_one(tmp_path):
            pass
        other.kill()
        other.wait()
    with only_one(tmp_path):
        pass
