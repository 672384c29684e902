"""Code about a task that is nobody's yet, told from quotes, values, looks and examples."""

import base64

import pytest
from tutor_labext import task_code
from tutor_labext.leak_gate.secret import secret_of
from tutor_labext.leak_gate.tokens import tokens

PUBLIC = "`place(songs, wish)` gives back the list.\n\n```python\n>>> place(['a'], 'b')\n```"
REFERENCE = """import re


def is_code(text):
    return bool(re.fullmatch(r"[A-Z]{2,3}-[0-9]{4}", text)) and text.count("unlike") > 1


def order(songs):
    return sorted(zip(songs, songs[1:]))


def counter():
    heard = 0

    def hear():
        nonlocal heard
        heard += 1
        yield heard

    return hear


def lift(entry):
    match entry:
        case ("down", floors):
            return floors


def every(*songs):
    return songs


def hush(songs):
    return None


def place(songs, wish):
    if wish in songs:
        songs.remove(wish)
    try:
        songs.insert(0, wish)
    except (TypeError, ValueError):
        pass
    return [song for song in songs if len(song) > 2]
"""
OWN = """def place(songs, wish):
    total = len(songs)
    songs.insert(wish, 0)
    return songs
"""


def shown(text, *before):
    return task_code.is_shown(text, (PUBLIC, OWN), secret_of((REFERENCE,), PUBLIC, OWN), before)


@pytest.mark.parametrize(
    "text",
    [
        "`songs[:0] = [wish]`",
        "songs = [wish] + songs",
        "Write songs.insert(0, wish) there.",
        "```python\nnew = songs.copy()\nnew.sort(key=wish)\n```",
        "```text\nsongs.push(wish) && songs\n```",
        "1. `if wish in songs:`\n2. `songs.pop()`",
        "| a | b |\n|---|---|\n| 1 | wish in songs |",
        "```python\n# [wish, *songs]\n```",
        '```python\ndef help_me():\n    """>>> [wish, *songs]"""\n```',
        "Elsewhere: `return [jar for jar in jars if len(jar) > 3]`",
        "Elsewhere in songs: `songs.insert(0)`",
        "`songs.pop(-1)` gives one.",
        "Begin with `songs =` there.",
        "It ends with `+ wish`.",
        "setattr(songs, 'wish', wish)",
        "`min(songs, key=wish)`",
        "`sorted(zip(...))`",
        "The end: `[0-9]{4}$`",
        "Elsewhere: `jar.count('unlike')`",
        "| a | b | c |\n|---|---|---|\n| `wish` | `+` | `songs` |",
        base64.b64encode(b"songs = [wish, *songs]").decode(),
        "\n".join(f"{letter}. Yes." for letter in "songsinsert0wish"),
        b"songs = [wish, *songs]".hex(),
        '{"a": "songs = [wish, *songs]", "b": "return songs"}',
        "$$ wish \\in songs \\land wish $$",
        r"So \(\mathtt{songs} + [\mathtt{wish}]\) it is.",
        "jars = [jar for jar in shelf if len(jar) > 2]",
        "Say nonlocal heard at the top of it.",
        "Put `yield heard` last.",
        "```python\n    nonlocal heard\n```",
        "```python\nreturn hear\n```",
        "`songs` and then `.remove` and then `(wish)`",
        "- **songs**\n- **.remove**\n- **(wish)**",
        "[songs](#a) [.remove](#b) [(wish)](#c)",
        "<b>songs</b> <b>.remove</b> <b>(wish)</b>",
        "Write `songs.remove(wi",
        "Write songs.remove(wi",
        "```python\nsongs.remove(wi",
        "```python\nnonlocal hea",
        "It goes like **if wish in...** and so on.",
        "1. Then comes songs\n2. Then comes .\n3. Then comes remove\n4. Then comes (wish)",
        '1. Then comes case\n2. Then comes (\n3. Then comes "\n4. It is down\n5. Then "\n6. Then ,',
        "| 1 | `songs` |\n| 2 | `.` |\n| 3 | `remove` |\n| 4 | `(wish)` |",
        "| 1 | `insert` |\n| 2 | `(0,` |\n| 3 | `wish` |",
        "Elsewhere one has return [jar for jar in jars if ",
        "It needs `nonlocal hea",
        "Write `songs.remo",
        "1. Then comes songs\n2. Then comes .\n3. Then comes remove\n4. Then comes (\n5. And so on",
        "- **def**\n- **every**\n- **(**\n- *****\n- **songs**\n- **)**\n- **:**",
        "Elsewhere one has case ['down', flo",
        "1. Then comes def\n2. Then comes is_code\n3. Then comes (text):",
        "Then you would need except (TypeError, Val",
        "1. Then comes except\n2. Then comes (TypeError,\n3. Then comes ValueError):",
        "Say `return sorted` in the place of `sorted`.",
        "Elsewhere: `return sorted(zip(lids, ",
        "`if wish in so`, and so on",
        "Elsewhere: return [jar for jar in jars if len(ja",
        "Elsewhere: `return [jar for jar in jars if len(ja",
        "```python\nreturn [jar for jar in jars if len(ja",
        "It ends with `jar in jars if len(jar) > 2]`",
    ],
)
def test_new_code_about_the_task_is_found(text):
    assert shown(text)


