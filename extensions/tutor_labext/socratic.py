"""The manner of the tutor: how much it says, and the questions it asks.

A hint is at most 160 words and asks exactly one question (longer hints and several questions
were rated worse by teachers and learners: "Howzat", 2024; UC Berkeley 61A, arXiv 2406.05603).
"""

from __future__ import annotations

MAX_WORDS = 160

# By exception class; `{line}` is the place in words. The learner looks, the tutor does not tell.
FAULT_QUESTIONS: dict[str, str] = {
    "SyntaxError": "Which sign or word of {line} would you look at first?",
    "IndentationError": "Which block should {line} belong to?",
    "TabError": "Which block should {line} belong to?",
    "NameError": "Where in your code should that name get its value?",
    "UnboundLocalError": "On which way through the function does the name get its value?",
    "TypeError": "What kind of value does each name of {line} hold?",
    "ValueError": "What exactly is in that value when {line} runs?",
    "IndexError": "Which places does the code ask for, from the first to the last?",
    "KeyError": "Which keys does the dict hold when {line} runs?",
    "AttributeError": "What is the value in front of the dot on {line}?",
    "ZeroDivisionError": "For which input does that value become zero?",
    "EOFError": "How often does the task want your code to ask for input?",
    "RecursionError": "For which input should the function not call itself any more?",
    "NotImplementedError": "In your own words, what should happen there first?",
}
FAULT_QUESTION = "What did you expect {line} to do?"
NO_LINE = "that line"

TEST_INTRO = "The check “{title}” does not pass yet."
TEST_QUESTION = "What should your code give there, and what does it give now?"
HIDDEN_INTRO = "A hidden check does not pass yet."
HIDDEN_QUESTION = "Which input of that kind could you try in your own code?"
MESSAGE_INTRO = "It says: {message}"
FEEDBACK_QUESTION = "Where in your code does that happen?"
LADDER_QUESTION = "What does that mean for the next line that you write?"
TIMEOUT = "Your code did not come to an end in time."
TIMEOUT_QUESTION = "What has to change in each step of the loop so that it can stop?"
SOLVED = "Every check passes, well done."
SOLVED_QUESTION = "Which part would you explain first to a friend who is stuck?"
NOTHING_LEFT = (
    "You have seen what I can tell you at this step, and you have stayed with it. "
    "Please read the text of “{title}” once more, from the first line on."
)
NOTHING_LEFT_QUESTION = "Which of its sentences does your code not do yet?"
NO_QUESTIONS = (
    "I work from the checks of this problem, so I cannot read free questions at the moment. "
)
CUT_OFF = "That was as much as fits. Which part of it shall I go on with?"
REDIRECT = (
    "Let us stay with your own code for a moment. "
    "Which line decides the result, and what value does it have in the first example?"
)
