"""The manner of the tutor: how much it says, and the questions it asks.

A hint is at most 160 words and asks exactly one question (longer hints and several questions
were rated worse by teachers and learners: "Howzat", 2024; UC Berkeley 61A, arXiv 2406.05603).
"""

from __future__ import annotations

from collections.abc import Mapping

from . import hidden_checks, own_tests, refusal_texts, slips, understanding_words
from .socratic_es import PHRASES as SPANISH

MAX_WORDS = 160
LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "es": {
        **SPANISH,
        **refusal_texts.SPANISH,
        **own_tests.SPANISH,
        **slips.SPANISH,
        **hidden_checks.SPANISH,
        **understanding_words.SPANISH,
    }
}
"""The sentences below in other languages, by their English text."""


def said(locale: str, text: str, /, **fields: object) -> str:
    """Return a sentence in a language, its fields filled in; English where there is none."""
    return LANGUAGES.get(locale, {}).get(text, text).format(**fields)


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
    "None": "Which value should come back, and which line holds it?",
    "NotImplementedError": "In your own words, what should happen there first?",
}
NEAR_QUESTION = "Which of the two did you mean?"
WORD_QUESTION = "Which word of Python do you mean there?"
BLOCK_QUESTION = "Which block should {line} belong to?"
FRESH_QUESTION = "When should the objects get a value of their own?"
CALL_QUESTION = "Which values does the call hand over, and which are asked for?"
OBJECT_QUESTION = "Which object should hold that, and from which line on?"
GAP_QUESTION = "What should {line} work out, or say?"
LOOP_BACK_QUESTION = "Which word on {line} leads back into the same method?"
QUOTES_QUESTION = "Is it meant as a name, or as a text?"
PARAMETER_QUESTION = "Which names does the method around {line} get?"
COLUMN_QUESTION = "Which columns does the table have at that moment?"
# By rule of the explainer: where the question for the class is not about this error.
READING_QUESTIONS: dict[str, str] = {
    **dict.fromkeys(("name.near", "name.near_line", "attr.near", "key.near"), NEAR_QUESTION),
    **dict.fromkeys(("import.near", "class.near_init", "syntax.misspelt"), NEAR_QUESTION),
    **dict.fromkeys(("type.too_few", "type.too_many", "type.keyword"), CALL_QUESTION),
    **dict.fromkeys(("name.of_object", "name.other_method", "class.no_super"), OBJECT_QUESTION),
    **dict.fromkeys(("class.no_init", "class.no_object"), OBJECT_QUESTION),
    **dict.fromkeys(("key.column", "key.columns", "attr.column"), COLUMN_QUESTION),
    **dict.fromkeys(("recursion.property", "recursion.attribute"), LOOP_BACK_QUESTION),
    "recursion.as_text": LOOP_BACK_QUESTION,
    "name.unquoted": QUOTES_QUESTION,
    "name.other_parameter": PARAMETER_QUESTION,
    "name.gap": GAP_QUESTION,
    "name.constant": WORD_QUESTION,
    "syntax.outside_function": BLOCK_QUESTION,
    "value.mutable_default": FRESH_QUESTION,
}
FAULT_QUESTION = "What did you expect {line} to do?"
NO_LINE = "that line"
ON_LINE = "line {line}"
LINE_OPENING = "**Line {line}:** "
ANOTHER_WAY = "Another way to see it."
SKIP_LINE = "Put a `#` in front of this line, so that Python passes over it, and run the cell."
SKIP_LINE_QUESTION = "Does the error go, stay, or move to another line?"
LOOK_INSIDE = "Print what each name on this line holds, right above it, and run the cell."
LOOK_INSIDE_QUESTION = "Which of them holds something else than you thought?"

LINE_TOO_LATE = "One of the given lines sets it."
WHERE_IT_IS_SET = (
    "Look for the line where that name stands before `=`, or after `for`, `def` or `import`."
)
LINE_TOO_LATE_QUESTION = "Which one is that, and does it stand above {line}?"

