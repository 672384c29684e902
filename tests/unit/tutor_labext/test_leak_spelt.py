"""One line told in words is a line told; so is a solution that the last of several answers ends."""

import pytest
from tutor_labext.leak_gate import LeakGate, LeakKind

PRICE = """def price_of(prices, spice, grams):
    if spice not in prices:
        return -1
    return prices[spice] * grams / 100
"""
TURNED = """def rotate(items, k):
    if not items:
        return []
    k = k % len(items)
    return items[k:] + items[:k]
"""
CLAMP = "def clamp(value, low, high):\n    return max(low, min(value, high))\n"
STAIRS = """def ways(n):
    if n <= 1:
        return 1
    return ways(n - 1) + ways(n - 2)
"""
DIVISOR = "def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a\n"
CRATES = "crates = mangoes // 24\nleft = mangoes % 24\n"
TOTAL = """def total(bills):
    paid = 0
    for bill in bills:
        paid = paid + bill * 3
    return paid
"""
ONE_SLIP = "crates = mangoes / 24\nleft = mangoes % 24\n"


@pytest.mark.parametrize(
    ("reference", "learner", "said"),
    [
        (PRICE, "", "All you need: give back the price in prices of spice times grams over 100."),
        (PRICE, "", "Devuelve el valor de spice en prices por grams dividido entre 100."),
        (PRICE, "", "What if you multiply `prices[spice]` by `grams` and divide that by 100?"),
        (TURNED, "", "Hand back the part of items from k on plus the part of items up to k."),
        (CLAMP, "", "Liefere max von low und min von value und high."),
        (STAIRS, "", "Entrega ways de n menos 1 más ways de n menos 2."),
        (
            DIVISOR,
            "",
            "So lange b: lege in a, b erst b, dann den Rest von a durch b ab. Liefere a.",
        ),
        (CRATES, ONE_SLIP, "Let crates be mangoes divided by 24, rounded down."),
    ],
)
def test_a_line_told_in_words_is_stopped(reference, learner, said):
    leak = LeakGate([reference], "Do what the task says.", learner).check(said)
    assert leak is not None
    assert leak.kind in (LeakKind.PROSE, LeakKind.FIX)


@pytest.mark.parametrize(
    ("reference", "public", "learner", "said"),
    [
        (PRICE, "", "", "What do `prices` and `grams` hold when you start?"),
        (PRICE, "", "", "The prices are for 100 grams each. What does that mean for your sum?"),
        (
            PRICE,
            "Multiply the price in `prices` of `spice` by `grams`, and divide by 100.",
            "",
            "So `prices` of `spice` is multiplied by `grams` and divided by 100, the text says.",
        ),
        (CRATES, "", ONE_SLIP, "Your program divides mangoes by 24 and calls that crates."),
        (CLAMP, "", "", "`max` gives the largest of its arguments, `min` the smallest."),
        (TURNED, "", "", "With `word[2:]` you get all of word from place 2 on."),
    ],
)
def test_talk_of_what_is_public_or_their_own_passes(reference, public, learner, said):
    assert LeakGate([reference], public, learner).check(said) is None


def test_a_whole_solution_in_spans_is_one_though_each_line_is_the_learner_s():
    lines = TOTAL.splitlines()
    own = "\n".join([*lines[:2], lines[4], *lines[2:4]])
    spans = ", then ".join(f"`{line.strip()}`" for line in lines)
    assert LeakGate([TOTAL], "", own).check(f"Write {spans}.") is not None
    own_spans = ", then ".join(f"`{line.strip()}`" for line in own.splitlines())
    assert LeakGate([TOTAL], "", own).check(f"You wrote {own_spans}.") is None


def test_the_last_line_of_a_solution_is_stopped_after_all_the_others():
    before = [f"Now `{line.strip()}`." for line in TOTAL.splitlines()[:-1]]
    own = TOTAL.replace("* 3", "+ 3")
    assert LeakGate([TOTAL], "", own, before).check("And now `return paid`.") is not None
    assert LeakGate([TOTAL], "", own, before[:1]).check("And now `return paid`.") is None


def test_the_last_step_of_a_recipe_is_stopped_after_all_the_others():
    before = ["Set paid to 0.", "Go through bills; each time add bill times 3 to paid."]
    assert LeakGate([TOTAL], "", "", before).check("At last give back paid.") is not None
    assert LeakGate([TOTAL], "", "", before).check("What is a loop for?") is None


def test_a_text_with_doubled_backslashes_is_the_raw_one():
    reference = 'import re\n\ndef marks(line):\n    return re.findall(r"\\[(.*?)\\]", line)\n'
    own = reference.replace("(.*?)", ".*?")
    said = "The line is `return re.findall('\\\\[(.*?)\\\\]', line)`."
    assert LeakGate([reference], "", own).check(said) is not None
