"""What the explainer says of lines that are built in another way; see `texts`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "syntax.case_all": (
        "This case fits every value, so no case below it can ever be chosen.",
        "Think about which case should come last.",
    ),
    "syntax.unseen": (
        "A sign on this line cannot be seen; often it is a blank from a web page.",
        "Delete the blanks of this line and type them again.",
    ),
    "syntax.parted_sign": (
        "The sign {sign} stands here with a blank in it, so Python reads two signs.",
        "Put its parts together.",
    ),
    "syntax.if_at_end": (
        "A test that leaves items out does not stand in front of 'for'.",
        "Look up where such an 'if' belongs between the brackets.",
    ),
    "syntax.fstring_open": (
        "A {{ opens in this text, and Python misses the }} for it.",
        "Pair up the brackets inside the text.",
    ),
    "syntax.fstring_empty": (
        "Nothing stands between {{ and }} in this text.",
        "Decide which value should be shown there.",
    ),
    "syntax.lambda_return": (
        "A lambda gives back its value by itself, so it has no 'return'.",
        "Leave the word out, or make a function with def.",
    ),
    "syntax.foreign_word": (
        "The word '{word}' comes from elsewhere; Python does not know it.",
        "Look up how Python does this.",
    ),
    "syntax.parted_name": (
        "A name is one word to Python, and '{name}' is more than one.",
        "Join its parts with the sign _ in between.",
    ),
    "syntax.half_test": (
        "After '{word}' a whole test has to stand, with a value on each side of its sign.",
        "Write out which value is compared the second time.",
    ),
    "syntax.return_equals": (
        "A single = stores a value, and 'return' gives one back; one line cannot do both.",
        "Decide if two values are to be compared, or one is to be given back.",
    ),
    "syntax.pair_equals": (
        "In curly brackets a key and its value are not joined with =.",
        "Look up how a dict is written, and compare the sign between the two.",
    ),
    "syntax.import_order": (
        "The words 'import' and 'from' stand in the wrong order.",
        "First comes the module, and then what you take from it.",
    ),
    "syntax.for_brackets": (
        "A for line in Python has no brackets around all that stands behind 'for'.",
        "Compare yours with a for line that works.",
    ),
    "syntax.for_in": (
        "In a for line the word 'in' stands right after the loop name, and here it does not.",
        "Compare yours with a for line that works.",
    ),
    "syntax.def_brackets": (
        "A def line needs round brackets after the name, even if nothing is handed in.",
        "Compare yours with a def line that works.",
    ),
    "syntax.else_test": (
        "An 'else' takes all that is left over, so no test can stand behind it.",
        "Leave out the test, or find the word that Python uses for a second test.",
    ),
    "syntax.no_test": (
        "Behind '{word}' a test has to stand, and there is none.",
        "Ask when the block should run; if always when nothing else did, there is another word.",
    ),
    "syntax.braces": (
        "In Python no curly brackets hold a block together.",
        "Look at how a line that starts a block ends, and how the lines below it are moved in.",
    ),
    "syntax.slash_note": (
        "The sign // divides in Python, so the words behind it are read as code.",
        "Look up the sign that starts a note in Python.",
    ),
    "syntax.inner_quotes": (
        "The text ends at its second double quote, and more of it stands behind that.",
        "Use the other kind of quote marks, either outside or inside.",
    ),
    "syntax.if_value": (
        "This 'if' picks a value, and it does not say which one to take when the test fails.",
        "Add what counts then, or make a block with if.",
    ),
    "syntax.call_equals": (
        "In a call only the bare name of a parameter can stand before =.",
        "Decide if you want to compare, or to name a parameter; names have no quotes.",
    ),
    "syntax.outside_async": (
        "The word '{word}' only works in a function that is set up for waiting.",
        "Look at the def line of the function around it.",
    ),
    "syntax.same_name": (
        "Two parameters have the same name '{name}'.",
        "Pick some other name for one of them.",
    ),
    "syntax.stray_sign": (
        "The sign {sign} has no meaning in Python outside of quotes.",
        "Leave it out, or put quotes around what is meant as text.",
    ),
    "syntax.says": (
        "Python's own words for it: {message}.",
        "Read them next to the line, word by word.",
    ),
    "syntax.parameter": (
        "A def line takes names in its brackets, and here stands a fixed value.",
        "Give the value a name there; the call hands over what it holds.",
    ),
    "syntax.is_in": (
        "The words 'is' and 'in' ask two different questions.",
        "Decide which of the two you want to ask.",
    ),
    "syntax.in_text": (
        "The line is in order; the text that it hands over cannot be read as code.",
        "Print that text right before this line.",
    ),
    "syntax.mismatch": (
        "The bracket {open} is open here, and {close} cannot close it.",
        "Pair up the brackets one by one, from the inside out.",
    ),
    "syntax.mismatch_far": (
        "The bracket {open} that opens on line {line} is still open, and {close} cannot close it.",
        "Pair up the brackets from that line on, from the inside out.",
    ),
    "syntax.except_many": (
        "More than one kind of error stands behind this 'except', and nothing holds them together.",
        "Look up how one 'except' takes several kinds of errors.",
    ),
    "syntax.with_as": (
        "On this 'with' line a value and a name stand side by side with no word in between.",
        "Look up which word gives a name to what 'with' opens.",
    ),
    "syntax.elif_after_else": (
        "The 'else' on line {line} takes all that is left, so no '{word}' can follow it.",
        "Look up in which order the parts of a decision stand.",
    ),
}
