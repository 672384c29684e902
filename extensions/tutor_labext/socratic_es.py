"""The tutor's sentences in Spanish, by their English text: "tú", short, one question each."""

from __future__ import annotations

_FAULTS = {
    "Which sign or word of {line} would you look at first?": "¿Qué signo o palabra de {line} "
    "mirarías primero?",
    "Which block should {line} belong to?": "¿A qué bloque debería pertenecer {line}?",
    "Where in your code should that name get its value?": "¿En qué parte de tu código debería "
    "recibir su valor ese nombre?",
    "On which way through the function does the name get its value?": "¿Por qué camino de la "
    "función recibe su valor el nombre?",
    "What kind of value does each name of {line} hold?": "¿Qué clase de valor guarda cada nombre "
    "de {line}?",
    "What exactly is in that value when {line} runs?": "¿Qué hay exactamente en ese valor cuando "
    "se ejecuta {line}?",
    "Which places does the code ask for, from the first to the last?": "¿Qué lugares pide el "
    "código, del primero al último?",
    "Which keys does the dict hold when {line} runs?": "¿Qué claves tiene el dict cuando se "
    "ejecuta {line}?",
    "What is the value in front of the dot on {line}?": "¿Qué valor está antes del punto en "
    "{line}?",
    "For which input does that value become zero?": "¿Con qué entrada ese valor llega a cero?",
    "How often does the task want your code to ask for input?": "¿Cuántas veces pide la tarea que "
    "tu código pregunte?",
    "For which input should the function not call itself any more?": "¿Con qué entrada ya no "
    "debería llamarse la función a sí misma?",
    "In your own words, what should happen there first?": "Con tus palabras, ¿qué debería pasar "
    "ahí primero?",
    "What did you expect {line} to do?": "¿Qué esperabas que hiciera {line}?",
    "that line": "esa línea",
    "line {line}": "la línea {line}",
    "**Line {line}:** ": "**Línea {line}:** ",
    "Another way to see it.": "Otra manera de verlo.",
}

