"""YAML that people write is read only where it is what it seems; a fault is told with its place."""

from __future__ import annotations

import pathlib

import pytest
from adaptive_server.problems.yaml_file import YamlFault, read_yaml

BOMB = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a]\n" for n in range(30))
FAULTS = {
    "a key twice": (b"a: 1\nb:\n  c: 1\n  c: 2\n", "line 4: the key 'c' is there twice"),
    "a key twice beside tables": (b"a: {x: 1}\nb: [x, x]\na: {x: 2}\n", "line 3: the key 'a'"),
    "aliases of aliases": (BOMB.encode(), "line 2: .a is an alias"),
    "an alias of itself": (b"a: &a [*a]\n", "line 1: .a is an alias"),
    "too deep": (b"[" * 100_000, "nested more than 20 deep"),
    "another encoding": ("é".encode("latin-1"), "byte 0 is not UTF-8"),
    "a tab": (b"a:\n\t- b\n", "line 2, column 1"),
    "a tag": (b"!!python/object/apply:os.getcwd []\n", "constructor"),
    "no such day": (b"a: 2026-13-45\n", "month"),
    "two documents": (b"a: 1\n---\na: 1\n", "another document"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_not_what_it_seems_is_refused(fault: str, tmp_path: pathlib.Path) -> None:
    content, reason = FAULTS[fault]
    file = tmp_path / "a.yaml"
    file.write_bytes(content)
    with pytest.raises(YamlFault, match=reason) as caught:
        read_yaml(file)
    assert len(str(caught.value).splitlines()) == 1


def test_plain_tables_and_lists_are_read(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: {x: 1, y: [x, x]}\nb: [{x: 1}, {x: 2}]\nx: null\n", encoding="utf-8")
    assert read_yaml(file) == {"a": {"x": 1, "y": ["x", "x"]}, "b": [{"x": 1}, {"x": 2}], "x": None}
    file.write_text("# nothing\n", encoding="utf-8")
    assert read_yaml(file) is None
