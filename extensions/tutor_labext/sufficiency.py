"""Whether a question says enough to be answered; else the tutor asks back, and no model is asked.

After CodeHelp (Liffiton et al. 2023), whose check is a model's; what is a little too vague is left
to the model here too, whose instruction says so.
"""

from __future__ import annotations

import re

FEW_WORDS = 2
WORDS = re.compile(r"[^\W_]+")
UNSPACED = "\u2e80"
"""From here on are scripts that put no spaces between words."""


def says_too_little(question: str, told: str) -> bool:
    """Say whether a question is at most two words, none of which is about the task.

    Args:
        question: What the learner typed.
        told: Statement and code: a word of them is about the task.

    >>> says_too_little("help!!", "total = 0"), says_too_little("total?", "total = 0")
    (True, False)
    """
    if any(sign >= UNSPACED for sign in question):
        return False
    words = {word.casefold() for word in WORDS.findall(question)}
    about = {word.casefold() for word in WORDS.findall(told) if len(word) > 1}
    return len(words) <= FEW_WORDS and words.isdisjoint(about)
