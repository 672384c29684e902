"""A notebook file is read as plain JSON, in a time that grows as the file does."""

from __future__ import annotations

import json
import time

import pytest
from adaptive_server.problems.format import parse_bytes
from adaptive_server.problems.source_file import UnreadableError, parse_json


def test_a_key_that_is_there_twice_among_many_is_told_at_once() -> None:
    keys = [f"key {number}" for number in range(40_000)]
    raw = "{" + ",".join(f"{json.dumps(key)}:1" for key in [*keys, keys[-1]]) + "}"
    begun = time.process_time()
    with pytest.raises(UnreadableError, match="'key 39999' is there twice"):
        parse_json(raw.encode())
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        ("\ufeff{}".encode(), "byte order mark"),
        (b"[]", "no notebook"),
        (b"{", "line 1 is not JSON"),
        (b"<<<<<<< HEAD\n{}", "line 1 is not JSON"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": "\\ud800"}', "line 1: a text holds half of a character"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "a number has more than 4300 digits"),
        (b'{"a": "NaN",\n"b": [NaN]}', "line 2: NaN is no JSON number"),
        (b'{"a": {"b": 1},\n"b": 2,\n"a": 3}', "line 3: the key 'a' is there twice"),
        (b"[" * 100_000, "too deeply"),
    ],
)
def test_a_file_that_is_no_notebook_is_one_finding(raw: bytes, words: str) -> None:
    (finding,) = parse_bytes(raw, "x.ipynb").findings
    assert finding.check == "file"
    assert words in finding.message
