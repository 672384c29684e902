"""What is asked about a hidden check: the author's words for it, and what else could be tried.

Of a hidden check nothing is known but those words. That the example comes out right says that it is
about another kind of input, and the learner's own values tell which kinds there are.
"""

from __future__ import annotations

from .situation import Answer, Situation

TRY_QUESTION = "Which input of that kind could you try in your own code?"
LOOK_QUESTION = "What does your code do there, and what should it do?"
TO_TRY = ("Try ", "Think of ", "Prueba ", "Piensa en ")
"""How an author's words begin that name an input."""
OTHER_INPUT = "Your code does what the example asks. Other input may show more: {kinds}."
OTHER_INPUT_QUESTION = "Which of these could come up in this task, and what should come out then?"
ANY = "nothing at all, only one thing, two that are equal, or more than in the example"
OF_NUMBERS = "0, a number below 0, a very large one, or one just at a limit"
OF_TEXTS = "an empty text, one sign, capital letters, or blanks at its ends"
OF_MANY = "one with nothing in it, one with a single item, equal items, or another order"
OF_OBJECTS = "the same call twice in a row, two objects at a time, or the calls in another order"
OF_TABLES = "no row, one row, equal rows, rows in another order, or rows numbered otherwise"
OF_CHOICES = "a value just at a limit, one below it, one above it, or the other way of a choice"
SPANISH = {
    LOOK_QUESTION: "¿Qué hace tu código en ese caso, y qué debería hacer?",
    OTHER_INPUT: "Tu código hace lo que pide el ejemplo. Otras entradas pueden mostrar más: "
    "{kinds}.",
    OTHER_INPUT_QUESTION: "¿Cuáles pueden darse en esta tarea, y qué debería salir entonces?",
    ANY: "nada de nada, una sola cosa, dos iguales o más que en el ejemplo",
    OF_NUMBERS: "0, un número menor que 0, uno muy grande o uno justo en un límite",
    OF_TEXTS: "un texto vacío, un solo signo, mayúsculas o espacios en los extremos",
    OF_OBJECTS: "la misma llamada dos veces seguidas, dos objetos a la vez o las llamadas en otro "
    "orden",
    OF_TABLES: "ninguna fila, una fila, filas iguales, en otro orden o numeradas de otra forma",
    OF_CHOICES: "un valor justo en un límite, uno por debajo, uno por encima o el otro lado de una "
    "elección",
    OF_MANY: "una vacía, una con un solo elemento, elementos iguales u otro orden",
}


def only_hidden(situation: Situation) -> bool:
    """Say whether a program stops nowhere and passes all but hidden checks."""
    stopped = situation.fault or situation.timed_out or situation.answer is not Answer.CODE
    return not stopped and bool(situation.failing) and all(t.hidden for t in situation.failing)


def question_of(message: str) -> str:
    """Return the question that fits an author's words for a hidden check.

    >>> question_of("Look at the text of the sum.") == LOOK_QUESTION
    True
    """
    return TRY_QUESTION if message.startswith(TO_TRY) else LOOK_QUESTION


def kinds_to_try(situation: Situation) -> str:
    """Return the kinds of input that often show a mistake, by the first value of the own run."""
    steps = situation.trace.steps if situation.trace else ()
    values = [value for _, value in steps[0].values] if steps else []
    first = next((v for v in values if v[0] not in "<NTF"), "")
    if not first and values[:1] in (["<DataFrame>"], ["<Series>"], ["<ndarray>"]):
        return OF_TABLES
    if not first and steps and steps[0].values[0][0] == "self":
        return OF_OBJECTS
    if not first and any(v in ("True", "False") for v in values):
        return OF_CHOICES
    if first[:1] in ("'", '"'):
        return OF_TEXTS if any(map(str.isalpha, first)) else ANY
    if first[:1] in ("[", "(", "{"):
        return OF_MANY
    return OF_NUMBERS if first[:1].isdigit() or first[:1] == "-" else ANY
