"""A host with all images, and a classroom on it; once for all tests.

A test module has `pytest_plugins = ["support.docker_engine", "support.docker_rooms"]`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.docker_classroom import DockerClassroom
from support.docker_engine import DockerEngine
from support.engine_network import EngineNetwork
from support.github import Account, GitHub
from support.learner_image import Host, build_images

LEARNERS = ("ana", "ben", "cho", "dev", "eve", "fay", "gus", "ivy", "jon", "kit")


@pytest.fixture(scope="session")
def learner_host() -> Iterator[Host]:
    """An engine that holds the plain base and all images."""
    with EngineNetwork() as network, DockerEngine(network.inside(), layers=True) as engine:
        build_images(engine, engine.import_base())
        engine.keep_layers()
        yield Host(engine, network)


@pytest.fixture(scope="session")
def github(learner_host: Host) -> Iterator[GitHub]:
    """A GitHub that hub and browsers reach, with an organisation of learners."""
    with GitHub(learner_host.network.outside) as running:
        for number, name in enumerate(LEARNERS, 1):
            running.people[name] = Account(number, orgs={"acme"})
        running.people["tia"] = Account(90, orgs={"acme"}, teams={"acme/teachers"})
        running.people["zed"] = Account(91, orgs={"elsewhere"})
        yield running


@pytest.fixture(scope="session")
def classroom(
    learner_host: Host, github: GitHub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DockerClassroom]:
    """A running classroom; the tests that share it use different learners."""
    with DockerClassroom(learner_host, tmp_path_factory.mktemp("classroom"), github) as room:
        yield room
