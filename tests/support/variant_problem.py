"""The sample problem with variants: the base price is another one for each learner."""

from __future__ import annotations

from adaptive_server.problems.variants import COUNT, rows_text
from support.sample_problem import Notebook, by_id, by_role, edit, header, sample_problem

GENERATOR = """def generate(seed):
    base = 2 + seed % 7
    return {"base": base, "two": base + 2, "half": (base + 2) / 2, "more": base + 7,
            "small": (base + 1) / 2}"""


def row(seed: int) -> dict[str, float]:
    """What the generator gives."""
    base = 2 + seed % 7
    return {
        "base": base,
        "two": base + 2,
        "half": (base + 2) / 2,
        "more": base + 7,
        "small": (base + 1) / 2,
    }


def variant_problem() -> Notebook:
    """Return a new problem with variants that passes every check of the gate."""
    nb = sample_problem()
    header(nb).update(id="s03.return.night-bus-variants")
    edit(by_id(nb, "statement"), "costs 2 coins", "costs {{base}} coins")
    edit(by_id(nb, "statement"), "\n4\n", "\n{{two}}\n")
    edit(by_id(nb, "answer"), "2 + zones", "{{base}} + zones")
    edit(by_id(nb, "example"), "got == 4", "got == {{two}}")
    edit(by_id(nb, "example"), "costs 4", "costs {{two}}")
    edit(by_id(nb, "children"), "== 2,", "== {{half}},")
    edit(by_id(nb, "children"), "== 4,", "== {{two}},")
    edit(by_id(nb, "zones"), "== 9,", "== {{more}},")
    edit(by_id(nb, "zones"), "== 1.5,", "== {{small}},")
    for probe in by_role(nb, "probe"):
        edit(probe, "2 + zones", "{{base}} + zones")
    edit(by_role(nb, "alternative")[0], "2 + zones", "{{base}} + zones")
    sources = {"generator": GENERATOR, "values": rows_text(map(row, range(COUNT)))}
    for role, source in sources.items():
        cell = {"cell_type": "code", "id": role, "source": source, "outputs": []}
        more = {"execution_count": None, "metadata": {"pythonmastery": {"role": role}}}
        nb["cells"].append(cell | more)
    return nb
