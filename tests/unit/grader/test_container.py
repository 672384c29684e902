"""The commands that start and end containers."""

from __future__ import annotations

from grader.container import container_command, named


def test_a_container_reaches_nothing_and_fetches_nothing() -> None:
    words = " ".join(container_command("image"))
    for wall in (
        *("--network none", "--ipc none", "--read-only", "--cap-drop ALL", "--user 1000:1000"),
        *("--security-opt no-new-privileges", "--pids-limit", "--memory", "--pull never", "--rm"),
    ):
        assert wall in words


def test_each_container_has_a_name_by_which_it_is_ended() -> None:
    one, two = (named(container_command("image", "podman"), "available") for _ in range(2))
    assert one.start[:3] == ["podman", "run", "--name"]
    assert one.start[-4:] == ["image", "--once", "--walls", "available"]
    assert one.end == ["podman", "rm", "--force", one.start[3]]
    assert one.start[3] != two.start[3]


def test_an_engine_that_runs_no_containers_has_none_to_end() -> None:
    assert named(["env", "worker"], "required").end == []