_CHECKS = {
    "The check “{title}” does not pass yet.": "La comprobación “{title}” todavía no pasa.",
    "What should your code give there, and what does it give now?": "¿Qué debería dar ahí tu "
    "código, y qué da ahora?",
    "What is wanted and what you give differ in small and capital letters only.": (
        "Lo que se pide y lo que das solo se distinguen en mayúsculas y minúsculas."
    ),
    "Which letters are that?": "¿Qué letras son?",
    "What is wanted and what you give differ in blanks only.": (
        "Lo que se pide y lo que das solo se distinguen en los espacios."
    ),
    "Where is one missing, or one too many?": "¿Dónde falta uno, o sobra uno?",
    "A hidden check does not pass yet.": "Una comprobación oculta todavía no pasa.",
    "Which input of that kind could you try in your own code?": "¿Qué entrada de esa clase podrías "
    "probar en tu código?",
    "It says: {message}": "Dice: {message}",
    "Before I explain anything, please look at **line {line}** once more.": "Antes de explicarte "
    "nada, mira otra vez la **línea {line}**.",
    "What does each name on it hold when Python gets there?": "¿Qué guarda cada uno de sus nombres "
    "cuando Python llega ahí?",
    "Before I say more about the check “{title}”, work its example out by hand, step by "
    "step.": "Antes de decirte más de la comprobación “{title}”, resuelve su ejemplo a mano, paso "
    "a paso.",
    "At which step would your code do something else than you did?": "¿En qué paso haría tu código "
    "algo distinto de lo que hiciste tú?",
    "In the check “{title}” two things stand side by side: {message}": "En la comprobación "
    "“{title}” hay dos cosas una al lado de la otra: {message}",
    "For which simple input of your own would both be the same?": "¿Con qué entrada sencilla tuya "
    "serían iguales las dos?",
    "Some values get past **line {line}**, and these do not. {happened}": "Algunos valores pasan "
    "por la **línea {line}**, y estos no. {happened}",
    "What is different about the values of this run?": "¿Qué tienen de distinto los valores de "
    "esta ejecución?",
    "Where in your code does that happen?": "¿En qué parte de tu código pasa eso?",
    "Which value should come back, and which line holds it?": "¿Qué valor debe volver, y qué línea "
    "lo tiene?",
    "Gemini has answered as much as it may for now, so I go on from what your code does and what "
    "the checks of this problem say. ": "Por ahora Gemini ya ha respondido todo lo que puede, así "
    "que sigo yo con lo que hace tu código y lo que dicen las comprobaciones de este problema. ",
    "No hand-in has met an error; for one below a cell, look at the top of this panel. ": "Ninguna "
    "entrega ha dado un error; para uno debajo de una celda, mira arriba en este panel. ",
    "Where in the code does that matter?": "¿En qué parte del código importa eso?",
    "Which step of this example does your task need too?": "¿Qué paso de este ejemplo necesita "
    "también tu tarea?",
    "Which of the two did you mean?": "¿A cuál de los dos te referías?",
    "Which names does the method around {line} get?": "¿Qué nombres recibe el método que contiene "
    "{line}?",
    "Which columns does the table have at that moment?": "¿Qué columnas tiene la tabla en ese "
    "momento?",
    "What should {line} work out, or say?": "¿Qué debería calcular o decir {line}?",
    "One of the given lines sets it.": "Una de las líneas dadas le da valor.",
    "Look for the line where that name stands before `=`, or after `for`, `def` or `import`.": (
        "Busca la línea donde ese nombre está antes de `=`, o después de `for`, `def` o `import`."
    ),
    "Which one is that, and does it stand above {line}?": "¿Cuál es, y está por encima de {line}?",
    "Which values does the call hand over, and which are asked for?": "¿Qué valores pasa la "
    "llamada, y cuáles se piden?",
    "Which object should hold that, and from which line on?": "¿Qué objeto debe tener eso, y "
    "desde qué línea?",
    "Which word on {line} leads back into the same method?": "¿Qué palabra de {line} lleva otra "
    "vez al mismo método?",
    "Is it meant as a name, or as a text?": "¿Debe ser un nombre o un texto?",
    "Your code breaks a rule of this problem: {message}": "Tu código no cumple una regla de este "
    "problema: {message}",
    "Which part of your code is the rule about?": "¿De qué parte de tu código habla la regla?",
    "There is no code in your answer. One line is enough to begin, and it need not be right.": "No "
    "hay código en tu respuesta. Para empezar basta una línea, y puede estar mal.",
    "What should come out in the first example, and what is the first step to it?": "¿Qué debe "
    "salir en el primer ejemplo, y cuál es el primer paso para llegar ahí?",
    "Your code did not come to an end in time.": "Tu código no terminó a tiempo.",
    "What has to change in each step of the loop so that it can stop?": "¿Qué tiene que cambiar en "
    "cada paso del bucle para que pueda parar?",
    "Print the names in the first line of the loop at the end of each round, run the cell, and "
    "stop it after a moment.": "Muestra los nombres de la primera línea del bucle al final de cada "
    "vuelta, ejecuta la celda y detenla tras un momento.",
    "Which of them does not change as you thought?": "¿Cuál de ellos no cambia como pensabas?",
    "Every check passes, well done.": "Todas las comprobaciones pasan, muy bien.",
    "Which part would you explain first to a friend who is stuck?": "¿Qué parte explicarías "
    "primero a una amistad que no sabe seguir?",
    "You have seen what I can tell you at this step, and you have stayed with it. Please read the "
    "text of “{title}” once more, from the first line on.": "Ya viste lo que puedo decirte en este "
    "paso, y seguiste adelante. Lee otra vez el texto de “{title}”, desde la primera línea.",
    "Which of its sentences does your code not do yet?": "¿Cuál de sus frases no cumple todavía tu "
    "código?",
    "My next hint for “{title}” opens with your next try, or after a few minutes. Until then, "
    "take the first example of the task and write down by hand what has to happen, one step "
    "after the other.": "Mi próxima pista para “{title}” se abre con tu próximo intento, o en unos "
    "minutos. Mientras tanto, toma el primer ejemplo de la tarea y escribe a mano lo que tiene que "
    "pasar, paso a paso.",
    "Which step are you least sure of?": "¿De qué paso tienes más dudas?",
    "Let us go over “{title}” together. Tell me in your own words how you came to your answer, "
    "from the first line on.": "Repasemos “{title}”. Cuéntame con tus palabras cómo llegaste a tu "
    "respuesta, desde la primera línea.",
    "Which part of it are you sure of?": "¿De qué parte no tienes dudas?",
}

