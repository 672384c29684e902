"""What the grader says to learners, in Spanish, by its English text."""

from __future__ import annotations

_ENDS = {
    "A hidden check": "Una comprobación oculta",
    "A check with other values did not pass. Does your code work for every case?": "Una "
    "comprobación con otros valores no pasó. ¿Tu código funciona en todos los casos?",
    "There is no code in the answer yet, so there was nothing to check.": "Todavía no hay código "
    "en la respuesta, así que no había nada que comprobar.",
    "The checker had a problem of its own. Your answer was not judged; please try again.": "El "
    "comprobador tuvo un problema propio. Tu respuesta no se evaluó; inténtalo otra vez.",
    "The machine was too busy to check your answer. It does not count; please hand it in "
    "again.": "La máquina estaba demasiado ocupada para comprobar tu respuesta. No cuenta; "
    "entrégala otra vez.",
    "This check wants the module {name}, which is not there. That is no mistake of yours: the "
    "answer is no module of its own, so a check cannot import it, nor patch a name in it.": "Esta "
    "comprobación pide el módulo {name}, que no existe. No es un error tuyo: la respuesta no es un "
    "módulo propio, así que una comprobación no puede importarla ni cambiar un nombre en ella.",
    "Your code imports matplotlib{line}, which this problem does not offer. Leave it out, or ask "
    "the author to allow data libraries.": "Tu código importa matplotlib{line}, que este problema "
    "no ofrece. Quítalo, o pide a quien lo escribió que permita bibliotecas de datos.",
    "The check could not work with what your code gave": "La comprobación no pudo trabajar con lo "
    "que dio tu código",
    "This check gave {points} of {most} points. A part of it does not work yet.": "Esta "
    "comprobación dio {points} de {most} puntos. Una parte todavía no funciona.",
    "This check did not pass.": "Esta comprobación no pasó.",
    "The answer is longer than {most} characters.": "La respuesta tiene más de {most} caracteres.",
    "Your code did not finish within {seconds} second. Is there a loop that never ends, or far too "
    "much to do?": "Tu código no terminó en {seconds} segundo. ¿Hay un bucle que no termina nunca, "
    "o demasiado que hacer?",
    "Your code did not finish within {seconds} seconds. Is there a loop that never ends, or far "
    "too much to do?": "Tu código no terminó en {seconds} segundos. ¿Hay un bucle que no termina "
    "nunca, o demasiado que hacer?",
    "Your code used all the processor time that it may have.": "Tu código usó todo el tiempo de "
    "procesador que puede usar.",
    "Your code wrote more than {most} kB, or too many files.": "Tu código escribió más de {most} "
    "kB, o demasiados archivos.",
    "Your code printed more than {most} kB.": "Tu código mostró más de {most} kB.",
    "Your code ended Python itself or made it crash, so this check could not go on.": "Tu código "
    "cerró Python o hizo que fallara, así que esta comprobación no pudo seguir.",
    "Your code disturbed the checking, so this check could not go on.": "Tu código estorbó la "
    "comprobación, así que no pudo seguir.",
    " (line {line})": " (línea {line})",
    "Your code wanted more than {most} MB of memory{line}.": "Tu código quiso más de {most} MB de "
    "memoria{line}.",
    "Your code called itself more than {most} times in a row{line}. Does it always reach a case "
    "that needs no further call?": "Tu código se llamó a sí mismo más de {most} veces "
    "seguidas{line}. ¿Llega siempre a un caso que no necesita otra llamada?",
    "Your code stopped with {name}{told}{line}.": "Tu código se detuvo con {name}{told}{line}.",
    "Your code stopped with {name}.": "Tu código se detuvo con {name}.",
    "Your code stopped with {name} in line {line}.": "Tu código se detuvo con {name} en la línea "
    "{line}.",
    "{before} So there is no `{name}` to check.": "{before} Por eso no hay ningún `{name}` que "
    "comprobar.",
    "Your code does not set the name `{name}`. Is it spelled like that?": "Tu código no da un "
    "valor al nombre `{name}`. ¿Está escrito así?",
    "Python cannot read your code, so it was not checked. On line {line} it says: {message}": (
        "Python no puede leer tu código, así que no se comprobó. En la línea {line} dice: {message}"
    ),
    "Python cannot read your code, so it was not checked. It says: {message}": "Python no puede "
    "leer tu código, así que no se comprobó. Dice: {message}",
}

