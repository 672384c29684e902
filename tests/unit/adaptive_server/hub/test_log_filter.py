"""No code, state or token of a sign-in gets through to the log."""

from __future__ import annotations

import logging

from adaptive_server.hub.log_filter import Scrub, scrubbed
from hypothesis import given
from hypothesis import strategies as st

VALUE = st.text(alphabet="abcdefghijklmnop0123456789-_.~%+", min_size=6, max_size=40)


@given(VALUE, st.sampled_from(["code", "state", "token", "access_token", "_xsrf", "authkey"]))
def test_the_value_of_a_telling_parameter_is_gone(value: str, name: str) -> None:
    value = f"Z{value}"
    for text in (f"GET /a?{name}={value} (1.2.3.4)", f"'http://h/p?x=1&{name}={value}' failed"):
        assert value not in scrubbed(text)


@given(st.text(max_size=200))
def test_a_line_without_one_is_left_alone(text: str) -> None:
    if "=" not in text and "gh" not in text:
        assert scrubbed(text) == text


def test_arguments_of_a_record_are_scrubbed_too() -> None:
    record = logging.makeLogRecord({"msg": "%s %s", "args": ("GET", "/cb?code=topsecret")})
    assert Scrub().filter(record)
    assert record.getMessage() == "GET /cb?code=[secret]"


def test_a_token_of_github_is_known_by_its_form() -> None:
    assert scrubbed("Bad response: {'x': 'gho_16C7e42F292c6912E7710c838347Ae178B4a'}").endswith(
        "'[secret]'}"
    )
