"""Sentences for names, types and attributes: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "name.constant": (
        "In Python, '{near}' starts with a capital letter.",
        "Compare the first letter with yours.",
    ),
    "name.near": (
        "There is a name '{near}', and it looks a lot like '{name}'.",
        "Compare the two names letter by letter.",
    ),
    "name.near_line": (
        "The name '{near}' is set on line {line}, and it looks a lot like '{name}'.",
        "Compare the two names letter by letter.",
    ),
    "name.import": (
        "The name '{name}' comes from the module {module}, which has to be imported first.",
        "Add the import at the top of your code.",
    ),
    "name.gap": (
        "A gap of the task is still open on this line.",
        "Think what the line should do, and put it in the place of the gap.",
    ),
    "name.unquoted": (
        "The name '{name}' is not set in your code, and here it could be meant as text.",
        "If it is text, put quotes around it.",
    ),
    "name.later": (
        "The name '{name}' gets its value on line {line}, which comes after it is used.",
        "Put the line that sets it first.",
    ),
    "name.elsewhere": (
        "The name '{name}' lives inside the function {function} and is not known outside of it.",
        "Let the function give the value back, and keep what it gives you.",
    ),
    "name.unset": (
        "No line of this cell sets the name '{name}'.",
        "Check the spelling, and run the cell that sets it first.",
    ),
    "unbound.outer": (
        "The function sets '{name}' itself, so it does not see the '{name}' from outside.",
        "Hand the value in as a parameter, and give the new one back with return.",
    ),
    "unbound.enclosing": (
        "The inner function sets '{name}' itself, so it cannot see the one of the outer function.",
        "Look up the word that lets it change a name of the function around it.",
    ),
    "unbound.branch": (
        "The name '{name}' is set on line {line} only if the test above it is true.",
        "Give it a first value before the if, or set it in each branch.",
    ),
    "unbound.loop": (
        "The name '{name}' is set only inside a loop, and the loop may run zero times.",
        "Give it a first value before the loop.",
    ),
    "unbound.before": (
        "The name '{name}' is used before the line that gives it a value.",
        "Follow the lines in the order they run, and find where it is first set.",
    ),
    "type.concat": (
        "The + joins text with text or adds numbers, and here one side is text.",
        "Decide if you want a sum or a longer text, and make both sides the same kind.",
    ),
    "type.none_in_place": (
        "'{name}' holds None, since {method} changes the list in place and gives back nothing.",
        "Call {method} on its own line, and go on with the list itself.",
    ),
    "type.none_print": (
        "'{name}' holds None, since print shows a value and gives back nothing.",
        "Store the value first, and print it after that.",
    ),
    "type.none_no_return": (
        "The function {function} gives back None, since it has no return with a value.",
        "Decide what the function should give back, and return it.",
    ),
    "type.none_operand": (
        "One of the values on this line is None, which means no value.",
        "Find the line where it was set, and check what was stored there.",
    ),
    "type.unconverted": (
        "One value is text, even if it looks like a number; input() always gives text.",
        "Turn the text into a number before you use it.",
    ),
    "type.text_times": (
        "Text can be repeated by a whole number only, and here it meets another text.",
        "Decide if you want a number there, or a longer text.",
    ),
    "type.keys_of_loop": (
        "The loop on line {line} goes through a dict, so '{name}' is a key and not its value.",
        "Look up how a loop gets at the values of a dict.",
    ),
    "type.unconverted_name": (
        "'{name}' holds the text {value}, and text is not a number.",
        "Turn it into a number before you use it.",
    ),
    "type.operand": (
        "The sign {sign} does not work between {left} and {right}.",
        "Print both values to see what they hold.",
    ),
    "type.builtin_hidden": (
        "Line {line} uses the name '{name}' for a value, so the built-in function is hidden.",
        "Pick some other name for your value.",
    ),
    "type.call_index": (
        "'{name}' is no function, and round brackets call one.",
        "To take one item out of it, use the other kind of brackets.",
    ),
    "type.call_times": (
        "A number stands right in front of a bracket, and Python reads that as a call.",
        "Put the sign for times in between.",
    ),
    "type.not_callable": (
        "The brackets call something that is {kind}, not a function.",
        "Check what the name in front of the brackets holds.",
    ),
    "type.iter_number": (
        "A loop needs many values to go through, and here it gets one number.",
        "Ask range for the numbers that you want to go through.",
    ),
    "type.call_number": (
        "The call goes through many values, and here it gets one number.",
        "Check what you hand over: a list of values, or more than one of them.",
    ),
    "type.iter_none": (
        "The value to go through item by item is None.",
        "Find where it was set: a function without return gives None.",
    ),
    "type.unpack_one": (
        "One single value was to be split over several names.",
        "Print the value, and think what was to go into each name.",
    ),
    "type.iter_other": (
        "One value of the type {kind} cannot be gone through item by item.",
        "Check what the line before has stored in it.",
    ),
    "type.index_function": (
        "Square brackets take an item, but in front of them is a function.",
        "To call a function, use round brackets.",
    ),
    "type.index_none": (
        "The value in front of the square brackets is None.",
        "Find where it was set: a function without return gives None.",
    ),
    "type.index_single": (
        "The value in front of the square brackets is {kind}, which has no items.",
        "Check if you meant another name.",
    ),
    "type.string_index": (
        "The value in front of the brackets is text, and text has places by number only.",
        "Check what a loop gives you: from a dict it gives the keys.",
    ),
    "type.list_index": (
        "A list has places by whole number, and the value in the brackets is {kind}.",
        "Check what stands in the square brackets.",
    ),
    "type.too_few": (
        "The call of {function} leaves out: {missing}.",
        "Compare the call with the names in the def line.",
    ),
    "type.too_many": (
        "The function {function} takes {takes}, and the call hands over {given}.",
        "Compare the call with the def line, or with the help text.",
    ),
    "type.keyword": (
        "The function {function} has no parameter with the name '{name}'.",
        "Check how it is spelt in the def line or in the help text.",
    ),
    "type.percent": (
        "The sign % fills in blanks when the left side is text.",
        "For the rest of a division, make both sides numbers.",
    ),
    "type.len": (
        "Only things with items have a length, and this is {kind}.",
        "Check which value you want to count.",
    ),
    "type.unhashable": (
        "{kind:A} can change, so it cannot be a key or go in a set.",
        "Use a text, a number or a tuple there.",
    ),
    "type.item_assignment": (
        "A value of the type {kind} cannot be changed in place.",
        "Build a new value from the parts, and store that.",
    ),
    "type.convert": (
        "{function}() needs text or a number, and it got {kind}.",
        "Check what you hand to it.",
    ),
    "type.other": (
        "A value on this line is not of the kind that is needed.",
        "Print each value of the line to see what it holds.",
    ),
    "attr.none_in_place": (
        "'{name}' holds None, since {method} changes the list in place and gives back nothing.",
        "Call {method} on its own line, and go on with the list itself.",
    ),
    "attr.none": (
        "The value in front of the dot is None, which means no value.",
        "Find where it was set: a function without return gives None.",
    ),
    "attr.near": (
        "There is something called '{near}' here, and it looks a lot like '{name}'.",
        "Compare the two names letter by letter.",
    ),
    "attr.other_type": (
        "'{name}' belongs to {owner:a}, and the value in front of the dot is {kind:a}.",
        "Check what the name in front of the dot holds.",
    ),
    "attr.module": (
        "The module {module} has nothing called '{name}'.",
        "Check the spelling, and that no file of yours has the name of the module.",
    ),
    "attr.own": (
        "No line has given this object the attribute '{name}'.",
        "Check the spelling, and where the object is set up.",
    ),
    "attr.other": (
        "A value of the type {kind} has nothing called '{name}'.",
        "Check the spelling and what the name in front of the dot holds.",
    ),
}

_NAME = r"name '(?P<name>[^']*)'"
_OF = r"'(?P<kind>[^']*)' object"
HAPPENED: tuple[tuple[str, str, str], ...] = (
    ("NameError", _NAME, "Python does not know the name '{name}'."),
    ("NameError", r"variable '(?P<name>[^']*)'", "'{name}' has no value yet at this line."),
    ("NameError", r"", "Python met a name that it does not know."),
    (
        "UnboundLocalError",
        r"variable '(?P<name>[^']*)'",
        "'{name}' has no value yet at this line.",
    ),
    ("UnboundLocalError", r"", "A name of the function has no value yet at this point."),
    (
        "TypeError",
        r"^can only concatenate (?!str \(not \"(?:int|float|bool))",
        "Two values of different kinds cannot be added.",
    ),
    (
        "TypeError",
        r"^can only concatenate str \(not \"(?:int|float|bool)|"
        r"for \+=?: '(?:str|int|float|bool)' and '(?:str|int|float|bool)'",
        "Text and a number cannot be added.",
    ),
    (
        "TypeError",
        r"unsupported operand type.* for (?P<sign>\S+): '(?P<a>[^']*)' and '(?P<b>[^']*)'",
        "The sign {sign} cannot work with {a} and {b}.",
    ),
    ("TypeError", r"can't multiply sequence", "Text or a list cannot be taken times this value."),
    ("TypeError", r"not supported between", "Two values that cannot be put in order are compared."),
    ("TypeError", _OF + r" is not callable", "Something is called that is not a function."),
    (
        "TypeError",
        _OF + r" is not iterable",
        "A loop or a call got one value, not many.",
    ),
    ("TypeError", r"non-iterable", "One value is split up into parts that it does not have."),
    ("TypeError", _OF + r" is not subscriptable", "An item is taken where there are none."),
    (
        "TypeError",
        r"indices must be integers",
        "The place in the brackets is no whole number.",
    ),
    ("TypeError", r"missing \d+ required", "A function was called with too few values."),
    ("TypeError", r"takes .* positional argument", "A function was called with too many values."),
    (
        "TypeError",
        r"takes .*arguments?|\bexpected .* arguments?",
        "A function was called with another number of values than it takes.",
    ),
    (
        "TypeError",
        r"unexpected keyword|invalid keyword",
        "A call names an unknown parameter.",
    ),
    ("TypeError", r"not all arguments converted", "The sign % got text on its left side."),
    ("TypeError", r"has no len\(\)", "The length of something without length was asked for."),
    ("TypeError", r"unhashable|as a (?:dict|set)", "A value that can change is used as a key."),
    ("TypeError", r"item (?:assignment|deletion)", "Part of a fixed value was to be changed."),
    ("TypeError", r"^(?P<f>int|float)\(\)", "{f}() got a value that it cannot turn into a number."),
    ("TypeError", r"", "A value has the wrong type for what is done with it."),
    ("AttributeError", r"'NoneType'.*attribute '(?P<n>[^']*)'", "'{n}' was asked of None."),
    (
        "AttributeError",
        r"has no attribute '(?P<n>[^']*)'",
        "Python finds no '{n}' here.",
    ),
    ("AttributeError", r"", "Python does not find what stands after the dot."),
)
