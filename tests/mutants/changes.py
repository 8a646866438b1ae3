"""Finds the small mistakes that could be made in a module: a bound moved, a sign turned.

Words are left alone: a string is changed nowhere, so what counts is logic and numbers.
"""

import ast
import copy
from collections.abc import Iterator
from typing import Final, NamedTuple

SWAPPED: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Continue: ast.Break,
    ast.Break: ast.Continue,
}
RENAMED: Final = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "floor": "ceil",
    "ceil": "floor",
}
UNCHANGED: Final = frozenset({"annotation", "returns", "decorator_list", "bases"})
"""The fields of a node that hold types or decorators."""

Scope = ast.FunctionDef | ast.ClassDef


class Change(NamedTuple):
    """One mistake: `new` stands where `old` stood, in a field of `holder`.

    `function` is the qualified name of the outermost function around it, empty at module level.
    """

    function: str
    holder: ast.AST
    field: str
    nth: int | None
    old: ast.AST
    new: ast.AST

    @property
    def line(self) -> int:
        """Return the line, from 1, where the mistake is made."""
        return int(getattr(self.old, "lineno", getattr(self.holder, "lineno", 0)))

    def __str__(self) -> str:
        """Return the text before and after, in one line."""
        old, new = self.old, self.new
        if not isinstance(old, ast.expr | ast.stmt):
            old = copy.copy(self.holder)
            new = copy.copy(self.holder)
            self._put(new, self.new)
        return f"{_text(old)} → {_text(new)}"

    def make(self) -> None:
        """Make the mistake in the tree that it was found in."""
        self._put(self.holder, self.new)

    def _put(self, holder: ast.AST, node: ast.AST) -> None:
        if self.nth is None:
            setattr(holder, self.field, node)
            return
        nodes = list(getattr(holder, self.field))
        nodes[self.nth] = node
        setattr(holder, self.field, nodes)


def changes(tree: ast.AST) -> Iterator[Change]:
    """Return every mistake in a tree, in the order of its lines."""
    return _within(tree, (), "")


def outermost_functions(tree: ast.AST) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Return every function that is in no other, with its qualified name."""
    return _functions(tree, ())


def _functions(node: ast.AST, scopes: tuple[str, ...]) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield ".".join((*scopes, child.name)), child
        else:
            inner = (*scopes, child.name) if isinstance(child, ast.ClassDef) else scopes
            yield from _functions(child, inner)


def _within(node: ast.AST, scopes: tuple[str, ...], function: str) -> Iterator[Change]:
    if isinstance(node, Scope):
        scopes = (*scopes, node.name)
        if isinstance(node, ast.FunctionDef):
            function = function or ".".join(scopes)
    for field, value in ast.iter_fields(node):
        if field in UNCHANGED or _is_for_types(node):
            continue
        for nth, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST):
                for new in _mistakes(node, field, child):
                    yield Change(function, node, field, nth, child, new)
                yield from _within(child, scopes, function)


def _is_for_types(node: ast.AST) -> bool:
    """A type has a name like `Event`, a constant one like `LONGEST`."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id[:1].isupper()
        and not node.targets[0].id.isupper()
    )


def _mistakes(holder: ast.AST, field: str, node: ast.AST) -> Iterator[ast.AST]:
    if type(node) in SWAPPED:
        yield SWAPPED[type(node)]()
    if isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in _other_values(node.value))
    match node:
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Name(id=name, ctx=ast.Load()) if name in RENAMED:
            yield ast.Name(RENAMED[name], ast.Load())
        case ast.AugAssign(target=target, value=value):
            yield ast.Assign([target], value, lineno=node.lineno)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
    if _is_condition(holder, field) and isinstance(node, ast.Name | ast.Attribute | ast.Call):
        yield ast.UnaryOp(ast.Not(), node)


def _other_values(value: object) -> tuple[float, ...]:
    if isinstance(value, bool):
        return (not value,)
    return (value + 1, value - 1) if isinstance(value, int | float) else ()


def _is_condition(holder: ast.AST, field: str) -> bool:
    """Comparisons, `not`, `and` and `or` are turned by their own rules; a plain condition here."""
    return field in ("test", "ifs") or (isinstance(holder, ast.BoolOp) and field == "values")


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())
