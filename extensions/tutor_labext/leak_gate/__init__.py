"""Decides whether an answer gives a problem's solution away, and lets only safe pieces through.

gate        one answer on one problem: checked whole, or as a stream
leak        why an answer was stopped
text        look-alike and invisible signs made plain
encodings   base64, hex, shifted letters, reversed text and the like, undone
spelling    code read out in the words of the pilots' alphabet
code        where in an answer code stands
tokens      renaming-proof tokens and fingerprints
trees       sub-trees that do not depend on names and operand order
task        a problem: its references and what every learner can read
secret      what is left of them when the learner's own code is taken away
idioms      code that every course shows
row         how far one row of tokens goes along another
layout      code without spaces, comments and brackets that change nothing
renaming    a program in other names is the same program
reordered   a solution that has the learner's lines in another order, told
written     a solution by what is written, whatever stands between
retold      whose program a text tells, the learner's or a solution
prose       the steps of a reference told in words (atoms, lexicon)
values      values that a solution consists of, told
fix         one of the learner's lines, changed
advice      a fix told in words (naming: what a sentence names; trades: one sign for another)
shares      how much of a reference some code shows
policy      what a tutor does not write, whatever the references say
acrostic    a line spelt by first letters
audit       how good the gate is on a set of cases

The gate sees the answer, never what the learner asked. Pure: no input or output, no clock.
"""

from .gate import LeakGate
from .leak import Leak, LeakKind

__all__ = ["Leak", "LeakGate", "LeakKind"]
