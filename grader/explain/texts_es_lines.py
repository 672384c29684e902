"""Spanish for lines that are built in another way: rule id to (because, try next)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "syntax.case_all": (
        "Este caso vale para todo valor, así que ninguno de abajo puede elegirse.",
        "Piensa qué caso debe ir al final.",
    ),
    "syntax.unseen": (
        "Un signo de esta línea no se ve; suele ser un espacio de una página web.",
        "Borra los espacios de esta línea y vuelve a escribirlos.",
    ),
    "syntax.parted_sign": (
        "El signo {sign} lleva aquí un espacio dentro, así que Python lee dos signos.",
        "Junta sus partes.",
    ),
    "syntax.if_at_end": (
        "Una prueba que deja fuera elementos no va delante de 'for'.",
        "Busca dónde va un 'if' así entre los corchetes.",
    ),
    "syntax.fstring_open": (
        "En este texto se abre una {{ y Python echa en falta su }}.",
        "Empareja las llaves dentro del texto.",
    ),
    "syntax.fstring_empty": (
        "No hay nada entre {{ y }} en este texto.",
        "Decide qué valor debe mostrarse ahí.",
    ),
    "syntax.lambda_return": (
        "Una lambda devuelve su valor por sí sola, así que no lleva 'return'.",
        "Quita la palabra o haz una función con def.",
    ),
    "syntax.foreign_word": (
        "La palabra '{word}' viene de otro sitio; Python no la conoce.",
        "Busca cómo lo hace Python.",
    ),
    "syntax.parted_name": (
        "Para Python un nombre es una sola palabra, y '{name}' es más de una.",
        "Une sus partes con el signo _ en medio.",
    ),
    "syntax.half_test": (
        "Después de '{word}' va una comparación entera, con un valor a cada lado del signo.",
        "Escribe qué valor se compara la segunda vez.",
    ),
    "syntax.return_equals": (
        "Un solo = guarda un valor, y 'return' devuelve uno; las dos cosas no van juntas.",
        "Decide si se comparan dos valores, o si se devuelve uno.",
    ),
    "syntax.pair_equals": (
        "Entre llaves, una clave y su valor no se unen con =.",
        "Busca cómo se escribe un dict, y compara el signo entre los dos.",
    ),
    "syntax.import_order": (
        "Las palabras 'import' y 'from' están en el orden equivocado.",
        "Primero va el módulo, y después lo que tomas de él.",
    ),
    "syntax.for_brackets": (
        "En Python una línea for no lleva paréntesis alrededor de todo lo que va detrás de 'for'.",
        "Compara la tuya con una línea for que funciona.",
    ),
    "syntax.for_in": (
        "En una línea for la palabra 'in' va justo después del nombre, y aquí no está ahí.",
        "Compara la tuya con una línea for que funciona.",
    ),
    "syntax.def_brackets": (
        "Una línea def necesita paréntesis después del nombre, aunque no reciba nada.",
        "Compara la tuya con una línea def que funciona.",
    ),
    "syntax.else_test": (
        "Un 'else' se queda con todo lo que sobra, así que detrás no puede ir una comparación.",
        "Quita la comparación, o busca la palabra que usa Python para una segunda pregunta.",
    ),
    "syntax.no_test": (
        "Detrás de '{word}' tiene que ir una pregunta, y no hay ninguna.",
        "Piensa cuándo debe correr el bloque; si es en todo otro caso, hay otra palabra.",
    ),
    "syntax.braces": (
        "En Python un bloque no va entre llaves.",
        "Mira cómo termina una línea que empieza un bloque, y qué sangría tienen las de abajo.",
    ),
    "syntax.slash_note": (
        "El signo // divide en Python, así que las palabras de detrás se leen como código.",
        "Busca el signo que empieza una nota en Python.",
    ),
    "syntax.inner_quotes": (
        "El texto termina en sus segundas comillas, y detrás hay más texto.",
        "Usa el otro tipo de comillas, por fuera o por dentro.",
    ),
    "syntax.if_value": (
        "Este 'if' elige un valor, y no dice cuál tomar cuando la pregunta falla.",
        "Añade qué vale entonces, o haz un bloque con if.",
    ),
    "syntax.call_equals": (
        "En una llamada, antes de = solo puede ir el nombre de un parámetro.",
        "Decide si quieres comparar o nombrar un parámetro; los nombres no llevan comillas.",
    ),
    "syntax.outside_async": (
        "La palabra '{word}' solo funciona en una función preparada para esperar.",
        "Mira la línea def de la función que la rodea.",
    ),
    "syntax.same_name": (
        "Dos parámetros tienen el mismo nombre '{name}'.",
        "Elige otro nombre para uno de ellos.",
    ),
    "syntax.stray_sign": (
        "El signo {sign} no significa nada en Python fuera de unas comillas.",
        "Quítalo, o pon entre comillas lo que es texto.",
    ),
    "syntax.says": (
        "Las palabras de Python: {message}.",
        "Léelas junto a la línea, palabra por palabra.",
    ),
    "syntax.parameter": (
        "Una línea def lleva nombres en los paréntesis, y aquí hay un valor fijo.",
        "Dale ahí un nombre al valor; la llamada dice cuánto vale.",
    ),
    "syntax.is_in": (
        "Las palabras 'is' e 'in' hacen dos preguntas distintas.",
        "Decide cuál de las dos quieres hacer.",
    ),
    "syntax.in_text": (
        "La línea está bien; el texto que pasa no se puede leer como código.",
        "Muestra ese texto justo antes de esta línea.",
    ),
    "syntax.mismatch": (
        "Aquí está abierto el signo {open}, y {close} no puede cerrarlo.",
        "Empareja los paréntesis uno por uno, de dentro hacia fuera.",
    ),
    "syntax.mismatch_far": (
        "El signo {open} de la línea {line} sigue abierto, y {close} no puede cerrarlo.",
        "Empareja los paréntesis desde esa línea, de dentro hacia fuera.",
    ),
    "syntax.except_many": (
        "Tras este 'except' hay más de una clase de error, y nada las mantiene juntas.",
        "Busca cómo un 'except' toma varias clases de errores.",
    ),
    "syntax.with_as": (
        "En esta línea 'with', un valor y un nombre van juntos sin ninguna palabra entre ellos.",
        "Busca qué palabra da nombre a lo que abre 'with'.",
    ),
    "syntax.elif_after_else": (
        "El 'else' de la línea {line} toma todo lo que queda: tras él no puede ir '{word}'.",
        "Busca en qué orden van las partes de una decisión.",
    ),
}
HAPPENED: dict[str, str] = {}
