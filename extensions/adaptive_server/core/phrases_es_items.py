"""The sentences of items made from problems in Spanish, by their English text."""

from __future__ import annotations

PHRASES = {
    "lines in order": ("líneas en orden"),
    "find the mistake": ("encuentra el error"),
    "fill the gap": ("completa el hueco"),
    "predict the result": ("predice el resultado"),
    "The cell below the task holds all lines of a program that works, mixed up and "
    "without their indentation. **Put them in order and indent them.** Do not change the "
    "lines.": (
        "La celda que está debajo de la tarea tiene todas las líneas de un programa que "
        "funciona, mezcladas y sin sangría. **Ponlas en orden y dales su sangría.** No "
        "cambies las líneas."
    ),
    "The cell below the task holds the code that somebody wrote for it. It has a mistake. "
    "**Find the mistake and mend it.** Keep what is good.": (
        "La celda que está debajo de la tarea tiene el código que alguien escribió para ella. "
        "Tiene un error. **Encuentra el error y arréglalo.** Deja lo que está bien."
    ),
    "The cell below the task holds a program that works, but one piece of one line is "
    "missing. **Put code in place of `____`.** Leave the rest as it is.": (
        "La celda que está debajo de la tarea tiene un programa que funciona, pero falta un "
        "trozo de una línea. **Pon código en lugar de `____`.** Deja el resto como está."
    ),
    "One line too many is among them: delete it.": ("Entre ellas sobra una línea: bórrala."),
    "In the cell, Alt+Up and Alt+Down move the line of the cursor, Ctrl+] moves it in, "
    "and Ctrl+[ moves it out.": (
        "En la celda, Alt+Arriba y Alt+Abajo mueven la línea del cursor, Ctrl+] le da sangría "
        "y Ctrl+[ se la quita."
    ),
    "The task's example comes out right. Other values show the mistake.": (
        "El ejemplo de la tarea sale bien. El error se ve con otros valores."
    ),
    "This is the task of the program. Where it says to write, complete or mend something, "
    "all lines for it are there:": (
        "Esta es la tarea del programa. Donde dice que hay que escribir, completar o arreglar "
        "algo, ya están todas las líneas:"
    ),
    "This is the task of the program. Where it says to write, complete or mend something, "
    "code for it is there, with the mistake:": (
        "Esta es la tarea del programa. Donde dice que hay que escribir, completar o arreglar "
        "algo, ya hay código, con el error:"
    ),
    "This is the task of the program. Where it says to write, complete or mend something, "
    "all but the gap is done:": (
        "Esta es la tarea del programa. Donde dice que hay que escribir, completar o arreglar "
        "algo, ya está hecho todo menos el hueco:"
    ),
    "Which line has to come first? Look for what every other line needs.": (
        "¿Qué línea tiene que ir primero? Busca lo que necesitan todas las demás."
    ),
    "Each name has to be set above the lines that use it. A line that ends in a colon has "
    "lines below it that stand further in.": (
        "Cada nombre tiene que recibir su valor encima de las líneas que lo usan. Una línea "
        "que termina en dos puntos tiene debajo líneas con más sangría."
    ),
    "Two lines are much alike: `{wrong}` and `{right}`. Which one does the task ask for?": (
        "Dos líneas se parecen mucho: `{wrong}` y `{right}`. ¿Cuál pide la tarea?"
    ),
    "Just below `{head}` stands `{first}`, further in.": (
        "Justo debajo de `{head}` va `{first}`, con más sangría."
    ),
    "The last line is `{line}`.": ("La última línea es `{line}`."),
    "Take the example and follow the program line by line. Where does it first differ "
    "from what you expect?": (
        "Toma el ejemplo y sigue el programa línea por línea. ¿Dónde se aparta por primera "
        "vez de lo que esperas?"
    ),
    "The example comes out right. Which rule of the task does it not show? Take values "
    "for that rule, and follow the program line by line.": (
        "El ejemplo sale bien. ¿Qué regla de la tarea no muestra? Toma valores para esa regla "
        "y sigue el programa línea por línea."
    ),
    "Set what the example gives beside what it should give. Which part differs, and which "
    "line makes that part?": (
        "Pon lo que da el ejemplo al lado de lo que debería dar. ¿Qué parte es distinta, y "
        "qué línea hace esa parte?"
    ),
    "These names stand in the gap, in no special order: {names}. What do they hold just before "
    "it?": (
        "Estos nombres están en el hueco, sin orden especial: {names}. ¿Qué guardan justo antes "
        "de él?"
    ),
    "Run the cell and the visible tests. Try small and odd values too.": (
        "Ejecuta la celda y las pruebas visibles. Prueba también valores pequeños y raros."
    ),
    "What do you know just before the gap, and what has to be known right after it?": (
        "¿Qué sabes justo antes del hueco, y qué hay que saber justo después?"
    ),
    "Explain each line to somebody in one sentence. At which one do you hesitate?": (
        "Explícale a alguien cada línea en una frase. ¿En cuál dudas?"
    ),
    "Write down each name and its value. Go through the program line by line.": (
        "Anota cada nombre y su valor. Recorre el programa línea por línea."
    ),
    "At a decision, write down if it is true or false before you go on.": (
        "En una decisión, anota si es verdadera o falsa antes de seguir."
    ),
    "For a loop, make a table: one row for each turn.": (
        "Para un bucle, haz una tabla: una fila para cada vuelta."
    ),
    "The function calls itself: give each call a line of its own, with its values.": (
        "La función se llama a sí misma: da a cada llamada una línea propia, con sus valores."
    ),
    "Put the values in place of their names, and work out first what stands in brackets.": (
        "Pon los valores en lugar de sus nombres y calcula primero lo que está entre paréntesis."
    ),
    "The gap is what `{name}` is set to. Look below: what is done with `{name}` there?": (
        "El hueco es el valor que recibe `{name}`. Mira más abajo: ¿qué se hace allí con `{name}`?"
    ),
    "The gap is what changes `{name}` in this step. How does it change, and by what?": (
        "El hueco es lo que cambia `{name}` en este paso. ¿Cómo cambia, y en cuánto?"
    ),
    "The gap is what the function gives back. What kind of value is that in the example?": (
        "El hueco es lo que devuelve la función. ¿Qué clase de valor es en el ejemplo?"
    ),
    "The gap is a question with yes or no. When should the lines under it run, and when not?": (
        "El hueco es una pregunta de sí o no. ¿Cuándo deben ejecutarse las líneas de debajo, "
        "y cuándo no?"
    ),
    "The gap is a question with yes or no. When should one more turn follow, and when not?": (
        "El hueco es una pregunta de sí o no. ¿Cuándo debe seguir otra vuelta, y cuándo no?"
    ),
    "The gap says where the loop stops. How many turns should it take?": (
        "El hueco dice dónde termina el bucle. ¿Cuántas vueltas debe dar?"
    ),
    "The gap is what the loop goes through. Which values should come, and in which order?": (
        "El hueco es lo que recorre el bucle. ¿Qué valores deben venir, y en qué orden?"
    ),
    "The gap is what `{name}` gets. Which value does it need to do its part?": (
        "El hueco es lo que recibe `{name}`. ¿Qué valor necesita para hacer su parte?"
    ),
    "Read this program.": ("Lee este programa."),
    "Put your answer in place of the question mark.": (
        "Pon tu respuesta en lugar del signo de interrogación."
    ),
    "The answer is written as asked": ("La respuesta está escrita como se pide"),
    "The value is right": ("El valor es correcto"),
    "The value is right to the last sign": ("El valor es correcto hasta el último signo"),
    "Another input may give that. Take the values of the question.": (
        "Puede que otra entrada dé eso. Toma los valores de la pregunta."
    ),
    "**What does `{call}` give?**": ("**¿Qué da `{call}`?**"),
    "It begins with {values}. **What is `{name}` at the end?**": (
        "Empieza con {values}. **¿Qué es `{name}` al final?**"
    ),
    'Replace all of `"?"` with the result, the quotes too. Work it out on paper: the '
    "value itself is asked for, not a calculation.": (
        'Cambia todo `"?"` por el resultado, también las comillas. Averígualo en un papel: se '
        "pide el valor mismo, no un cálculo."
    ),
    'Text goes in quotes, as in `"ab"`, with each space and each capital letter as it is.': (
        'Un texto va entre comillas, como `"ab"`, con cada espacio y cada mayúscula en su lugar.'
    ),
    "The end of a line in a text is written `\\n`.": (
        "El final de una línea en un texto se escribe `\\n`."
    ),
    "A number goes without quotes, and `3` and `3.0` are not the same here.": (
        "Un número va sin comillas, y aquí `3` y `3.0` no son lo mismo."
    ),
    "`True`, `False` and `None` go without quotes.": ("`True`, `False` y `None` van sin comillas."),
    "A list goes in square brackets, as in `[1, 2]`.": (
        "Una lista va entre corchetes, como `[1, 2]`."
    ),
    "A tuple goes in round brackets, as in `(1, 2)`.": (
        "Una tupla va entre paréntesis, como `(1, 2)`."
    ),
    "A dictionary goes in curly brackets, as in `{{1: 2}}`.": (
        "Un diccionario va entre llaves, como `{{1: 2}}`."
    ),
    "Your answer is in quotes, so Python takes it for a text. Here the result is no text.": (
        "Tu respuesta está entre comillas, así que Python la toma por un texto. Aquí el "
        "resultado no es un texto."
    ),
    "The result is a text here, so it goes in quotes.": (
        "Aquí el resultado es un texto, así que va entre comillas."
    ),
    "Round brackets make a tuple. Here the result is a list.": (
        "Los paréntesis hacen una tupla. Aquí el resultado es una lista."
    ),
    "Square brackets make a list. Here the result is a tuple.": (
        "Los corchetes hacen una lista. Aquí el resultado es una tupla."
    ),
    "Nearly. Look at each space, and at capital and small letters.": (
        "Casi. Mira cada espacio, y las mayúsculas y minúsculas."
    ),
    "Nearly. `3` and `3.0` are not the same: what does Python make of each number here?": (
        "Casi. `3` y `3.0` no son lo mismo: ¿qué hace Python aquí con cada número?"
    ),
    "The result is a text. It has so many signs: {count}.": (
        "El resultado es un texto. Tiene este número de signos: {count}."
    ),
    "The result is a whole number. It has so many digits: {count}.": (
        "El resultado es un número entero. Tiene este número de cifras: {count}."
    ),
    "The result is a number with a point.": ("El resultado es un número con punto."),
    "The result is a list. It has so many parts: {count}.": (
        "El resultado es una lista. Tiene este número de partes: {count}."
    ),
    "The result is a tuple. It has so many parts: {count}.": (
        "El resultado es una tupla. Tiene este número de partes: {count}."
    ),
    "The result is a dictionary. It has so many keys: {count}.": (
        "El resultado es un diccionario. Tiene este número de claves: {count}."
    ),
    "The result is one of `True`, `False` and `None`.": (
        "El resultado es uno de `True`, `False` y `None`."
    ),
    "Follow the values line by line. Which letters and spaces does the text have?": (
        "Sigue los valores línea por línea. ¿Qué letras y espacios tiene el texto?"
    ),
    "Follow the values line by line. Is it a whole number, or one with a point?": (
        "Sigue los valores línea por línea. ¿Es un número entero o uno con punto?"
    ),
    "Follow the values line by line. Which parts does the result have, in which order?": (
        "Sigue los valores línea por línea. ¿Qué partes tiene el resultado, y en qué orden?"
    ),
    "Follow the values line by line. Which keys does the result have?": (
        "Sigue los valores línea por línea. ¿Qué claves tiene el resultado?"
    ),
    "Follow the values line by line. Which decision is the last one?": (
        "Sigue los valores línea por línea. ¿Cuál es la última decisión?"
    ),
    "**Checked when you submit:** {title}": ("**Se comprueba al entregar:** {title}"),
}
