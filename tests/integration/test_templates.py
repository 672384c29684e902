"""A new problem of each kind: nothing wrong but its gaps, and what is between them holds."""

from __future__ import annotations

import json

import pytest
from adaptive_server.core.problem import Kind
from adaptive_server.gate.runner import JudgeRunner
from adaptive_server.problems.bank import Bank
from adaptive_server.problems.bundle import build_bundle
from adaptive_server.problems.finding import Level
from adaptive_server.problems.format import parse_bytes
from adaptive_server.problems.template import GAP, Start, new_problem
from adaptive_server.problems.template_kinds import SHAPES
from support.sample_problem import dumped

pytestmark = pytest.mark.integration


def test_every_kind_has_a_template_whose_answers_do_as_they_say(bank: Bank) -> None:
    skill = bank.graph.skills[bank.graph.order()[10]]
    with JudgeRunner() as runner:
        for kind, shape in SHAPES.items():
            start = Start("The ferry", "fare", skill, kind=kind)
            notebook = new_problem(start, f"{skill.section}.a.the-ferry")
            raw = dumped(notebook)
            found = parse_bytes(raw, "it").findings
            assert {f.check for f in found if f.level is Level.ERROR} == {"gap"}, kind
            filled = json.loads(GAP.sub("word", raw.decode()))
            problem = parse_bytes(dumped(filled), "it").problem
            assert problem, kind
            bundle = build_bundle(problem)
            answers = problem.answers(problem.reference)
            assert runner.run(bundle, answers).failed == frozenset(), (kind, "reference")
            for alternative in problem.alternatives:
                outcome = runner.run(bundle, problem.answers(alternative.source))
                assert outcome.failed == frozenset() or shape.rules, (kind, "alternative")
            for probe in problem.probes:
                outcome = runner.run(bundle, problem.answers(probe.source))
                assert outcome.failed == probe.fails, (kind, "probe")
            starter = {c.grade_id: c.starter for c in problem.solutions}
            passes = not runner.run(bundle, starter).failed
            # Code to be made clearer passes its tests, and its rules do not let it.
            assert not passes, (kind, "starter")
    assert set(SHAPES) == set(Kind)
