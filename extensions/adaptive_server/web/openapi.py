"""The OpenAPI 3.1 document, made from the route table and the bodies."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..bodies import ErrorBody, Health
from .endpoints import ROUTES
from .route import Access, Route

REF = "#/components/schemas/{model}"
ERROR = {"$ref": REF.format(model="ErrorBody")}


def document(version: str) -> dict[str, Any]:
    """Return the document; `version` is the product's."""
    models: list[type[BaseModel]] = [ErrorBody, Health]
    models += [m for r in ROUTES for m in (r.answer, r.body) if m is not None]
    unique = list(dict.fromkeys(models))
    _, schemas = models_json_schema([(m, "validation") for m in unique], ref_template=REF)
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(f"/api/v1/{route.path}", {})[route.method.lower()] = operation(route)
    for name in ("health/live", "health/ready"):
        paths[f"/api/v1/{name}"] = {"get": health_operation(name)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "PythonMastery", "version": version},
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "hub": {"type": "apiKey", "in": "header", "name": "Authorization"},
            },
        },
    }


def operation(route: Route) -> dict[str, Any]:
    """Describe one route."""
    kind = "text/event-stream" if route.stream else "application/json"
    schema: dict[str, Any] = {"type": "string" if route.stream else "object"}
    if route.answer:
        schema = {"$ref": REF.format(model=route.answer.__name__)}
    found: dict[str, Any] = {
        "summary": route.summary,
        "operationId": re.sub(r"\W+", "_", f"{route.method.lower()}_{route.path}").strip("_"),
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"{(\w+)}", route.path)
        ]
        + query_parameters(route),
        "responses": {
            "200": {"description": "OK", "content": {kind: {"schema": schema}}},
            "default": {
                "description": "An error with its stable code",
                "content": {"application/json": {"schema": ERROR}},
            },
        },
    }
    if route.body:
        body = {"schema": {"$ref": REF.format(model=route.body.__name__)}}
        found["requestBody"] = {"required": True, "content": {"application/json": body}}
    if route.access is not Access.ANYONE:
        found["security"] = [{"hub": []}]
    return found


def query_parameters(route: Route) -> list[dict[str, Any]]:
    """Describe what may stand behind the `?`."""
    if route.query is None:
        return []
    fields = route.query.model_json_schema()["properties"]
    return [{"name": name, "in": "query", "schema": schema} for name, schema in fields.items()]


def health_operation(name: str) -> dict[str, Any]:
    """Describe a health route, open to anyone."""
    content = {"application/json": {"schema": {"$ref": REF.format(model="Health")}}}
    return {
        "summary": name,
        "operationId": name.replace("/", "_"),
        "responses": {
            "200": {"description": "OK", "content": content},
            "503": {"description": "Not ready", "content": content},
        },
    }
