"""deploy/compose as the how-to says: settings, start, a learner, backup and restore."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from adaptive_server.adapters.migrate import head
from support.answers import hand_in, insist, right
from support.attack_run import attacks, gains
from support.compose import NET, PORT, ComposeClassroom
from support.hostile_learner import SCAN
from support.learner_image import SITE, build_next_site_image
from support.product import Visitor
from support.sample_problem import by_id, dumped, sample_problem

from grader.pool import GraderPool

if TYPE_CHECKING:
    from adaptive_server.problems.bank import Bank
    from support.github import GitHub
    from support.learner_image import Host

pytest_plugins = ["support.docker_engine", "support.docker_rooms"]
pytestmark = [pytest.mark.integration, pytest.mark.docker]

READY = "/services/mastery/api/v1/health/ready"


def answers(room: ComposeClassroom, path: str, wait_s: float, status: int = 200) -> bool:
    end = time.monotonic() + wait_s
    while time.monotonic() < end:
        try:
            if Visitor(room.url, "").request("GET", path).status == status:
                return True
        except OSError:
            pass
        time.sleep(0.3)
    return False


@pytest.fixture(scope="module")
def room(
    learner_host: Host, github: GitHub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ComposeClassroom]:
    """The whole classroom, up."""
    made = ComposeClassroom(learner_host, tmp_path_factory.mktemp("compose"), github)
    made.prepare()
    try:
        made.compose("up", "--detach")
        made.firewall("apply")
        for path in ("/hub/health", READY):
            assert answers(made, path, 120), made.compose("logs", "--tail", "30")
        yield made
    finally:
        made.firewall("undo")
        for name in learner_host.engine.containers():
            if name == "learner-gus":
                learner_host.engine.docker("rm", "--force", name)
        made.compose("down", "--volumes", "--timeout", "5")


@pytest.fixture(scope="module")
def next_site(room: ComposeClassroom) -> str:
    """The image of a later version."""
    return build_next_site_image(room.host.engine, "mastery-test-base")


@pytest.fixture(scope="module")
def gus(room: ComposeClassroom, github: GitHub) -> Visitor:
    """A learner whose server the hub in its container has started."""
    visitor = Visitor(room.url, "gus")
    github.signs_in = "gus"
    assert visitor.request("GET", "/hub/oauth_login?next=%2Fhub%2Fhome").status == 200
    visitor.start_server()
    return visitor


def test_a_learner_gets_a_server_and_the_service(room: ComposeClassroom, gus: Visitor) -> None:
    me = gus.api("GET", "me").json
    assert (me["name"], me["grading"]) == ("gus", "sandbox")
    assert gus.api("GET", "next").status == 200


def test_from_the_learner_s_server_hub_and_service_only(
    room: ComposeClassroom, gus: Visitor
) -> None:
    parts = ("room_database_1", "room_hub_1", "room_proxy_1", "room_service-1_1")
    form = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}"
    found = room.host.engine.docker("inspect", "-f", form, *parts).split()
    ports = (5432, 8000, 8001, 8002, 8081, PORT, 2375)
    hosts = [*found, f"{NET}.1", room.host.network.address]
    targets = json.dumps([[host, port] for host in hosts for port in ports])
    said = room.host.engine.docker("exec", "learner-gus", "python", "-c", SCAN, targets)
    assert sorted(json.loads(said)) == [[f"{NET}.10", 8081], [f"{NET}.11", 8002]]


@pytest.mark.parametrize("part", ["database", "hub", "proxy", "service-1", "backup", "grader"])
def test_no_part_has_more_than_it_needs(room: ComposeClassroom, part: str) -> None:
    (found,) = json.loads(room.host.engine.docker("inspect", f"room_{part}_1"))
    host = found["HostConfig"]
    assert (host["CapDrop"], host["ReadonlyRootfs"]) == (["ALL"], True)
    assert host["SecurityOpt"] == ["no-new-privileges:true"]
    assert found["Config"]["User"] == ("1002:1002" if part == "grader" else "1001:1001")
    sockets = [m for m in found["Mounts"] if "docker.sock" in m["Destination"]]
    assert bool(sockets) == (part == "hub")
    assert not any("PASSWORD" in line or "TOKEN=" in line for line in found["Config"]["Env"])


def test_the_grader_reaches_nothing_and_is_reached_by_the_service_only(
    room: ComposeClassroom,
) -> None:
    (found,) = json.loads(room.host.engine.docker("inspect", "room_grader_1"))
    host = found["HostConfig"]
    assert (host["NetworkMode"], host["IpcMode"]) == ("none", "none")
    assert (host["Memory"], host["MemorySwap"], host["PidsLimit"]) == (2 << 30, 2 << 30, 512)
    (mount,) = found["Mounts"]
    users = room.host.engine.docker(
        "ps", "--format", "{{.Names}}", "--filter", "volume=room_grader"
    )
    assert mount["Name"] == "room_grader"
    assert set(users.split()) == {"room_grader_1", "room_service-1_1", "room_service-2_1"}


def judges(room: ComposeClassroom, part: str) -> int:
    return room.host.engine.docker("top", f"room_{part}_1", "-eo", "pid,args").count(
        "grader.worker"
    )


def test_answers_are_judged_in_the_grader_and_kept_while_it_is_away(
    room: ComposeClassroom, gus: Visitor, bank: Bank
) -> None:
    problem = next(iter(bank.authored.values()))
    assert (judges(room, "grader"), judges(room, "service-1"), judges(room, "service-2")) == (
        4,
        0,
        0,
    )
    assert hand_in(gus, problem, right(problem), uuid.uuid4().hex).json["status"] == "passed"
    key = uuid.uuid4().hex
    room.compose("stop", "--timeout", "10", "grader")
    try:
        assert answers(room, READY, 60, status=503)
        away = hand_in(gus, problem, right(problem), key)
        assert (away.status, away.json["code"]) == (503, "grader_away")
    finally:
        room.compose("start", "grader")
    assert answers(room, READY, 60)
    assert insist(gus, problem, right(problem), key)["status"] == "passed"
    verdicts = "verdicts join submissions s on s.id = submission_id"
    assert count(room, f"{verdicts} where s.key = '{key}'") == 1


async def test_the_attacks_gain_nothing_in_the_grader_s_container(room: ComposeClassroom) -> None:
    folder = room.host.engine.docker("volume", "inspect", "-f", "{{.Mountpoint}}", "room_grader")
    pool = GraderPool(2, socket=f"{folder}/socket", queue=500, per_learner=500)
    await pool.start()
    assert (pool.describe(), pool.away) == (("sandbox", ""), "")
    tried = list(attacks())
    verdicts = await asyncio.gather(
        *(pool.grade(problem, answer, f"{n % 2}") for n, (_, problem, answer) in enumerate(tried))
    )
    await pool.close()
    pairs = zip(tried, verdicts, strict=True)
    assert [said for (name, _, _), verdict in pairs for said in gains(name, verdict)] == []


WHERE = "import os\nassert False, f'account {os.getuid()}'"


def test_what_an_author_sends_runs_in_the_grader(room: ComposeClassroom, github: GitHub) -> None:
    tia = Visitor(room.url, "tia")
    github.signs_in = "tia"
    assert tia.request("GET", "/hub/oauth_login?next=%2Fhub%2Fhome").status == 200
    json_type = {"Content-Type": "application/json"}
    asks = {**json_type, "X-XSRFToken": tia.xsrf("/hub/")}
    token = tia.request("POST", "/hub/api/users/tia/tokens", b"{}", asks).json["token"]
    sound, curious = sample_problem(), sample_problem()
    by_id(curious, "example")["source"] = f"# The example\n{WHERE}\nassert fare(30, 2) == 4\n"
    said = []
    for notebook in (sound, curious):
        body = json.dumps({"notebook": dumped(notebook).decode()}).encode()
        signed = {**json_type, "Authorization": f"token {token}"}
        path = "/services/mastery/api/v1/author/check"
        said.append(tia.request("POST", path, body, signed).body.decode())
    assert '"errors": 0' in said[0].replace('":0', '": 0'), said[0][-2000:]
    assert "account 1002" in said[1], said[1][-2000:]


def test_problems_with_data_can_be_worked(room: ComposeClassroom, gus: Visitor, bank: Bank) -> None:
    problem = next(p for p in bank.authored.values() if p.bundle.limits.data)
    assert hand_in(gus, problem, right(problem), uuid.uuid4().hex).json["status"] == "passed"
    room.host.engine.docker("exec", "learner-gus", "python", "-c", "import numpy, pandas")


def test_all_is_well_in_the_service_s_container(room: ComposeClassroom) -> None:
    said = json.loads(room.compose("exec", "-T", "service-1", "mastery", "doctor", "--json"))
    assert [check for check in said["checks"] if not check["ok"]] == []
    assert {"grader", "database", "curriculum"} < {check["name"] for check in said["checks"]}


def test_the_night_s_calibration_finds_its_database(room: ComposeClassroom, gus: Visitor) -> None:
    assert gus.api("GET", "next").status == 200
    run = ("exec", "-T", "calibration", "mastery", "model", "calibrate", "--json")
    assert json.loads(room.compose(*run))["alarms"] == []


def asked(room: ComposeClassroom, statement: str) -> str:
    """What the database says to a statement."""
    psql = ("exec", "-T", "database", "psql", "-h", "/tmp", "-U", "mastery", "-Atqc")
    return room.compose(*psql, statement, "mastery").strip()


def count(room: ComposeClassroom, of: str) -> int:
    """Ask the database how many rows there are."""
    return int(asked(room, f"select count(*) from {of}"))


def test_one_service_may_end_and_nobody_notices(room: ComposeClassroom, gus: Visitor) -> None:
    room.compose("stop", "--timeout", "10", "service-1")
    try:
        assert {gus.api("GET", "me").status for _ in range(6)} == {200}
    finally:
        room.compose("start", "service-1")


LATER = "create table later (id uuid references submissions (id)); delete from learners"
DOWN = (
    "from adaptive_server.adapters.migrate import downgrade;"
    "downgrade(open('/run/secrets/mastery-database-url').read(), '0005')"
)


def test_what_a_backup_holds_comes_back_and_a_new_version_takes_it_over(
    room: ComposeClassroom, gus: Visitor, next_site: str
) -> None:
    """Restored over the tables of a later version; then upgraded from those of an earlier one."""
    gus.api("GET", "next")
    run = ("exec", "-T", "backup", "sh")
    made = room.compose(*run, "/opt/mastery/bin/backup.sh").split()[-1]
    before = count(room, "learners")
    assert before >= 1
    room.compose("stop", "--timeout", "10", "hub", "service-1", "service-2")
    asked(room, LATER)
    room.compose(*run, "/opt/mastery/bin/restore.sh", made)
    assert count(room, "learners") == before
    assert count(room, "pg_tables where tablename = 'later'") == 0
    room.compose("run", "--rm", "--no-deps", "service-1", "python", "-c", DOWN)
    server = room.host.engine.docker("ps", "--quiet", "--filter", "name=learner-gus")
    room.use(SITE_IMAGE=next_site)
    room.compose("up", "--detach")
    for path in ("/hub/health", READY):
        assert answers(room, path, 120), room.compose("logs", "--tail", "30")
    assert room.host.engine.docker("inspect", "-f", "{{.Config.Image}}", "room_hub_1") == next_site
    assert room.host.engine.docker("ps", "--quiet", "--filter", "name=learner-gus") == server
    assert asked(room, "select version_num from alembic_version") == head()
    assert count(room, "learners") == before
    assert gus.api("GET", "me").json["name"] == "gus"


def test_a_new_version_is_a_small_layer_on_what_the_machine_has(
    room: ComposeClassroom, next_site: str
) -> None:
    form = ("--no-trunc", "--human=false", "--format", "{{.ID}} {{.Size}}")
    old, new = (
        room.host.engine.docker("history", *form, image).splitlines() for image in (SITE, next_site)
    )
    added = [int(step.split()[1]) for step in new if step not in old]
    whole = sum(int(step.split()[1]) for step in new)
    assert 0 < sum(added) < 0.1 * whole
