"""Spanish for errors of which Python's own words say enough: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "syntax.unfinished": (
        "La línea se corta después de '{word}', y algo tiene que seguir.",
        "Piensa qué debe ir detrás, o quítalo.",
    ),
    "syntax.order_call": (
        "Un valor sin nombre viene después de uno con nombre y =.",
        "Pon al final de la llamada los valores con nombre.",
    ),
    "syntax.order_def": (
        "Un parámetro sin valor por defecto viene después de uno que lo tiene.",
        "Pon al final de la línea def los parámetros con valor por defecto.",
    ),
    "syntax.zeros": (
        "En Python un número entero no puede empezar por 0.",
        "Quita los ceros de delante, o ponlo entre comillas si es un texto.",
    ),
    "type.no_self": (
        "Python le pasa a '{method}' el propio objeto, y su línea def no tiene lugar para él.",
        "Mira qué primer parámetro llevan los métodos.",
    ),
    "type.uncalled": (
        "Uno de los valores es una función, no lo que la función devuelve.",
        "Revisa si faltan los paréntesis de una llamada detrás de un nombre.",
    ),
    "type.whole": (
        "Aquí hace falta un número, y el valor es un texto.",
        "Si se lee como un número, conviértelo; si no, revisa qué se pide.",
    ),
    "key.separator": (
        "Toda la cabecera {near} es una sola clave, así que sus columnas no se separaron.",
        "Mira el signo que hay entre las columnas, y dile al lector cuál es.",
    ),
    "type.fraction": (
        "Aquí hace falta un número entero, y el valor tiene un punto.",
        "Busca dónde se dividió, y decide cómo hacerlo entero.",
    ),
    "type.join": (
        "join junta textos, y uno de los elementos no es un texto.",
        "Convierte antes cada elemento en un texto.",
    ),
    "type.join_one": (
        "join junta varios textos, y aquí recibe un solo valor.",
        "Revisa qué le das a join.",
    ),
    "type.whole_of": (
        "Aquí hace falta un número entero, y el valor es {kind}.",
        "Decide si quieres la cantidad de sus elementos o los elementos mismos.",
    ),
    "type.one_sign": (
        "Esta llamada recibe un texto de un solo carácter.",
        "Muestra el valor, y recorre sus caracteres de uno en uno.",
    ),
    "type.pairs": (
        "Un dict se hace con pares de clave y valor, y estos elementos no son pares.",
        "Muestra un elemento, y piensa cuál debe ser su clave.",
    ),
    "value.domain": (
        "Esto no tiene resultado para un número así, como la raíz de un número bajo cero.",
        "Muestra el número justo antes de esta línea.",
    ),
    "value.unpack_loop": (
        "Cada vuelta del bucle entrega un elemento, y no encaja en los nombres detrás de 'for'.",
        "Muestra un elemento de lo que recorres; un dict solo entrega sus claves.",
    ),
    "index.format": (
        "El texto tiene más lugares en {{ }} que valores hay.",
        "Cuenta los lugares y los valores.",
    ),
    "attr.foreign": (
        "'{name}' es como lo llaman otros lenguajes.",
        "Busca qué tiene Python para eso; puede ser una función o un signo.",
    ),
    "attr.built_in": (
        "'{name}' es una función aparte, y no va detrás de un punto.",
        "Busca dónde recibe una función el valor con el que trabaja.",
    ),
    "attr.of_class": (
        "La clase {owner} misma no tiene '{name}'; sus objetos quizá sí.",
        "Revisa si la línea debe preguntar a un objeto hecho con la clase.",
    ),
    "name.compared": (
        "La línea {line} compara '{name}' con un valor, y no le guarda nada.",
        "Mira el signo que da un valor a un nombre.",
    ),
    "loop.changes": (
        "El bucle recorre algo que el mismo bucle alarga o acorta.",
        "Recorre una copia, o junta los cambios y hazlos después del bucle.",
    ),
    "loop.used_up": (
        "No queda nada de donde sacar el siguiente elemento.",
        "Usa un bucle, o di qué debe valer al final.",
    ),
}
HAPPENED: dict[str, str] = {
    "Something was changed while a loop went through it.": (
        "Algo cambió mientras un bucle lo recorría."
    ),
    "The next item was asked for, and there is none.": (
        "Se pidió el siguiente elemento, y no hay ninguno."
    ),
}
