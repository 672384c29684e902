"""A sound lesson notebook that fits the sample skills; tests break it on purpose."""

from __future__ import annotations

from typing import Any

from support.sample_problem import Notebook

TEXTS = (
    ("concept", "# Numbers\n\nPython can add and take away. A star means times. " * 3),
    ("example", "print(2 + 3 * 4)"),
    ("change", "**Change it.** Put brackets round the sum, and look at the new result. " * 2),
    ("predict", "**What will the cell show?** Write down your guess, then run it. " * 2),
    ("reveal", "print(7 - 2 * 3)"),
)
CODE = ("example", "reveal")


def sample_lesson() -> Notebook:
    """Return the notebook of lesson s01.l1."""
    return {
        "cells": [_cell(n, role, text) for n, (role, text) in enumerate(TEXTS)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "pythonmastery": {
                "schema": 1,
                "kind": "lesson",
                "id": "s01.l1.numbers",
                "lesson": "s01.l1",
                "version": 1,
                "locale": "en",
                "title": "Numbers",
                "minutes": 6,
                "authors": ["A teacher"],
                "licence": "CC-BY-4.0",
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(number: int, role: str, text: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "cell_type": "code" if role in CODE else "markdown",
        "id": f"cell-{number}",
        "metadata": {"pythonmastery": {"role": role}},
        "source": text,
    }
    return made | {"execution_count": None, "outputs": []} if role in CODE else made
