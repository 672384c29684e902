"""Spanish for names, types and attributes: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "name.constant": (
        "En Python, '{near}' empieza con mayúscula.",
        "Compara la primera letra con la tuya.",
    ),
    "name.near": (
        "Hay un nombre '{near}', que se parece mucho a '{name}'.",
        "Compara los dos nombres letra por letra.",
    ),
    "name.near_line": (
        "El nombre '{near}' recibe un valor en la línea {line}, y se parece mucho a '{name}'.",
        "Compara los dos nombres letra por letra.",
    ),
    "name.import": (
        "El nombre '{name}' viene del módulo {module}, que hay que importar antes.",
        "Añade el import al principio de tu código.",
    ),
    "name.gap": (
        "En esta línea sigue abierto un hueco de la tarea.",
        "Piensa qué debe hacer la línea, y ponlo en lugar del hueco.",
    ),
    "name.unquoted": (
        "El nombre '{name}' no tiene valor en tu código, y aquí podría ser un texto.",
        "Si es un texto, ponle comillas.",
    ),
    "name.later": (
        "El nombre '{name}' recibe su valor en la línea {line}, después de usarse.",
        "Pon antes la línea que le da valor.",
    ),
    "name.elsewhere": (
        "El nombre '{name}' vive dentro de la función {function} y fuera de ella no se conoce.",
        "Haz que la función devuelva el valor, y guarda lo que te da.",
    ),
    "name.unset": (
        "Ninguna línea de esta celda da un valor al nombre '{name}'.",
        "Revisa cómo está escrito, y ejecuta antes la celda que le da valor.",
    ),
    "unbound.outer": (
        "La función da valor a '{name}' ella misma, así que no ve el '{name}' de fuera.",
        "Entrega el valor como parámetro, y devuelve el nuevo con return.",
    ),
    "unbound.enclosing": (
        "La función de dentro da valor a '{name}' ella misma, y no ve el de la función de fuera.",
        "Busca la palabra que le deja cambiar un nombre de la función que la rodea.",
    ),
    "unbound.branch": (
        "El nombre '{name}' recibe un valor en la línea {line} solo si la condición se cumple.",
        "Dale un primer valor antes del if, o dale uno en cada rama.",
    ),
    "unbound.loop": (
        "El nombre '{name}' recibe un valor solo dentro de un bucle que puede no ejecutarse.",
        "Dale un primer valor antes del bucle.",
    ),
    "unbound.before": (
        "El nombre '{name}' se usa antes de la línea que le da un valor.",
        "Sigue las líneas en el orden en que se ejecutan, y busca dónde recibe su valor.",
    ),
    "type.concat": (
        "El + une textos o suma números, y aquí un lado es texto.",
        "Decide si quieres una suma o un texto más largo, y haz los dos lados iguales.",
    ),
    "type.none_in_place": (
        "'{name}' guarda None, porque {method} cambia la lista misma y no devuelve nada.",
        "Llama a {method} en su propia línea, y sigue con la lista misma.",
    ),
    "type.none_print": (
        "'{name}' guarda None, porque print muestra un valor y no devuelve nada.",
        "Guarda primero el valor, y muéstralo después.",
    ),
    "type.none_no_return": (
        "La función {function} devuelve None, porque no tiene ningún return con un valor.",
        "Decide qué debe devolver la función, y devuélvelo.",
    ),
    "type.none_operand": (
        "Uno de los valores de esta línea es None, es decir, ningún valor.",
        "Busca la línea donde lo recibió, y revisa qué se guardó ahí.",
    ),
    "type.unconverted": (
        "Un valor es texto, aunque parezca un número; input() siempre da texto.",
        "Convierte el texto en un número antes de usarlo.",
    ),
    "type.text_times": (
        "Un texto solo se repite por un número entero, y aquí se encuentra con otro texto.",
        "Decide si ahí quieres un número, o un texto más largo.",
    ),
    "type.keys_of_loop": (
        "El bucle de la línea {line} recorre un dict, así que '{name}' es una clave y no su valor.",
        "Busca cómo llega un bucle a los valores de un dict.",
    ),
    "type.unconverted_name": (
        "'{name}' guarda el texto {value}, y un texto no es un número.",
        "Conviértelo en un número antes de usarlo.",
    ),
    "type.operand": (
        "El signo {sign} no funciona entre {left} y {right}.",
        "Muestra los dos valores para ver qué son.",
    ),
    "type.builtin_hidden": (
        "La línea {line} usa el nombre '{name}' para un valor y tapa la función de Python.",
        "Elige otro nombre para tu valor.",
    ),
    "type.call_index": (
        "'{name}' no es una función, y los paréntesis llaman a una.",
        "Para tomar un elemento, usa los corchetes.",
    ),
    "type.call_times": (
        "Hay un número justo antes de un paréntesis, y Python lo lee como una llamada.",
        "Pon en medio el signo de multiplicar.",
    ),
    "type.not_callable": (
        "Los paréntesis llaman a algo que es {kind}, no una función.",
        "Revisa qué guarda el nombre que está antes de los paréntesis.",
    ),
    "type.iter_number": (
        "Un bucle necesita muchos valores que recorrer, y aquí recibe un solo número.",
        "Pide a range los números que quieres recorrer.",
    ),
    "type.call_number": (
        "La llamada recorre muchos valores, y aquí recibe un solo número.",
        "Revisa qué le entregas: una lista de valores, o más de uno.",
    ),
    "type.iter_none": (
        "El valor que se quiere recorrer es None.",
        "Busca dónde recibió su valor: una función sin return da None.",
    ),
    "type.unpack_one": (
        "Un solo valor se iba a repartir entre varios nombres.",
        "Muestra el valor, y piensa qué iba a ir en cada nombre.",
    ),
    "type.iter_other": (
        "Un valor del tipo {kind} no se puede recorrer elemento por elemento.",
        "Revisa qué guardó en él la línea anterior.",
    ),
    "type.index_function": (
        "Los corchetes toman un elemento, pero delante de ellos hay una función.",
        "Para llamar a una función, usa paréntesis.",
    ),
    "type.index_none": (
        "El valor que está antes de los corchetes es None.",
        "Busca dónde recibió su valor: una función sin return da None.",
    ),
    "type.index_single": (
        "El valor que está antes de los corchetes es {kind}, que no tiene elementos.",
        "Revisa si querías otro nombre.",
    ),
    "type.string_index": (
        "El valor que está antes de los corchetes es texto, y sus lugares son números.",
        "Revisa qué te da un bucle: de un dict da las claves.",
    ),
    "type.list_index": (
        "Los lugares de una lista son números enteros, y en los corchetes hay {kind}.",
        "Revisa qué hay entre los corchetes.",
    ),
    "type.too_few": (
        "A la llamada de {function} le falta: {missing}.",
        "Compara la llamada con los nombres de la línea def.",
    ),
    "type.too_many": (
        "La función {function} acepta {takes}, y la llamada entrega {given}.",
        "Compara la llamada con la línea def o con la ayuda.",
    ),
    "type.keyword": (
        "La función {function} no tiene ningún parámetro con el nombre '{name}'.",
        "Revisa cómo está escrito en la línea def o en la ayuda.",
    ),
    "type.percent": (
        "El signo % completa huecos cuando el lado izquierdo es texto.",
        "Para el resto de una división, haz que los dos lados sean números.",
    ),
    "type.len": (
        "Solo tienen longitud las cosas con elementos, y esto es {kind}.",
        "Revisa qué valor quieres contar.",
    ),
    "type.unhashable": (
        "Un valor del tipo {kind} puede cambiar: no puede ser una clave ni estar en un set.",
        "Usa ahí un texto, un número o una tupla.",
    ),
    "type.item_assignment": (
        "Un valor del tipo {kind} no se puede cambiar por partes.",
        "Construye un valor nuevo con las partes, y guárdalo.",
    ),
    "type.convert": (
        "{function}() necesita texto o un número, y recibió {kind}.",
        "Revisa lo que le entregas.",
    ),
    "type.other": (
        "Un valor de esta línea no es de la clase que hace falta.",
        "Muestra cada valor de la línea para ver qué es.",
    ),
    "attr.none_in_place": (
        "'{name}' guarda None, porque {method} cambia la lista misma y no devuelve nada.",
        "Llama a {method} en su propia línea, y sigue con la lista misma.",
    ),
    "attr.none": (
        "El valor que está antes del punto es None, es decir, ningún valor.",
        "Busca dónde recibió su valor: una función sin return da None.",
    ),
    "attr.near": (
        "Aquí hay algo que se llama '{near}', y se parece mucho a '{name}'.",
        "Compara los dos nombres letra por letra.",
    ),
    "attr.other_type": (
        "'{name}' pertenece a {owner}, y el valor que está antes del punto es de tipo {kind}.",
        "Revisa qué guarda el nombre que está antes del punto.",
    ),
    "attr.module": (
        "El módulo {module} no tiene nada que se llame '{name}'.",
        "Revisa cómo está escrito, y que ningún archivo tuyo se llame como el módulo.",
    ),
    "attr.own": (
        "Ninguna línea dio a este objeto el atributo '{name}'.",
        "Revisa cómo está escrito, y dónde se prepara el objeto.",
    ),
    "attr.other": (
        "Un valor del tipo {kind} no tiene nada que se llame '{name}'.",
        "Revisa cómo está escrito y qué guarda el nombre que está antes del punto.",
    ),
    "type.init_result": (
        "El __init__ de una clase prepara un objeto nuevo y no debe devolver nada.",
        "Busca un return con un valor en __init__ y piensa si hace falta.",
    ),
    "type.method_result": (
        "Python pide a {method} {wanted}, y aquí devuelve otra cosa.",
        "Revisa qué devuelve {method} en cada camino.",
    ),
    "type.no_iterator": (
        "La función next quiere algo que avanza paso a paso, y {kind} no lo hace solo.",
        "Averigua qué convierte un grupo de valores en algo que avanza.",
    ),
    "type.iter_result": (
        "Un bucle pide a __iter__ algo que avanza paso a paso, y recibe {kind}.",
        "Piensa qué debe devolver __iter__ para que un bucle pase de uno al siguiente.",
    ),
    "type.unary": (
        "El signo {sign} está antes de {kind} y solo se puede usar con un número.",
        "Muestra el valor que sigue al signo y mira qué parte es el número.",
    ),
    "value.date": (
        "Ese día no existe en el calendario, como un 30 de febrero.",
        "Muestra año, mes y día antes de esta línea y mira cuál no puede ser.",
    ),
    "value.mutable_default": (
        "Todos los objetos compartirían el mismo valor de '{name}', y una data class no lo acepta.",
        "Busca cómo una data class hace un valor nuevo para cada objeto.",
    ),
    "attr.function": (
        "El nombre que está antes del punto es ahora una función.",
        "Revisa si faltan los paréntesis de una llamada, y si un def usa otra vez el nombre.",
    ),
}

HAPPENED: dict[str, str] = {
    "Python does not know the name '{name}'.": "Python no conoce el nombre '{name}'.",
    "Python met a name that it does not know.": "Python encontró un nombre que no conoce.",
    "'{name}' has no value yet at this line.": "'{name}' todavía no tiene valor en esta línea.",
    "A name of the function has no value yet at this point.": "Un nombre de la función todavía no "
    "tiene valor en este punto.",
    "Text and a number cannot be added.": "Un texto y un número no se pueden sumar.",
    "The sign {sign} cannot work with {a} and {b}.": "El signo {sign} no funciona con {a} y {b}.",
    "Text or a list cannot be taken times this value.": "Un texto o una lista no se pueden "
    "multiplicar por este valor.",
    "Two values that cannot be put in order are compared.": "Se comparan dos valores que no se "
    "pueden ordenar.",
    "Something is called that is not a function.": "Se llama a algo que no es una función.",
    "A loop or a call got one value, not many.": "Un bucle o una llamada recibió un valor, no "
    "muchos.",
    "One value is split up into parts that it does not have.": "Un valor se divide en partes que "
    "no tiene.",
    "An item is taken where there are none.": "Se toma un elemento donde no hay ninguno.",
    "The place in the brackets is no whole number.": "El lugar entre corchetes no es un número "
    "entero.",
    "A function was called with too few values.": "Se llamó a una función con pocos valores.",
    "A function was called with too many values.": "Se llamó a una función con demasiados valores.",
    "A call names an unknown parameter.": "Una llamada nombra un parámetro desconocido.",
    "The sign % got text on its left side.": "El signo % recibió texto en su lado izquierdo.",
    "The length of something without length was asked for.": "Se pidió la longitud de algo que no "
    "tiene longitud.",
    "A value that can change is used as a key.": "Un valor que puede cambiar se usa como clave.",
    "Part of a fixed value was to be changed.": "Se quiso cambiar una parte de un valor fijo.",
    "{f}() got a value that it cannot turn into a number.": "{f}() recibió un valor que no puede "
    "convertir en un número.",
    "A value has the wrong type for what is done with it.": "Un valor no es del tipo que hace "
    "falta para lo que se hace con él.",
    "'{n}' was asked of None.": "Se pidió '{n}' a None.",
    "Python finds no '{n}' here.": "Python no encuentra '{n}' aquí.",
    "Python does not find what stands after the dot.": "Python no encuentra lo que está después "
    "del punto.",
}
