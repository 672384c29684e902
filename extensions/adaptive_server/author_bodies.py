"""Bodies of the authors' workshop; see `bodies`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from .bodies import Name, Request

MOST_CHARACTERS = 500_000

Title = Annotated[
    str,
    StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f‹›]*\S[^\x00-\x1f‹›]*$"),
]
Identifier = Annotated[
    str, StringConstraints(min_length=1, max_length=60, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
]


DraftKind = Literal[
    "write_function",
    "fix_bug",
    "complete_code",
    "parsons",
    "predict_output",
    "multiple_choice",
    "explain_error",
    "refactor",
    "data_task",
    "write_tests",
]


class DraftAsk(Request):
    """Ask for a new problem to write."""

    title: Title
    entry_point: Identifier = Field(
        description="Name of the function that learners write; not used where they write values"
    )
    kind: DraftKind = "write_function"
    skill: Name


class NewDraft(BaseModel):
    """A notebook for its author to fill in, or to go on with."""

    slug: str = Field(description="A name for its folder")
    notebook: dict[str, Any]


class NotebookAsk(Request):
    """A problem notebook as its author has it, as text."""

    notebook: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS)]


class PreviewAsk(NotebookAsk):
    """A problem notebook, and which of its variants is wanted."""

    variant: int = Field(default=0, ge=0, le=999, description="From 0; the seed of `generate`")


class FindingView(BaseModel):
    """One thing that the gate holds against a problem. Text is plain, to be shown as text."""

    cell: str
    cell_id: str = Field(description="Id of the notebook cell, or ''")
    line: int | None
    check: str
    level: Literal["error", "warning"]
    message: str
    remedy: str
    waives: str = Field(
        default="", description="Name of the change that `waived_mutants` may hold, or ''"
    )


class PublishedView(BaseModel):
    """A version that learners get from now on."""

    problem_id: str
    version: int
    new: bool = Field(description="False: this very version was published before")


class CheckReport(BaseModel):
    """What the gate found; the last event of a check."""

    problem_id: str
    errors: int
    warnings: int
    findings: list[FindingView]
    version: int = Field(description="Version that publishing makes of it, 0 where it cannot be")
    published: PublishedView | None = None


class Preview(BaseModel):
    """What learners would get; `release` is null where the notebook cannot be read."""

    findings: list[FindingView]
    release: dict[str, Any] | None
    variants: int = Field(default=0, description="How many variants there are; 0 where none")


class ItemView(BaseModel):
    """What answers say of a problem; see `Item`."""

    problem_id: str
    version: int
    title: str
    answers: int
    wins: int
    difficulty: float
    difficulty_sd: float
    discrimination: float
    flag: str


class Items(BaseModel):
    """Problems of the course; those that want a look first."""

    items: list[ItemView]
