"""A notebook file is read as plain JSON, in a time that grows as the file does."""

from __future__ import annotations

import json
import time

import pytest
from adaptive_server.problems.source_file import UnreadableError, parse_json


def test_a_key_that_is_there_twice_among_many_is_told_at_once() -> None:
    keys = [f"key {number}" for number in range(40_000)]
    raw = "{" + ",".join(f"{json.dumps(key)}:1" for key in [*keys, keys[-1]]) + "}"
    begun = time.process_time()
    with pytest.raises(UnreadableError, match="'key 39999' is there twice"):
        parse_json(raw.encode())
    assert time.process_time() - begun < 5
