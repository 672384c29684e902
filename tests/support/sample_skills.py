"""A small skill graph that the sample problems fit, and a curriculum folder of both."""

from __future__ import annotations

import pathlib
from typing import Any

import yaml
from adaptive_server.problems.skills_file import SkillsFile, read_skills
from support.sample_problem import Notebook, dumped


def sample_skills() -> dict[str, Any]:
    """Return a small skill graph, as `skills.yaml` holds it, that the samples fit."""

    def skill(name: str, *needs: str) -> dict[str, Any]:
        return {
            "name": name,
            "objective": f"Use {name}",
            "band": 1,
            "core": True,
            "prerequisites": list(needs),
            "kinds": ["write_function"],
            "misconceptions": [],
        }

    skills = {
        "num.arith": skill("arithmetic"),
        "var.assign": skill("assignment", "num.arith"),
        "bool.compare": skill("comparisons", "var.assign"),
        "cond.if": skill("if", "bool.compare"),
        "fn.define": skill("def", "cond.if"),
        "fn.return": skill("return", "fn.define"),
        "comp.list": skill("list comprehensions", "fn.return"),
    }
    skills["fn.return"]["misconceptions"] = [
        {
            "id": "mc.print_is_return",
            "belief": "print gives the value back",
            "source": "BOOK",
            "source_checked": True,
        }
    ]
    early = ["num.arith", "var.assign", "bool.compare", "cond.if"]
    return {
        "sources": {"BOOK": "a book", "EXP": "expert judgement"},
        "sections": [
            {
                "id": "s01",
                "title": "First",
                "lessons": [{"id": "s01.l1", "title": "All", "skills": early}],
            },
            {
                "id": "s03",
                "title": "Functions",
                "lessons": [
                    {"id": "s03.l1", "title": "Own", "skills": ["fn.define", "fn.return"]},
                    {"id": "s03.l2", "title": "Later", "skills": ["comp.list"]},
                ],
            },
        ],
        "skills": skills,
    }


def skills_file() -> SkillsFile:
    """Return `sample_skills` as the gate takes it."""
    return read_skills(sample_skills())


def write_curriculum(folder: pathlib.Path, *notebooks: Notebook) -> list[pathlib.Path]:
    """Write a curriculum folder that holds the samples; return the problems' files."""
    (folder / "skills.yaml").write_text(yaml.safe_dump(sample_skills()), encoding="utf-8")
    files = []
    for number, nb in enumerate(notebooks):
        file = folder / "03_functions" / f"problem-{number}" / "problem.ipynb"
        file.parent.mkdir(parents=True)
        file.write_bytes(dumped(nb))
        files.append(file)
    return files
