"""What the explainer says of errors with a telling message, and of places; see `texts`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "csv.letters": (
        "csv.{name} got a text, and goes through it letter by letter.",
        "Look up what a reader of csv wants to get: an open file, or a list of lines.",
    ),
    "csv.list_row": (
        "The reader gives each row as a list, so '{name}' does not know the names of the columns.",
        "Take the column by its place, or look up the reader that knows the names.",
    ),
    "type.none_fetch": (
        "The call of fetchone gives back None when no row is left.",
        "Decide what should happen when no row fits, and ask for that first.",
    ),
    "type.time_zone": (
        "One of the two times has a time zone and the other has none.",
        "Print both, and find out which of them needs a zone.",
    ),
    "type.bytes_and_text": (
        "Bytes and text are two kinds of value, and the line mixes them.",
        "Decide which of the two you need, and turn the other one into it.",
    ),
    "type.shape_parts": (
        "The size of an array is one value, and here each number stands alone.",
        "Hand the numbers of the size over together, as one tuple.",
    ),
    "type.await_value": (
        "The word 'await' waits for an async call, and here it gets a plain value.",
        "Check if the function that is called is an async one.",
    ),
    "type.set_with": (
        "Here {sign} works between two sets, and the right side is {kind}.",
        "Make the right side a set too.",
    ),
    "attr.class_of_module": (
        "The import brings in the class {name}, not the module with the same name.",
        "Look at the import line, and at what the name stands for since then.",
    ),
    "attr.no_file": (
        "Only an open file has '{name}', and the value is a text.",
        "Check if a file has to be opened, or if there is a call that takes text.",
    ),
    "attr.table_append": (
        "A table of pandas has no 'append'.",
        "Look up how pandas puts two tables one below the other.",
    ),
    "key.row": (
        "No row or column is labelled {key}; a row keeps its label when others are taken out.",
        "Print the table, and look at the labels at its left edge.",
    ),
    "value.fraction": (
        "The text {value} is a fraction, and {function}() reads one plain number.",
        "Take the text apart at the slash first.",
    ),
    "result.gaps": (
        "The text shows '{name}' in its {{ }} brackets, and not the value of that name.",
        "Compare what stands in front of its quotes with a text that is filled in.",
    ),
    "result.uncalled": (
        "The name '{name}' stands for a function here, and the function is not called.",
        "Compare this line with one where you call a function.",
    ),
    "result.lazy": (
        "{kind:A} hands out its items one by one, and is no group of items itself.",
        "Decide what kind of value the task asks for, and make it of the items.",
    ),
    "result.awaited": (
        "Calling {name} starts nothing yet; it gives something to wait for.",
        "Look up the word that waits, or ask if 'async' is needed at all.",
    ),
    "result.future": (
        "A Future is a promise of a result, and not the result.",
        "Look up how to ask it for its result once all have begun.",
    ),
    "type.no_parts": (
        "{name} is a type, and square brackets do not fit behind it.",
        "Check which name or which brackets you meant.",
    ),
    "class.super_call": (
        "There are no round brackets behind super, so it is not called.",
        "Look up how super is written in front of a method.",
    ),
    "type.path_join": (
        "The parts of a path are not joined with +.",
        "Look up the sign that joins them.",
    ),
    "raise.kind": (
        "The word 'raise' needs an error, and here it gets some other value.",
        "Pick the kind of error that fits, and hand your text to it.",
    ),
    "except.kind": (
        "Behind 'except' the name of an error has to stand, and here it is some other value.",
        "Check it for quotes, and compare it with the errors that you know.",
    ),
    "value.base": (
        "The text {text} has signs that a number with base {base} cannot have.",
        "Check which digits there are with this base.",
    ),
    "type.sum_text": (
        "sum adds up the numbers of one group; a second value is what it begins with.",
        "Count the values that you hand to sum, and check which of them are text.",
    ),
    "value.format_digits": (
        "Behind the point in {{ }} a number has to stand: how many digits to show.",
        "Go through the signs after the colon one by one: point, digits, letter.",
    ),
    "value.format_whole": (
        "A whole number has no digits behind the point, and {{ }} asks for some.",
        "Look up the letter that shows any number with a point.",
    ),
    "value.format_order": (
        "The signs after the colon in {{ }} do not fit together.",
        "Check their order: first how wide, then the point and the digits, the letter last.",
    ),
    "value.separator": (
        "A text can only be split at something, and an empty text is nothing.",
        "To get its single signs, look up how a text becomes a list.",
    ),
    "value.step": (
        "The step is 0, so it would never get on.",
        "Work out how far each step should go.",
    ),
    "value.member": (
        "{name} has no member with the value {value}.",
        "Compare the value with the ones in the class.",
    ),
    "value.sample": (
        "More items are to be picked than there are.",
        "Print how many there are, and how many you ask for.",
    ),
    "value.reshape": (
        "There are {length} values, and the new shape does not have room for just as many.",
        "Multiply the numbers of the new shape.",
    ),
    "value.column": (
        "The table has {length} rows, and the new column has {given} values.",
        "Count both, and find out which row has no partner.",
    ),
    "value.json_start": (
        "The text does not even start like JSON; it may be empty, or something else.",
        "Print the first part of it.",
    ),
    "index.axis": (
        "There are {length} places, counted from 0, and here it is place {index}.",
        "Follow the value in the brackets from the first step to the last.",
    ),
    "index.directions": (
        "The array goes in {length} direction, and the brackets ask for more.",
        "Print its shape, and count the values in the brackets.",
    ),
    "index.assign": (
        "A list does not grow when a value is stored at a place that is not there.",
        "Look up how a list gets one more item.",
    ),
    "index.shrinks": (
        "The loop counts '{name}' before it starts, and then takes items out of it.",
        "Follow the length of the list from step to step.",
    ),
    "index.split": (
        "The text was split into fewer parts than the line asks for.",
        "Print the text, and look for the sign at which it is split.",
    ),
    "key.columns": (
        "One pair of brackets takes one column, and here it gets several names.",
        "Hand the names over as one list.",
    ),
    "type.text_column": (
        "The column holds text, and this works with numbers only.",
        "Turn its values into numbers first, and look for those that are none.",
    ),
    "type.array_kinds": (
        "The values of the two arrays are of kinds that do not go together.",
        "Print the dtype of both.",
    ),
    "index.no_axis": (
        "The array has {length} sides, counted from 0, and here it is side {index}.",
        "Print its shape, and count its sides.",
    ),
    "key.format": (
        "The text has a place for {key}, and no value with that name is handed over.",
        "Compare the names in {{ }} with the ones in the call.",
    ),
    "key.not_in_set": (
        "The value {key} is not in the set at this moment.",
        "Ask with 'in' before you remove it.",
    ),
    "file.closed": (
        "The file is closed at this moment.",
        "Check where it is closed, and which lines still need it.",
    ),
    "file.mode_letter": (
        "A file can be opened in a few ways only, and '{what}' is none of them.",
        "Look up which letters stand for reading, writing and adding.",
    ),
    "file.mode": (
        "The file was opened in a way that makes it not {what}.",
        "Look at the letter behind its name in open.",
    ),
    "sql.incomplete": (
        "The statement stops before it is complete.",
        "Pair up its brackets and quotes.",
    ),
    "sql.columns": (
        "The table has {places} columns, and {given} values are handed over.",
        "Compare the values with the columns one by one.",
    ),
    "sql.values": (
        "The statement has places for {places}, and {given} values are handed over.",
        "Check how the values are grouped: each sign of a text counts as one.",
    ),
    "sql.closed": (
        "The database is closed at this moment.",
        "Check where it is closed, and which lines still need it.",
    ),
    "sql.unique": (
        "{name} must be different in each row, and this value is there already.",
        "Print the rows that the table holds by now.",
    ),
    "sql.not_null": (
        "{name} must have a value in each row, and here it has none.",
        "Check which value of the row is missing.",
    ),
    "async.running": (
        "A notebook already runs a loop for waiting, so no second one can start.",
        "Look up the word that waits for a result, and use that.",
    ),
}
HAPPENED: tuple[tuple[str, str, str], ...] = (
    ("ProgrammingError", "", "The database did not accept the statement."),
    ("IntegrityError", "", "The database did not accept the values."),
    ("FrozenInstanceError", "", "A value was to be changed that stays as it is."),
    ("UFuncTypeError", "", "A value has the wrong type for what is done with it."),
    ("AxisError", "", "The code asks for a place that is not there."),
    ("UnsupportedOperation", "", "A file was used in a way it was not opened for."),
)
