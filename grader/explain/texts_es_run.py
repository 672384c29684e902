"""Spanish for values, places and the rest of what stops a run: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "file.text": (
        "Aquí hace falta el nombre de un archivo, y el valor parece el texto de uno.",
        "Imprime el valor y piensa si de verdad hay un archivo que abrir.",
    ),
    "assert.called": (
        "La línea llama a algo que revisa los valores que recibe, y uno no está permitido ahí.",
        "Muestra cada valor que la línea entrega, y su tipo.",
    ),
    "assert.claim": (
        "La línea comprueba una afirmación, y esta no es verdad.",
        "Imprime lo que hay detrás de la palabra 'assert'.",
    ),
    "attr.module_hidden": (
        "La línea {line} usa el nombre '{name}' para un valor, así que el módulo queda oculto.",
        "Elige otro nombre para tu valor.",
    ),
    "import.circle": (
        "El módulo {module} no está listo: importa este archivo, o este archivo se llama igual.",
        "Mira qué archivo importa a cuál y cómo se llaman tus archivos.",
    ),
    "file.name_kind": (
        "Aquí hace falta el nombre de un archivo, y el valor es {kind}.",
        "Revisa qué le pasas y si de verdad hay que abrirlo.",
    ),
    "value.empty": (
        "El texto está vacío, así que no hay ningún número en él.",
        "Revisa de dónde viene el texto, y qué debe pasar si está vacío.",
    ),
    "value.decimal": (
        "El texto {text} es un número con punto, e int() solo lee números enteros.",
        "Conviértelo antes en un float.",
    ),
    "value.comma": (
        "El texto {text} tiene una coma, y un número en Python no lleva comas, solo un punto.",
        "Cambia el texto antes de convertirlo en un número.",
    ),
    "value.unit": (
        "El texto {text} tiene algo más que un número.",
        "Deja solo las cifras antes de convertirlo en un número.",
    ),
    "value.words": (
        "El texto {text} no es un número.",
        "Revisa si conviertes en número el texto correcto.",
    ),
    "value.unpack": (
        "La cantidad de nombres de la izquierda no coincide con los valores de la derecha.",
        "Muestra el lado derecho, y cuenta los valores que tiene.",
    ),
    "value.remove": (
        "El valor no está en la lista en este momento.",
        "Pregunta con 'in' antes de quitarlo o de buscarlo.",
    ),
    "value.substring": (
        "La parte que buscas no está en el texto.",
        "Pregunta antes con 'in', y revisa las mayúsculas.",
    ),
    "value.empty_sequence": (
        "No hay nada dentro, así que no hay ningún elemento mayor ni menor.",
        "Decide qué debe pasar cuando está vacío.",
    ),
    "value.truth_of_many": (
        "Una condición necesita un solo sí o no, y aquí hay muchos valores a la vez.",
        "Decide si tienen que cumplirla todos, o si basta con uno.",
    ),
    "value.other": (
        "El valor tiene el tipo correcto, pero no sirve aquí.",
        "Muestra el valor justo antes de esta línea.",
    ),
    "index.number": (
        "La longitud de '{name}' es {length}: el último lugar es {last}, y aquí es {index}.",
        "Sigue el valor de los corchetes desde el primer paso hasta el último.",
    ),
    "index.empty": (
        "'{name}' está vacío, así que no tiene primer lugar.",
        "Decide qué debe pasar cuando no hay nada dentro.",
    ),
    "index.pop": (
        "No queda nada que sacar.",
        "Revisa cuántas veces se ejecuta la línea, y qué encuentra la última vez.",
    ),
    "index.range_end": (
        "El range de la línea {line} se pasa un lugar del último, pues se cuenta desde 0.",
        "Calcula el primer número y el último que da el range.",
    ),
    "index.neighbour": (
        "La línea mira el elemento siguiente, y el último no tiene siguiente.",
        "Piensa qué pasa en el último paso del bucle.",
    ),
    "index.length": (
        "La longitud se usa como lugar, pero se cuenta desde 0.",
        "Calcula qué lugar tiene el último elemento.",
    ),
    "index.item_as_place": (
        "El bucle da los elementos mismos, y aquí uno se usa como lugar.",
        "Muestra el nombre del bucle para ver qué guarda en cada paso.",
    ),
    "index.past_end": (
        "Los lugares empiezan en 0, así que el último es uno menos que la longitud.",
        "Muestra la longitud y el lugar justo antes de esta línea.",
    ),
    "key.near": (
        "Hay una clave {near}, que se parece mucho a {key}.",
        "Compara las dos letra por letra.",
    ),
    "key.type": (
        "Hay una clave {near}, pero un número y un texto son dos claves distintas.",
        "Revisa cuál de las dos necesitas.",
    ),
    "key.first_time": (
        "La línea suma a la clave {key}, y la primera vez todavía no está.",
        "Decide con qué debe empezar una clave, y ponlo antes.",
    ),
    "key.missing": (
        "La clave {key} no está en el dict en este momento.",
        "Pregunta antes con 'in', o piensa qué debe contar cuando falta.",
    ),
    "zero.name": (
        "'{name}' es 0 en este momento.",
        "Decide cuál debe ser entonces el resultado, y pregunta antes de dividir.",
    ),
    "zero.length": (
        "La longitud es 0 cuando no hay nada que contar.",
        "Decide cuál debe ser entonces el resultado, y pregunta antes de dividir.",
    ),
    "zero.fixed": (
        "Detrás del signo de división hay un 0 fijo.",
        "Decide entre qué valor quieres dividir.",
    ),
    "zero.other": (
        "El valor que sigue al signo de división es 0 en este momento.",
        "Averigua cómo llegó a 0, y pregunta antes de dividir.",
    ),
    "eof.parameter": (
        "La función ya recibe sus valores como parámetros: {names}.",
        "Usa los parámetros; no hace falta preguntar con input().",
    ),
    "eof.loop": (
        "input() está en un bucle, así que pregunta una y otra vez.",
        "Calcula cuántas veces pregunta el bucle, y cuándo debe parar.",
    ),
    "eof.often": (
        "input() se llamó más veces que respuestas había.",
        "Cuenta cuántas veces pregunta tu código, y cuántas lo pide la tarea.",
    ),
    "recursion.no_stop": (
        "{function} se llama a sí misma, y no tiene ningún 'if' que pueda pararla.",
        "Piensa en el caso más pequeño que no necesita otra llamada.",
    ),
    "recursion.same": (
        "{function} se llama a sí misma con los mismos valores, así que nada se hace menor.",
        "Decide qué valor tiene que cambiar de una llamada a otra.",
    ),
    "recursion.property": (
        "Dentro de '{name}', esta línea usa el '{name}' del mismo objeto: se llama a sí misma.",
        "Guarda el valor con un nombre distinto del de la propiedad.",
    ),
    "recursion.attribute": (
        "Python llama a {function} para un atributo, y esta línea hace que lo llame otra vez.",
        "Busca cómo un método así llega a un atributo sin llamarse a sí mismo.",
    ),
    "recursion.as_text": (
        "Python llama a {function} para mostrar el objeto, y esta línea lo muestra otra vez.",
        "Forma el texto con los atributos del objeto, no con el objeto.",
    ),
    "recursion.never": (
        "Las llamadas siguen y nunca llegan al caso que para.",
        "Sigue el valor con la entrada más pequeña, llamada por llamada.",
    ),
    "stub.left": (
        "La línea que marca el hueco sigue en tu código.",
        "Escribe tus líneas en su lugar, y ejecuta la celda otra vez.",
    ),
    "import.near": (
        "Hay un módulo que se llama {near}, y se parece mucho a {name}.",
        "Compara los dos nombres letra por letra.",
    ),
    "import.name": (
        "El módulo {module} no tiene nada que se llame {name}.",
        "Revisa cómo está escrito, y dónde van las mayúsculas.",
    ),
    "import.missing": (
        "Aquí no hay ningún módulo que se llame {name}.",
        "Revisa cómo está escrito, y si la tarea lo necesita.",
    ),
    "assert.failed": (
        "La línea comprueba una afirmación, y no es verdadera.",
        "Muestra los dos valores que compara la línea.",
    ),
    "file.missing": (
        "No hay ningún archivo con ese nombre en este lugar.",
        "Compara el nombre entre comillas con los archivos que ves.",
    ),
    "stopped.loop": (
        "El código se paró desde fuera; muchas veces es un bucle que no termina.",
        "Revisa qué cambia en cada paso para que el bucle pueda terminar.",
    ),
    "exit.arguments": (
        "El analizador termina el programa cuando las palabras que recibe no van con sus opciones.",
        "Compara las opciones con las palabras, y revisa qué palabras recibe la llamada.",
    ),
    "exit.called": (
        "exit(), quit() y sys.exit() terminan todo de una vez, también la comprobación.",
        "Quita la llamada: un programa termina solo después de su última línea.",
    ),
    "memory.grows": (
        "Algo se hace muy grande por el camino: una lista, un texto o muchas copias.",
        "Mira qué crece, y cuánto debería crecer.",
    ),
    "closed.place": (
        "Mientras se comprueba una respuesta, no puede usar archivos ni la red.",
        "Trabaja con los valores que da la tarea.",
    ),
    "none.print": (
        "La función {function} muestra su resultado y no tiene ningún return con un valor.",
        "Piensa quién debe recibir el valor: la pantalla o quien llama a la función.",
    ),
    "none.no_return": (
        "La función {function} no tiene ningún return con un valor.",
        "Decide qué debe devolver, y devuélvelo.",
    ),
    "none.some_path": (
        "La función {function} tiene un return, pero un camino por ella termina sin ninguno.",
        "Sigue cada rama hasta el final, y mira qué devuelve.",
    ),
    "none.stored": (
        "La llamada a {method} cambia la lista misma y da None, que el nombre guarda entonces.",
        "Llama a {method} en su propia línea, y deja el nombre como estaba.",
    ),
    "none.in_place": (
        "La función {function} devuelve lo que da {method}, y eso es None.",
        "Llama a {method} en su propia línea, y devuelve la lista después.",
    ),
    "other.read": (
        "El mensaje dice: {message}.",
        "Muestra los valores de la línea justo antes de que se ejecute.",
    ),
    "other.plain": (
        "Python no da más detalles.",
        "Muestra los valores de la línea justo antes de que se ejecute.",
    ),
}

HAPPENED: dict[str, str] = {
    "int() got a text that is not a whole number.": "int() recibió un texto que no es un número "
    "entero.",
    "float() got a text that is not a number.": "float() recibió un texto que no es un número.",
    "Names and values do not match in number.": "No hay tantos nombres como valores.",
    "Something was looked for that is not there.": "Se buscó algo que no está.",
    "A part of a text was looked for that is not there.": "Se buscó una parte de un texto que no "
    "está.",
    "Many values were asked for one yes or no.": "Se pidió un solo sí o no a muchos valores.",
    "The largest or smallest of nothing was asked for.": "Se pidió el mayor o el menor de nada.",
    "A value does not fit what is done with it.": "Un valor no sirve para lo que se hace con él.",
    "An item was to be taken out of something empty.": "Se quiso sacar un elemento de algo vacío.",
    "The code asks for a place in a text that is not there.": "El código pide un lugar de un texto "
    "que no existe.",
    "The code asks for a place that is not there.": "El código pide un lugar que no existe.",
    "The code divides by zero, which has no result.": "El código divide entre cero, y eso no tiene "
    "resultado.",
    "input() asked for an answer, and there was none left.": "input() pidió una respuesta, y ya no "
    "quedaba ninguna.",
    "A function called itself too many times.": "Una función se llamó a sí misma demasiadas veces.",
    "This part of your code is not written yet.": "Esta parte de tu código todavía no está "
    "escrita.",
    "Python cannot find a module that should be imported.": "Python no encuentra un módulo que "
    "debería importar.",
    "Python cannot import what the line asks for.": "Python no puede importar lo que pide la "
    "línea.",
    "A check in the code is not true.": "Una comprobación del código no es verdadera.",
    "Python cannot find a file.": "Python no encuentra un archivo.",
    "The run was stopped before it came to an end.": "La ejecución se paró antes de llegar al "
    "final.",
    "The run took too long and was stopped.": "La ejecución tardó demasiado y se paró.",
    "The code ended the program itself.": "El código mismo terminó el programa.",
    "The code asked for more memory than there is.": "El código pidió más memoria de la que hay.",
    "The code asked for something that is not allowed here.": "El código pidió algo que aquí no se "
    "permite.",
    "The code asked for something from the network.": "El código pidió algo de la red.",
    "What came back is no result yet.": "Lo que volvió aún no es un resultado.",
    "The function gave back None, which means no value.": "La función devolvió None, es decir, "
    "ningún valor.",
}
