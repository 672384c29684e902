"""Somebody who calls the service with a token of their own, as a program does."""

from __future__ import annotations

import json

from support.product import Answer, Product, Visitor


def person(product: Product, name: str) -> tuple[Visitor, str]:
    """A browser of somebody, and a token that they asked the hub for on its pages."""
    visitor = product.sign_in(name)
    headers = {"X-XSRFToken": visitor.xsrf("/hub/"), "Content-Type": "application/json"}
    body = json.dumps({"scopes": ["access:services!service=mastery"]}).encode()
    answer = visitor.request("POST", f"/hub/api/users/{name}/tokens", body, headers)
    return visitor, answer.json["token"]


def call(who: tuple[Visitor, str], method: str, path: str, body: object = None) -> Answer:
    visitor, token = who
    raw = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    return visitor.request(method, f"/services/mastery/api/v1/{path}", raw, headers)
