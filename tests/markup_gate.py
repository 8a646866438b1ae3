"""Finds the places in a module of the screens where text of others might be read as markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

WIDGETS: Final = frozenset(
    (
        *("Static", "Label", "Button", "Checkbox", "RadioButton", "RadioSet", "Option"),
        *("OptionList", "Selection", "SelectionList", "Select", "ListItem", "DataTable"),
        *("Tree", "Tab", "Tabs", "TabPane", "Collapsible", "Placeholder", "Markdown"),
        *("MarkdownViewer", "RichLog", "TextArea", "Link"),
    )
)
"""The widgets that read their first text, or a title, as markup."""

CALLS: Final = frozenset(
    (
        *("update", "notify", "add_row", "add_rows", "add_column", "add_columns", "add_option"),
        *("add_options", "set_options", "add_leaf", "add_tab", "add_pane", "set_label"),
        *("with_tooltip", "from_markup", "from_rich_markup", "replace_option_prompt"),
        "SystemCommand",
    )
)
"""What else shows its texts."""

WORDS: Final = frozenset(
    {"content", "renderable", "message", "label", "prompt", "title", "tooltip", "placeholder"}
)
"""The arguments that are read as markup, by their names."""

ATTRIBUTES: Final = frozenset(["border_title", "border_subtitle", "tooltip", "label", "prompt"])
KNOWN: Final = frozenset({"Static", "Input"})
"""The widgets of Textual that the screens use; another one is thought about before it is used."""


def unsafe_texts(source: str) -> list[int]:
    """Return the lines on which text that others may have written is shown as markup."""
    module = ast.parse(source)
    making = _makers(module)
    lines: set[int] = set()
    for scope in _scopes(module):
        contents, quiet = making | _contents(scope), _collections(scope)
        lines.update(line for node in scope for line in _of_one(node, contents, quiet))
    return sorted(lines)


def _scopes(module: ast.Module) -> Iterator[list[ast.AST]]:
    """Yield the nodes of each function, those inside it included, and then all others."""
    inside: set[ast.AST] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node not in inside:
            nodes = list(ast.walk(node))
            inside.update(nodes)
            yield nodes
    yield [node for node in ast.walk(module) if node not in inside]


def _makers(module: ast.Module) -> set[str]:
    """Return the names of the functions that return a Content, all that have this name."""
    defined = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    others = {node.name for node in defined if not _is_content_type(node.returns)}
    return {node.name for node in defined} - others


def _of_one(node: ast.AST, contents: set[str], quiet: set[str]) -> Iterator[int]:
    match node:
        case ast.ImportFrom(module=str(where), names=names) if where.startswith("textual.widgets"):
            if any(one.name not in KNOWN or one.asname for one in names):
                yield node.lineno
        case ast.FunctionDef(name="render", returns=returns) if not _is_content_type(returns):
            yield node.lineno
        case ast.Assign() | ast.AnnAssign() | ast.Call():
            if any(not _is_safe(each, contents) for each in _read(node, quiet)):
                yield node.lineno
            if isinstance(node, ast.Call) and _hands_on(node):
                yield node.lineno


def _read(node: ast.Assign | ast.AnnAssign | ast.Call, quiet: set[str]) -> Iterator[ast.expr]:
    """Yield what this has read as markup."""
    match node:
        case ast.Assign(targets=targets, value=value) if any(map(_is_shown, targets)):
            yield value
        case ast.AnnAssign(target=target, value=ast.expr() as value) if _is_shown(target):
            yield value
        case ast.Call():
            yield from _shown(node, quiet)


def _contents(scope: list[ast.AST]) -> set[str]:
    """Return the names that are a Content wherever the scope binds them."""
    good: set[str] = set()
    bad: set[str] = set()
    for node in scope:
        match node:
            case ast.arg(arg=name, annotation=annotation):
                (good if _is_content_type(annotation) else bad).add(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                (good if _is_content(value, set()) else bad).add(name)
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                (good if _is_content_type(annotation) else bad).add(name)
            case ast.For(target=target) | ast.comprehension(target=target):
                bad.update(_names(target))
            case ast.NamedExpr(target=ast.Name(id=name)) | ast.AugAssign(target=ast.Name(id=name)):
                bad.add(name)
            case ast.withitem(optional_vars=ast.expr() as target):
                bad.update(_names(target))
    return good - bad


def _names(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _is_content_type(annotation: ast.expr | None) -> bool:
    match annotation:
        case ast.Name(id="Content") | ast.Constant(value="Content"):
            return True
    return False


def _collections(scope: list[ast.AST]) -> set[str]:
    """Return the names of sets and mappings, whose `update` and `add` show nothing."""
    found: set[str] = set()
    for node in scope:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Set()
                | ast.SetComp()
                | ast.Dict()
                | ast.DictComp()
                | ast.Call(func=ast.Name(id="set" | "dict")),
            ):
                found.add(name)
    return found


def _is_shown(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
            return name
    return ""


def _shown(call: ast.Call, quiet: set[str]) -> Iterator[ast.expr]:
    """Yield the arguments of a call that are read as markup."""
    name = _name(call.func)
    owner = _name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if (name == "update" and owner in quiet) or _is_no_markup(call):
        return
    if name in WIDGETS | CALLS or _is_super(call):
        yield from call.args if name.startswith("add_") else call.args[:1]
        yield from (one.value for one in call.keywords if one.arg is None)
        named = (
            WORDS - {"title"} if name == "notify" else WORDS
        )  # that of a toast is shown as it is
        yield from (one.value for one in call.keywords if one.arg in named)
    else:
        yield from (one.value for one in call.keywords if one.arg == "tooltip")


def _is_super(call: ast.Call) -> bool:
    """Return whether this makes a widget through the class that it is derived from."""
    match call.func:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"):
            return True
    return False


def _hands_on(call: ast.Call) -> bool:
    """Return whether this gives what shows text to something that will call it, as `map` does."""
    to_call = call.args[:1] if _name(call.func) in {"map", "partial", "starmap"} else []
    return any(_name(each) in WIDGETS | CALLS for each in to_call)


def _is_no_markup(call: ast.Call) -> bool:
    return any(
        one.arg == "markup" and isinstance(one.value, ast.Constant) and one.value.value is False
        for one in call.keywords
    )


def _is_safe(node: ast.expr, contents: set[str]) -> bool:
    """Return whether this is a literal text or a Content, so that no markup of others is read."""
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name) if name.isupper():
            return True  # a constant of ours
        case ast.IfExp(body=body, orelse=other):
            return _is_safe(body, contents) and _is_safe(other, contents)
    return _is_content(node, contents)


def _is_content(node: ast.expr, contents: set[str]) -> bool:
    match node:
        case ast.Name(id=name):
            return name in contents
        case ast.Call(func=ast.Attribute(attr="from_markup" | "from_rich_markup"), args=args):
            return all(isinstance(one, ast.Constant) for one in args) and not node.keywords
        case ast.Call(func=ast.Name(id=name)):
            return name == "Content" or name in contents
        case ast.Call(func=ast.Attribute(value=value, attr=name)):
            return name in contents or _name(value) == "Content" or _is_content(value, contents)
    return False
