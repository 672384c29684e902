"""The core's sentences in Spanish, by their English text. Plain words, "tú", short sentences."""

from __future__ import annotations

from .phrases_es_items import PHRASES as ITEMS_ES

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip

_REASONS = {
    "Welcome! Let's begin with {skill}: a gentle first step, and you can try as often as "
    "you like.": "¡Te damos la bienvenida! Empecemos con {skill}: un primer paso suave, y puedes "
    "probar todas las veces que quieras.",
    "Time to come back to {skill}: practice after a break is what makes it stick.": "Es hora de "
    "volver a {skill}: retomarlo después de una pausa es lo que hace que se quede.",
    "You left this one for later: have another go, a hint is there when you want it.": "Dejaste "
    "este para más tarde: prueba otra vez, hay una pista cuando la quieras.",
    "Nothing new waits just now, so here is one to keep in practice: {skill}.": "Ahora mismo no "
    "hay nada nuevo, así que aquí va uno para no perder la práctica: {skill}.",
    "Your answers say that you can go on with {skill}.": "Tus respuestas dicen que puedes seguir "
    "con {skill}.",
    "Let's come at it from an easier side, with {skill}; you can return to the other one.": "Vamos "
    "a mirarlo por un lado más fácil, con {skill}; puedes volver al otro después.",
    "The last ones were tough, so here is a gentler one on {skill}.": "Los últimos fueron "
    "difíciles, así que aquí va uno más suave sobre {skill}.",
    "Here is more of a challenge, on {skill}.": "Aquí va un reto mayor, sobre {skill}.",
    "Here is a gentler one, on {skill}.": "Aquí va uno más suave, sobre {skill}.",
    "Something else, then: {skill}.": "Entonces, otra cosa: {skill}.",
    "There is nothing quite like that just now; this comes nearest, on {skill}.": "Ahora mismo no "
    "hay nada justo así; este es el más parecido, sobre {skill}.",
    "You are nearly there with {skill}: this one makes it firmer.": "Ya casi dominas {skill}: con "
    "este queda más firme.",
    "You are ready for {skill}, and it opens the way to {next}.": "Ya puedes con {skill}, y abre "
    "el camino hacia {next}.",
    "Once more on {skill}: you solved this before, but it does not sit firmly yet.": "Una vez más "
    "{skill}: ya lo resolviste antes, pero todavía no está firme.",
    "A good next step for you: {skill}.": "Un buen paso siguiente para ti: {skill}.",
    "This one on {skill} is a stretch: take your time, a hint is there when you want it.": "Este "
    "sobre {skill} es un reto: tómate tu tiempo, hay una pista cuando la quieras.",
    "A good next step for you.": "Un buen paso siguiente para ti.",
    "about {n} in 10": "cerca de {n} de cada 10",
    "{chance} first tries succeed.": "{chance} primeros intentos salen bien.",
    "{day} {month}": "{day} de {month}",
}

_PLACEMENT = {
    "Question {number} of at most {most} to find your level: it shows where you stand with "
    "{skill}. A miss tells as much as a hit, and you can stop at any time.": "Pregunta {number} de "
    "{most} como mucho para encontrar tu nivel: muestra cómo vas con {skill}. Un fallo dice tanto "
    "como un acierto, y puedes parar cuando quieras.",
    "That was enough to find your level.": "Con eso basta para encontrar tu nivel.",
}

_NOTHING_LEFT = {
    "This course has no problems yet; please ask your instructor.": "Este curso todavía no tiene "
    "problemas; pregunta a tu docente.",
    "All the others are harder just now, so this one stays: take your time, a hint is there when "
    "you want it. With “Not now” you get another one.": "Ahora mismo todos los demás son más "
    "difíciles, así que sigue aquí: tómate tu tiempo, hay una pista cuando la quieras. Con “Ahora "
    "no” te llega otro.",
    "There is no other problem for you just now; please go on with this one.": "Ahora mismo no hay "
    "otro problema para ti; sigue con este.",
    "The other problems that are left build on this one, so it stays: take your time, a hint is "
    "there when you want it.": "Los demás problemas que quedan se apoyan en este, así que sigue "
    "aquí: tómate tu tiempo, hay una pista cuando la quieras.",
    "You have solved every problem, and there is nothing else to review just now.": "Resolviste "
    "todos los problemas, y ahora mismo no hay nada más que repasar.",
    "tomorrow": "mañana",
    "in about {n} days": "dentro de unos {n} días",
    "You have solved every problem: well done! Come back {wait} to keep it fresh.": "Resolviste "
    "todos los problemas: ¡muy bien! Vuelve {wait} para no olvidarlo.",
}

_GOALS = {
    "Welcome!": "¡Te damos la bienvenida!",
    "More of a challenge, then.": "Entonces, un reto mayor.",
    "A gentler one, then.": "Entonces, uno más suave.",
    "Something else, then.": "Entonces, otra cosa.",
    "Your instructor has assigned {lesson}, which is due on {day}: this practises {skill}.": "Tu "
    "docente te asignó {lesson}, hasta el {day}: este practica {skill}.",
    "Your instructor has assigned {lesson}, which was due on {day}: this practises {skill}.": "Tu "
    "docente te asignó {lesson}, que era hasta el {day}: este practica {skill}.",
    "Your instructor has assigned {lesson}, which is due on {day}: this leads there by way of "
    "{skill}.": "Tu docente te asignó {lesson}, hasta el {day}: este te lleva allí por {skill}.",
    "Your instructor has assigned {lesson}, which was due on {day}: this leads there by way of "
    "{skill}.": "Tu docente te asignó {lesson}, que era hasta el {day}: este te lleva allí por "
    "{skill}.",
}

