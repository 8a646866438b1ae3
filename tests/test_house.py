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

from tests.faults.promises import PROMISES
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


def test_every_promise_of_the_readme_is_measured_and_every_measured_one_is_promised() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    _, _, section = readme.partition("\n## What you can rely on")
    promised = re.findall(r"\((R\d+)\)", section.partition("\n## ")[0])
    measured = {promise.name.split()[0] for promise in PROMISES}
    assert len(promised) == len(set(promised))
    assert set(promised) == measured
