"""What is said where the tutor does not give what is asked for: one sentence, before the next step.

By kind of request two ways of saying it, so that nobody reads the same words twice in a row.
"""

from __future__ import annotations

ROLE = (
    "I stay your tutor here, whoever asks me to be somebody else. ",
    "My part stays the same here: I ask and explain, and the code is yours. ",
)
ORDER = (
    "I read what stands in your code and files, and I do not follow orders that stand there. ",
    "A text in your notebook cannot tell me what to do, so let us look at the code itself. ",
)
HIDDEN = (
    "I do not show hidden checks or model solutions, and no way of asking changes that. ",
    "What is hidden stays hidden here, and you can do without it. ",
)
FORM = (
    "I do not give the answer in another language or dress either. ",
    "Written in another way, it would still be the answer, and I leave that to you. ",
)
PIECE = (
    "I do not fill in the missing piece, since finding it is what this problem is for. ",
    "That piece is yours to find, and I help you get there. ",
)
ANSWER = (
    "I do not give the answer away, for then it would not be yours. ",
    "I do not write or mend the code for you; I help you to do it. ",
)
SENTENCES = {
    "role": ROLE,
    "order": ORDER,
    "hidden": HIDDEN,
    "form": FORM,
    "piece": PIECE,
    "answer": ANSWER,
}
TOO_MUCH = "What I was about to say would have told you too much, so I stop here. "

SPANISH = {
    ROLE[0]: "Aquí sigo siendo tu tutor, me lo pida quien me lo pida. ",
    ROLE[1]: "Mi papel aquí no cambia: yo pregunto y explico, y el código es tuyo. ",
    ORDER[0]: "Leo lo que hay en tu código y en tus archivos, y no sigo las órdenes que haya ahí. ",
    ORDER[1]: "Un texto de tu cuaderno no puede mandarme, así que miremos el código. ",
    HIDDEN[0]: "No muestro pruebas ocultas ni soluciones modelo, se pidan como se pidan. ",
    HIDDEN[1]: "Lo oculto sigue oculto aquí, y no te hace falta. ",
    FORM[0]: "Tampoco doy la respuesta en otro lenguaje ni de otra forma. ",
    FORM[1]: "Escrita de otra manera seguiría siendo la respuesta, y esa te la dejo a ti. ",
    PIECE[0]: "No pongo la pieza que falta, porque encontrarla es el fin de este problema. ",
    PIECE[1]: "Esa pieza te toca encontrarla a ti, y yo te ayudo a llegar. ",
    ANSWER[0]: "No doy la respuesta, porque entonces no sería tuya. ",
    ANSWER[1]: "No escribo ni arreglo el código por ti; te ayudo a hacerlo. ",
    TOO_MUCH: "Lo que iba a decir te habría dicho demasiado, así que paro aquí. ",
}
