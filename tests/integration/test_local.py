"""`jupyter mastery`: the whole loop in one process, without a hub."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from adaptive_server.launch.checks import free_ports
from adaptive_server.problems.bank import Bank
from support.answers import hand_in, key, problem_of, right, wrong
from support.product import ROOT, Answer, Visitor

pytestmark = pytest.mark.integration
TOKEN = "a-token-for-tests"


class Home(Visitor):
    """A visitor of a Jupyter server that stands alone: base address `/`, token in the header."""

    language = ""

    def server(self, method: str, path: str, body: object = None, **options: object) -> Answer:
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"token {TOKEN}"}
        if self.language:
            headers["Accept-Language"] = self.language
        return self.request(method, f"/{path}", raw, headers)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("local")
    (folder / "work").mkdir()
    (port,) = free_ports(1)
    own = {
        f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    environment = {**os.environ, **own, "MASTERY_CURRICULUM": str(ROOT / "curriculum")}
    start = "from adaptive_server.local_app import main; main()"
    options = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    options += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder / 'work'}"]
    if os.geteuid() == 0:
        options.append("--allow-root")
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", start, "--data", str(folder / "progress"), *options],
        env=environment,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    visitor = Home(f"http://127.0.0.1:{port}", "me", http.cookiejar.CookieJar())
    try:
        wait_until_ready(visitor, process, folder / "log")
        yield visitor
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        log.close()


def wait_until_ready(visitor: Home, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        try:
            if visitor.api("GET", "next").status == 200:
                return
        except urllib.error.URLError:
            pass
        time.sleep(0.3)
    raise AssertionError(log.read_text()[-3000:])


def test_the_loop_runs_at_home(home: Home, bank: Bank) -> None:
    me = home.api("GET", "me").json
    assert (me["name"], me["grading"]) == ("me", "sandbox")
    first = home.api("GET", "next").json
    problem = problem_of(bank, first["problem"]["id"])
    placed = home.server("POST", "mastery/place", {"problem_id": problem.card.id}).json
    assert placed["outcome"] == "created"
    assert hand_in(home, problem, wrong(problem), key()).json["solved"] is False
    stream = home.api("POST", "hints", {"problem_id": problem.card.id})
    assert stream.body.startswith(b"event: hint\n")
    assert b"event: done" in stream.body
    solved = hand_in(home, problem, right(problem), key()).json
    assert solved["solved"]
    assert solved["next"]["problem"]["id"] != problem.card.id
    assert home.api("GET", "progress").json["solved"] == 1


def test_what_a_learner_predicts_is_checked_against_their_own_run(home: Home, bank: Bank) -> None:
    problem = problem_of(bank, "s05.range.drum-pattern")
    cells = wrong(problem)
    hand_in(home, problem, cells, key())
    asked = say(home, problem.card.id, cells, wish="check")
    assert "Here is your own code at work" in asked
    name = re.search(r"What is `(\w+)` right after line", asked)
    assert name
    told = say(home, problem.card.id, cells, question="I do not know")
    assert told.startswith(f"Your own run shows it: `{name[1]}` is `")
    kept = home.api("GET", f"problems/{problem.card.id}/turns").json
    assert [t["source"] for t in kept["turns"]] == ["learner", "offline"] * 2


def test_a_learner_who_reads_spanish_gets_everything_in_spanish(home: Home, bank: Bank) -> None:
    problem = problem_of(bank, "s01.arith.dance-costumes")
    told = bank.speaking("es").problems[problem.card.id]
    reader = Home(home.url, "me", home.jar)
    reader.language = "es-MX,es;q=0.9,en;q=0.5"
    asked = {"problem_id": problem.card.id}
    release = reader.api("GET", f"problems/{problem.card.id}/notebook").json
    assert release["metadata"]["pythonmastery"]["locale"] == "es"
    statement = "".join(release["cells"][0]["source"])
    assert statement == told.statement
    assert "Un grupo de baile de Oaxaca" in statement
    placed = reader.server("POST", "mastery/place", asked).json
    kept = home.server("POST", "mastery/place", asked).json
    assert (kept["path"], kept["outcome"]) == (placed["path"], "kept"), "in whatever language"

    (cell,) = problem.solution_ids
    verdict = hand_in(reader, problem, wrong(problem), key()).json
    assert verdict["tests"][0]["title"] == "El ejemplo del texto"
    assert verdict["tests"][0]["message"].startswith("El grupo del ejemplo paga 218. Tu cost es ")
    assert "Una comprobación oculta" in {t["title"] for t in verdict["tests"]}
    assert verdict["feedback"] == told.probes[0].feedback
    english = hand_in(home, problem, wrong(problem), key()).json
    assert english["feedback"] == problem.probes[0].feedback
    assert [t["passed"] for t in english["tests"]] == [t["passed"] for t in verdict["tests"]]
    assert (english["score"], english["status"]) == (verdict["score"], verdict["status"])

    broken = hand_in(reader, problem, {cell: "cost = skrit * 2"}, key()).json
    assert broken["explanation"]["happened"] == "Python no conoce el nombre 'skrit'."
    hint = reader.api("POST", "hints", asked | {"cells": wrong(problem)}).body.decode()
    # Which words it has depends on the style that was drawn.
    assert "¿" in hint
    assert not re.search(r"\b(?:the|what|line|your)\b", hint.split('"text": ', 1)[1], re.IGNORECASE)
    skill = reader.api("GET", "skills").json["skills"][0]
    assert skill["name"] == "Las instrucciones van de arriba abajo"
    assert reader.api("GET", "lessons").json["lessons"][0]["title"] == "Tu primer programa"
    solved = hand_in(reader, problem, right(problem), key()).json
    assert solved["solved"]


def say(home: Home, problem: str, cells: dict[str, str], **what: str) -> str:
    """Ask the tutor and return the whole answer."""
    body = home.api("POST", "turns", {"problem_id": problem, "cells": cells} | what).body.decode()
    found = re.findall(r"event: turn\ndata: (.*)", body)
    return "".join(json.loads(data)["text"] for data in found)


@pytest.mark.parametrize("path", ["me", "next", "progress"])
def test_without_the_token_nothing_is_told(home: Home, path: str) -> None:
    answer = Visitor(home.url, "stranger").request("GET", f"/mastery/api/v1/{path}")
    assert answer.status == 403
    assert answer.json["code"] in ("not_signed_in", "forbidden")


def test_bad_requests_read_as_on_a_hub(home: Home) -> None:
    answer = home.api("POST", "submissions", b"{")
    assert (answer.status, answer.json["code"]) == (400, "bad_json")
    answer = home.api("DELETE", "next", b"")
    assert (answer.status, answer.json["code"]) == (405, "method_not_allowed")
