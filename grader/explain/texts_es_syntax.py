"""Spanish for code that Python cannot read: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "syntax.colon": (
        "La línea {line} empieza un bloque con '{word}', y faltan los dos puntos al final.",
        "Mira cómo termina una línea así, y compárala con la tuya.",
    ),
    "syntax.else_if": (
        "Python no tiene 'else if'; tiene una sola palabra corta para las dos.",
        "Busca la palabra que usa Python para una segunda pregunta.",
    ),
    "syntax.equals": (
        "Un solo = guarda un valor, pero esta línea hace una pregunta.",
        "Usa el signo que compara dos valores.",
    ),
    "syntax.print": (
        "En Python 3, print necesita paréntesis alrededor de lo que muestra.",
        "Pon los paréntesis alrededor de todo lo que print debe mostrar.",
    ),
    "syntax.unclosed": (
        "El signo {bracket} que se abre en la línea {line} no se cierra nunca.",
        "Cuenta los paréntesis de esa línea, de dentro hacia fuera.",
    ),
    "syntax.extra_close": (
        "Hay un signo de cierre {bracket} sin ninguno que lo abra.",
        "Empareja los paréntesis uno por uno y mira cuál sobra.",
    ),
    "syntax.quote": (
        "Un texto empieza con comillas en esta línea, y faltan las comillas del final.",
        "Revisa que cada texto empiece y termine con las mismas comillas.",
    ),
    "syntax.apostrophe": (
        "El texto va entre comillas simples y tiene un ' dentro: Python cree que ahí termina.",
        "Usa comillas dobles alrededor de un texto que tiene un '.",
    ),
    "syntax.keyword_name": (
        "La palabra '{word}' tiene un significado fijo en Python, así que no puede ser un nombre.",
        "Elige otro nombre.",
    ),
    "syntax.misspelt": (
        "La línea empieza con '{word}', que se parece mucho a '{near}'.",
        "Compara las dos palabras letra por letra.",
    ),
    "syntax.sign": (
        "Python no usa el signo {sign}; viene de otros lenguajes.",
        "Busca cómo se escribe eso en Python.",
    ),
    "syntax.curly_quote": (
        "El signo {sign} parece normal, pero Python no lo conoce.",
        "Bórralo y escríbelo otra vez con tu teclado.",
    ),
    "syntax.decimal": (
        "Aquí un número se junta con letras, y un nombre no puede empezar con una cifra.",
        "Lleva la cifra al final del nombre, o pon el signo de multiplicar en medio.",
    ),
    "syntax.continuation": (
        "Aquí hay una barra \\ fuera de las comillas.",
        "Para dividir, usa la otra barra; una ruta tiene que ir entre comillas.",
    ),
    "syntax.sides": (
        "El lado izquierdo de = tiene que ser un nombre, y aquí es algo que se calcula.",
        "Revisa si los dos lados tienen que cambiar de lugar.",
    ),
    "syntax.literal_left": (
        "El lado izquierdo de = tiene que ser un nombre, y aquí es un valor fijo.",
        "Revisa si los dos lados tienen que cambiar de lugar.",
    ),
    "syntax.else_alone": (
        "Este '{word}' no pertenece a ningún 'if' que esté justo encima.",
        "Revisa que empiece tan a la izquierda como su 'if', sin nada en medio.",
    ),
    "syntax.try_alone": (
        "Después de un bloque 'try' tiene que venir lo que se hace si falla.",
        "Revisa qué viene después del bloque, y cuánta sangría tiene.",
    ),
    "syntax.outside_function": (
        "La línea con '{word}' no está dentro de una función.",
        "Revisa que tenga la misma sangría que las otras líneas de la función.",
    ),
    "syntax.outside_loop": (
        "La palabra '{word}' solo tiene sentido dentro de un bucle.",
        "Revisa que la línea tenga la misma sangría que el resto del bucle.",
    ),
    "syntax.prompt": (
        "La línea empieza con >>>, que es solo un signo de los ejemplos.",
        "Quita el >>> y el espacio que le sigue.",
    ),
    "syntax.fstring": (
        "Python no puede leer lo que hay dentro de los {{ }} de este texto.",
        "Revisa los paréntesis y las comillas dentro del texto.",
    ),
    "syntax.comma": (
        "Aquí hay dos cosas una al lado de la otra, sin nada en medio.",
        "Piensa qué debería unirlas: una coma, un signo como +, o comillas alrededor del texto.",
    ),
    "syntax.bare_words": (
        "La línea parece palabras normales, no código.",
        "Si es un texto, ponle comillas; una nota empieza con #.",
    ),
    "syntax.above": (
        "Python puede detenerse una línea tarde: el error puede estar al final de la de encima.",
        "Lee esta línea y la de encima, signo por signo.",
    ),
    "syntax.here": (
        "En esta línea hay un signo que no es de Python, o falta uno.",
        "Lee la línea signo por signo; lo que es texto necesita comillas.",
    ),
    "indent.mismatch": (
        "La línea {line} empieza con {width} espacios, pero los bloques de encima usan {open}.",
        "Decide a qué bloque pertenece la línea, y dale la misma sangría.",
    ),
    "indent.unexpected": (
        "La línea {line} tiene más sangría que la de encima, y ahí no empieza ningún bloque.",
        "Revisa si encima falta una línea que termina en dos puntos, o quita los espacios.",
    ),
    "indent.no_colon": (
        "La línea {line} tiene sangría, pero la de encima no termina en dos puntos.",
        "Revisa cómo tiene que terminar una línea que empieza un bloque.",
    ),
    "indent.expected": (
        "La línea {header} empieza un bloque, y la línea siguiente no tiene sangría.",
        "Mueve a la derecha las líneas que pertenecen al bloque.",
    ),
    "indent.only_comment": (
        "La línea {header} empieza un bloque que solo tiene una nota.",
        "Un bloque necesita al menos una línea de código de verdad.",
    ),
    "indent.empty": (
        "La línea {header} empieza un bloque, y ahí se acaba el código.",
        "Escribe lo que debe pasar dentro del bloque.",
    ),
    "indent.tabs": (
        "Estas líneas empiezan con tabuladores: {tabs}; las otras empiezan con espacios.",
        "Usa cuatro espacios en cada una.",
    ),
}

HAPPENED: dict[str, str] = {
    "Python found a 'return' where there is no function to leave.": "Python encontró un 'return' "
    "donde no hay ninguna función que dejar.",
    "The code ended while Python still waited for something.": "El código se acabó cuando Python "
    "todavía esperaba algo.",
    "Python looked for the end of a text and found none.": "Python buscó el final de un texto y no "
    "lo encontró.",
    "Python cannot read this line as code, so nothing was run.": "Python no puede leer esta línea "
    "como código, así que no se ejecutó nada.",
    "Python waited for a line that is moved in.": "Python esperaba una línea con sangría.",
    "A line is not moved in as far as any block around it.": "Una línea no tiene la misma sangría "
    "que ningún bloque de alrededor.",
    "A line is moved in where Python did not expect it.": "Una línea tiene sangría donde Python no "
    "la esperaba.",
    "Tabs and blanks are mixed at the start of the lines.": "Al principio de las líneas se mezclan "
    "tabuladores y espacios.",
}