TEST_INTRO = "The check “{title}” does not pass yet."
TEST_QUESTION = "What should your code give there, and what does it give now?"
CASE_ONLY = (
    "What is wanted and what you give differ in small and capital letters only.",
    "Which letters are that?",
)
BLANKS_ONLY = (
    "What is wanted and what you give differ in blanks only.",
    "Where is one missing, or one too many?",
)
HIDDEN_INTRO = "A hidden check does not pass yet."
HIDDEN_QUESTION = hidden_checks.TRY_QUESTION
MESSAGE_INTRO = "It says: {message}"
VALUE_INTRO = "At your last hand-in {value} was not right yet."
VALUE_QUESTION = "What does that tell you about {value}?"
RULE_INTRO = "Your code breaks a rule of this problem: {message}"
RULE_QUESTION = "Which part of your code is the rule about?"
# What comes first in a style other than the usual one.
ASK_LINE = "Before I explain anything, please look at **line {line}** once more."
ASK_LINE_QUESTION = "What does each name on it hold when Python gets there?"
ASK_CHECK = (
    "Before I say more about the check “{title}”, work its example out by hand, step by step."
)
ASK_CHECK_QUESTION = "At which step would your code do something else than you did?"
SIDE_BY_SIDE = "In the check “{title}” two things stand side by side: {message}"
SIDE_BY_SIDE_QUESTION = "For which simple input of your own would both be the same?"
LINE_CONTRAST = "Some values get past **line {line}**, and these do not. {happened}"
LINE_CONTRAST_QUESTION = "What is different about the values of this run?"
FEEDBACK_QUESTION = "Where in your code does that happen?"
LADDER_QUESTION = "Where in the code does that matter?"
EXAMPLE_QUESTION = "Which step of this example does your task need too?"
# By what the learner writes, where a question about code is not about theirs.
OF_VALUES = {
    TEST_QUESTION: "What does the check ask for, and what have you written?",
    HIDDEN_QUESTION: "Which line of the program is that about?",
    FEEDBACK_QUESTION: "At which line of the program does that come in?",
    LADDER_QUESTION: "At which line of the program does that matter?",
}
OF_LINES = {
    TEST_QUESTION: "Which of the lines has to run sooner, or later, for that?",
    HIDDEN_QUESTION: "Which of the given lines is that about?",
    FEEDBACK_QUESTION: "Which of the given lines is that about?",
    LADDER_QUESTION: "Which of the given lines is that about?",
}
OF_TESTS = {
    TEST_QUESTION: "What does the given function give for the call in your test?",
    HIDDEN_QUESTION: "Which call would you put into a test for that?",
    FEEDBACK_QUESTION: "Which test would you change or add first?",
    LADDER_QUESTION: "For which of your tests does that matter?",
}
EMPTY = "There is no code in your answer. One line is enough to begin, and it need not be right."
EMPTY_QUESTION = "What should come out in the first example, and what is the first step to it?"
TIMEOUT = "Your code did not come to an end in time."
TIMEOUT_QUESTION = "What has to change in each step of the loop so that it can stop?"
TIMEOUT_LOOK = (
    "Print the names in the first line of the loop at the end of each round, run the cell, and "
    "stop it after a moment."
)
TIMEOUT_LOOK_QUESTION = "Which of them does not change as you thought?"
SOLVED = "Every check passes, well done."
SOLVED_QUESTION = "Which part would you explain first to a friend who is stuck?"
SOLVED_QUESTIONS = (
    SOLVED_QUESTION,
    "Which part was the hardest to find, and what helped you there?",
    "Which line could you say more clearly, and still pass?",
    "What would you like to work on next?",
)
NOTHING_LEFT = (
    "You have seen what I can tell you at this step, and you have stayed with it. "
    "Please read the text of “{title}” once more, from the first line on."
)
NOTHING_LEFT_QUESTION = "Which of its sentences does your code not do yet?"
# While a higher rung is still to come: what to do until then.
UNTIL_NEXT = (
    (
        "My next hint for “{title}” opens with your next try, or after a few minutes. Until then, "
        "take the first example of the task and write down by hand what has to happen, one step "
        "after the other.",
        "Which step are you least sure of?",
    ),
    (
        "Let us go over “{title}” together. Tell me in your own words how you came to your answer, "
        "from the first line on.",
        "Which part of it are you sure of?",
    ),
)
# When all of this has been said too: ways on that help with any problem.
WAYS_ON = (
    (
        "Make the task smaller: take the smallest input that you can think of, and write down what "
        "should come out for it.",
        "What comes out in your answer?",
    ),
    (
        "Say your answer aloud, line by line, to somebody or to a thing on your desk.",
        "At which line do you slow down?",
    ),
    (
        "You have looked at this for a while, and what you wrote is kept. A short break or another "
        "problem in between often helps.",
        "What will you look at first when you are back?",
    ),
)
TRACE_INTRO = "Here is your own code at work in the check “{title}”:"
TRACE_BEGINS = "Take the check “{title}”, and run your code for it in your head."
TRACE_CUT = "(steps left out)"
STARTS = "line {line}: it starts with {values}"
BECOMES = "`{name}` becomes {value}"
AT_LINE = "line {line}: {values}"
GIVES = "line {line}: gives back {value}"
RAISES = "line {line}: stops with an error"
PREDICT = "What is `{name}` right after line {line} has run{times}?"
PREDICT_RETURN = "What does your code give back on line {line}{times}?"
TIMES, CALLS = " {count} times", " at call {count}"
PREDICTED = "Yes, that is what your code does: {what}."
NOT_PREDICTED = "In your own run it is another value: {what}, not {said}."
TOLD = "Your own run shows it: {what}."
WHAT_NAME = "{name} is {value} after line {line}"
WHAT_RETURN = "line {line} gives back {value}"
NOT_PREDICTED_QUESTION = "What on line {line} makes the difference?"
TOLD_QUESTION = "Is that the value which you want there?"
RUN_OVER = "You can follow your code to its end."
RUN_OVER_QUESTION = "Which line would you explain first to a friend?"
RUN_WRONG = "That was the last step."
RUN_WRONG_QUESTION = "At which step does the run leave what the task wants?"

