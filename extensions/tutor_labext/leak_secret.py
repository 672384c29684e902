"""What must not be told: the references of a problem minus what the learner can read anyway."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .leak_code import pieces
from .leak_tokens import Tokens, code_lines, grams, is_name, pattern, plain, tokens

# Below three grams a share says nothing.
MIN_GRAMS = 3
MIN_LINE = 4
SIGN = re.compile(r"[^\w\s']")
DEFINITION = re.compile(r"\bdef\s+(\w+)\s*\(")
EMPTY_BODY = ("def", "pass", "...")


class Secret:
    """The secret part of a problem's references, prepared once per answer.

    Args:
        references: Reference and alternative solutions.
        public: Everything the learner can read.
        learner: The learner's own code.
    """

    def __init__(self, references: Sequence[str], public: str, learner: str) -> None:
        known = f"{plain(public)}\n{plain(learner)}"
        sources = [plain(reference) for reference in references]
        self._known_lines = {*code_lines(known), *(t for p in pieces(known) for t in code_lines(p))}
        self._known_text = framed(tokens(known))
        known_grams = grams(tokens(plain(public))) | grams(tokens(plain(learner)))
        self._grams = [grams(tokens(source)) - known_grams for source in sources]
        self._lines = [{t for t in code_lines(s) if self.is_new(t)} for s in sources]
        self._telling = {t for lines in self._lines for t in lines if self._is_telling(t)}
        self._patterns = {pattern(line) for line in self._telling}
        self._names = {t for s in (*sources, known) for t in tokens(s)}
        self._targets = {name for s in sources for name in DEFINITION.findall(s)}

    def is_new(self, line: Tokens) -> bool:
        """Say whether a line of code is neither public nor the learner's own."""
        return len(line) > 1 and line not in self._known_lines

    def _is_telling(self, line: Tokens) -> bool:
        """Say whether one line alone would give something away."""
        long = len(line) >= MIN_LINE and any(SIGN.search(t) for t in line)
        return long and line[0] != "def" and framed(line) not in self._known_text

    def defined_in(self, code: Sequence[str]) -> bool:
        """Say whether code holds one of the target functions with something new in its body."""
        for piece in code:
            if self._targets & set(DEFINITION.findall(piece)):
                body = [t for t in code_lines(piece) if t[0] not in EMPTY_BODY]
                if any(map(self.is_new, body)):
                    return True
        return False

    def said_in(self, text: str) -> bool:
        """Say whether a telling line stands in a text, sign by sign, even in prose."""
        said = framed(tokens(text))
        return any(framed(line) in said for line in self._telling)

    def reworded_in(self, lines: Sequence[Tokens]) -> bool:
        """Say whether a line has the shape of a telling one and speaks of the same task.

        A line of the same shape about other things is a fair example, so names decide.
        """
        return any(
            pattern(line) in self._patterns and {t for t in line if is_name(t)} <= self._names
            for line in lines
            if self.is_new(line)
        )

    def lines_share(self, lines: Sequence[Tokens]) -> float:
        """Return the largest share in [0, 1] of a reference's secret lines that are shown.

        One line of several says too little to count.
        """
        shown = set(lines)
        counts = [(len(secret & shown), len(secret)) for secret in self._lines if secret]
        return max((n / of for n, of in counts if n > 1 or n == of), default=0.0)

    def grams_share(self, code: Sequence[str]) -> float:
        """Return the largest share in [0, 1] of a reference's secret grams that code shows."""
        shown = grams(tokens("\n".join(code)))
        counts = [(len(secret & shown), len(secret)) for secret in self._grams]
        return max((n / of for n, of in counts if n >= MIN_GRAMS), default=0.0)


def framed(found: Tokens) -> str:
    """Return tokens as text in which a run of whole tokens can be searched."""
    return "\0" + "\0".join(found) + "\0"
