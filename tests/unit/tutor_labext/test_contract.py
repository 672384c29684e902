"""What the panel believes of the API's bodies is what the service sends and takes."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from adaptive_server import (
    analysis_bodies,
    author_bodies,
    bodies,
    class_bodies,
    mark_bodies,
    placement_bodies,
    progress_bodies,
    review_bodies,
    roster_bodies,
    tutor_bodies,
)
from adaptive_server.web.placing import Placed
from tutor_labext import __file__ as package

SOURCES = Path(package).parent / "src"
KINDS = ("", "tutor_", "review_", "class_", "author_", "analysis_")
FILES = tuple(f"{name}contract.ts" for name in KINDS)
TEXT = "".join((SOURCES / name).read_text(encoding="utf-8") for name in FILES)
INTERFACES = {
    name: set(re.findall(r"^  (\w+)\??:", body, re.M))
    for name, body in re.findall(r"export interface (\w+) \{\n(.*?)^\}", TEXT, re.S | re.M)
}
HOMES = (
    *(analysis_bodies, author_bodies, bodies, class_bodies, mark_bodies, placement_bodies),
    *(progress_bodies, review_bodies, roster_bodies, tutor_bodies),
)
OWN = {"Estimate", "Notebook", "Placed", "SkillChoice", "Step"}
"""Interfaces that are no body: of a notebook, a stream and the forward door, or a part of one."""
OPTIONAL = {"ExplainAsk": {"names"}, "ReviewQuery": {"learner_id", "limit"}}


@pytest.mark.parametrize("name", sorted(INTERFACES.keys() - OWN))
def test_an_interface_has_the_fields_of_its_body(name):
    known = (getattr(home, n, None) for home in HOMES for n in (name, f"{name}View"))
    fields_sent = set(next(body for body in known if body).model_fields)
    assert INTERFACES[name] == fields_sent - OPTIONAL.get(name, set())


def test_the_answer_of_place_has_its_fields():
    assert INTERFACES["Placed"] == {f.name for f in fields(Placed)}


@pytest.mark.parametrize(
    ("alias", "annotation"),
    [
        ("Status", bodies.SubmissionAnswer.model_fields["status"].annotation),
        ("Why", bodies.NextRequest.model_fields["why"].annotation),
    ],
)
def test_a_choice_has_the_same_words_on_both_sides(alias, annotation):
    (union,) = re.findall(rf"export type {alias} =(.*?);", TEXT, re.S)
    assert set(re.findall(r"'(\w+)'", union)) == set(get_args(annotation))
