"""Spanish for errors from libraries and of a learner's own: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "name.first_time": (
        "La línea hace un '{name}' nuevo con el viejo, y el viejo no existe.",
        "Decide con qué debe empezar, y dónde recibe ese valor.",
    ),
    "raised.own": (
        "Tu propio código lanza este error en esta línea{message}.",
        "Pregúntate qué valor llevó a esta línea, y si el error es el adecuado.",
    ),
    "key.column": (
        "La tabla no tiene ninguna columna ni fila llamada {key}.",
        "Muestra los nombres de sus columnas, y compáralos letra por letra.",
    ),
    "attr.column": (
        "La tabla no tiene ninguna columna ni método llamado '{name}'.",
        "Muestra los nombres de sus columnas, y compáralos letra por letra.",
    ),
    "attr.texts": (
        "La columna entera no tiene '{name}'; cada texto que hay en ella lo tiene.",
        "Busca cómo se llega desde una columna a los textos que tiene.",
    ),
    "attr.no_match": (
        "El patrón no se encontró en el texto, y entonces no hay nada a lo que preguntar.",
        "Decide qué debe pasar cuando nada encaja, y pregúntalo antes.",
    ),
    "index.choice": (
        "No hay nada dentro que elegir.",
        "Muéstralo antes de esta línea, y averigua por qué está vacío.",
    ),
    "syntax.dict_colon": (
        "Entre las llaves hay una clave sin dos puntos ni valor.",
        "Compara cada par con los demás; entre clave y valor van dos puntos.",
    ),
    "type.concat_kind": (
        "El + junta dos valores de la clase {kind}, y el otro lado es {other}.",
        "Decide si el otro valor debe ser un elemento más, o sumarse a un elemento.",
    ),
    "type.not_awaited": (
        "Llamar a una función async todavía no empieza nada; da algo que hay que esperar.",
        "Busca la palabra que espera un resultado así.",
    ),
    "value.shapes": (
        "Los dos grupos de números no tienen el mismo tamaño.",
        "Muestra la forma de los dos.",
    ),
    "value.lengths": (
        "Las columnas no tienen el mismo número de valores.",
        "Cuenta los valores de cada columna.",
    ),
    "value.pattern": (
        "El texto no se parece al patrón que está a su lado.",
        "Compáralos parte por parte, también los signos entre las partes.",
    ),
    "value.format_code": (
        "La letra detrás de los dos puntos en {{ }} no encaja con esta clase de valor.",
        "Busca qué letra es para enteros, para números con punto y para texto.",
    ),
    "value.json": (
        "El texto no está escrito como JSON lo quiere.",
        "Mira el lugar que nombra el mensaje, y revisa sus comillas y comas.",
    ),
    "value.json_key": (
        "En JSON cada clave va entre comillas dobles, y tras el último par no hay coma.",
        "Ve al lugar que nombra el mensaje, y mira cuál de las dos cosas es.",
    ),
    "value.json_more": (
        "El texto sigue después del final de su primer valor JSON.",
        "Revisa si cada línea es un valor aparte, o si un corchete se cierra demasiado pronto.",
    ),
    "value.encoding": (
        "El texto tiene un signo que la codificación {name} no conoce.",
        "Busca una codificación que tenga lugar para todos los signos.",
    ),
    "type.json_text": (
        "loads lee un texto en JSON, y aquí recibe {kind}.",
        "Revisa si el valor ya se leyó antes, o si había que escribirlo y no leerlo.",
    ),
    "value.bytes": (
        "Los bytes no se escribieron con la codificación con la que se leen.",
        "Averigua cómo se guardó el archivo.",
    ),
    "value.too_large": (
        "El resultado es mayor de lo que Python puede guardar en un número con punto.",
        "Muestra el número que entra, y revisa si debe ser tan grande.",
    ),
    "file.folder": (
        "El nombre es de una carpeta, y aquí hace falta un archivo.",
        "Compara el nombre entre comillas con los archivos que ves.",
    ),
    "sql.missing": (
        "La base de datos no tiene {what} con el nombre {name}.",
        "Compara el nombre con los que llevan las tablas.",
    ),
    "sql.syntax": (
        "La base de datos no puede leer la instrucción cerca de {name}.",
        "Muestra la instrucción y léela palabra por palabra hasta ahí.",
    ),
    "re.pattern": (
        "El propio patrón no se puede leer: {message}.",
        "Empareja sus paréntesis, y revisa los signos con significado propio.",
    ),
}
HAPPENED: dict[str, str] = {
    "Python could not read a text as JSON.": "Python no pudo leer un texto como JSON.",
    "Python could not read bytes as text.": "Python no pudo leer bytes como texto.",
    "Python could not write a text as bytes.": "Python no pudo escribir un texto como bytes.",
    "A number got too large.": "Un número se hizo demasiado grande.",
    "A folder was opened like a file.": "Se abrió una carpeta como si fuera un archivo.",
    "The database did not accept the statement.": "La base de datos no aceptó la instrucción.",
    "Two values of different kinds cannot be added.": (
        "No se pueden sumar dos valores de clases distintas."
    ),
}