_RUNS = {
    "Here is your own code at work in the check “{title}”:": "Aquí está tu código en marcha en la "
    "comprobación “{title}”:",
    "Take the check “{title}”, and run your code for it in your head.": "Toma la comprobación "
    "“{title}” y ejecuta con ella tu código mentalmente.",
    "(steps left out)": "(faltan pasos)",
    "line {line}: it starts with {values}": "línea {line}: empieza con {values}",
    "`{name}` becomes {value}": "`{name}` pasa a ser {value}",
    "line {line}: {values}": "línea {line}: {values}",
    "line {line}: gives back {value}": "línea {line}: devuelve {value}",
    "line {line}: stops with an error": "línea {line}: se detiene con un error",
    "What is `{name}` right after line {line} has run{times}?": "¿Qué vale `{name}` justo después "
    "de ejecutar la línea {line}{times}?",
    "What does your code give back on line {line}{times}?": "¿Qué devuelve tu código en la línea "
    "{line}{times}?",
    " {count} times": " por vez número {count}",
    " at call {count}": " en la llamada {count}",
    "Yes, that is what your code does: {what}.": "Sí, eso es lo que hace tu código: {what}.",
    "In your own run it is another value: {what}, not {said}.": "En tu ejecución es otro valor: "
    "{what}, no {said}.",
    "Your own run shows it: {what}.": "Tu ejecución lo muestra: {what}.",
    "{name} is {value} after line {line}": "{name} es {value} después de la línea {line}",
    "line {line} gives back {value}": "la línea {line} devuelve {value}",
    "What on line {line} makes the difference?": "¿Qué hay en la línea {line} que lo cambia?",
    "Is that the value which you want there?": "¿Es ese el valor que quieres ahí?",
    "You can follow your code to its end.": "Puedes seguir tu código hasta el final.",
    "Which line would you explain first to a friend?": "¿Qué línea explicarías primero a una "
    "amistad?",
    "That was the last step.": "Ese fue el último paso.",
    "At which step does the run leave what the task wants?": "¿En qué paso se aparta la ejecución "
    "de lo que pide la tarea?",
}

_SUSPECTS = {
    "When I try your code in many ways, **line {line}** stands out.": "Cuando pruebo tu código de "
    "muchas maneras, llama la atención la **línea {line}**.",
    "It compares values.": "Compara valores.",
    "Take one value below, one equal, one above: where is its answer not what you want?": "Toma "
    "un valor menor, uno igual y uno mayor: ¿en cuál no es su respuesta la que quieres?",
    "It works with an operator.": "Trabaja con un operador.",
    "What should it do with the two values there?": "¿Qué debería hacer con los dos valores?",
    "It joins conditions.": "Une condiciones.",
    "Must all of them hold, or is one enough?": "¿Tienen que cumplirse todas, o basta con una?",
    "A fixed value stands there.": "Ahí hay un valor fijo.",
    "Where does that value come from in the task?": "¿De dónde sale ese valor en la tarea?",
    "It decides which way to go.": "Decide por qué camino se va.",
    "For which input should that way be taken?": "¿Con qué entrada debería tomarse ese camino?",
    "It says how often a loop runs.": "Dice cuántas veces se repite un bucle.",
    "What are the first and the last value, and should they be?": "¿Cuáles son el primer valor y "
    "el último, y deberían serlo?",
    "It picks a part by its place.": "Elige una parte por su lugar.",
    "Which place comes first there, and which last?": "¿Qué lugar va primero ahí, y cuál último?",
    "It uses a name.": "Usa un nombre.",
    "Which value does that name hold, and which one do you need?": "¿Qué valor guarda ese nombre, "
    "y cuál necesitas?",
    "It uses a value as it comes.": "Usa un valor tal como llega.",
    "What can that value be, and what is needed here?": "¿Qué puede ser ese valor, y qué hace "
    "falta aquí?",
    "It changes a value before it is used.": "Cambia un valor antes de usarlo.",
    "Does the task ask for that change?": "¿La tarea pide ese cambio?",
    "It makes a result.": "Produce un resultado.",
    "What becomes of that result after the line?": "¿Qué pasa con ese resultado después de la "
    "línea?",
    "It gives a name a new value.": "Da un valor nuevo a un nombre.",
    "What happens there with the old value?": "¿Qué pasa ahí con el valor viejo?",
    "A text or a name stands there.": "Ahí hay un texto o un nombre.",
    "Which of the signs should be read as they stand?": "¿Cuáles de los signos deben leerse tal "
    "como están?",
    "It does several steps at once.": "Da varios pasos a la vez.",
    "Which step does Python do first there?": "¿Qué paso hace Python primero ahí?",
    "It calls something.": "Llama a algo.",
    "What exactly does that call do with its values?": "¿Qué hace exactamente esa llamada con sus "
    "valores?",
    "It is one of several steps.": "Es uno de varios pasos.",
    "What would be different without that step?": "¿Qué sería distinto sin ese paso?",
    "Its place matters.": "Importa su lugar.",
    "What has to be known before it runs?": "¿Qué hay que saber antes de que se ejecute?",
    "Its indent matters.": "Importa su sangría.",
    "How often should it run, and when?": "¿Cuántas veces debería ejecutarse, y cuándo?",
    "It belongs to a choice.": "Pertenece a una elección.",
    "Should it run too, or only when nothing above fits?": "¿Debería ejecutarse también, o solo "
    "cuando nada de lo anterior se cumple?",
}

