"""The sentences that check an understanding beside the questions for values."""

from __future__ import annotations

STOPS = (
    "In the check “{title}” your code stops on line {line}.",
    "What has to be true there so that it can go on?",
)
CALLS = (
    "In the check “{title}” your code calls itself: first with {first}, then with {second}.",
    "Which call is the last one, and what ends it?",
)
TURNS = (
    "In the check “{title}” line {line} runs more than once.",
    "What decides when it runs for the last time?",
)
OTHER = (
    "Think of other input than in the check “{title}”: {kinds}.",
    "For which of these would your code take another way?",
)
WITHOUT = (
    "Suppose that line {line} were not there.",
    "What would your code do in the check “{title}” then?",
)
ALL_ASKED = (
    "I have asked you all that I can about this run. Change one value of the example in a cell of "
    "your own, say what will come out, and run it.",
    "Which value will you change?",
)
LOOK_NAME = (
    "Read from the top of the cell to this line, and mark each place where that name stands.",
    "Which of them gives it a value, and does it run before this line?",
)
"""How to look for oneself where a name has no value."""
PASSES = (
    "The check “{title}” passes, and your code gets there like this:",
    "Which of these steps would change for other input?",
)
"""For a mistake that only hidden checks meet."""
PAIRS = (STOPS, CALLS, TURNS, OTHER, WITHOUT, ALL_ASKED, PASSES, LOOK_NAME)
SPANISH = {
    STOPS[0]: "En la comprobación “{title}” tu código se para en la línea {line}.",
    STOPS[1]: "¿Qué tiene que cumplirse ahí para que pueda seguir?",
    CALLS[0]: "En la comprobación “{title}” tu código se llama a sí mismo: primero con {first}, "
    "luego con {second}.",
    CALLS[1]: "¿Qué llamada es la última, y qué la termina?",
    TURNS[0]: "En la comprobación “{title}” la línea {line} se ejecuta más de una vez.",
    TURNS[1]: "¿Qué decide cuándo se ejecuta por última vez?",
    OTHER[0]: "Piensa en una entrada distinta de la de la comprobación “{title}”: {kinds}.",
    OTHER[1]: "¿Con cuál iría tu código por otro camino?",
    WITHOUT[0]: "Supón que la línea {line} no estuviera.",
    WITHOUT[1]: "¿Qué haría entonces tu código en la comprobación “{title}”?",
    ALL_ASKED[0]: "Te he preguntado todo lo que puedo sobre esta ejecución. Cambia un valor del "
    "ejemplo en una celda tuya, di qué va a salir y ejecútala.",
    ALL_ASKED[1]: "¿Qué valor vas a cambiar?",
    LOOK_NAME[0]: "Lee desde el principio de la celda hasta esta línea y marca cada lugar donde "
    "está ese nombre.",
    LOOK_NAME[1]: "¿Cuál le da un valor, y se ejecuta antes que esta línea?",
    PASSES[0]: "La comprobación “{title}” pasa, y tu código llega así:",
    PASSES[1]: "¿Cuál de estos pasos cambiaría con otra entrada?",
}