_NOTICES = {
    "The same check has stopped you a few times now: a smaller example, a new idea or a hint may "
    "help more than another try like the last.": "La misma comprobación te detuvo ya varias veces: "
    "un ejemplo más pequeño, una idea nueva o una pista pueden ayudar más que otro intento igual.",
    "That was quick: a calm look at the task and at the messages often saves a try.": "Eso fue "
    "rápido: mirar con calma la tarea y los mensajes muchas veces ahorra un intento.",
    "You have seen several hints: now try the next step by yourself, that is what makes it "
    "stick.": "Ya viste varias pistas: ahora da tú el paso siguiente, eso es lo que hace que se "
    "quede.",
    "A few tough ones in a row, that happens to everybody: the next ones will be gentler.": "Van "
    "varios difíciles seguidos, a cualquiera le pasa: los próximos serán más llevaderos.",
    "Welcome back: after a break it helps to read the task once more.": "Qué bueno que vuelves: "
    "después de una pausa ayuda leer la tarea otra vez.",
}

_OUTLOOK = {
    "Every lesson is mastered.": "Dominas todas las lecciones.",
    "No problem has been tried yet.": "Todavía no se intentó ningún problema.",
    "The last attempt was {n} days ago.": "El último intento fue hace {n} días.",
    "The last {n} problems were not solved.": "Los últimos {n} problemas no se resolvieron.",
    "Skills of {lesson} mastered: {mastered} of {skills}; it was due on {day}.": "Habilidades de "
    "{lesson} dominadas: {mastered} de {skills}; era hasta el {day}.",
    "Skills of {lesson} mastered: {mastered} of {skills}; problems to come by {day} at this pace: "
    "about {come}. That day is too far off for a forecast.": "Habilidades de {lesson} dominadas: "
    "{mastered} de {skills}; problemas por venir hasta el {day} a este ritmo: unos {come}. Ese día "
    "queda demasiado lejos para un pronóstico.",
    "Skills of {lesson} mastered: {mastered} of {skills}; problems to come by {day} at this pace: "
    "about {come}. The chance that the whole lesson is mastered by then is "
    "{chance}.": "Habilidades de {lesson} dominadas: {mastered} de {skills}; problemas por venir "
    "hasta el {day} a este ritmo: unos {come}. La probabilidad de dominar toda la lección para "
    "entonces: {chance}.",
}

_ACHIEVEMENTS = {
    "First one done": "El primero, hecho",
    "You solved a first problem.": "Resolviste un primer problema.",
    "Tried again": "Otra vez",
    "It did not work at first, and you found the way.": "Al principio no salió, y encontraste el "
    "camino.",
    "Did not let go": "Sin rendirse",
    "You solved a problem after three tries that failed: that is how it is learnt.": "Resolviste "
    "un problema después de tres intentos fallidos: así se aprende.",
    "On your own feet": "Por tu cuenta",
    "Five in a row at the first try, without a hint.": "Cinco seguidos al primer intento, sin "
    "pistas.",
    "Still there": "Sigue ahí",
    "You solved a problem again after a break.": "Resolviste un problema otra vez después de una "
    "pausa.",
    "Welcome back": "De vuelta",
    "You picked up where you left off.": "Seguiste donde lo habías dejado.",
    "Mastered": "Dominada",
    "You mastered your first skill.": "Dominaste tu primera habilidad.",
    "Ten skills": "Diez habilidades",
    "You mastered ten skills.": "Dominaste diez habilidades.",
    "A lesson through": "Una lección completa",
    "You solved a problem on each skill of it.": "Resolviste un problema de cada una de sus "
    "habilidades.",
    "A section through": "Una sección completa",
    "You solved a problem on every skill of a section.": "Resolviste un problema de cada habilidad "
    "de una sección.",
    "Every single one": "Todos y cada uno",
    "You solved every problem of the course.": "Resolviste todos los problemas del curso.",
}

_TUTOR = {
    "Your code stops with an error. Mend that first, then this can be checked.": "Tu código se "
    "detiene con un error. Arréglalo primero, y esto se podrá comprobar.",
    "You have chosen this problem yourself.": "Este problema lo elegiste tú.",
    " It practises: {skills}. Which of that feels new to you?": " Practica: {skills}. ¿Qué de eso "
    "te parece nuevo?",
    "I would like a hint.": "Quisiera una pista.",
    "Please explain this error.": "Explícame este error, por favor.",
    "Why is this my next problem?": "¿Por qué es este mi próximo problema?",
    "Check my understanding.": "Comprueba si lo entendí.",
    "This answer could not be checked; it does not count against you.": "Esta respuesta no se pudo "
    "comprobar; no cuenta en tu contra.",
    "The checks of this problem were mended and your answer was checked again: {new} of {most} "
    "points, before {old} of {before}.": "Se arreglaron las comprobaciones de este problema y tu "
    "respuesta se comprobó otra vez: {new} de {most} puntos, antes {old} de {before}.",
}

PHRASES: dict[str, str] = {
    **_REASONS,
    **_PLACEMENT,
    **_NOTHING_LEFT,
    **_GOALS,
    **_NOTICES,
    **_OUTLOOK,
    **_ACHIEVEMENTS,
    **_TUTOR,
    **ITEMS_ES,
}
