"""What of a run stays out of an author's file."""

from __future__ import annotations

import copy
from typing import Any

from adaptive_server.web.saving import without_outputs
from support.sample_problem import Notebook, sample_problem


def as_run(nb: Notebook) -> Notebook:
    """As JupyterLab would save it after a run, with times of cells and the state of widgets."""
    run = copy.deepcopy(nb)
    run["metadata"]["language_info"] = {"name": "python", "version": "3.11.7"}
    run["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for cell in run["cells"]:
        cell["metadata"]["execution"] = {"iopub.execute_input": "2026-01-01T00:00:00Z"}
        cell["metadata"]["collapsed"] = True
        if cell["cell_type"] == "code":
            cell["execution_count"] = 4
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["4"]}]
    return run


def saved(content: Any) -> Any:
    without_outputs({"type": "notebook", "content": content})
    return content


def test_a_run_leaves_nothing_in_an_authors_file() -> None:
    assert saved(as_run(sample_problem())) == sample_problem()


def test_what_learners_ran_is_kept() -> None:
    nb = sample_problem()
    del nb["metadata"]["pythonmastery"]["skills"]
    assert saved(as_run(nb)) == as_run(nb)


def test_what_is_no_notebook_is_left_alone() -> None:
    mine: dict[str, Any] = {"pythonmastery": {"skills": {}}}
    odd: tuple[Any, ...] = (
        None,
        {"metadata": mine, "cells": "none"},
        {"metadata": mine, "cells": [None, {"cell_type": "code", "metadata": 3}]},
    )
    for content in odd:
        saved(content)
