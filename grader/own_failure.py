"""Tells a failed check of a test from an exception that learner code may deal with."""

from __future__ import annotations

import dis
import inspect
from types import TracebackType

from grader.last_words import is_file_of_test

_PLAIN = (int, float, complex, bool, str, bytes, type(None))
_MORE = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
MARK = "_from_learner_"
_RAISE = dis.opmap["RAISE_VARARGS"]


def is_own_failure(error: object) -> bool:
    """Say whether an exception says that the test itself failed.

    So it is with a failed assert, with what pytest raises, and with names, attributes and
    operations that are not there, unless the test raised it on purpose, it came out of learner
    code, or it happened in a function without arguments that had plain values alone before it. No
    context manager or callback of a learner may make such a failure undone.
    """
    if not isinstance(error, BaseException) or hasattr(error, MARK):
        return False
    if isinstance(error, AssertionError) or not isinstance(error, Exception):
        return True
    doubtful = isinstance(error, NameError | TypeError | AttributeError)
    return doubtful and not _is_meant(error, error.__traceback__)


def _is_meant(error: Exception, traceback: TracebackType | None) -> bool:
    last, has_arguments = traceback, False
    while last is not None and last.tb_next is not None:
        last = last.tb_next
        code = last.tb_frame.f_code
        named = code.co_argcount + code.co_kwonlyargcount
        has_arguments |= named > 0 or code.co_flags & _MORE > 0
    if last is None or not is_file_of_test(last.tb_frame.f_code.co_filename):
        return False
    frame = last.tb_frame
    if frame.f_code.co_code[last.tb_lasti] == _RAISE:
        return True
    # Without an argument of the learner's and with plain values alone it is the error that there
    # would be without walls: nothing was refused, no check dodged by what it cannot take.
    names = {*frame.f_code.co_names} & frame.f_globals.keys()
    values = [*frame.f_locals.values(), *(frame.f_globals[name] for name in names)]
    plain = not has_arguments and all(type(v) in _PLAIN for v in values)
    return plain and isinstance(error, TypeError)
