"""Words of requests, as parts of patterns: folded, in English and Spanish."""

from __future__ import annotations

START = (
    r"(?:^|[.!?:;,(\]>\n] *|\b(?:please|pls|just|and|then|now|so|also|can you|could you"
    r"|will you"
    r"|would you|you must|you should|you to|ahead and|por favor|y|me|puedes|podrias|quiero que) )"
)
"""Where an order begins."""
GIVE = (
    r"(?:give|show|tell|print|post|send|outputs?|reveal|display|list|dictate|say|hand|repeat|paste"
    r"|provide|type|spell|put|return|share|see|need|want|get|have|know|let me (?:see|have)"
    r"|da(?:me|nos|s)?|di(?:me|nos)?|muestra(?:me)?|ensena(?:me)?|escrib\w+|pasa(?:me|s)?"
    r"|imprime|manda(?:me)?|quiero|necesito|revela|repite)"
)
ORDER = (
    r"(?:writ(?:e|es)|rewrite|finish|complete|fix|correct|repair|solve"
    r"|do(?! (?:you|i|we|they|the hidden)\b)|code|implement|continue|autocomplete|translate|swap"
    r"|mend|debug|refactor|golf|name|print|post|send|output|reveal"
    r"|display|list|dictate|type|spell|put|paste|copy|insert|add|replace|change|turn|get|make"
    r"|return|hand|hide|encode|draw|create|generate|produce|summari[sz]e|repeat|mark|rate|split"
    r"|simulate|patch|edit|apply|quiz|drop|convert|provide|type|begin|start|end|answer|reply"
    r"|respond|use|end|reorder|sort|remove|delete"
    r"|escribe\w*|rellena\w*|ordena\w*|arregla\w*|corrige\w*|completa\w*|termina\w*|traduce\w*|haz(?:lo|me)?"
    r"|resuelve\w*|pon\w*|cambia\w*|agrega\w*|imprime\w*|copia\w*|responde|empieza|usa)"
)
"""Verbs that order something other than help."""
ASKING = (
    r"(?:(?:and|so|but|ok|hi|hello|hm+|y|pero|oye),? )?"
    r"(?:why|where|which|how|what(?!'?s? (?:is )?the (?:answer|solution)\b)|when|who|is|are|am|was"
    r"|do(?!es it again| it)|does|did|should|must|if|whether|i (?:found|wrote|have|finished|fixed"
    r"|did|changed|think|need an explanation|copied|tried|read|know why)|my|the code in line"
    r"|what if"
    r"|por que|donde|cual|como|que|cuando|cuant[oa]s?|es|esta|tengo que|puedo|mi|creo|hice)\b"
)
"""How a question begins, or a report of one's own work."""
HONEST = (
    r"(?:an? |the |one |some |another |otr[ao] |una? |me )*(?:small |short |tiny |little "
    r"|simple |other |last |next )*"
    r"(?:my list|hint(?! in the form)|tip|nudge|clue|example|explanation|explain|difference"
    r"|question|docs|idea|help"
    r"|error|why"
    r"|where|which|whether|if|how|what|when|more|simpler|again|meaning|reason|mistake|steps? that"
    r"|value of|word|works?|sense|into|out what|looks?|fails?|mean|easier|that in (?:easier"
    r"|simpler|plain)"
    r"|this in (?:easier|simpler|plain)|it (?:in |with )?(?:simpler|simple|plain|easier|other"
    r"|again)"
    r"|pista|ejemplo|ayuda|explicacion|diferencia|por que|donde|como|que hace)\b"
)
"""What may be asked for."""
RIGHT = (
    r"(?:right|exact|correct(?:ed)?|full|whole|finished|working|fixed|missing|real|final|improved"
    r"|completa|correct[ao]|enter[ao])"
)
_CODE = (
    r"(?:lines?|function|class|program|loop|condition|version|code|expression|method|fix|one|thing"
    r"|characters?|implementation|linea|funcion|condicion)"
)
ANSWER = (
    r"(?<!\bmy )(?<!\bmi )(?<!\byour )(?<!\bgiven )(?<!\bown )(?<!\bthis )(?<!\ba )"
    r"\b(?:solutions?|answers?(?! (?:in|to my)\b)|keys?(?= ?(?:$|[.!?,]))|code(?: block)?"
    r"|program(?!mer)"
    rf"|reference|{RIGHT} (?:\w+ )?{_CODE}|soluci\w+|respuestas?|codigo|programa(?!d)|clave)\b"
)
LANGUAGE = (
    r"(?:rust|java ?script|java|js|c\+\+|c#|c|go|golang|ruby|php|kotlin|swift|perl|haskell|sql"
    r"|typescript|bash|lua|matlab|pascal|assembler|assembly|pseudo-? ?co(?:de|digo)|pseudocodigo"
    r"|excel)"
)
DRESS = (
    r"(?:spreadsheet|(?:\w+ )?formula|base ?64|hex\w*|morse(?: code)?|rot13|json|xml|yaml|regex\w*"
    r"|regular expression|lambda|(?:\w+ )?comprehension|one-?liner|one line(?: of python)?|table"
    r"|poem|story|song|haiku|acrostic|emojis?|binary|ascii|unicode|(?:syntax )?tree|diff|docstring"
    r"|(?:python )?tuple|shopping list|riddle|latex|html|query|(?:una )?consulta"
    r"|mathematical notation)"
)
SPELT = (
    r"(?:letter by letter|letra (?:por|a) letra|sign by sign|token by token|character by character"
    r"|word by word|backwards|al reves|(?:letter|token|sign)s? per (?:row|line)|tokens in order"
    r"|in random order|each word of|words of line)"
)
TEXT = (
    r"(?:comments?|notes?|markdown|cell|heading|title|file ?name|strings?|docstring|instruct\w+"
    r"|message|text|output|printed line|name|comentarios?|notas?|celda|instrucciones|texto|code)"
)
GAP = r"(?:blanks?|gaps?|huecos?)"
WHO = (
    r"(?:teacher|professor|admin\w*|(?:course )?author|developer|instructor|owner|creator|tutor"
    r"|researcher|boss|mum|mom|dad|profe\w*|autora?|maestr[oa])"
)
MACHINE = (
    r"(?:compiler|interpreter|calculator|developer|programmer|expert|student|hacker|terminal"
    r"|shell|printer|solver|author|linter|autocomplete\w*|grandma|compilador|interprete|alumn[oa]"
    r"|programador\w*)"
)
THING = (
    r"(?:lines?|code|operators?|numbers?|names?|words?|conditions?|ind(?:ex|ices)|signs?|axis"
    r"|lambda|slices?|keywords?|class|methods?|expressions?|values?|half|letters?|calls?|tokens?"
    r"|solution|answer|function|codigo|lineas?|numeros?|palabras?|condicion|operador|funcion)"
)
