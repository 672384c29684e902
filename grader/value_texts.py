"""Which code only makes values: of plain types, of classes and functions of the answer.

`Point(1, y=2)`, `[1, -2]`, `dict[str, int] | None`, `datetime.date(2024, 1, 2)`: what a `repr`, an
annotation or an example of `doctest` honestly is. It has no loop, no function, no import, and no
name that begins with an underscore.
"""

from __future__ import annotations

import builtins
import dis
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

_STEPS = frozenset(
    (
        *("RESUME", "CACHE", "NOP", "EXTENDED_ARG", "PUSH_NULL", "PRECALL", "KW_NAMES", "CALL"),
        *("CALL_KW", "LOAD_CONST", "LOAD_SMALL_INT", "LOAD_NAME", "LOAD_ATTR", "LOAD_METHOD"),
        *("BINARY_SUBSCR", "BINARY_SLICE", "BINARY_OP", "COMPARE_OP", "CONTAINS_OP", "IS_OP"),
        *("UNARY_NEGATIVE", "UNARY_INVERT", "CALL_INTRINSIC_1", "BUILD_LIST", "BUILD_TUPLE"),
        *("BUILD_MAP", "BUILD_SET", "BUILD_CONST_KEY_MAP", "BUILD_SLICE", "LIST_EXTEND"),
        *("LIST_APPEND", "LIST_TO_TUPLE", "SET_UPDATE", "COPY", "SWAP", "POP_TOP", "PRINT_EXPR"),
        *("RETURN_VALUE", "RETURN_CONST"),
    )
)
_ATTRIBUTE = ("LOAD_ATTR", "LOAD_METHOD")
_VALUES = (bool, int, float, complex, str, bytes, bytearray, list, dict, set, tuple, frozenset)
_OPEN = frozenset(cls.__name__ for cls in (*_VALUES, range, slice))
_LIBRARY = frozenset(("collections", "datetime", "decimal", "fractions"))
_OF_PICKLES = (("_codecs", "encode"), ("copyreg", "_reconstructor"), ("copy_reg", "_reconstructor"))


@dataclass(frozen=True, slots=True)
class ValueNames:
    """The names that a text may use.

    Attributes:
        space: The names that the test sees.
        learners: Those of them that are the learner's.
    """

    space: Mapping[str, Any]
    learners: Collection[str]

    def only_makes_values(self, code: CodeType, *, elsewhere: bool) -> bool:
        """Say whether code does no more than make values.

        Args:
            code: What is about to run.
            elsewhere: The test says where other names are, as in `eval(text, {"x": 1})`.
        """
        module = None
        for step in dis.get_instructions(code):
            if step.opname not in _STEPS:
                return False
            if module:  # of a module only what stands behind its name is looked at
                if not (step.opname in _ATTRIBUTE and _is_class_of(module, step.argval)):
                    return False
                module = None
            elif step.opname in _ATTRIBUTE:
                if step.argval.startswith("_"):
                    return False
            elif step.opname == "LOAD_NAME":
                module = self._module(step.argval)
                if not (module or self._is_open(step.argval, elsewhere)):
                    return False
        return True

    def may_unpickle(self, module: str, name: str) -> bool:
        """Say whether a pickle may name a class or function."""
        if module == "__main__":
            return _makes_values(self.space.get(name))
        if module in ("builtins", "__builtin__"):
            return name in _OPEN
        found = getattr(sys.modules.get(module), name, None)
        return (module in _LIBRARY and isinstance(found, type)) or (module, name) in _OF_PICKLES

    def _module(self, name: str) -> ModuleType | None:
        found = None if name in self.learners else self.space.get(name)
        return found if type(found) is ModuleType and found.__name__ in _LIBRARY else None

    def _is_open(self, name: str, elsewhere: bool) -> bool:
        if name.startswith("_"):
            return False
        if name not in self.space:
            return name in _OPEN or (elsewhere and not hasattr(builtins, name))
        return name in self.learners or _makes_values(self.space[name])


def _is_class_of(module: ModuleType, name: str) -> bool:
    return not name.startswith("_") and isinstance(vars(module).get(name), type)


def _makes_values(value: object) -> bool:
    if isinstance(value, type):
        return value.__module__ in ("__main__", *_LIBRARY)
    return type(value).__module__ == "typing"  # as Optional


def texts_in(code: CodeType) -> Iterator[str]:
    """Yield the texts that stand in code and in the functions and classes in it."""
    constants: list[Any] = list(code.co_consts)
    while constants:
        constant = constants.pop()
        if type(constant) is str:
            yield constant
        elif type(constant) is tuple:
            constants.extend(constant)
        elif isinstance(constant, CodeType):
            constants.extend(constant.co_consts)
