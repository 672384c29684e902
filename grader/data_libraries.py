"""numpy, pandas and matplotlib as the zygote of data problems has them: imported, and used once."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import os
import sys
from typing import Any

_IMPORTED = ("numpy", "numpy.random", "pandas")


def load() -> None:
    """Import them, where they are, and have ready what they make when they are first used."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a fork has one thread
    for name in _IMPORTED:
        importlib.import_module(name)
    _import_plots()
    # Whatever fails here is the learner's to meet, not ours.
    with contextlib.suppress(Exception):
        _use_tables()
    with contextlib.suppress(Exception):
        _use_plots()


def _import_plots() -> None:
    """Import matplotlib, where it is, for processes that have neither screen nor folder.

    It draws into memory, finds its fonts now, once for all children, and keeps no list of them.
    """
    found = importlib.util.find_spec("matplotlib")
    if found is None or not found.origin:
        return
    own = os.path.join(os.path.dirname(found.origin), "mpl-data", "matplotlibrc")
    os.environ.update(MPLBACKEND="Agg", MATPLOTLIBRC=own)
    logging: Any = importlib.import_module("logging")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it would warn of the missing folder
    matplotlib: Any = importlib.import_module("matplotlib")
    matplotlib.get_cachedir = matplotlib.get_configdir = lambda: os.devnull
    importlib.import_module("matplotlib.pyplot")


def _use_tables() -> None:
    """Call what takes a child's first calls long."""
    pandas: Any = sys.modules["pandas"]
    frame = pandas.read_csv(io.StringIO("kind,size,day\na,1,2026-01-05\nb,,2026-01-06\n"))
    frame["day"] = pandas.to_datetime(frame["day"])
    frame["size"] = frame["size"].fillna(0.0)
    sums = frame.groupby("kind")["size"].agg(["sum", "mean"]).reset_index()
    merged = frame.merge(sums, on="kind").sort_values("size", ascending=False)
    merged.pivot_table(index="kind", values="size")
    pandas.concat([merged, merged[merged["kind"].str.upper() == "A"]]).drop_duplicates()
    repr(merged.describe())


def _use_plots() -> None:
    pyplot: Any = sys.modules["matplotlib.pyplot"]
    figure, (left, right) = pyplot.subplots(1, 2)
    left.plot([1, 2], [1, 2], label="a")
    left.legend()
    right.bar(["a", "b"], [1, 2])
    right.set_title("a")
    figure.canvas.draw()
    pyplot.close("all")
