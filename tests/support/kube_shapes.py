"""Manifests read strictly, into the classes that Kubernetes' Python client is generated with.

A key that the API does not know, a value of another type, and a missing key that it requires are
each said with their place. The classes come from the API's own OpenAPI document (Apache-2.0).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kubernetes_asyncio import client

SIMPLE: Mapping[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "bool": (bool,), "float": (int, float), "object": (object,),
}  # fmt: skip


class Misshapen(Exception):
    """A manifest that the API would refuse; the text says where."""


def read(document: Mapping[str, Any]) -> Any:
    """Read a manifest of a kind whose version is 1.

    Raises:
        Misshapen: It has not the shape of its kind.
    """
    group, _, version = document["apiVersion"].rpartition("/")
    assert version == "v1", group
    return build(f"V1{document['kind']}", document, document["kind"])


def build(kind: str, value: Any, where: str) -> Any:
    """Read a value of a type of the client's.

    Raises:
        Misshapen: It is none.
    """
    if listed := re.fullmatch(r"list\[(.+)\]", kind):
        _insist(isinstance(value, list), where, "no list")
        return [build(listed[1], each, f"{where}[{n}]") for n, each in enumerate(value)]
    if mapped := re.fullmatch(r"dict[\[(]str, ?(.+)[\])]", kind):
        _insist(isinstance(value, Mapping), where, "no mapping")
        amounts = where.endswith((".limits", ".requests"))  # a number is an amount too
        kind = "object" if amounts else mapped[1]
        return {key: build(kind, each, f"{where}.{key}") for key, each in value.items()}
    if kind in SIMPLE:
        fits = isinstance(value, SIMPLE[kind]) and isinstance(value, bool) <= (kind != "int")
        _insist(fits, where, f"{value!r} is no {kind}")
        return value
    return _model(getattr(client, kind), value, where)


def _model(model: Any, value: Any, where: str) -> Any:
    _insist(isinstance(value, Mapping), where, "no mapping")
    names = {theirs: ours for ours, theirs in model.attribute_map.items()}
    found = {}
    for key, each in value.items():
        _insist(key in names, where, f"{key} is unknown")
        found[names[key]] = build(model.openapi_types[names[key]], each, f"{where}.{key}")
    try:
        return model(**found)
    except ValueError as missing:
        raise Misshapen(f"{where}: {missing}") from None


def _insist(fits: bool, where: str, what: str) -> None:
    if not fits:
        raise Misshapen(f"{where}: {what}")
