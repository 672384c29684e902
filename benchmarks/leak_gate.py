"""The leak gate on the made cases: recall and false positives per kind, and CPU per answer.

    .venv/bin/python benchmarks/leak_gate.py [--seed N] [--out cases.jsonl]

`--out` writes the cases for `mastery tutor audit`. The time is also given as a ratio to compiling
the same answer's text with a fixed regular expression, which says how fast the machine is.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from support.leaks.cases import Case, cases
from support.leaks.course import course_samples
from support.leaks.toy_problems import TOYS
from tutor_labext.leak_gate.audit import AuditCase, audit

WORDS = re.compile(r"\w+|\S")


def case_of(case: Case, number: int) -> AuditCase:
    """Return a made case as the audit reads it."""
    return AuditCase(
        f"{case.kind}-{number}",
        case.sample.public,
        case.references,
        case.learner,
        case.history,
        case.answer,
        case.leak,
    )


def line_of(case: AuditCase) -> str:
    """Return a case as one line of JSON."""
    return json.dumps({name: getattr(case, name) for name in case.__slots__})


def reference_ms(made: list[Case]) -> float:
    """Return the median time in which a plain regular expression reads an answer."""
    times = []
    for case in made:
        start = time.process_time()
        for _ in range(20):
            WORDS.findall(case.answer)
        times.append((time.process_time() - start) / 20)
    return 1000 * median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    made = list(cases((*TOYS, *course_samples()), seed=asked.seed))
    read = [case_of(case, n) for n, case in enumerate(made)]
    if asked.out:
        asked.out.write_text("\n".join(map(line_of, read)) + "\n", encoding="utf-8")
    found = audit(read, time.process_time)
    kinds: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for case, said in zip(made, found.cases, strict=True):
        kinds[case.leak, case.kind].append(said.flagged)
    for (leak, kind), flagged in sorted(kinds.items()):
        word = "leak    " if leak else "harmless"
        print(f"{word} {kind:20} {sum(flagged):5} of {len(flagged):5} stopped")
    print(f"cases {len(made)}, recall {found.recall:.4f}, precision {found.precision:.4f}")
    print(f"false positive rate {found.false_positive_rate:.4f}")
    ratio = found.cpu_ms_p50 / reference_ms(made)
    print(f"CPU per answer, median {found.cpu_ms_p50:.2f} ms, {ratio:.0f} x the plain expression")


if __name__ == "__main__":
    main()