SUSPECT_INTRO = "When I try your code in many ways, **line {line}** stands out."
# By kind of edit: what to look at, and the question. The edit itself is nowhere.
SUSPECTS: dict[str, tuple[str, str]] = {
    "comparison": (
        "It compares values.",
        "Take one value below, one equal, one above: where is its answer not what you want?",
    ),
    "arithmetic": ("It works with an operator.", "What should it do with the two values there?"),
    "logic": ("It joins conditions.", "Must all of them hold, or is one enough?"),
    "number": ("A fixed value stands there.", "Where does that value come from in the task?"),
    "condition": ("It decides which way to go.", "For which input should that way be taken?"),
    "range": (
        "It says how often a loop runs.",
        "What are the first and the last value, and should they be?",
    ),
    "slice": ("It picks a part by its place.", "Which place comes first there, and which last?"),
    "variable": ("It uses a name.", "Which value does that name hold, and which one do you need?"),
    "conversion": (
        "It uses a value as it comes.",
        "What can that value be, and what is needed here?",
    ),
    "extra_call": ("It changes a value before it is used.", "Does the task ask for that change?"),
    "result": ("It makes a result.", "What becomes of that result after the line?"),
    "update": ("It gives a name a new value.", "What happens there with the old value?"),
    "text": ("A text or a name stands there.", "Which of the signs should be read as they stand?"),
    "precedence": ("It does several steps at once.", "Which step does Python do first there?"),
    "method": ("It calls something.", "What exactly does that call do with its values?"),
    "extra_line": ("It is one of several steps.", "What would be different without that step?"),
    "order": ("Its place matters.", "What has to be known before it runs?"),
    "indent": ("Its indent matters.", "How often should it run, and when?"),
    "branch": (
        "It belongs to a choice.",
        "Should it run too, or only when nothing above fits?",
    ),
}
ASK_BACK = (
    "I would like to help, and do not know yet with what. Is it what the task asks for, what a "
    "line of your code does, or an error?"
)
# What meets the tone of a question, before the next step.
TIRED = "This is hard work, and a break costs nothing: what you wrote is kept. "
UPSET = "It is annoying to be stuck, and good that you say so. "
WANTS_ANSWER = refusal_texts.ANSWER[0]
LOST = "That is all right. Let us take one small step. "
NO_QUESTIONS = "I answer from what your code does and what the checks of this problem say. "
LIMITED = (
    "Gemini has answered as much as it may for now, so I go on from what your code does and what "
    "the checks of this problem say. "
)
NO_ERROR = "No hand-in has met an error; for one below a cell, look at the top of this panel. "
CUT_OFF = "That was as much as fits. Which part of it shall I go on with?"
REDIRECT = (
    "Let us stay with your own code for a moment. "
    "Which line decides the result, and what value does it have in the first example?"
)
REDIRECTS = (
    REDIRECT,
    "Take the first example of the task and your own code. "
    "At which line does what it does leave what you want?",
    "Say in one sentence what your code does now, and in another what the task wants. "
    "Where do the two differ?",
)
"""What is asked in the place of an answer that tells too much, in turn."""
