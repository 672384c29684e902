"""What the explainer says of errors from libraries and of a learner's own; see `texts`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "name.first_time": (
        "The line makes a new '{name}' out of the old one, and there is no old one.",
        "Decide what it should start with, and where it gets that value.",
    ),
    "raised.own": (
        "Your own code raises this error on this line{message}.",
        "Ask which value led to this line, and if the error is right for it.",
    ),
    "key.column": (
        "The table has no column or row named {key}.",
        "Print the names of its columns, and compare them letter by letter.",
    ),
    "attr.column": (
        "The table has no column or method called '{name}'.",
        "Print the names of its columns, and compare them letter by letter.",
    ),
    "attr.texts": (
        "The whole column has no '{name}'; each text in it has one.",
        "Look up how to get from a column to the texts in it.",
    ),
    "attr.no_match": (
        "The pattern was not found in the text, and then there is no match to ask.",
        "Decide what should happen when nothing fits, and ask for that first.",
    ),
    "index.choice": (
        "There is nothing in it to choose from.",
        "Print it before this line, and find out why it is empty.",
    ),
    "syntax.dict_colon": (
        "In curly brackets a key stands without a colon and a value.",
        "Compare each pair with the others; a colon stands between key and value.",
    ),
    "type.concat_kind": (
        "The + joins {kind:a} with {kind:a}, and the other side is {other}.",
        "Decide if the other value should become an item, or be added to an item.",
    ),
    "type.not_awaited": (
        "Calling an async function starts nothing yet; it gives something to wait for.",
        "Look up the word that waits for such a result.",
    ),
    "value.shapes": (
        "The two groups of numbers do not have the same size.",
        "Print the shape of both.",
    ),
    "value.lengths": (
        "The columns do not have the same number of values.",
        "Count the values of each column.",
    ),
    "value.pattern": (
        "The text does not look like the pattern next to it.",
        "Compare the two part by part, and the signs between the parts too.",
    ),
    "value.format_code": (
        "The letter after the colon in {{ }} does not fit this kind of value.",
        "Look up which letter is for whole numbers, for numbers with a point and for text.",
    ),
    "value.json": (
        "The text is not written in the way that JSON wants.",
        "Look at the place that the message names, and check its quotes and commas.",
    ),
    "value.json_key": (
        "In JSON each key stands in double quotes, and no comma follows the last pair.",
        "Go to the place that the message names, and see which of the two it is.",
    ),
    "value.json_more": (
        "The text goes on after the end of its first JSON value.",
        "Check if each line is a value of its own, or if a bracket closes too early.",
    ),
    "value.encoding": (
        "The text has a sign that the encoding {name} does not know.",
        "Find an encoding that has a place for every sign.",
    ),
    "type.json_text": (
        "loads reads a text in JSON, and here it gets {kind}.",
        "Check if the value was read before, or if it should be written and not read.",
    ),
    "value.bytes": (
        "The bytes were not written with the encoding that is used to read them.",
        "Find out how the file was saved.",
    ),
    "value.too_large": (
        "The result is larger than Python can hold in a number with a point.",
        "Print the number that goes in, and check if it is meant to be so large.",
    ),
    "file.folder": (
        "The name belongs to a folder, and a file is needed here.",
        "Compare the name in the quotes with the files that you see.",
    ),
    "sql.missing": (
        "The database has no {what} called {name}.",
        "Compare the name with the ones that the tables were made with.",
    ),
    "sql.syntax": (
        "The database cannot read the statement near {name}.",
        "Print the statement and read it word by word up to there.",
    ),
    "re.pattern": (
        "The pattern itself cannot be read: {message}.",
        "Pair up its brackets, and check the signs that have a meaning of their own.",
    ),
}
HAPPENED: tuple[tuple[str, str, str], ...] = (
    ("JSONDecodeError", "", "Python could not read a text as JSON."),
    ("UnicodeDecodeError", "", "Python could not read bytes as text."),
    ("UnicodeEncodeError", "", "Python could not write a text as bytes."),
    ("OverflowError", "", "A number got too large."),
    ("IsADirectoryError", "", "A folder was opened like a file."),
    ("OperationalError", r"no such|syntax error", "The database did not accept the statement."),
)
