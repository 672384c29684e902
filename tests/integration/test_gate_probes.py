"""Two probes are twins only where nobody outside can tell them apart."""

from __future__ import annotations

import pytest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from support.sample_problem import by_role, parsed, sample_problem
from support.sample_skills import skills_file

pytestmark = pytest.mark.integration
SHOWS = (
    "#| misconception: slip.shows\n#| fails: example, children, zones\n#| feedback: It is shown."
)


@pytest.mark.parametrize(("line", "told"), [("print(zones + 2)", ["probe-twins"]), ("pass", [])])
def test_what_a_probe_shows_tells_it_from_another(line: str, told: list[str]) -> None:
    nb = sample_problem()
    by_role(nb, "probe")[2]["source"] = f"{SHOWS}\ndef fare(age, zones):\n    {line}"
    with JudgeRunner() as runner:
        found = check_problem(parsed(nb), skills_file(), runner)
    assert [f.check for f in found] == told
