"""A solution told in words, in several manners and languages, by walking through its code."""

from __future__ import annotations

import ast
import json
import random
from pathlib import Path
from typing import Any

from tutor_labext.leak_gate.atoms import code_atoms

# In languages of which the gate knows no word, names are all that it can go by: told as written.
UNKNOWN = ("tr", "ar", "zh")
# What shorter code does is what the task says.
FEWEST = 4

# manner -> {construct: phrases}; {a}, {b}, {n} are filled in.
MANNERS: dict[str, dict[str, str | list[str]]] = json.loads(
    Path(__file__).with_name("manners.json").read_text(encoding="utf-8")
)
OPS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==",
    ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in", ast.And: "and", ast.Or: "or",
    ast.Not: "not",
}  # fmt: skip


class Teller:
    """Tells code in words; raises `KeyError` for what its manner has no words for."""

    def __init__(self, manner: str, rng: random.Random) -> None:
        self.words, self.rng = MANNERS[manner], rng
        self.between = "_" if manner in UNKNOWN else " "

    def say(self, key: str, **parts: str) -> str:
        phrases = self.words[key]
        phrase = phrases if isinstance(phrases, str) else self.rng.choice(phrases)
        return phrase.format(**parts)

    def value(self, node: Any) -> str:
        match node:
            case ast.Name(id=name):
                return name.replace("_", self.between)
            case ast.Constant(value=value):
                return str(value) if value != "" else '""'
            case ast.BinOp(left=a, op=op, right=b):
                return self.say(OPS[type(op)], a=self.value(a), b=self.value(b))
            case ast.Compare(left=a, ops=[op, *_], comparators=[b, *_]):
                return self.say(OPS[type(op)], a=self.value(a), b=self.value(b))
            case ast.BoolOp(op=op, values=[a, b, *_]):
                return self.say(OPS[type(op)], a=self.value(a), b=self.value(b))
            case ast.UnaryOp(op=ast.Not(), operand=a):
                return self.say("not", a=self.value(a))
            case ast.UnaryOp(operand=ast.Constant(value=value)):
                return f"-{value}"
            case ast.Call(args=[_, _, *_]) if self.between == "_":
                raise KeyError("a second argument")
            case ast.Call(func=ast.Name(id=name), args=args):
                if not args and name == "input":
                    return self.say("input")
                return self.say(name, a=self.value(args[0])) if args else name
            case ast.Call(func=ast.Attribute(attr=name, value=a)):
                return self.say(name, a=self.value(a))
            case ast.Subscript(value=a, slice=ast.Slice(step=step)):
                return self.say("slice" if step is None else "reverse", a=self.value(a))
            case ast.Subscript(value=a, slice=b):
                return self.say("item", a=self.value(a), b=self.value(b))
            case ast.List(elts=[]):
                return self.say("list")
            case ast.Dict(keys=[]):
                return self.say("dict")
            case ast.ListComp(elt=b, generators=[g]) | ast.GeneratorExp(elt=b, generators=[g]) if (
                not g.ifs
            ):
                return self.say(
                    "comp", a=self.value(g.iter), b=self.value(b), n=self.value(g.target)
                )
            case ast.Tuple(elts=elts) | ast.List(elts=elts):
                return ", ".join(map(self.value, elts))
        raise KeyError(type(node).__name__)

    def statement(self, node: ast.stmt) -> list[str]:
        match node:
            case ast.FunctionDef(body=body):
                return self.block(body)
            case ast.Assign(targets=[target], value=value):
                return [self.say("assign", n=self.value(target), a=self.value(value))]
            case ast.AugAssign(target=target, op=op, value=value):
                key = "aug" + OPS[type(op)][0]
                return [self.say(key, n=self.value(target), a=self.value(value))]
            case ast.For(target=target, iter=source, body=body):
                head = self.say("for", n=self.value(target), a=self.value(source))
                return [head, *self.block(body)]
            case ast.While(test=test, body=body):
                return [self.say("while", a=self.value(test)), *self.block(body)]
            case ast.If(test=test, body=body, orelse=orelse):
                out = [self.say("if", a=self.value(test)), *self.block(body)]
                return [*out, self.say("else"), *self.block(orelse)] if orelse else out
            case ast.Return(value=value):
                return [self.say("return", a=self.value(value))]
            case ast.Expr(value=ast.Constant()):
                return []
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append", value=n), args=[a])):
                return [self.say("append", n=self.value(n), a=self.value(a))]
            case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=args)):
                return [self.say("print", a=", ".join(map(self.value, args)))]
            case ast.Expr(value=value):
                return [self.say("do", a=self.value(value))]
        raise KeyError(type(node).__name__)

    def block(self, body: list[ast.stmt]) -> list[str]:
        return [s for node in body for s in self.statement(node)]


def recipe(source: str, manner: str, rng: random.Random) -> str | None:
    """Return a solution in words, or None where a manner lacks a word."""
    if len(code_atoms(source)) < FEWEST:
        return None
    try:
        told = Teller(manner, rng).block(ast.parse(source).body)
    except KeyError:
        return None
    return (
        " ".join(told)
        if rng.random() < 0.6
        else "\n".join(f"{n}. {s}" for n, s in enumerate(told, 1))
    )
