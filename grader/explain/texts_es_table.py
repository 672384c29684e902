"""Spanish for errors with a telling message: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "csv.letters": (
        "csv.{name} recibió un texto, y lo recorre letra por letra.",
        "Busca qué quiere recibir un lector de csv: un archivo abierto o una lista de líneas.",
    ),
    "csv.list_row": (
        "El lector da cada fila como lista, y '{name}' no conoce los nombres de las columnas.",
        "Toma la columna por su lugar, o busca el lector que conoce los nombres.",
    ),
    "type.none_fetch": (
        "La llamada a fetchone devuelve None cuando no queda ninguna fila.",
        "Decide qué debe pasar cuando ninguna fila encaja, y pregunta eso primero.",
    ),
    "type.time_zone": (
        "Una de las dos horas tiene zona horaria y la otra no.",
        "Muestra las dos, y averigua cuál necesita una zona.",
    ),
    "type.bytes_and_text": (
        "Los bytes y el texto son dos clases de valor, y la línea los mezcla.",
        "Decide cuál de los dos necesitas, y convierte el otro.",
    ),
    "type.shape_parts": (
        "El tamaño de un array es un solo valor, y aquí cada número va suelto.",
        "Entrega juntos los números del tamaño, como una sola tupla.",
    ),
    "type.await_value": (
        "La palabra 'await' espera una llamada async, y aquí recibe un valor normal.",
        "Revisa si la función que se llama es async.",
    ),
    "type.set_with": (
        "Aquí {sign} funciona entre dos conjuntos, y a la derecha hay {kind}.",
        "Haz también un conjunto del lado derecho.",
    ),
    "attr.class_of_module": (
        "El import trae la clase {name}, no el módulo del mismo nombre.",
        "Mira la línea del import, y qué significa el nombre desde entonces.",
    ),
    "attr.no_file": (
        "Solo un archivo abierto tiene '{name}', y el valor es un texto.",
        "Revisa si hay que abrir un archivo, o si hay una llamada que acepta texto.",
    ),
    "attr.table_append": (
        "Una tabla de pandas no tiene 'append'.",
        "Busca cómo pone pandas dos tablas una debajo de otra.",
    ),
    "key.row": (
        "Ninguna fila o columna tiene la etiqueta {key}; una fila la conserva si se quitan otras.",
        "Muestra la tabla, y mira las etiquetas de su borde izquierdo.",
    ),
    "value.fraction": (
        "El texto {value} es una fracción, y {function}() lee un solo número normal.",
        "Separa primero el texto por la barra.",
    ),
    "result.gaps": (
        "El texto muestra '{name}' entre sus llaves, y no el valor de ese nombre.",
        "Compara lo que hay delante de sus comillas con un texto que sí se rellena.",
    ),
    "result.uncalled": (
        "El nombre '{name}' es aquí una función, y la función no se llama.",
        "Compara esta línea con otra en la que llamas a una función.",
    ),
    "result.lazy": (
        "Un valor del tipo {kind} da sus elementos uno a uno y no es un grupo de elementos.",
        "Decide qué clase de valor pide la tarea y hazlo con los elementos.",
    ),
    "result.awaited": (
        "Llamar a {name} aún no empieza nada; da algo por lo que esperar.",
        "Busca la palabra que espera, o piensa si hace falta 'async'.",
    ),
    "result.future": (
        "Un Future es la promesa de un resultado, y no el resultado.",
        "Busca cómo se le pide su resultado cuando todos han empezado.",
    ),
    "type.no_parts": (
        "{name} es un tipo, y detrás no encajan corchetes.",
        "Revisa qué nombre o qué corchetes querías.",
    ),
    "class.super_call": (
        "Detrás de super no hay paréntesis, así que no se llama.",
        "Busca cómo se escribe super delante de un método.",
    ),
    "type.path_join": (
        "Las partes de una ruta no se unen con +.",
        "Busca el signo que las une.",
    ),
    "raise.kind": (
        "La palabra 'raise' necesita un error, y aquí recibe otro valor.",
        "Elige la clase de error que corresponde, y pásale tu texto.",
    ),
    "except.kind": (
        "Detrás de 'except' tiene que ir el nombre de un error, y aquí hay otro valor.",
        "Revisa si lleva comillas, y compáralo con los errores que conoces.",
    ),
    "value.base": (
        "El texto {text} tiene signos que un número en base {base} no puede tener.",
        "Revisa qué cifras hay en esta base.",
    ),
    "type.sum_text": (
        "sum suma los números de un solo grupo; un segundo valor es con lo que empieza.",
        "Cuenta los valores que le das a sum, y mira cuáles son texto.",
    ),
    "value.format_digits": (
        "Detrás del punto en {{ }} tiene que ir un número: cuántas cifras mostrar.",
        "Mira uno a uno los signos detrás de los dos puntos: punto, cifras, letra.",
    ),
    "value.format_whole": (
        "Un número entero no tiene cifras detrás del punto, y {{ }} las pide.",
        "Busca la letra que muestra cualquier número con punto.",
    ),
    "value.format_order": (
        "Los signos detrás de los dos puntos en {{ }} no encajan entre sí.",
        "Revisa su orden: primero el ancho, luego el punto y las cifras, y al final la letra.",
    ),
    "value.separator": (
        "Un texto solo se puede partir por algo, y un texto vacío no es nada.",
        "Para tener sus signos uno a uno, busca cómo un texto se vuelve una lista.",
    ),
    "value.step": (
        "El paso es 0, así que nunca avanzaría.",
        "Piensa cuánto debe avanzar cada paso.",
    ),
    "value.member": (
        "{name} no tiene ningún miembro con el valor {value}.",
        "Compara el valor con los de la clase.",
    ),
    "value.sample": (
        "Se piden más elementos de los que hay.",
        "Muestra cuántos hay, y cuántos pides.",
    ),
    "value.reshape": (
        "Hay {length} valores, y la forma nueva no tiene lugar para justo esos.",
        "Multiplica los números de la forma nueva.",
    ),
    "value.column": (
        "La tabla tiene {length} filas, y la columna nueva tiene {given} valores.",
        "Cuenta las dos, y busca qué fila se queda sin pareja.",
    ),
    "value.json_start": (
        "El texto ni siquiera empieza como JSON; puede estar vacío o ser otra cosa.",
        "Muestra su primera parte.",
    ),
    "index.axis": (
        "Hay {length} lugares, contados desde 0, y aquí se pide el lugar {index}.",
        "Sigue el valor de los corchetes desde el primer paso hasta el último.",
    ),
    "index.directions": (
        "El array va en {length} dirección, y los corchetes piden más.",
        "Muestra su forma, y cuenta los valores de los corchetes.",
    ),
    "index.assign": (
        "Una lista no crece cuando se guarda un valor en un lugar que no existe.",
        "Busca cómo recibe una lista un elemento más.",
    ),
    "index.shrinks": (
        "El bucle cuenta '{name}' antes de empezar, y luego le saca elementos.",
        "Sigue la longitud de la lista paso a paso.",
    ),
    "index.split": (
        "El texto se partió en menos partes de las que pide la línea.",
        "Muestra el texto, y busca el signo por el que se parte.",
    ),
    "key.columns": (
        "Un par de corchetes recibe una columna, y aquí recibe varios nombres.",
        "Pasa los nombres como una sola lista.",
    ),
    "type.text_column": (
        "La columna tiene texto, y esto solo funciona con números.",
        "Convierte antes sus valores en números, y busca los que no lo son.",
    ),
    "type.array_kinds": (
        "Los valores de los dos arrays son de clases que no van juntas.",
        "Muestra el dtype de los dos.",
    ),
    "index.no_axis": (
        "Los lados de un array se cuentan desde 0: este tiene {length}, y aquí se pide el {index}.",
        "Muestra su forma, y cuenta sus lados.",
    ),
    "key.format": (
        "El texto tiene un lugar para {key}, y no se pasa ningún valor con ese nombre.",
        "Compara los nombres en {{ }} con los de la llamada.",
    ),
    "key.not_in_set": (
        "El valor {key} no está en el set en este momento.",
        "Pregunta con 'in' antes de quitarlo.",
    ),
    "file.closed": (
        "El archivo está cerrado en este momento.",
        "Revisa dónde se cierra, y qué líneas todavía lo necesitan.",
    ),
    "file.mode_letter": (
        "Un archivo solo se puede abrir de unas pocas formas, y '{what}' no es ninguna.",
        "Busca qué letras son para leer, para escribir y para añadir.",
    ),
    "file.mode": (
        "El archivo se abrió de una forma en que no es {what}.",
        "Mira la letra que va detrás de su nombre en open.",
    ),
    "sql.incomplete": (
        "La instrucción se corta antes de estar completa.",
        "Empareja sus paréntesis y comillas.",
    ),
    "sql.columns": (
        "La tabla tiene {places} columnas, y se pasan {given} valores.",
        "Compara los valores con las columnas uno por uno.",
    ),
    "sql.values": (
        "La instrucción tiene lugar para {places}, y se pasan {given} valores.",
        "Revisa cómo van agrupados los valores: cada signo de un texto cuenta como uno.",
    ),
    "sql.closed": (
        "La base de datos está cerrada en este momento.",
        "Revisa dónde se cierra, y qué líneas todavía la necesitan.",
    ),
    "sql.unique": (
        "{name} tiene que ser distinto en cada fila, y este valor ya está.",
        "Muestra las filas que ya tiene la tabla.",
    ),
    "sql.not_null": (
        "{name} tiene que tener un valor en cada fila, y aquí no lo tiene.",
        "Revisa qué valor de la fila falta.",
    ),
    "async.running": (
        "Un cuaderno ya tiene en marcha un bucle de espera, así que no puede empezar otro.",
        "Busca la palabra que espera un resultado, y usa esa.",
    ),
}
HAPPENED: dict[str, str] = {
    "The database did not accept the values.": ("La base de datos no aceptó los valores."),
    "A value was to be changed that stays as it is.": (
        "Se quiso cambiar un valor que se queda como está."
    ),
    "A file was used in a way it was not opened for.": (
        "Un archivo se usó de una forma para la que no se abrió."
    ),
}
