"""Sentences for code that Python cannot read: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "syntax.colon": (
        "Line {line} starts a block with '{word}', and the colon at its end is missing.",
        "Look at how such a line ends, and compare it with yours.",
    ),
    "syntax.else_if": (
        "Python has no 'else if'; it has one short word for both.",
        "Find the word that Python uses for a second test.",
    ),
    "syntax.equals": (
        "A single = stores a value, but this line asks a question.",
        "Use the sign that compares two values.",
    ),
    "syntax.print": (
        "In Python 3, print needs round brackets around what it shows.",
        "Put the brackets around everything that print should show.",
    ),
    "syntax.unclosed": (
        "The bracket {bracket} that opens on line {line} is never closed.",
        "Count the brackets on that line, from the inside out.",
    ),
    "syntax.extra_close": (
        "There is a closing bracket {bracket} with no opening one to match it.",
        "Pair up the brackets one by one and see which is left over.",
    ),
    "syntax.quote": (
        "A text starts with a quote mark on this line, and the end quote is missing.",
        "Check that each text starts and ends with the same quote mark.",
    ),
    "syntax.apostrophe": (
        "The text is in single quotes and has a ' inside, so Python thinks that it ends there.",
        "Use double quotes around a text that has a ' in it.",
    ),
    "syntax.keyword_name": (
        "The word '{word}' has a fixed meaning in Python, so it cannot be a name.",
        "Pick some other name for it.",
    ),
    "syntax.misspelt": (
        "The line starts with '{word}', which looks a lot like '{near}'.",
        "Compare the two words letter by letter.",
    ),
    "syntax.sign": (
        "Python does not use the sign {sign}; it comes from other languages.",
        "Look up how Python writes this.",
    ),
    "syntax.curly_quote": (
        "The sign {sign} looks normal, but it is not one that Python knows.",
        "Delete it and type it again on your keyboard.",
    ),
    "syntax.decimal": (
        "A number runs into letters here, and a name cannot start with a digit.",
        "Move the digit to the end of the name, or put the sign for times in between.",
    ),
    "syntax.continuation": (
        "A backslash \\ stands outside of quotes here.",
        "To divide, use the other slash; a path must be in quotes.",
    ),
    "syntax.sides": (
        "The left side of = must be a name, and here it is something to work out.",
        "Check if the two sides have to change places.",
    ),
    "syntax.literal_left": (
        "The left side of = must be a name, and here it is a fixed value.",
        "Check if the two sides have to change places.",
    ),
    "syntax.else_alone": (
        "This '{word}' does not belong to any 'if' right above it.",
        "Check that it starts as far left as its 'if', with nothing in between.",
    ),
    "syntax.try_alone": (
        "A 'try' block must be followed by what to do if it fails.",
        "Check what comes after the block, and how far it is moved in.",
    ),
    "syntax.outside_function": (
        "The line with '{word}' is not inside a function.",
        "Check that it is moved in as far as the other lines of the function.",
    ),
    "syntax.outside_loop": (
        "The word '{word}' only makes sense inside a loop.",
        "Check that the line is moved in as far as the rest of the loop.",
    ),
    "syntax.prompt": (
        "The line starts with >>>, which is only a sign in examples.",
        "Leave out the >>> and the blank after it.",
    ),
    "syntax.fstring": (
        "Python cannot read what stands inside the {{ }} of this text.",
        "Check the brackets and the quotes inside the text.",
    ),
    "syntax.comma": (
        "Two things stand side by side here with nothing in between.",
        "Ask what should join them: a comma, a sign such as +, or quotes around the text.",
    ),
    "syntax.bare_words": (
        "The line reads like plain words, not like code.",
        "If it is meant as text, put quotes around it; a note starts with #.",
    ),
    "syntax.above": (
        "Python can stop one line late: the slip may be at the end of the line above.",
        "Read this line and the one above, sign by sign.",
    ),
    "syntax.here": (
        "Some sign on this line does not belong to Python, or one is missing.",
        "Read the line sign by sign; what is meant as text needs quotes around it.",
    ),
    "indent.mismatch": (
        "Line {line} starts {width} blanks in, but the blocks above it use {open}.",
        "Decide which block the line belongs to, and move it in just as far.",
    ),
    "indent.unexpected": (
        "Line {line} is moved in further than the line above, and no block starts there.",
        "Check if a line that ends with a colon is missing above, or remove the blanks.",
    ),
    "indent.no_colon": (
        "Line {line} is moved in, but the line above it has no colon at its end.",
        "Check how a line that starts a block must end.",
    ),
    "indent.expected": (
        "Line {header} starts a block, and the next line is not moved in.",
        "Move the lines that belong to the block to the right.",
    ),
    "indent.only_comment": (
        "Line {header} starts a block that holds nothing but a note.",
        "A block needs at least one real line of code.",
    ),
    "indent.empty": (
        "Line {header} starts a block, and then the code ends.",
        "Write what should happen inside the block.",
    ),
    "indent.tabs": (
        "Tabs start these lines: {tabs}; the others start with blanks.",
        "Use four blanks in each of them.",
    ),
}

HAPPENED: tuple[tuple[str, str, str], ...] = (
    (
        "SyntaxError",
        r"^'return' outside",
        "Python found a 'return' where there is no function to leave.",
    ),
    (
        "SyntaxError",
        r"never closed|EOF",
        "The code ended while Python still waited for something.",
    ),
    (
        "SyntaxError",
        r"unterminated|EOL",
        "Python looked for the end of a text and found none.",
    ),
    ("SyntaxError", r"", "Python cannot read this line as code, so nothing was run."),
    ("IndentationError", r"expected an indented", "Python waited for a line that is moved in."),
    ("IndentationError", r"unindent", "A line is not moved in as far as any block around it."),
    ("IndentationError", r"", "A line is moved in where Python did not expect it."),
    ("TabError", r"", "Tabs and blanks are mixed at the start of the lines."),
)
