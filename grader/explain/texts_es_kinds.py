"""Spanish for names, kinds and classes: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "name.null": (
        "Otros lenguajes dicen '{name}'; Python tiene su propia palabra para ningún valor.",
        "Busca la palabra que usa Python.",
    ),
    "name.of_object": (
        "'{name}' pertenece a la clase o a sus objetos, y no basta su simple nombre.",
        "Pídeselo al objeto: mira el primer parámetro del método.",
    ),
    "class.local": (
        "El método {method} da el valor a un nombre suyo, no al objeto.",
        "Compara cómo llegan las otras líneas a lo que es del objeto.",
    ),
    "name.not_at_the_top": (
        "La línea busca '{name}' al principio de la celda, y es de {function}.",
        "Busca cómo cambia una función interior un nombre de la función que la rodea.",
    ),
    "name.other_method": (
        "El nombre '{name}' vive dentro del método {function}, y otros métodos no lo ven.",
        "Piensa cómo podría guardar el valor el propio objeto.",
    ),
    "name.other_parameter": (
        "El nombre '{name}' lo recibe el método {function}, y este método no lo recibe.",
        "Compara el nombre de esta línea con los que hay en la línea def de su propio método.",
    ),
    "type.slice_index": (
        "Un trozo se corta en números enteros, y uno de los lugares junto a ':' no lo es.",
        "Muestra con print los lugares a los dos lados de ':', justo encima de la línea.",
    ),
    "name.in_brackets": (
        "El nombre '{name}' solo se conoce dentro de los corchetes de la línea {line}.",
        "Úsalo ahí dentro, o guarda lo que necesitas con otro nombre.",
    ),
    "name.after_except": (
        "Python olvida '{name}' al final del bloque except de la línea {line}.",
        "Úsalo en ese bloque, o guárdalo con otro nombre.",
    ),
    "name.gone": (
        "La línea {line} da valor al nombre '{name}', y aquí no se conoce.",
        "Revisa si esa línea se ha ejecutado, y qué hay en medio.",
    ),
    "unbound.try": (
        "El nombre '{name}' recibe su valor en la línea {line} solo si antes no falla nada.",
        "Decide qué debe tener cuando esa parte falla.",
    ),
    "unbound.built_in": (
        "La función da valor a su propio '{name}', así que dentro no se ve la función de Python.",
        "Elige otro nombre para tu valor.",
    ),
    "type.none_some_path": (
        "La función {function} devuelve None cuando llega a su final sin un return.",
        "Sigue esta llamada por la función, y mira qué camino toma.",
    ),
    "type.none_get": (
        "La llamada a get devuelve None cuando la clave no está.",
        "Revisa la clave, o decide qué debe valer cuando falta.",
    ),
    "type.print_operand": (
        "Aquí se usa el valor del propio print, y print no devuelve nada.",
        "Revisa dónde tiene que cerrarse el paréntesis de print.",
    ),
    "type.no_order": (
        "Python no puede poner en orden {left} y {right}.",
        "Muestra los elementos, y decide por qué se deben ordenar.",
    ),
    "type.side_by_side": (
        "Dos valores están uno junto a otro, y Python lee el segundo como parte del primero.",
        "Revisa qué signo va entre ellos.",
    ),
    "type.index_tuple": (
        "Una lista recibe un lugar cada vez, y aquí hay más en los corchetes.",
        "Da un paso hacia dentro con cada par de corchetes.",
    ),
    "type.call_module": (
        "'{name}' es un módulo entero, y los paréntesis lo llaman como a una función.",
        "Busca qué hay en el módulo, y cómo se nombra una parte.",
    ),
    "type.percent_few": (
        "El texto tiene más lugares con % que valores hay.",
        "Cuenta los lugares y los valores.",
    ),
    "type.format_kind": (
        "Lo que va detrás de los dos puntos en {{ }} es para un solo valor, y aquí recibe {kind}.",
        "Muestra el valor, y decide qué parte enseñar.",
    ),
    "type.isinstance": (
        "El segundo valor de esta llamada tiene que ser un tipo, no su nombre como texto.",
        "Mira qué pasas en segundo lugar, y sus comillas.",
    ),
    "type.text_needed": (
        "Aquí hace falta un texto, y el valor es {kind}.",
        "Convierte antes el valor en texto.",
    ),
    "type.in_single": (
        "La palabra 'in' mira dentro de un grupo o un texto, y aquí recibe {kind}.",
        "Revisa qué hay detrás de 'in'.",
    ),
    "value.cut": (
        "La parte que se corta del texto es {text}, y eso no es un número.",
        "Cuenta los lugares, y mira dónde debe empezar la parte y dónde debe terminar.",
    ),
    "type.decorator_none": (
        "Como está decorada, '{function}' es lo que devuelve {decorator}, y {decorator} no "
        "devuelve nada.",
        "Mira el final de {decorator}: ¿qué debe quedar en el lugar de '{function}'?",
    ),
    "type.decorator_takes": (
        "Como la decora {decorator}, una llamada de '{function}' llega primero a {inner}, y esta "
        "función no recibe estos valores.",
        "Compara la línea def de {inner} con los valores que '{function}' necesita.",
    ),
    "type.day_and_time": (
        "Uno de los dos valores es solo un día; el otro, un día con su hora.",
        "Decide cuál de los dos necesitas, y busca cómo convertir uno en el otro.",
    ),
    "type.json": (
        "JSON no tiene forma de escribir {kind}.",
        "Conviértelo antes en una lista, un dict, un texto o un número.",
    ),
    "type.lazy_length": (
        "El valor es {kind}, que entrega un elemento tras otro y no tiene longitud.",
        "Haz antes una lista, o cuenta en un bucle.",
    ),
    "type.no_places": (
        "El valor es {kind}, y sus elementos no tienen lugares con número.",
        "Haz antes una lista, o recórrelo en un bucle.",
    ),
    "type.keyword_built_in": (
        "En una llamada, '{name}' con = nombra un parámetro, y {function} no tiene ninguno así.",
        "Decide si quieres comparar, o solo pasar el valor.",
    ),
    "attr.dict_key": (
        "'{name}' es una clave del dict, y las claves no van detrás de un punto.",
        "Busca cómo se saca un valor de un dict.",
    ),
    "attr.inside_class": (
        "'{name}' pertenece a la clase {module}, que está en el módulo del mismo nombre.",
        "Mira cómo se importó el módulo.",
    ),
    "attr.text_column": (
        "Detrás de .str una columna tiene que tener texto, y esta tiene otra cosa.",
        "Muestra la columna, y revisa de qué clase son sus valores.",
    ),
    "class.near_init": (
        "Un objeto nuevo ejecuta el método __init__, y aquí el nombre es '{near}'.",
        "Compara los dos nombres signo por signo.",
    ),
    "class.no_init": (
        "La clase {name} no tiene __init__, así que un objeto nuevo no recibe valores.",
        "Piensa dónde deben guardarse los valores de un objeto nuevo.",
    ),
    "class.no_object": (
        "El método {method} se llamó sobre la propia clase {name}, y necesita un objeto.",
        "Crea antes un objeto de la clase, y pídeselo a él.",
    ),
    "class.no_super": (
        "La clase {name} tiene su propio __init__, así que el de {near} no se ejecuta.",
        "Busca cómo un __init__ llama al otro.",
    ),
    "class.property": (
        "'{name}' es una propiedad: da su valor sin llamarla.",
        "Mira los paréntesis que lleva detrás.",
    ),
    "class.order": (
        "'{name}' no tiene valor por defecto, y viene después de uno que sí lo tiene.",
        "Pon al final los que tienen valor por defecto.",
    ),
    "class.frozen": (
        "La clase está congelada, así que '{name}' conserva su primer valor.",
        "Crea un objeto nuevo con el otro valor.",
    ),
    "type.abstract": (
        "La clase {name} deja abierto su método {method}: no se puede crear un objeto de ella.",
        "Mira qué clase debe completar ese método.",
    ),
    "attr.no_setter": (
        "'{name}' lo calcula la clase, así que ahí no se puede guardar un valor.",
        "Busca el valor del que se calcula.",
    ),
}
HAPPENED: dict[str, str] = {
    "A function was called with another number of values than it takes.": (
        "Se llamó a una función con otro número de valores del que recibe."
    ),
    "A key or a value was asked for that is not there.": (
        "Se pidió una clave o un valor que no está."
    ),
}
