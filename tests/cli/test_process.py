"""The real program: what it loads, what it says without a terminal, and how it ends."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.shell import Answer, call, python, run
from tracker import __version__
from tracker.cli import main
from tracker.cli.group import COMMANDS
from tracker.cli.opening import open_app
from tracker.core.errors import RoutineError, StoreError, TrackerError

HEAVY = {"textual", "rich", "plotext", "sqlite_utils", "sqlite3", "click", "platformdirs"}
LOADED = """
import sys
from tracker.cli import main
sys.argv[0] = "unkink"
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
sys.stderr.write(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(
    "command",
    [
        (Path(sys.executable).parent / "unkink", "--version"),
        (sys.executable, "-m", "tracker", "--version"),
    ],
    ids=["unkink", "python -m tracker"],
)
def test_both_ways_to_call_it_answer_with_the_version(command: tuple[object, ...]) -> None:
    assert run(*command) == Answer(0, f"unkink {__version__}\n", "")


def test_the_version_is_the_same_when_click_answers() -> None:
    assert call("--version") == Answer(0, f"unkink {__version__}\n", "")


def test_the_version_needs_no_parser(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["unkink", "--version"])
    main()
    assert capsys.readouterr() == (f"unkink {__version__}\n", "")


def loaded(*arguments: object) -> set[str]:
    answer = python("-c", LOADED, *arguments)
    assert answer.code == 0, answer.err
    return HEAVY & set(answer.err.split())


def test_the_version_loads_nothing_that_is_slow() -> None:
    assert loaded("--version") == set()


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        ("--help", set()),
        ("log --help", set()),
        ("routines list", set()),
        ("routines list --json", set()),
        ("routines show article-1", set()),
        ("routines check routines/article-1.toml", set()),
        ("log --before 5 --after 3", {"sqlite3", "sqlite_utils"}),
        ("rate 4 --for day", {"sqlite3", "sqlite_utils"}),
        ("history", {"sqlite3"}),
        ("history --json", {"sqlite3"}),
        ("trends --json", {"sqlite3"}),
        ("trends", {"sqlite3"}),
        ("cues test --help", set()),
    ],
)
def test_a_command_loads_only_what_it_uses_and_never_the_screens(
    command: str, needs: set[str]
) -> None:
    assert loaded(*command.split()) == needs | {"click"}


def test_the_chart_loads_what_draws_it_and_still_not_the_screens() -> None:
    assert python("-m", "tracker", "log", "--before", "5").code == 0
    assert loaded("trends") == {"click", "sqlite3", "plotext"}


# Without a terminal


@pytest.mark.parametrize("command", [[], ["start"], ["start", "article-1"], ["demo"]], ids=str)
def test_the_app_needs_a_terminal_and_says_so(command: list[str], home: Path) -> None:
    answer = python("-m", "tracker", *command)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("unkink: the app needs a terminal.")
    assert answer.err.count("\n") == 1
    assert not home.exists()


@pytest.mark.parametrize("command", [[], ["start"], ["start", "article-1"], ["demo"]], ids=str)
def test_the_same_is_said_in_one_sentence(command: list[str], refused: Callable[..., str]) -> None:
    assert "needs a terminal" in refused(*command)


def test_the_group_without_a_command_is_the_app() -> None:
    with pytest.raises(TrackerError, match="needs a terminal"):
        call()


@contextmanager
def terminal() -> Iterator[None]:
    """Put all three streams on a real terminal, which nobody looks at."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with (
        os.fdopen(ours, "rb", buffering=0),
        os.fdopen(theirs, "r") as stdin,
        os.fdopen(os.dup(theirs), "w") as stdout,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, stream in (("stdin", stdin), ("stdout", stdout), ("stderr", stdout)):
            patch.setattr(sys, name, stream)
        try:
            yield
        finally:
            gc.enable()


def test_an_unknown_routine_to_start_with_is_named_with_the_nearest_one() -> None:
    with terminal(), pytest.raises(RoutineError, match=r"artikle-1.*did you mean 'article-1'"):
        open_app(start="artikle-1")


def test_a_history_that_cannot_be_opened_is_an_error_before_the_app_opens(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "unkink.db").touch()
    with terminal(), pytest.raises(StoreError, match=r"unkink\.db is empty"):
        open_app()


# Errors, exit codes, help


def test_an_error_is_one_line_without_a_traceback(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "unkink.db").touch()
    answer = python("-m", "tracker", "history")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert str(home / "unkink.db") in answer.err
    assert (home / "unkink.db").stat().st_size == 0


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["--nonsense"], ["history", "extra"], ["routines", "nonsense"], ["rate"]],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_says_what_was_wrong(arguments: list[str]) -> None:
    answer = call(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "Error: " in answer.err


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_help_names_every_command_and_what_it_does(flag: str) -> None:
    lines = call(flag).out.splitlines()
    for name in COMMANDS:
        (line,) = [line.split(maxsplit=1) for line in lines if line.split()[:1] == [name]]
        assert line[1].strip().endswith((".", "..."))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    answer = call(name, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert f"Usage: unkink {name}" in answer.out


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
@pytest.mark.parametrize("first", ["routines list", "history", "log --before 5"])
def test_the_home_folder_is_private_whichever_command_made_it(home: Path, first: str) -> None:
    assert call(*first.split()).code == 0
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_reader_that_stops_reading_gets_no_traceback() -> None:
    command = f"{sys.executable} -m tracker routines show knee-to-chest | head -n 1"
    if sys.platform == "win32":
        pytest.skip("needs a shell with pipes")
    answer = run("sh", "-c", command)
    assert answer.code == 0
    assert answer.err == ""


LEAN = """
import sys
from tracker.ui.lean import lean_app
app = lean_app()
spared = {"ssl", "textual.types", "textual.widgets._directory_tree", "textual.widgets._select"}
print(*spared & set(sys.modules))
import ssl, textual.types
assert textual.types.DirEntry and lean_app() is app
assert sys.modules["ssl"] is ssl and sys.modules["textual.types"] is textual.types
"""
UNTESTED_TEXTUAL = """
import textual._types
from types import ModuleType
textual._types = ModuleType("one without the names that are asked for")
from tracker.ui.lean import lean_app
print(lean_app().__name__)
"""


def test_the_app_spares_what_it_does_not_need_and_hides_it_from_no_one_else() -> None:
    assert python("-c", LEAN) == Answer(0, "\n", "")


def test_the_app_as_it_is_opened_may_paint_120_frames_a_second() -> None:
    opened = (
        "from tracker.ui.lean import lean_app; lean_app(); import textual.constants as constants"
    )
    assert python("-c", f"{opened}; print(constants.MAX_FPS)") == Answer(0, "120\n", "")


def test_a_textual_that_needs_more_gets_it() -> None:
    assert python("-c", UNTESTED_TEXTUAL) == Answer(0, "UnkinkApp\n", "")
