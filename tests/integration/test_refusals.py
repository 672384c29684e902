"""Bad requests get a 4xx with a stable code and one sentence; strangers get nothing."""

from __future__ import annotations

import json
import uuid

import pytest
from adaptive_server.problems.bank import Bank
from support.answers import hand_in, key, right
from support.product import Answer, Product, Visitor

pytestmark = pytest.mark.integration

GOOD = {"problem_id": "s01.x", "version": 1, "cells": {"answer": "x = 1"}}


def refused(answer: Answer, status: int, code: str) -> None:
    assert answer.status == status, answer.body[:300]
    assert answer.json["code"] == code
    message = answer.json["message"]
    assert message
    assert "\n" not in message
    assert "Traceback" not in message
    assert "/" not in message.replace("and/or", "")


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"{", 400, "bad_json"),
        (b"", 400, "bad_json"),
        (b"[1]", 400, "bad_json"),
        (json.dumps({**GOOD, "version": float("nan")}).encode(), 400, "bad_json"),
        (json.dumps({**GOOD, "cells": {"answer": "a\x00b"}}).encode(), 400, "bad_json"),
        (json.dumps({**GOOD, "cells": {"answer": "\ud800"}}).encode(), 400, "bad_json"),
        (json.dumps({**GOOD, "version": "1"}).encode(), 400, "bad_request"),
        (json.dumps({**GOOD, "user": "instructor"}).encode(), 400, "bad_request"),
        (json.dumps({**GOOD, "cells": {}}).encode(), 400, "bad_request"),
        (json.dumps(GOOD).encode(), 404, "not_found"),
        (json.dumps({**GOOD, "cells": {"answer": "x" * 10_000_000}}).encode(), 413, "too_large"),
    ],
    ids=lambda v: v[:24].decode("latin-1") if isinstance(v, bytes) else str(v),
)
def test_a_bad_hand_in(learner: Visitor, raw: bytes, status: int, code: str) -> None:
    before = learner.api("GET", "progress").json
    refused(learner.api("POST", "submissions", raw), status, code)
    assert learner.api("GET", "progress").json == before, "nothing is stored by half"


def test_an_answer_for_no_cell_of_the_problem_names_the_cell(learner: Visitor, bank: Bank) -> None:
    problem = next(iter(bank.problems.values()))
    answer = hand_in(learner, problem, {"something-else": "x = 1"})
    refused(answer, 400, "bad_request")
    assert next(iter(right(problem))) in answer.json["message"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("DELETE", "next", 405, "method_not_allowed"),
        ("PUT", "submissions", 405, "method_not_allowed"),
        ("GET", "submissions", 405, "method_not_allowed"),
        ("GET", "nothing-here", 404, "not_found"),
        ("GET", "problems/..%2f..%2fetc", 404, "not_found"),
        ("GET", "problems/nope/notebook", 404, "not_found"),
        ("GET", "me%3Fx=1", 404, "not_found"),
        ("GET", "me%0d%0aX-Evil:%20a", 404, "not_found"),
        ("GET", "problems/%00", 404, "not_found"),
        ("GET", "submissions/not-a-uuid", 404, "not_found"),
        ("GET", "submissions/6f9619ff-8b86-4d01-b42d-00c04fc964ff", 404, "not_found"),
        ("GET", "metrics", 403, "forbidden"),
    ],
)
def test_a_wrong_address_or_method(
    learner: Visitor, method: str, path: str, status: int, code: str
) -> None:
    refused(learner.api(method, path, b"" if method != "GET" else None), status, code)


def test_a_form_without_the_xsrf_token_is_refused(learner: Visitor) -> None:
    answer = learner.request(
        "POST",
        f"/user/{learner.name}/mastery/api/v1/next",
        b'{"why": "done"}',
        {"Content-Type": "text/plain"},
    )
    assert answer.status == 403


def test_without_a_token_the_service_answers_403(product: Product) -> None:
    stranger = Visitor(product.url, "stranger")
    for path in ("me", "next", "progress", "skills", "metrics"):
        refused(stranger.request("GET", f"/services/mastery/api/v1/{path}"), 403, "not_signed_in")
    wrong = {"Authorization": "token 0123456789abcdef"}
    refused(
        stranger.request("GET", "/services/mastery/api/v1/me", headers=wrong), 403, "not_signed_in"
    )


def test_a_token_in_the_address_is_not_taken(product: Product, learner: Visitor) -> None:
    stranger = Visitor(product.url, "stranger")
    answer = stranger.request("GET", "/services/mastery/api/v1/me?token=0123456789abcdef")
    refused(answer, 403, "not_signed_in")


def test_somebody_elses_submission_looks_like_none(
    learner: Visitor, instructor: Visitor, bank: Bank
) -> None:
    problem = next(iter(bank.problems.values()))
    theirs = hand_in(instructor, problem, right(problem), key()).json["id"]
    mine = learner.api("GET", f"submissions/{theirs}")
    none = learner.api("GET", f"submissions/{uuid.uuid4()}")
    refused(mine, 404, "not_found")
    assert (mine.status, mine.body) == (none.status, none.body)
    assert instructor.api("GET", f"submissions/{theirs}").status == 200


def test_nobody_enters_somebody_elses_server(learner: Visitor) -> None:
    answer = learner.request("GET", "/user/instructor/mastery/api/v1/me")
    assert answer.status in (403, 404)


def test_a_header_that_names_somebody_is_ignored(learner: Visitor) -> None:
    answer = learner.api("GET", "me", headers={"X-User": "instructor", "X-Forwarded-User": "root"})
    assert answer.json["name"] == "learner"


def test_metrics_are_for_instructors(instructor: Visitor) -> None:
    answer = instructor.api("GET", "metrics")
    assert answer.status == 200
    assert b"mastery_requests_total" in answer.body
    assert b"learner" not in answer.body.replace(b"learners", b"")