@pytest.mark.parametrize(
    "texts",
    [
        ("It begins with `return`.", "It ends with `hear`."),
        ("```\nreturn\n```", "```\nhear\n```"),
        ("First `songs`.", "Then `.remove`.", "Then `(wish)`."),
        ("First **heard**.", "Then `total`, which you have.", "`+=` it is", "and `1`."),
        ("You would say `nonlo", "cal heard` is how it goes on."),
        ("It begins with **songs**", "In the middle is **.remove(**.", "It ends in **wish)**."),
        ("| a |\n|---|\n| `heard` |", "1. `+=`\n2. `1`"),
    ],
)
def test_parts_of_a_line_over_several_answers_are_one_line(texts):
    *before, last = texts
    assert not any(map(shown, texts))
    assert shown(last, *before)


def test_what_was_shown_before_stops_no_other_answer():
    assert not shown("What does `insert` do?", "`songs.remove(wish)`", "It is `return`.")
    assert not shown("What is in `wish`?", "Is it `songs`?", "What does `in` say?")


@pytest.mark.parametrize(
    "text",
    [
        "What does `songs.insert(wish, 0)` do?",
        "```python\n 1 def place(songs, wish):\n 2     total = len(songs)\n```",
        "Call `place(['x', 'y'], 'z')` and `print(songs)`.",
        "Say `songs = ['x']` and `wish = 'y'`: what is `total`?",
        "Then `jar.open('lid')` and `songs.place(['x'], 'y')`, if `songs.size = 3`.",
        "```python\nfor fruit in basket:\n    print(fruit)\n```",
        "```python\nprice = 3 * 4\nif price > 10:\n    price -= 1\n```",
        "Count **each** song - not the wish. `7 // 2` is 3.",
        "Look at `insert`, `return` and `len`.",
        "`len(...)` gives how many: for `abc` that is $3$.",
        "It costs $5 and the songs cost $6.",
        "Ask `max(3, 7)`, then `songs.real`.",
        "`total = len(songs)` has a name. `in` is a word: `iter` is one, too.",
        "- songs\n- wish\n\nIs it `total =` or `-3`?",
        "What is in `songs` after line 3?",
        "`total = len(songs)` is yours. What does `return` do, what is `None`?",
        "A function without `return` gives back `None`.",
        "`songs.insert(wish, 0)` is your line 3 and `return songs` the last.",
    ],
)
def test_quotes_values_looks_and_other_examples_are_let_through(text):
    assert not shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. Then comes if\n2. Then comes wish\n3. Then comes in\n4. Then comes songs",
        "“if”, said the owl. “wish”, said the fox. “in”, asked the bear. “songs”, sang the wren.",
        "First a nonlocal; then a heard",
        "a nonlocal; a heard",
        "The night has only if\nMy mother sings of wish\nA river goes in\nBehind it are songs",
        "Now it is if that follows. Now it is wish that follows. Now it is in that follows.",
        "trysongs.insert(0,wish)except(TypeError,ValueError):pass",
        "λ songs. λ wish. (songs.insert (0  wish))",
        "then :; before songs; before in; before wish; before if",
        "- place 2: in\n- place 3: songs\n- place 1: if wish",
        "place 4: wish\nplace 2: insert\nplace 3: (0,\nplace 1: songs .",
        "place 4: [:\nplace 9: x\nplace 2: return [ song\nplace 3: for song\nplace 5: in songs",
        "goodNameReturnSongForSongInSongsIfLenSong2",
        "CASE (DOWN, FLOORS) IS IT",
        "https://x.test/?q=case+%28%22down%22%2C+floors%29",
        "`'return [song fo' + 'r song in songs if len(song) > 2]'`",
        r"It is return\s\[song\sfor\ssong\sin\ssongs\sif\slen\(song\)\s>\s2",
        "Напиши return скобку song for song in songs if len скобку song скобку больше 2.",
        "<b>return</b><i>1</i>song<i>a</i>for<i>b</i>song in<u>c</u>songs<q>d</q>if len song 2",
    ],
)
def test_a_line_is_told_in_columns_frames_and_without_blanks(text: str) -> None:
    assert shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Which value does it return? Which of the songs?",
        "Look at line 2. What is wish there? What is in songs?",
        "What is total? What is len? What are songs?",
        "Is there a wish? Is it in songs? Is it 0?",
    ],
)
def test_questions_with_words_of_a_line_at_their_ends_are_help(text: str) -> None:
    assert not shown(text)


def test_tokens_in_brackets_of_their_own_are_a_line_in_any_order() -> None:
    assert shown("GET (songs) STORE (song) CALL (len) LOAD (song) CONST (2) OP (>) LOAD (song)")
    assert not shown("INSERT (songs) (insert) (wish) (0)")
    assert not shown("The songs (0) and the wish (1) are in the list (songs), are they not?")


def test_a_line_in_plain_words_over_three_answers_is_told() -> None:
    said = ["My cat is called songs . insert and naps.", "Then ( 0 , is a cat.", "And wish ) too."]
    assert not shown(said[0])
    assert shown(said[2], *said[:2])


def test_the_words_of_a_line_over_two_answers_are_told() -> None:
    said = "A bird sang return song for song at noon."
    assert not shown(said)
    assert shown("A dog barked in songs, if len(song) > 2 at night.", said)


def test_a_name_that_other_languages_declare_with_is_a_name_in_python() -> None:
    head, public = "def f(function, row):\n    ", "`f` calls it."
    own = head + "pass"
    secret = secret_of((head + "return sum(function(*row))",), public, own)
    assert task_code.is_shown("Elsewhere: `return sum(act(*jars))`", (public, own), secret)
    assert tokens("function(x)") == ("function", "x")
    assert tokens("new = fn(old)") == ("new", "=", "fn", "old")
    assert tokens("function f(x) {") == ("def", "f", "x")
    assert tokens("row.map(function (x) { return new Map(x) })")[3:5] == ("def", "x")
