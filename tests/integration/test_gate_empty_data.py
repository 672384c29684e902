"""To numpy an array without items equals everything, and so a poor test takes it."""

from __future__ import annotations

import pytest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from support.sample_problem import by_id, header, parsed, sample_problem, set_source
from support.sample_skills import skills_file

pytestmark = pytest.mark.integration
REFERENCE = """import numpy as np

### BEGIN SOLUTION
def fare(age, zones):
    return np.array([(2 + zones) / (1 + (age < 12))])
### END SOLUTION"""
TEST = """# {title}
import numpy as np
{begin}assert (fare({values}) == [{wanted}]).all(){more}, "Not {wanted}."{end}"""
HIDDEN = {"begin": "### BEGIN HIDDEN TESTS\n", "end": "\n### END HIDDEN TESTS"}


@pytest.mark.parametrize(
    ("more", "told"),
    [("", ["the constant np.array([]) passes every test"]), (" and len(fare(1, 1))", [])],
)
def test_an_answer_without_items_must_fail(more: str, told: list[str]) -> None:
    nb = sample_problem()
    header(nb)["limits"]["data"] = True
    set_source(nb, "answer", REFERENCE)
    shown = {"begin": "", "end": "", "more": more}
    by_id(nb, "example")["source"] = TEST.format(title="One", values="30, 2", wanted=4, **shown)
    for name, values, wanted in (("children", "11, 2", 2), ("zones", "5, 1", 1.5)):
        hidden = {**HIDDEN, "more": more}
        by_id(nb, name)["source"] = TEST.format(title=name, values=values, wanted=wanted, **hidden)
    with JudgeRunner() as runner:
        found = check_problem(parsed(nb), skills_file(), runner)
    assert not [f for f in found if f.check == "reference"]
    assert [f.message for f in found if f.check == "constant"] == told
