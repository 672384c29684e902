"""What the explainer says of names, kinds and classes; see `texts`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "name.null": (
        "Other languages say '{name}'; Python has its own word for no value.",
        "Look up the word that Python uses.",
    ),
    "name.of_object": (
        "'{name}' belongs to the class or its objects, and its bare name is not enough.",
        "Ask the object for it: look at the first parameter of the method.",
    ),
    "name.not_at_the_top": (
        "The line looks for '{name}' at the top of the cell, and it belongs to {function}.",
        "Look up how an inner function changes a name of the function around it.",
    ),
    "name.other_method": (
        "The name '{name}' lives inside the method {function}, and other methods do not see it.",
        "Think how the object itself could keep the value.",
    ),
    "name.other_parameter": (
        "The name '{name}' is handed to the method {function}, and this method does not get it.",
        "Compare the name on this line with those in the def line of its own method.",
    ),
    "type.slice_index": (
        "A part is cut out at whole numbers, and one of the places beside the ':' is none.",
        "Print the places on both sides of the ':', right above the line.",
    ),
    "name.in_brackets": (
        "The name '{name}' is known only inside the brackets on line {line}.",
        "Use it in there, or store what you need under a name of its own.",
    ),
    "name.after_except": (
        "Python forgets '{name}' at the end of the except block from line {line}.",
        "Use it in that block, or keep it under some other name.",
    ),
    "name.gone": (
        "Line {line} sets the name '{name}', and here it is not known.",
        "Check if that line has run, and what comes in between.",
    ),
    "unbound.try": (
        "The name '{name}' is set on line {line} only if nothing fails before that.",
        "Decide what it should hold when that part fails.",
    ),
    "unbound.built_in": (
        "The function sets its own '{name}', so the built-in one cannot be seen in it.",
        "Pick some other name for your value.",
    ),
    "type.none_some_path": (
        "The function {function} gives back None when it comes to its end without a return.",
        "Follow this call through the function, and see which way it takes.",
    ),
    "type.none_get": (
        "The call of get gives back None when the key is not there.",
        "Check the key, or decide what should count when it is missing.",
    ),
    "type.print_operand": (
        "The value of print itself is used here, and print gives back nothing.",
        "Check where the bracket of print has to close.",
    ),
    "type.no_order": (
        "Python cannot put {left} and {right} in order.",
        "Print the items, and decide by what they should be put in order.",
    ),
    "type.side_by_side": (
        "Two values stand side by side, and Python reads the second as part of the first.",
        "Check which sign belongs between them.",
    ),
    "type.index_tuple": (
        "A list takes one place at a time, and here the brackets hold more.",
        "Take one step inwards with each pair of brackets.",
    ),
    "type.call_module": (
        "'{name}' is a whole module, and the brackets call it like a function.",
        "Look up what is in the module, and how to name a part of it.",
    ),
    "type.percent_few": (
        "The text has more places with % than there are values.",
        "Count the places and the values.",
    ),
    "type.format_kind": (
        "What stands after the colon in {{ }} is for a single value, and here it gets {kind}.",
        "Print the value, and decide which part of it to show.",
    ),
    "type.isinstance": (
        "The second value in this call has to be a type itself, not its name as text.",
        "Look at what you hand over second, and at its quotes.",
    ),
    "type.text_needed": (
        "A text is needed here, and the value is {kind}.",
        "Turn the value into text first.",
    ),
    "type.in_single": (
        "The word 'in' looks inside a group or a text, and here it gets {kind}.",
        "Check what stands behind 'in'.",
    ),
    "type.json": (
        "JSON has no way to write down {kind}.",
        "Turn it into a list, a dict, a text or a number first.",
    ),
    "type.lazy_length": (
        "The value is {kind}, which hands out one item after the other and has no length.",
        "Make a list of it first, or count in a loop.",
    ),
    "type.no_places": (
        "The value is {kind}, and its items have no places by number.",
        "Make a list of it first, or go through it in a loop.",
    ),
    "type.keyword_built_in": (
        "In a call '{name}' with = names a parameter, and {function} has none of that name.",
        "Decide if you want to compare, or just to hand over the value.",
    ),
    "attr.dict_key": (
        "'{name}' is a key of the dict, and keys do not stand behind a dot.",
        "Look up how to get a value out of a dict.",
    ),
    "attr.inside_class": (
        "'{name}' belongs to the class {module}, which lies in the module of the same name.",
        "Look at how the module was imported.",
    ),
    "attr.text_column": (
        "Behind .str a column has to hold text, and this one holds something else.",
        "Print the column, and check what kind of values are in it.",
    ),
    "class.near_init": (
        "A new object runs the method __init__, and here the name is '{near}'.",
        "Compare the two names sign by sign.",
    ),
    "class.no_init": (
        "The class {name} has no __init__, so a new object takes no values.",
        "Think where the values of a new object should be stored.",
    ),
    "class.no_object": (
        "The method {method} was called on the class {name} itself, and it needs an object.",
        "Make an object of the class first, and ask that.",
    ),
    "class.local": (
        "The method {method} gives the value to a name of its own, not to the object.",
        "Compare how the other lines get at what belongs to the object.",
    ),
    "class.no_super": (
        "The class {name} has its own __init__, so the one of {near} does not run.",
        "Look up how one __init__ calls the other.",
    ),
    "class.property": (
        "'{name}' is a property: it gives its value without a call.",
        "Look at the brackets behind it.",
    ),
    "class.order": (
        "'{name}' has no default, and it comes after one that has.",
        "Put those with a default last.",
    ),
    "class.frozen": (
        "The class is frozen, so '{name}' keeps its first value.",
        "Make a new object with the other value.",
    ),
    "type.abstract": (
        "The class {name} leaves its method {method} open, so no object of it can be made.",
        "Look at which class should fill in that method.",
    ),
    "attr.no_setter": (
        "'{name}' is worked out by the class, so no value can be stored there.",
        "Find the value that it is worked out from.",
    ),
}
