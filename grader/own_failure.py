"""Tells a failed check of a test from an exception that learner code may deal with."""

from __future__ import annotations

import dis
from types import TracebackType

from grader.last_words import is_file_of_test

_PLAIN = (int, float, complex, bool, str, bytes, type(None))
MARK = "_from_learner_"
_RAISE = dis.opmap["RAISE_VARARGS"]


def is_own_failure(error: object) -> bool:
    """Say whether an exception says that the test itself failed.

    So it is with a failed assert, with what pytest raises, and with names, attributes and
    operations that are not there, unless the test raised it on purpose, it came out of learner
    code, or the line where it happened had plain values alone before it. No context manager or
    callback of a learner may make such a failure undone.
    """
    if not isinstance(error, BaseException) or hasattr(error, MARK):
        return False
    if isinstance(error, AssertionError) or not isinstance(error, Exception):
        return True
    doubtful = isinstance(error, NameError | TypeError | AttributeError)
    return doubtful and not _is_meant(error, error.__traceback__)


def _is_meant(error: Exception, traceback: TracebackType | None) -> bool:
    last = traceback
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None or not is_file_of_test(last.tb_frame.f_code.co_filename):
        return False
    frame = last.tb_frame
    if frame.f_code.co_code[last.tb_lasti] == _RAISE:
        return True
    # With plain values alone it is the same error as without walls: none was refused here.
    names = {*frame.f_code.co_names} & frame.f_globals.keys()
    values = [*frame.f_locals.values(), *(frame.f_globals[name] for name in names)]
    return isinstance(error, TypeError) and all(type(v) in _PLAIN for v in values)
