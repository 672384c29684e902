"""Teams become groups, groups roles, roles scopes; one course's scope is not another's."""

from __future__ import annotations

from adaptive_server.core.rights import rights
from adaptive_server.hub.staff import SCOPES, parse_staff, roles

ROWS = (
    "Acme/Teachers=instructor",
    "acme/tutors=assistant:python",
    "acme/stats=instructor:statistics",
    "umbrella/stats=instructor:statistics",
)


def test_every_role_names_its_groups_and_one_scope() -> None:
    found = {role["name"]: (role["scopes"], role["groups"]) for role in roles(parse_staff(ROWS))}
    assert found == {
        "instructor": (["custom:mastery:instruct"], ["acme:teachers"]),
        "assistant-python": (["custom:mastery:assist!group=python"], ["acme:tutors"]),
        "instructor-statistics": (
            ["custom:mastery:instruct!group=statistics"],
            ["acme:stats", "umbrella:stats"],
        ),
    }


def test_every_scope_of_a_role_is_defined() -> None:
    held = {scope for role in roles(parse_staff(ROWS)) for scope in role["scopes"]}
    assert {scope.partition("!")[0] for scope in held} <= SCOPES.keys()


def test_an_instructor_of_one_course_is_a_learner_in_another() -> None:
    (row,) = parse_staff(["acme/stats=instructor:statistics"])
    assert rights([row.scope], "statistics").word == "instructor"
    assert rights([row.scope], "python").word == "learner"
