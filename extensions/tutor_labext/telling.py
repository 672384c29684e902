"""Which steps of a run tell something, so that it is worth asking for their values."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from .situation import Trace, TraceStep

EMPTY = frozenset(("[]", "{}", "()", "set()", "''", '""', "0", "0.0", "None"))
"""What a name is given before anything is known."""


def idle_steps(trace: Trace) -> set[int]:
    """Return the steps, by index, that tell nothing: lines that set a name anew in every call.

    So is one that gives back what the step before it has just made, but for a call by itself.
    One that takes back a value which the name had in the same call is none of them.
    """
    values: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    times: Counter[tuple[int, str]] = Counter()
    for step in trace.steps:
        values_of_line = () if step.entered else step.values
        times.update((step.line, name) for name, _ in values_of_line)
        for name, value in values_of_line:
            values[step.line, name].add(value)
    changed = set(_changes(trace))
    same = {
        after
        for after, step in enumerate(trace.steps[1:], 1)
        if step.returned in [value for _, value in trace.steps[after - 1].values]
        and not trace.steps[after - 1].entered
    }
    return same.difference(first_way_back(trace)) | {
        index
        for index, step in enumerate(trace.steps)
        if step.values
        and not step.entered
        and index not in changed
        and all(len(values[step.line, n]) == 1 < times[step.line, n] for n, _ in step.values)
    }


def _changes(trace: Trace) -> Iterator[int]:
    """Yield the steps in which a name had another value before, in the same call."""
    known: dict[str, str] = {}
    for index, step in enumerate(trace.steps):
        if step.entered:
            known = {}
        elif any(known.get(name, value) != value for name, value in step.values):
            yield index
        known.update(step.values)


def only_begins(step: TraceStep) -> bool:
    """Say whether a step gives names nothing but what one begins with, such as 0 or an empty list.

    >>> only_begins(TraceStep(2, (("total", "0"),)))
    True
    """
    return bool(step.values) and all(value in EMPTY for _, value in step.values)


def is_in_message(trace: Trace, index: int) -> bool:
    """Say whether what the run gives back at its end is told by the check's message already."""
    step = trace.steps[index]
    if step.returned is None or index != len(trace.steps) - 1:
        return False
    return bool(re.search(rf"(?<![\w.]){re.escape(step.returned)}(?!\w|\.\d)", trace.message))


def first_way_back(trace: Trace) -> list[int]:
    """Return where the first call of a function by itself ends: the step after it, then the end.

    Empty for a run without such a call. The step after it counts where it is the line of the call
    that goes on, not the head of the loop around it.
    """
    found = first_inner_call(trace)
    if found is None:
        return []
    _, call, end = found
    after = trace.steps[end + 1 : end + 2]
    goes_on = [s for s in after if s.values and s.line != trace.steps[call - 1].line]
    return [end + 1, end] if goes_on else [end]


def first_inner_call(trace: Trace) -> tuple[int, int, int] | None:
    """Return the steps of a call, of the first call of the same function in it, and of its end.

    Only a function that gives something back is known to have ended: what it gives stands between
    its head and the head of the next one.
    """
    heads = sorted({step.line for step in trace.steps if step.entered})
    calls: list[int] = []
    for index, step in enumerate(trace.steps):
        if step.entered:
            calls.append(index)
        elif step.returned is not None and calls:
            call = calls.pop()
            head = trace.steps[call].line
            is_own = max((h for h in heads if h <= step.line), default=0) == head
            outer = [c for c in calls if trace.steps[c].line == head]
            if outer and is_own:
                return outer[-1], call, index
    return None
