"""Explains an exception to a learner: the rules of its family look at it, the best two speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from . import (
    rules_attributes,
    rules_calls,
    rules_classes,
    rules_decorators,
    rules_indent,
    rules_kinds,
    rules_libraries,
    rules_lines,
    rules_messages,
    rules_names,
    rules_none,
    rules_places,
    rules_protocols,
    rules_reach,
    rules_readers,
    rules_recursion,
    rules_run,
    rules_syntax,
    rules_table,
    rules_types,
    rules_values,
)
from .case import Case, read
from .clean import clean
from .explanation import MAX_KIND, MAX_SUGGESTIONS, Explanation, Suggestion
from .texts import happened, said_in, stopped_with

Rule = Callable[[Case], Iterator[Suggestion]]
SURE = 9

# In the order of how often beginners meet them: Pritchard (2015), PLATEAU, 643,248 errors.
FAMILIES: dict[str, tuple[Rule, ...]] = {
    "SyntaxError": (
        rules_libraries.pair,
        *rules_messages.SYNTAX_RULES,
        *rules_lines.RULES,
        *rules_syntax.RULES,
    ),
    "NameError": (
        rules_libraries.first_time,
        *rules_names.NAME_RULES,
        *rules_reach.NAME_RULES,
    ),
    "EOFError": rules_run.EOF_RULES,
    "IndentationError": (*rules_indent.RULES, *rules_syntax.RULES),
    "TabError": rules_indent.RULES,
    "ValueError": (
        rules_libraries.by_value,
        *rules_messages.VALUE_RULES,
        *rules_values.VALUE_RULES,
    ),
    "TypeError": (
        *rules_libraries.TYPE_RULES,
        *rules_readers.TYPE_RULES,
        *rules_messages.TYPE_RULES,
        *rules_classes.TYPE_RULES,
        *rules_kinds.TYPE_RULES,
        *rules_decorators.TYPE_RULES,
        rules_none.none_why,
        *rules_types.RULES,
        *rules_protocols.RULES,
        *rules_calls.RULES,
    ),
    "IndexError": (
        rules_libraries.choice,
        *rules_readers.INDEX_RULES,
        *rules_messages.INDEX_RULES,
        *rules_places.INDEX_RULES,
    ),
    "AttributeError": (
        rules_libraries.no_match,
        rules_libraries.of_table,
        rules_none.none_why,
        *rules_classes.ATTRIBUTE_RULES,
        *rules_kinds.ATTRIBUTE_RULES,
        *rules_attributes.ATTRIBUTE_RULES,
        *rules_messages.ATTRIBUTE_RULES,
    ),
    "UnboundLocalError": (*rules_names.UNBOUND_RULES, *rules_reach.UNBOUND_RULES),
    "KeyError": (
        rules_libraries.column,
        *rules_readers.KEY_RULES,
        *rules_places.KEY_RULES,
    ),
    "RuntimeError": (*rules_messages.RUNTIME_RULES, *rules_run.OTHER_RULES),
    "StopIteration": rules_messages.STOP_RULES,
    "RecursionError": rules_recursion.RULES,
    "ZeroDivisionError": rules_values.ZERO_RULES,
    "NotImplementedError": rules_run.STUB_RULES,
    "ModuleNotFoundError": rules_attributes.IMPORT_RULES,
    "ImportError": rules_attributes.IMPORT_RULES,
    "AssertionError": rules_run.ASSERT_RULES,
    "FileNotFoundError": rules_run.FILE_RULES,
    "OSError": rules_run.LONG_RULES,
    "IsADirectoryError": (rules_libraries.folder,),
    "JSONDecodeError": (rules_libraries.json_text,),
    "UnicodeDecodeError": (rules_libraries.not_decoded,),
    "UnicodeEncodeError": (rules_libraries.not_encoded,),
    "OverflowError": (rules_libraries.too_large,),
    "OperationalError": (rules_libraries.statement,),
    "error": (rules_libraries.pattern,),
    "PatternError": (rules_libraries.pattern,),
    "KeyboardInterrupt": rules_run.STOPPED_RULES,
    "TimeoutError": rules_run.STOPPED_RULES,
    "SystemExit": rules_run.EXIT_RULES,
    "MemoryError": rules_run.MEMORY_RULES,
    "PermissionError": rules_run.CLOSED_RULES,
    "URLError": rules_run.CLOSED_RULES,
    "gaierror": rules_run.CLOSED_RULES,
}


def explain(
    source: str,
    name: str,
    message: str,
    line: int | None,
    variables: Mapping[str, str],
    locale: str = "en",
) -> Explanation:
    """Explain an exception that a learner's source raised. Never raises.

    Args:
        source: The cell it came from; over 20,000 characters only the message is looked at.
        name: Exception class name.
        message: Its text, as any Python from 3.11 on words it.
        line: 1-based line within `source`, or None.
        variables: Names of the raising frame with short reprs.
        locale: The language to explain in; English where there are no texts for it.
    """
    try:
        return judged(read(source, name, message, line, variables), locale)
    except Exception:  # noqa: BLE001 an odd error of a learner must not become one of ours
        return plain(name, locale)


def judged(case: Case, locale: str = "en") -> Explanation:
    """Return what the rules of the family say; the most relevant first, one per rule."""
    said: dict[str, Suggestion] = {}
    for rule in (rules_libraries.raised, *FAMILIES.get(case.name, ()), rules_table.known):
        for suggestion in rule(case):
            said.setdefault(suggestion.rule, suggestion)
    if not said:
        said = {s.rule: s for s in rules_run.other(case)}
    ranked = sorted(said.values(), key=lambda s: -s.relevance)
    # A guess beside a strong reading only distracts, and beside a sure one it may contradict it.
    best = ranked[0].relevance
    sure = [s for s in ranked if s.relevance >= (best - 1 if best >= SURE else best / 2)]
    return Explanation(
        kind=case.name,
        line=case.line,
        happened=happened(case.name, case.message, locale),
        suggestions=tuple(said_in(s, locale) for s in sure[:MAX_SUGGESTIONS]),
    )


def plain(name: object, locale: str = "en") -> Explanation:
    """Return an explanation that needs nothing but the name."""
    kind = clean(str(name), MAX_KIND) or "Error"
    return Explanation(kind, None, stopped_with(kind, locale), ())
