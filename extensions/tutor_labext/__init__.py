"""The tutor: what it says without a model, and the gate that keeps solutions back.

situation     what is known of a learner's step, as plain data
offline       one hint chosen and worded from a situation
leak_gate     whether a text gives the solution away, whole or as a stream

The panel of JupyterLab that shows the tutor lives in the same folder, in TypeScript.
"""

from __future__ import annotations


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Tell JupyterLab's developer tools where the built panel lies."""
    return [{"src": "labextension", "dest": "@pythonmastery/tutor-labext"}]
