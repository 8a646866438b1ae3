"""The house rules, each checked by the tool that knows it, or by a small gate of our own."""

import ast
import io
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import click
import pytest

from tracker.cli.group import COMMANDS, unkink

ROOT: Final = Path(__file__).parents[1]
TOOLS: Final = Path(sys.executable).parent
PATIENCE_SECONDS: Final = 240.0
MOST_LINES: Final = 300
INSTALL: Final = (
    "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e . && .venv/bin/unkink"
)
TEST: Final = (
    "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e '.[test]' "
    "&& .venv/bin/pytest"
)


def tree() -> Iterator[Path]:
    """Yield every file that .gitignore lets through."""
    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [".git", *(pattern.rstrip("/") for pattern in patterns)]
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if not any(fnmatch(name, one) for one in ignored)]
        for name in files:
            if not any(fnmatch(name, one) for one in ignored):
                yield Path(folder, name)


def modules(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def short(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


# The developer's tools


@pytest.mark.parametrize(
    "command",
    ["ruff format --check .", "ruff check .", "mypy", "lint-imports"],
    ids=lambda command: command.split(" --")[0],
)
def test_the_tools_find_nothing(command: str) -> None:
    tool, *arguments = command.split()
    done = subprocess.run(
        [TOOLS / tool, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# Modules


def test_no_module_has_more_than_300_lines() -> None:
    lengths = {short(f): len(f.read_text("utf-8").splitlines()) for f in modules("tracker")}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_module_opens_with_one_sentence() -> None:
    silent = []
    for file in modules("tracker", "tests"):
        said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        first = said.partition("\n\n")[0].replace("\n", " ")
        if not re.fullmatch(r"\S.*[^.][.]", first) or re.search(r"[.!?] [A-Z]", first):
            silent.append(short(file))
    assert silent == []


EXCEPTION: Final = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:)", re.IGNORECASE)
REASONED: Final = re.compile(
    r"#\s*(noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\]|pragma: no \w+)\s*(-|#|–)\s*\w.*"
)


def unreasoned(source: str) -> list[str]:
    """Return the comments that switch a check off without saying why."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return [each for each in comments if EXCEPTION.match(each) and not REASONED.fullmatch(each)]


def test_no_check_is_switched_off_without_a_reason() -> None:
    found = {short(f): unreasoned(f.read_text("utf-8")) for f in modules("tracker", "tests")}
    assert {name: comments for name, comments in found.items() if comments} == {}


@pytest.mark.parametrize(
    ("comment", "passes"),
    [
        ("# noqa: A002 - the name that --help shows", True),
        ("# type: ignore[arg-type]  # the stub is wrong", True),
        ("# noqa", False),
        ("# noqa: A002", False),
        ("# type: ignore", False),
        ("# type: ignore[arg-type]", False),
        ("# NOQA : E501", False),
        ("# pragma: no cover", False),
    ],
)
def test_the_gate_for_reasons_tells_them_apart(comment: str, passes: bool) -> None:
    assert (unreasoned(f"x = 1  {comment}\n") == []) == passes


REGISTRY: Final = re.compile(
    r"pypi\.org|pythonhosted\.org|pypi\.python|anaconda\.org|/simple/|(extra-)?index-url|PIP_INDEX"
    r"|trusted-host|find-links|\[\[?tool\.(uv|poetry|pdm|pip)\b",
    re.IGNORECASE,
)


def test_nothing_in_the_tree_names_a_package_registry() -> None:
    found = [
        f"{short(file)}:{number}"
        for file in tree()
        if file != Path(__file__)
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1)
        if REGISTRY.search(line)
    ]
    assert found == []


# What the screens print


SHOWING: Final = {"Static", "Label", "update", "notify"}
TITLES: Final = {"border_title", "border_subtitle"}


def unsafe_texts(source: str) -> list[int]:
    """Return the lines on which text that others may have written is shown as markup."""
    module = ast.parse(source)
    contents, collections = set(_contents(module)), set(_collections(module))
    lines = []
    for node in ast.walk(module):
        match node:
            case ast.Call() if _shows(node, collections) and not _is_no_markup(node):
                shown = _shown(node)
            case ast.Assign(targets=targets, value=value) if any(map(_is_title, targets)):
                shown = value
            case _:
                continue
        if shown is not None and not _is_safe(shown, contents):
            lines.append(shown.lineno)
    return sorted(lines)


def _contents(module: ast.Module) -> Iterator[str]:
    """Yield the names that are annotated as Content, return one, or are assigned one."""
    for node in ast.walk(module):
        match node:
            case ast.arg(arg=name, annotation=ast.Name(id="Content")):
                yield name
            case ast.FunctionDef(name=name, returns=ast.Name(id="Content")):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _is_content(value, set()):
                yield name


def _collections(module: ast.Module) -> Iterator[str]:
    """Yield the names of sets and mappings, whose `update` shows nothing."""
    for node in ast.walk(module):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Set()
                | ast.SetComp()
                | ast.Dict()
                | ast.DictComp()
                | ast.Call(func=ast.Name(id="set" | "dict")),
            ):
                yield name


def _shows(call: ast.Call, collections: set[str]) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr="update") if name in collections:
            return False
    return _name(call.func) in SHOWING


def _is_title(target: ast.expr) -> bool:
    return _name(target) in TITLES


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
            return name
    return ""


def _is_no_markup(call: ast.Call) -> bool:
    return any(
        one.arg == "markup" and isinstance(one.value, ast.Constant) and one.value.value is False
        for one in call.keywords
    )


def _shown(call: ast.Call) -> ast.expr | None:
    is_widget = _name(call.func) in {"Static", "Label"}
    named = {"content", "renderable", "message"} if not is_widget else {"content", "renderable"}
    return next(iter([*call.args, *(k.value for k in call.keywords if k.arg in named)]), None)


def _is_safe(node: ast.expr, contents: set[str]) -> bool:
    """Return whether this is a literal text or a Content, so that no markup of others is read."""
    match node:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=other):
            return _is_safe(body, contents) and _is_safe(other, contents)
    return _is_content(node, contents)


def _is_content(node: ast.expr, contents: set[str]) -> bool:
    match node:
        case ast.Name(id=name):
            return name in contents
        case ast.Call(func=ast.Name(id=name)):
            return name == "Content" or name in contents
        case ast.Call(func=ast.Attribute(value=value, attr=name)):
            return name in contents or _name(value) == "Content" or _is_content(value, contents)
    return False


def test_no_text_of_others_is_shown_as_markup() -> None:
    found = {short(f): unsafe_texts(f.read_text("utf-8")) for f in modules("tracker/ui")}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("Static('words of ours')", True),
        ("Static(Content(name))", True),
        ("Static(Content('\\n').join(rows), id='rows')", True),
        ("Static(Content.styled(name, '$muted'))", True),
        ("Static(name, markup=False)", True),
        ("Static()", True),
        ("app.notify(f'Not saved: {error}', markup=False)", True),
        ("box.border_title = Content(name)", True),
        ("box.border_title = Content(name) if name else None", True),
        ("def say(what: Content): box.update(what)", True),
        ("names = {'a'}; names.update(others)", True),
        ("line = Content(name); box.update(line)", True),
        ("line = name; box.update(line)", False),
        ("line = 'ours'; line = name; box.update(line)", False),
        ("def say(what: str): box.update(what)", False),
        ("Static(name)", False),
        ("Label(f'{name}')", False),
        ("Static(content=name)", False),
        ("Static('a' + name)", False),
        ("Static('{}'.format(name))", False),
        ("Static(str(name), id='x')", False),
        ("Static(name, markup=True)", False),
        ("box.update(name)", False),
        ("self.notify(f'Not saved: {error}')", False),
        ("self.notify(message=name)", False),
        ("box.border_title = name", False),
        ("box.border_subtitle = f'{name}'", False),
        ("box.border_title = Content(name) if name else other", False),
    ],
)
def test_the_gate_for_markup_tells_safe_text_from_unsafe(line: str, passes: bool) -> None:
    assert (unsafe_texts(line) == []) == passes


# What the documents promise


def documents() -> list[Path]:
    return [ROOT / name for name in ("README.md", "CONTRIBUTING.md")]


def code(text: str) -> list[str]:
    """Return the lines of the shell blocks, and what stands between single backticks."""
    blocks = re.findall(r"^```(?:sh|bat|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [*lines, *re.findall(r"`([^`\n]+)`", prose)]


def test_the_readme_installs_and_tests_with_one_line_each() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    _, _, section = readme.partition("\n## Install")
    lines = code(section.partition("\n## ")[0])
    assert lines.count(INSTALL) == 1
    assert lines.count(TEST) == 1


def test_the_build_runs_the_line_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    (wanted,) = re.findall(r'grep -m 1 -F "(.+?)" README\.md', script.read_text("utf-8"))
    readme = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert next(line for line in readme if wanted in line) == TEST


def test_what_the_install_lines_name_is_there() -> None:
    constraints = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [
        line for line in constraints if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.]+", line)
    ] == []
    for tool in ("pip", "unkink", "pytest"):
        assert list(TOOLS.glob(f"{tool}*"))


@pytest.mark.parametrize("document", documents(), ids=lambda file: file.name)
def test_every_file_that_a_document_links_to_is_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def find_command(words: list[str]) -> click.Command:
    """Return the command that these words begin with; fails when there is none."""
    command: Any = unkink
    context = click.Context(unkink)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found, f"there is no command {' '.join(words)!r}"
        command, words = found, words[1:]
    assert isinstance(command, click.Command)
    return command


def options(command: click.Command) -> set[str]:
    names = {name for one in command.params for name in one.opts}
    return names | {"--help", "-h", "--version"}


@pytest.mark.parametrize("document", documents(), ids=lambda file: file.name)
def test_every_command_in_a_document_exists_with_its_options(document: Path) -> None:
    calls = [
        match[1].split()
        for each in code(document.read_text("utf-8"))
        if (match := re.match(r"(?:.*/)?unkink ([a-z-].*)", each))
    ]
    for words in calls:
        command = find_command(words)
        used = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert used <= options(command), words


def test_the_table_of_commands_in_the_readme_is_whole_and_its_options_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `unkink ([^`]+)` \|(.*)\|$", readme, re.MULTILINE)
    for call, does in rows:
        used = set(re.findall(r"`(--[a-z-]+)`", does))
        assert used <= options(find_command(call.split())), call
    assert {call.split()[0] for call, _ in rows} == set(COMMANDS)


@pytest.mark.parametrize("document", documents(), ids=lambda file: file.name)
def test_every_tool_in_a_document_is_installed_with_the_tests(document: Path) -> None:
    lines = code(document.read_text("utf-8"))
    tools = {name for line in lines for name in re.findall(r"\.venv/bin/([\w-]+)", line)}
    missing = [name for name in tools if not list(TOOLS.glob(f"{name}*"))]
    modules_named = {name for line in lines for name in re.findall(r"-m ([a-z_.]+)", line)}
    missing += [name for name in modules_named if find_spec(name) is None]
    assert missing == []