_CONSTRUCTS = {
    "a `for` loop": "un bucle `for`",
    "a `while` loop": "un bucle `while`",
    "a loop": "un bucle",
    "a comprehension": "una comprensión",
    "an `if`": "un `if`",
    "a conditional expression (`a if b else c`)": "una expresión condicional (`a if b else c`)",
    "a function": "una función",
    "a class": "una clase",
    "a `lambda`": "un `lambda`",
    "a `match`": "un `match`",
    "a `try`": "un `try`",
    "a `with` block": "un bloque `with`",
    "an `assert`": "un `assert`",
    "an f-string": "un f-string",
    "a `yield`": "un `yield`",
    "a `global` or `nonlocal`": "un `global` o `nonlocal`",
    "a slice": "una rebanada",
    "a function that calls itself": "una función que se llama a sí misma",
    "a decorator": "un decorador",
}

_RULES = {
    "The rules of this problem": "Las reglas de este problema",
    "Not kept yet, as said above. Until then, what passes counts in part.": "Todavía no se "
    "cumplen, como se dice arriba. Hasta entonces, lo que pasa cuenta en parte.",
    "Not kept yet, as said above. Until then, nothing counts.": "Todavía no se cumplen, como se "
    "dice arriba. Hasta entonces, nada cuenta.",
    "The code is too tangled to be checked. Write it in several steps.": "El código es demasiado "
    "enredado para comprobarlo. Escríbelo en varios pasos.",
    "This problem is meant to be solved without importing `{name}`{where}.": "Este problema se "
    "resuelve sin importar `{name}`{where}.",
    "This problem is meant to be solved without `{name}`{where}.": "Este problema se resuelve sin "
    "`{name}`{where}.",
    "Please call what you use by its own name{where}, so that it can be seen.": "Llama a lo que "
    "usas por su propio nombre{where}, para que se vea.",
    "This problem is meant to be solved without {what}{where}.": "Este problema se resuelve sin "
    "{what}{where}.",
    "This problem is about using {what}. There is none yet.": "Este problema trata de usar {what}. "
    "Todavía no hay.",
    "This problem is about using `{name}`. Your code does not import and use it yet.": "Este "
    "problema trata de usar `{name}`. Tu código todavía no lo importa y usa.",
    "This problem is about using `{name}`. Your code does not call it yet.": "Este problema trata "
    "de usar `{name}`. Tu código todavía no lo llama.",
    "Work the answer out yourself and write the value down{where}, without code that finds "
    "it.": "Averigua tú la respuesta y escribe el valor{where}, sin código que lo encuentre.",
    "Write the value itself down{where}. Python takes `{name}` for a name: a text needs quotes "
    "around it.": "Escribe el valor mismo{where}. Python toma `{name}` por un nombre: un texto "
    "necesita comillas alrededor.",
    "Use the given lines as they are. This one is not among those left: `{name}`{where}.": "Usa "
    "las líneas dadas como están. Esta no está entre las que quedan: `{name}`{where}.",
    "Your code has {name} statements. Can it be said in fewer?": "Tu código tiene {name} "
    "instrucciones. ¿Se puede decir con menos?",
    "A line too many is still there. Which one does the task not need? Delete it.": "Todavía sobra "
    "una línea. ¿Cuál no necesita la tarea? Bórrala.",
    "Here blocks stand inside blocks too deeply{where}. Can a level be saved?": "Aquí hay "
    "demasiados bloques dentro de bloques{where}. ¿Se puede quitar un nivel?",
}

PHRASES: dict[str, str] = {**_ENDS, **_CONSTRUCTS, **_RULES}
