"""Bad bodies get one clear sentence and a stable code; good ones are read exactly."""

from __future__ import annotations

import json

import pytest
from adaptive_server.bodies import NextRequest, SubmissionRequest
from adaptive_server.errors import BadJson, BadRequest, MasteryError, TooLarge
from adaptive_server.review_bodies import ReviewQuery
from adaptive_server.web.json_body import read, read_query, storable
from hypothesis import given
from hypothesis import strategies as st

GOOD = {"problem_id": "s01.a.b", "version": 1, "cells": {"answer": "x = 1"}}


def body(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def test_a_good_body_is_read() -> None:
    assert read(body(), SubmissionRequest).cells == {"answer": "x = 1"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b'{"why": NaN}',
        b'{"why": Infinity}',
        b'{"why": "\\u0000"}',
        b'{"why": "\\ud800"}',
        b'{"\\u0000": 1}',
        b"[" * 100_000,
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b'{"version": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_storable_object_is_bad_json(raw: bytes) -> None:
    with pytest.raises(BadJson):
        read(raw, NextRequest)


@pytest.mark.parametrize(
    "raw",
    [
        body(version="1"),
        body(version=0),
        body(version=True),
        body(version=10**30),
        body(cells={}),
        body(cells={"a": 1}),
        body(cells={"<script>": "x"}),
        body(cells={f"c{i}": "" for i in range(51)}),
        body(problem_id=""),
        body(problem_id="a" * 101),
        body(problem_id="../../etc/passwd"),
        body(key="short"),
        body(user="someone-else"),
        b"{}",
    ],
)
def test_a_wrong_field_is_named_in_one_sentence_without_its_value(raw: bytes) -> None:
    with pytest.raises(BadRequest) as caught:
        read(raw, SubmissionRequest)
    assert "\n" not in caught.value.message
    assert "passwd" not in caught.value.message
    assert "<script>" not in caught.value.message or "cells" in caught.value.message


def test_more_than_the_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(TooLarge):
        read(b"{" * 1_000_001, SubmissionRequest)


@given(st.binary(max_size=300))
def test_no_bytes_lead_to_anything_but_our_own_errors(raw: bytes) -> None:
    try:
        read(raw, SubmissionRequest)
    except MasteryError as error:
        assert 400 <= error.status < 500  # noqa: PT017 - no error at all is fine too


@given(st.text(max_size=50))
def test_storable_text_is_what_utf8_and_postgresql_take(text: str) -> None:
    ok = "\x00" not in text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        ok = False
    assert storable(text) is ok


def test_a_query_is_read_and_the_time_that_jupyterlab_adds_is_passed_by() -> None:
    asked = {"state": [b"awaiting", b"reviewed"], "limit": [b"2"], "1795855140195": [b""]}
    query = read_query(asked, ReviewQuery)
    assert (query.state, query.limit, query.after) == ("reviewed", 2, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", b"0"), ("limit", b"many"), ("state", b"gone"), ("user", b"ada"), ("after", b"\0")],
)
def test_a_query_of_the_wrong_form_is_refused(name: str, value: bytes) -> None:
    with pytest.raises(BadRequest):
        read_query({name: [value]}, ReviewQuery)
