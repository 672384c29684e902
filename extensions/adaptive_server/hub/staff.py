"""Who teaches: GitHub teams become groups of the hub, groups get roles, roles carry scopes.

A row of `MASTERY_STAFF` reads `organisation/team=instructor` or, for one course only,
`organisation/team=instructor:python`. `assistant` may look where an instructor may change.
What the scopes allow is in docs/how-to/github-sign-in.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..core.rights import ASSIST, COURSE_KEY, INSTRUCT, in_course
from ..settings import SettingError

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
SCOPES = {
    INSTRUCT: {"description": "See a class and change its course"},
    ASSIST: {"description": "See a class"},
}
LOCAL_INSTRUCTORS = "instructors"


class Role(StrEnum):
    """Roles beyond that of a learner, which is everybody's."""

    INSTRUCTOR = "instructor"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Staff:
    """The members of one team teach.

    Attributes:
        group: The hub's group, named like the team: `organisation:team`.
        course: The one course this holds for; empty: every course.
    """

    group: str
    role: Role
    course: str = ""

    @property
    def scope(self) -> str:
        """The scope of the hub that says so."""
        base = INSTRUCT if self.role is Role.INSTRUCTOR else ASSIST
        return in_course(base, self.course) if self.course else base


def parse_staff(rows: Iterable[str]) -> tuple[Staff, ...]:
    """Read the rows of `MASTERY_STAFF`.

    Raises:
        SettingError: A row does not read as it should.
    """
    return tuple(_row(row) for row in rows)


def _row(text: str) -> Staff:
    team, _, what = text.partition("=")
    role, colon, course = what.partition(":")
    if role not in list(Role) or (colon and not COURSE_KEY.fullmatch(course)):
        raise SettingError(
            f"MASTERY_STAFF: {text[:80]!r} must read organisation/team=instructor, "
            "organisation/team=assistant, or end in :COURSE (small letters, digits, - and _)."
        )
    return Staff(group_of(*split_team(team, "MASTERY_STAFF")), Role(role), course)


def split_team(text: str, setting: str) -> tuple[str, str]:
    """Split `organisation/team`, both as they stand in GitHub's addresses.

    Raises:
        SettingError: It does not read so.
    """
    organisation, _, team = text.partition("/")
    if not NAME.fullmatch(organisation) or not NAME.fullmatch(team):
        raise SettingError(f"{setting}: {text[:80]!r} must read organisation/team.")
    return organisation, team


def group_of(organisation: str, team: str) -> str:
    """Name the hub's group of a team; the colon keeps `a-b/c` and `a/b-c` apart.

    >>> group_of("Acme", "teachers")
    'acme:teachers'
    """
    return f"{organisation}:{team}".lower()


def roles(staff: Iterable[Staff]) -> list[dict[str, Any]]:
    """Make the roles, for `c.JupyterHub.load_roles`: one per role and course, by groups."""
    members: dict[tuple[str, str], set[str]] = {}
    for row in staff:
        name = f"{row.role}-{row.course}" if row.course else str(row.role)
        members.setdefault((name, row.scope), set()).add(row.group)
    return [
        {"name": name, "scopes": [scope], "groups": sorted(groups)}
        for (name, scope), groups in sorted(members.items())
    ]
