"""Sentences for values, places and the rest of what stops a run: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "file.text": (
        "The name of a file is needed here, and the value looks like the text of one.",
        "Print the value, and ask if there is a file to open at all.",
    ),
    "assert.called": (
        "The line calls something that checks the values it gets, and one is not allowed there.",
        "Print each value that the line hands over, and its type.",
    ),
    "assert.claim": (
        "The line checks a claim, and the claim is not true.",
        "Print what stands behind the word 'assert'.",
    ),
    "attr.module_hidden": (
        "Line {line} uses the name '{name}' for a value, so the module is hidden.",
        "Pick some other name for your value.",
    ),
    "import.circle": (
        "The module {module} is not ready: it imports this file, or this file has its name.",
        "Look at which file imports which, and at the names of your files.",
    ),
    "file.name_kind": (
        "The name of a file is needed here, and the value is {kind}.",
        "Check what you hand over, and if it has to be opened at all.",
    ),
    "value.empty": (
        "The text is empty, so there is no number in it.",
        "Check where the text comes from, and what should happen if it is empty.",
    ),
    "value.decimal": (
        "The text {text} is a number with a point, and int() reads whole numbers only.",
        "Turn it into a float first.",
    ),
    "value.comma": (
        "The text {text} has a comma, and a number in Python has none, only a point.",
        "Change the text before you turn it into a number.",
    ),
    "value.unit": (
        "The text {text} has more in it than a number.",
        "Keep only the digits before you turn it into a number.",
    ),
    "value.words": (
        "The text {text} is not a number.",
        "Check if you turn the right text into a number.",
    ),
    "value.unpack": (
        "The number of names on the left does not match the values on the right.",
        "Print the right side, and count the values in it.",
    ),
    "value.remove": (
        "The value is not in the list at this moment.",
        "Ask with 'in' before you remove it or look it up.",
    ),
    "value.substring": (
        "The part that you look for is not in the text.",
        "Ask with 'in' first, and check capital letters.",
    ),
    "value.empty_sequence": (
        "There is nothing in it, so there is no largest or smallest item.",
        "Decide what should happen when it is empty.",
    ),
    "value.truth_of_many": (
        "A test needs one yes or no, and here are many values at once.",
        "Decide whether all of them have to fit, or one is enough.",
    ),
    "value.other": (
        "The value has the right type, but it does not fit here.",
        "Print the value right before this line.",
    ),
    "index.number": (
        "The length of '{name}' is {length}, so the last place is {last}, and here it is {index}.",
        "Follow the value in the brackets from the first step to the last.",
    ),
    "index.empty": (
        "'{name}' is empty, so it has no first place.",
        "Decide what should happen when there is nothing in it.",
    ),
    "index.pop": (
        "There is nothing left to take out.",
        "Check how often the line runs, and what it finds the last time.",
    ),
    "index.range_end": (
        "The range on line {line} goes one step past the last place, since counting starts at 0.",
        "Work out the first and the last number that the range gives.",
    ),
    "index.neighbour": (
        "The line looks at the next item, and the last item has no next one.",
        "Work out what happens in the last step of the loop.",
    ),
    "index.length": (
        "The length is used as a place, but counting starts at 0.",
        "Work out which place the last item has.",
    ),
    "index.item_as_place": (
        "The loop gives the items themselves, and here one is used as a place.",
        "Print the loop name to see what it holds in each step.",
    ),
    "index.past_end": (
        "Places start at 0, so the last place is one less than the length.",
        "Print the length and the place right before this line.",
    ),
    "key.near": (
        "There is a key {near}, and it looks a lot like {key}.",
        "Compare the two letter by letter.",
    ),
    "key.type": (
        "There is a key {near}, but a number and a text are two different keys.",
        "Check which of the two you need.",
    ),
    "key.first_time": (
        "The line adds to the key {key}, and the first time it is not there yet.",
        "Decide what a key should start with, and set that first.",
    ),
    "key.missing": (
        "The key {key} is not in the dict at this moment.",
        "Ask with 'in' first, or think what should count when it is missing.",
    ),
    "zero.name": (
        "'{name}' is 0 at this moment.",
        "Decide what the result should be then, and ask before you divide.",
    ),
    "zero.length": (
        "The length is 0 when there is nothing to count.",
        "Decide what the result should be then, and ask before you divide.",
    ),
    "zero.fixed": (
        "A fixed 0 stands behind the sign of the division.",
        "Decide which value you want to divide by.",
    ),
    "zero.other": (
        "The value after the division sign is 0 at this moment.",
        "Find out how it became 0, and ask before you divide.",
    ),
    "eof.parameter": (
        "The function already gets its values as parameters: {names}.",
        "Use the parameters; there is no need to ask with input().",
    ),
    "eof.loop": (
        "input() stands in a loop, so it asks again and again.",
        "Work out how often the loop asks, and when it should stop.",
    ),
    "eof.often": (
        "input() was called more often than there were answers.",
        "Count how often your code asks, and how often the task wants it.",
    ),
    "recursion.no_stop": (
        "{function} calls itself, and there is no 'if' in it that could end this.",
        "Think of the smallest case that needs no further call.",
    ),
    "recursion.same": (
        "{function} calls itself with the same values, so nothing gets smaller.",
        "Decide which value has to change from call to call.",
    ),
    "recursion.property": (
        "Inside of '{name}' this line uses '{name}' of the same object, so it calls itself.",
        "Keep the value itself under another name than that of the property.",
    ),
    "recursion.attribute": (
        "Python calls {function} for an attribute, and this line makes it do so again.",
        "Look up how such a method gets to an attribute without a call of itself.",
    ),
    "recursion.as_text": (
        "Python calls {function} to show the object, and this line shows the object again.",
        "Build the text from the attributes of the object, not from the object.",
    ),
    "recursion.never": (
        "The calls go on and never reach the case that stops.",
        "Follow the value for the smallest input, call by call.",
    ),
    "stub.left": (
        "The line that marks the gap is still in your code.",
        "Write your own lines in its place, then run the cell again.",
    ),
    "import.near": (
        "There is a module called {near}, and it looks a lot like {name}.",
        "Compare the two names letter by letter.",
    ),
    "import.name": (
        "The module {module} has nothing called {name}.",
        "Check the spelling, and where capital letters go.",
    ),
    "import.missing": (
        "There is no module called {name} here.",
        "Check the spelling, and if the task needs it at all.",
    ),
    "assert.failed": (
        "The line checks a claim, and the claim is not true.",
        "Print the two values that the line compares.",
    ),
    "file.missing": (
        "There is no file with that name in this place.",
        "Compare the name in the quotes with the files that you see.",
    ),
    "stopped.loop": (
        "The code was stopped from outside; often a loop did not end.",
        "Check what changes in each step so that the loop can end.",
    ),
    "exit.arguments": (
        "The parser ends the program when the words it gets do not fit its options.",
        "Compare the options with the words, and check which words the call is given.",
    ),
    "exit.called": (
        "exit(), quit() and sys.exit() end everything at once, also the check.",
        "Leave the call out: a program ends by itself after its last line.",
    ),
    "memory.grows": (
        "Something on the way grows very large: a list, a text or a number of copies.",
        "Look at what grows, and how large it should become.",
    ),
    "closed.place": (
        "While an answer is checked, files and the network are closed to it.",
        "Work with the values that the task gives you.",
    ),
    "none.print": (
        "The function {function} prints its result and has no return with a value.",
        "Think about who should get the value: the screen or the caller.",
    ),
    "none.no_return": (
        "The function {function} has no return with a value.",
        "Decide what it should give back, and return it.",
    ),
    "none.some_path": (
        "The function {function} has a return, but one way through it ends without one.",
        "Follow each branch to its end, and see what it gives back.",
    ),
    "none.stored": (
        "The call of {method} changes the list in place and gives None, which the name holds then.",
        "Call {method} on its own line, and leave the name as it was.",
    ),
    "none.in_place": (
        "The function {function} returns what {method} gives back, and that is None.",
        "Call {method} on its own line, and return the list after it.",
    ),
    "other.read": (
        "The message says: {message}.",
        "Print the values of the line right before it runs.",
    ),
    "other.plain": (
        "Python gives no more detail for it.",
        "Print the values of the line right before it runs.",
    ),
}

HAPPENED: tuple[tuple[str, str, str], ...] = (
    ("ValueError", r"literal for int", "int() got a text that is not a whole number."),
    ("ValueError", r"string to float", "float() got a text that is not a number."),
    ("ValueError", r"to unpack", "Names and values do not match in number."),
    ("ValueError", r"not in list|not in tuple", "Something was looked for that is not there."),
    ("ValueError", r"substring not found", "A part of a text was looked for that is not there."),
    ("ValueError", r"truth value of .* ambiguous", "Many values were asked for one yes or no."),
    (
        "ValueError",
        r"empty sequence|is empty|empty range",
        "The largest or smallest of nothing was asked for.",
    ),
    ("ValueError", r"", "A value does not fit what is done with it."),
    ("IndexError", r"pop", "An item was to be taken out of something empty."),
    ("IndexError", r"^string", "The code asks for a place in a text that is not there."),
    ("IndexError", r"", "The code asks for a place that is not there."),
    ("KeyError", r"", "A key or a value was asked for that is not there."),
    ("ZeroDivisionError", r"", "The code divides by zero, which has no result."),
    ("EOFError", r"", "input() asked for an answer, and there was none left."),
    ("RecursionError", r"", "A function called itself too many times."),
    ("NotImplementedError", r"", "This part of your code is not written yet."),
    ("ModuleNotFoundError", r"", "Python cannot find a module that should be imported."),
    ("ImportError", r"", "Python cannot import what the line asks for."),
    ("AssertionError", r"", "A check in the code is not true."),
    ("FileNotFoundError", r"", "Python cannot find a file."),
    ("KeyboardInterrupt", r"", "The run was stopped before it came to an end."),
    ("TimeoutError", r"", "The run took too long and was stopped."),
    ("SystemExit", r"", "The code ended the program itself."),
    ("MemoryError", r"", "The code asked for more memory than there is."),
    ("PermissionError", r"", "The code asked for something that is not allowed here."),
    ("URLError", r"", "The code asked for something from the network."),
    ("gaierror", r"", "The code asked for something from the network."),
)