_OTHERS = {
    "I would like to help, and do not know yet with what. Is it what the task asks for, what a "
    "line of your code does, or an error?": (
        "Quiero ayudarte y todavía no sé con qué. ¿Es lo que pide el ejercicio, lo que hace una "
        "línea de tu código, o un error?"
    ),
    "I answer from what your code does and what the checks of this problem say. ": (
        "Respondo a partir de lo que hace tu código y de lo que dicen las comprobaciones de este "
        "problema. "
    ),
    "That was as much as fits. Which part of it shall I go on with?": "Eso es todo lo que cabe. "
    "¿Con qué parte sigo?",
    "Let us stay with your own code for a moment. Which line decides the result, and what value "
    "does it have in the first example?": "Quedémonos un momento con tu código. ¿Qué línea decide "
    "el resultado, y qué valor tiene en el primer ejemplo?",
    "Take the first example of the task and your own code. At which line does what it does leave "
    "what you want?": "Toma el primer ejemplo de la tarea y tu propio código. ¿En qué línea deja "
    "de hacer lo que quieres?",
    "Say in one sentence what your code does now, and in another what the task wants. Where do the "
    "two differ?": "Di en una frase qué hace ahora tu código, y en otra qué pide la tarea. ¿En qué "
    "se diferencian?",
}

_WAYS = {
    "Which word of Python do you mean there?": "¿A qué palabra de Python te refieres ahí?",
    "When should the objects get a value of their own?": "¿Cuándo debe recibir cada objeto un "
    "valor propio?",
    "Put a `#` in front of this line, so that Python passes over it, and run the cell.": "Pon un "
    "`#` delante de esta línea, para que Python la pase por alto, y ejecuta la celda.",
    "Does the error go, stay, or move to another line?": "¿El error se va, se queda o pasa a otra "
    "línea?",
    "Print what each name on this line holds, right above it, and run the cell.": "Muestra lo que "
    "guarda cada nombre de esta línea, justo encima de ella, y ejecuta la celda.",
    "Which of them holds something else than you thought?": "¿Cuál de ellos guarda otra cosa de lo "
    "que pensabas?",
    "What does the check ask for, and what have you written?": "¿Qué pide la comprobación, y qué "
    "has escrito?",
    "Which line of the program is that about?": "¿De qué línea del programa se trata?",
    "At which line of the program does that come in?": "¿En qué línea del programa entra eso?",
    "At which line of the program does that matter?": "¿En qué línea del programa importa eso?",
    "What does the given function give for the call in your test?": "¿Qué da la función dada con "
    "la llamada de tu prueba?",
    "Which call would you put into a test for that?": "¿Qué llamada pondrías en una prueba para "
    "eso?",
    "Which test would you change or add first?": "¿Qué prueba cambiarías o añadirías primero?",
    "At your last hand-in {value} was not right yet.": "En tu última entrega {value} todavía no "
    "era correcto.",
    "What does that tell you about {value}?": "¿Qué te dice eso de {value}?",
    "Which of the lines has to run sooner, or later, for that?": "¿Qué línea tiene que ejecutarse "
    "antes, o después, para eso?",
    "Which of the given lines is that about?": "¿De cuál de las líneas dadas se trata?",
    "For which of your tests does that matter?": "¿Para cuál de tus pruebas importa eso?",
    "Which part was the hardest to find, and what helped you there?": "¿Qué parte fue la más "
    "difícil, y qué te ayudó ahí?",
    "Which line could you say more clearly, and still pass?": "¿Qué línea podrías decir con más "
    "claridad, y que siga pasando?",
    "What would you like to work on next?": "¿En qué quieres trabajar ahora?",
    "Make the task smaller: take the smallest input that you can think of, and write down what "
    "should come out for it.": "Haz la tarea más pequeña: toma la entrada más pequeña que se te "
    "ocurra, y escribe lo que debería salir con ella.",
    "What comes out in your answer?": "¿Qué sale con tu respuesta?",
    "Say your answer aloud, line by line, to somebody or to a thing on your desk.": "Di tu "
    "respuesta en voz alta, línea por línea, a alguien o a una cosa de tu mesa.",
    "At which line do you slow down?": "¿En qué línea vas más despacio?",
    "You have looked at this for a while, and what you wrote is kept. A short break or another "
    "problem in between often helps.": "Llevas un rato con esto, y lo que escribiste queda "
    "guardado. Una pausa corta u otro problema entre medias suele ayudar.",
    "What will you look at first when you are back?": "¿Qué mirarás primero cuando vuelvas?",
    "This is hard work, and a break costs nothing: what you wrote is kept. ": "Esto es trabajo "
    "duro, y una pausa no cuesta nada: lo que escribiste queda guardado. ",
    "It is annoying to be stuck, and good that you say so. ": "Es molesto no poder seguir, "
    "y está bien que lo digas. ",
    "That is all right. Let us take one small step. ": "No pasa nada. Demos un paso pequeño. ",
}

PHRASES: dict[str, str] = {
    **_FAULTS,
    **_CHECKS,
    **_RUNS,
    **_SUSPECTS,
    **_OTHERS,
    **_WAYS,
}
