"""Words for the steps of a program in English, German, French, Spanish, Italian, Portuguese, Dutch.

Stems, without accents and in lower case; Chinese and Russian as far as single words go. A word
that means two steps names both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .text import plain

STEMS: dict[str, str] = {
    "loop": "cycle repit repetir wiederhole loop iterat travers visit schleife durchlauf durchgeh"
    " boucl parcour parcouri"
    " recorr bucle itera scorr scorri ciclo percorr percorra laco doorloop repeat"
    " wiederhol repet ripet herhaal each every jede jeden jeder jedes chaque cada ogni"
    " elke iedere stepthrough nested jump",
    "test": "filter filtra"
    " if when whether check otherwise else test wenn falls ob pruf sonst andernfalls"
    " si sinon verifi quand cuando comprueb compru sino altrimenti controll quando"
    " senao als anders controleer se unless depend ternary condition",
    "return": "produci"
    " return give hand output yield zuruck gib liefer ausgeb rueckgabe ruckgabe renvo"
    " retourn devuelv devolv devuelva retorn restitu ritorn geef teruggeven terug"
    " answer send report entreg rend rends",
    "print": "print show display ausgeb ausgegeb ausgabe anzeig zeig drucke affich imprim"
    " muestr mostr stamp exib toon",
    "input": "input ask eingab einles saisi demand pide entrada leer leggi chied leia pergunt"
    " vraag",
    "set_up": "tieni mach fais rendi trasforma transform cominci"
    " becom wird devien divent mets mettre pon poner put convierte pasa nimm prend toma"
    " tom start begin initiali initialis create make empty set store assign keep"
    " save"
    " copy copi kopier"
    " variable let call define beginn leg anleg erstell leer leere speicher setz merk"
    " definier initialisier commenc cree creer crea initialise vide stock affect"
    " inicia vacio vacia guarda asigna inizia inizializz vuot salva assegna comec"
    " comece crie vazi guard atribu maak leeg bewaar prepare use take",
    "add": "mas plus add plus sum total increase increment increas accumul concat bump grow combin"
    " glue stick attach tack"
    " addier summe summier erhoh zahl hinzu addition ajout somm augment incrementa"
    " suma sumar anad aument aggiung adicion some soma acrescent tel verhoog optel",
    "subtract": "diminui diminu"
    " menos moins weniger subtract minus decreas decrement reduc less differen"
    " deduct subtrah abzieh zieh"
    " verringer differenz soustra retir moins enlev rest resta restar sottra menos"
    " subtra trek",
    "multiply": "multipl times product double doubl triple twice mal multiplizier produkt"
    " verdoppl multipli fois produit multiplica producto por moltiplic prodotto volte"
    " vezes produto vermenigvuldig keer",
    "divide": "halbier teile moitie mitad metade dimezz"
    " divid quotient halve half ratio averag split teil dividier geteilt durch divis"
    " dividi delen deel gedeeld percent",
    "floor": "floor whole integer ganzzahl ganze entier entera entero intera inteira geheel",
    "remainder": "durch modul modulo remainder rest divisible even odd teilbar gerade ungerade"
    " reste"
    " pair impair divisib resto par impar pari dispari restant left",
    "power": "power squar cube exponent potenz quadrat hoch puissanc carre potencia cuadrad"
    " potenza elev kwadraat macht",
    "less": "fewer hochsten less smaller shorter below under fewer lower kleiner unter weniger"
    " hochstens inferieur"
    " moins petit menor menos inferior minore meno inferiore minder most earlier"
    " before",
    "more": "greater larger bigger longer more above exceed over least higher longer grosser groser"
    " mehr uber mindestens ueber superieur plus grand depass ubersteig mayor mas superior"
    " supera maggiore piu superiore maior mais groter meer later after",
    "equal": "compar vergleich confront"
    " equal same match identical gleich stimmt egal igual coincid ugual corrispond"
    " gelijk exactly is",
    "differ": "different differs unequal ungleich verschieden differen distint divers diferent"
    " ongelijk other",
    "in": "in contain member among appear belong inside enthalt enthalten vorkomm contient"
    " dans contien contiene conten bevat included found already aparec vorkommt figur occur",
    "missing": "missing absent fehlt manqu falta manca ontbreek without yet",
    "append": "agreg extend extiend extien erweiter erweite etend append push collect put add"
    " insert hang anhang hinzufug fug anfug ajout anad"
    " agreg aggiung appendi adicion acrescent anex voeg toevoeg include gather join",
    "sort": "ordin sort order alphabet sortier ordne tri trie trier orden ordena ordina ordene"
    " sorteer arrang",
    "split": "split break cut separat trenn aufteil teile zerleg decoup separ divis dividi"
    " separa dividir parti splits",
    "join": "reli join glue concat combin connect verbind fug zusammen joind assembl uni une junt"
    " unisc junte samen",
    "reverse": "reverse revers backward backwards invers umkehr umgekehrt ruckwart inverse"
    " envers renvers invert alreves contrar rovesci omgekeerd flip",
    "length": "length len size many lang lange anzahl longueur taille longitud tamano cuant"
    " lunghezza comprimento tamanho quant lengte number",
    "max": "maximum largest biggest max highest greatest longest grost groste grosste hochst"
    " maximal maxim mayor massimo maior grootste latest best top",
    "min": "minimum smallest min lowest least shortest kleinste minimal minim menor minimo"
    " earliest cheapest",
    "absolute": "absolute abs absolut betrag absolu valor",
    "round": "round rund arrond redond arrotond arredond afrond",
    "count": "count tally zahl counter often anzahl compt cuent cont conta contar tel frequen"
    " many times number occur",
    "place": "index position place enumerat stelle indice posicion posizione posicao positie"
    " indic numbered",
    "dict": "dictionar dict map mapping lookup worterbuch dictionnaire diccionario dizionario"
    " dicionario woordenboek table",
    "set": "set unique distinct duplicat menge doppelt eindeutig ensemble doublon conjunto"
    " unic duplicad insieme verzameling",
    "lower": "lowercase lower kleinbuchstab klein minuscul minuscule minuscol kleine",
    "upper": "uppercase upper capital capitali big grosbuchstab grossbuchstab majuscul mayuscul"
    " maiuscol maiuscul hoofdletter title",
    "strip": "strip trim blanks whitespace spaces leerzeichen espac espacio spazi espaco"
    " spatie remove",
    "int": "integer int whole number convert umwandel wandl zahl ganzzahl entier conver"
    " numero numer intero converti getal omzet float",
    "str": "string str text convert zeichenkette chaine cadena stringa texto tekst",
    "range": "range from numbers until bis count jusqu plage hasta rango fino intervall ate bereik",
    "slice": "tail remaining ausschnitt abschnitt corta cut chunk parte rebanad slice first"
    " last part prefix suffix portion ersten letzten teil premier dernier"
    " tranche primer ultim primi primeir eerste laatste characters",
    "digit": "digit ziffer chiffre digito cifra cijfer numeric",
    "letter": "letter buchstab lettre letra lettera alphabetic",
    "lookup": "get look lookup default nachschlag hol cherch defaut busca obten cerca prendi"
    " procur zoek fetch current previous so",
    "pairs": "pair item paar pares couple coppi entries both",
    "key": "key schlussel cle clave chiave chave sleutel",
    "values": "value wert valeur valor valore waarde",
    "replace": "sostitui troqu intercambi tausch echang"
    " replace substitut swap ersetz remplac reemplaz sostitu substitu vervang change",
    "start": "start begin prefix anfang beginn debut commenc empiez inizi comec",
    "end": "end suffix endet ende termin fin acab finis",
    "zip": "pair together zip parallel zusammen ensemble juntos insieme",
    "any": "any some irgend least algun qualche algum",
    "all": "all every alle tous todos tutti todas",
    "remove": "supprime sac sacar togli quita tira"
    " remove pop delete drop entfern losch supprim retir elimin quita"
    " rimuov remov"
    " verwijder",
    "group": "group grupp regroup agrup raggrupp groupeer",
    "mean": "mean averag mittel durchschnitt moyen media promedi gemiddeld",
    "unpack": "unpack star asterisk entpack stern depaq etoile desempa asterisc spacchett uitpak",
    "catch": "except catch fang attrap captur cattur vang",
    "raise": "raise wirf werf leve lance lanza solleva levant",
    "open": "open offne ouvr abre abra apri",
    "root": "root wurzel racine raiz radice wortel sqrt",
    "true": "true wahr vrai verdadero vero verdadeiro waar",
    "false": "false falsch faux falso onwaar",
    "negate": "not nicht pas no non nao niet isn doesn opposite",
    "negative": "negative minus negativ negatif last end backward",
    "and": "and both und beide et y e ambos en sowohl",
    "or": "or either oder ou o ofwel entweder",
}
PHRASES: tuple[tuple[str, str], ...] = (
    (
        r"one by one|(?:go|walk) (?:through|over)|geh\w* .{0,30}durch|durch (?:die|alle)",
        "loop",
    ),
    (
        r"as long as|keep (?:doing|going)|solange|tant que|mientras|finche|enquanto|zolang|until",
        "loop",
    ),
    # `Caso x > 0` tests, `en el caso más pequeño` speaks of an example.
    (r"(?:^|[,.;:]\s*|\be )caso\b", "test"),
    (
        r"(?:keep|take) only|only keep|(?:behalte?|nimm) nur|garde (?:que|seulement|uniquement)"
        r"|(?:quedate|deja) (?:solo|unicamente)|tieni solo|(?:fique|mantenha) (?:so|apenas)",
        "test",
    ),
    (r"at most|no more than|up to and including|kleiner gleich|o meno", "less"),
    (r"at least|no less than|grosser gleich|oder mehr|au moins|al menos|almeno", "more"),
    (r"how (?:many|often|long)|number of|wie (?:viele|oft)|combien|cuant\w+|quant\w+", "count"),
    (
        r"not in\b|isn't in|not (?:yet )?(?:there|present|contained)|does not contain|noch nicht",
        "missing",
    ),
    (r"not equal|differs? from|is not the same|not the same", "differ"),
    (r"one more|take away|next to", "add"),
    (r"as soon as|in case\b|provided\b", "test"),
    (r"is (?:the|your) (?:result|outcome|answer)", "return"),
    (r"(?:every|each) (?:position|place|index)", "range"),
    (r"(?:every|each) (?:position|place|index)", "length"),
    (r"add\w* up to\b", "equal"),
    (r"turn\w* (?:\S+ ){1,4}into|swap\w* (?:\S+ ){1,3}for", "replace"),
    (r"in(?:to)? the place of", "set_up"),
    (r"left over|what is left|without (?:a )?remainder", "remainder"),
    (r"count\w* (?:down|up) (?:from|to)", "loop"),
    (r"take (?:\w+ ){1,2}(?:from|off|away)", "subtract"),
    (r"\bover (?=`?\d)", "divide"),
    (
        r"round\w* (?:it )?down|abrund|abgerundet|redonde\w+ hacia abajo|arrondi\w* a l'inferieur",
        "floor",
    ),
    (r"goes up by|go up by|rais\w+ .{1,30}? by\b", "add"),
    (r"goes down by|go down by|lower\w* .{1,30}? by\b", "subtract"),
    (r"遍历|循环|逐个|每个|цикл|перебер|кажд|пройд", "loop"),
    (r"如果|否则|если|провер|иначе", "test"),
    (r"返回|верн|возвра", "return"),
    (r"创建|初始化|设为|созда|начн|пуст", "set_up"),
    (r"加上|累加|相加|прибав|слож|увелич|добав", "add"),
    (r"乘以|相乘|умнож", "multiply"),
    (r"除以|раздел", "divide"),
    (r"余数|остаток", "remainder"),
    (r"大于|больше", "more"),
    (r"小于|меньше", "less"),
    (r"添加|追加|добав", "append"),
    (r"计数|次数|счита|посчит", "count"),
    (r"排序|сортир", "sort"),
    (r"字典|словар", "dict"),
    (r"长度|длин", "length"),
    (r"小写|нижн", "lower"),
    (r"拆分|分割|разбей|раздели", "split"),
)
WORD = re.compile(r"[^\W\d_]+")
_PHRASES = tuple((re.compile(plain(p)), atom) for p, atom in PHRASES)
SHORT = 4


def _index() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    whole: dict[str, tuple[str, ...]] = {}
    begin: dict[str, tuple[str, ...]] = {}
    for atom, stems in STEMS.items():
        for stem in stems.split():
            table = whole if len(stem) < SHORT else begin
            table[stem] = tuple(dict.fromkeys((*table.get(stem, ()), atom)))
    return whole, begin


_WHOLE, _BEGIN = _index()


@lru_cache(maxsize=16384)
def of_word(word: str) -> tuple[str, ...]:
    """Return the steps that a word in lower case names; of several stems the longest counts.

    Two letters of a longer word may have changed places.

    >>> of_word("adding"), of_word("blue")
    (('add', 'append'), ())
    """
    if begun := _begun(word, SHORT):
        return begun
    for form in (word, word.rstrip("s"), word[:3] if len(word) > 3 else ""):
        if (found := _WHOLE.get(form)) and (form != word[:3] or len(word) <= 6):
            return found
    if len(word) > SHORT:
        for at in range(1, len(word) - 1):
            turned = f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
            if begun := _begun(turned, SHORT + 1):
                return begun
    return ()


def _begun(word: str, shortest: int) -> tuple[str, ...]:
    """Return the steps of the longest stem with which a word begins."""
    for size in range(min(len(word), 14), shortest - 1, -1):
        if found := _BEGIN.get(word[:size]):
            return found
    return ()


@lru_cache(maxsize=4096)
def prose_atoms(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the steps that a plain text names, in order; each place with all it may mean.

    A stream is looked at anew with each sentence: those before it are known.
    """
    low = text.lower()
    found = [(m.start(), atoms) for m in WORD.finditer(low) if (atoms := of_word(m[0]))]
    for regex, atom in _PHRASES:
        found += [(m.start(), (atom,)) for m in regex.finditer(low)]
    return tuple(atoms for _, atoms in sorted(found))
