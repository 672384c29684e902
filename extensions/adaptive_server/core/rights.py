"""What a person may do in a course, read from the scopes that the hub vouches for.

A scope may be filtered by the group of one course, as `custom:mastery:instruct!group=python`;
unfiltered it holds for every course. An instructor of one course has no right in another, and an
instructor is an assistant too.

The filter is JupyterHub's own. A scope of its own for each course would have to be defined for as
long as any token holds it: the hub fails on tokens with a scope that is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

INSTRUCT = "custom:mastery:instruct"
ASSIST = "custom:mastery:assist"
COURSE_KEY = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Rights:
    """Rights in one course.

    Attributes:
        instructor: May see the class and change its course.
        assistant: May see the class.
    """

    instructor: bool = False
    assistant: bool = False

    @property
    def word(self) -> Literal["learner", "assistant", "instructor"]:
        """The highest of them, as people call it."""
        return "instructor" if self.instructor else "assistant" if self.assistant else "learner"


def in_course(scope: str, course: str) -> str:
    """Filter a scope by a course."""
    return f"{scope}!group={course}"


def rights(scopes: Iterable[str], course: str) -> Rights:
    """Read somebody's rights in one course.

    >>> rights(["custom:mastery:instruct!group=python"], "python").word
    'instructor'
    >>> rights(["custom:mastery:instruct!group=python"], "statistics").word
    'learner'
    >>> rights(["custom:mastery:assist"], "statistics").word
    'assistant'
    """
    held = set(scopes)
    instructor = not held.isdisjoint((INSTRUCT, in_course(INSTRUCT, course)))
    assistant = not held.isdisjoint((ASSIST, in_course(ASSIST, course)))
    return Rights(instructor, assistant or instructor)
