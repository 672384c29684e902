"""A host with the learner's image, and a classroom on it; once for all tests.

A test module asks for them with `pytest_plugins = ["support.docker_engine", "support.docker_rooms"]`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.classroom import Classroom
from support.docker_engine import DockerEngine
from support.engine_network import EngineNetwork
from support.learner_image import Host, build_learner_image, wheelhouse


@pytest.fixture(scope="session")
def learner_host() -> Iterator[Host]:
    """An engine that holds the plain base and the learner's image."""
    with EngineNetwork() as network, DockerEngine(network.inside()) as engine:
        wheelhouse()
        build_learner_image(engine, engine.import_base())
        yield Host(engine, network)


@pytest.fixture(scope="session")
def classroom(learner_host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """A running classroom; the tests that share it use different learners."""
    folder = tmp_path_factory.mktemp("classroom")
    with Classroom(learner_host, folder, ("ana", "ben", "cho", "dev", "eve", "fay")) as room:
        yield room
