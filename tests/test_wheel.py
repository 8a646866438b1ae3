"""What is handed out: a wheel that works where no checkout is."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tracker import __version__

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 120.0
BIN, SUFFIX = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")


def run(*command: object, cwd: Path) -> str:
    """Run a program that must end with 0, away from the checkout; return what it printed."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "COVERAGE", "PIP_"))
    }
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools of this environment, without a network."""
    folder = tmp_path_factory.mktemp("dist")
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT),
        cwd=folder,
    )
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that has the wheel, and behind it the dependencies of this one.

    They come by a .pth file that names this environment's folder. Python does not read the .pth
    files in a folder that was itself named by one, so this checkout's editable install stays out.
    """
    folder = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / BIN / f"python{SUFFIX}"
    run(
        *(sys.executable, "-m", "pip", "--python", python),
        *("install", "--quiet", "--no-deps", "--no-index", wheel),
        cwd=folder,
    )
    purelib = run(
        python, "-I", "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])", cwd=folder
    )
    ours = {sysconfig.get_paths()[name] for name in ("purelib", "platlib")}
    (Path(purelib.strip()) / "zz_dependencies.pth").write_text("\n".join(ours), encoding="utf-8")
    return folder


def python(clean: Path, *arguments: object) -> str:
    return run(clean / BIN / f"python{SUFFIX}", "-I", *arguments, cwd=clean)


def test_the_wheel_holds_the_package_and_the_routines_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    modules = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "tracker").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    routines = {
        f"tracker/{file.relative_to(ROOT).as_posix()}"
        for file in (ROOT / "routines").rglob("*.toml")
    }
    assert packed == modules | routines


def test_what_is_installed_runs_from_where_it_was_installed(clean: Path) -> None:
    where = python(
        clean,
        "-c",
        "import tracker, tracker.paths as p; print(tracker.__file__); print(p.built_in())",
    )
    module, routines = [Path(line) for line in where.splitlines()]
    assert module.is_relative_to(clean)
    assert routines == module.parent / "routines"
    assert not module.is_relative_to(ROOT)


def test_what_is_installed_lists_all_eight_routines(clean: Path) -> None:
    listed = python(clean, "-m", "tracker", "routines", "list").splitlines()
    assert [line.split()[:2] for line in listed] == [
        ["article-1", "9:50"],
        ["article-2", "18:05"],
        ["article-2-short", "8:45"],
        ["morning-5", "4:28"],
        ["desk-break", "6:05"],
        ["bedtime", "7:30"],
        ["bends-easier", "7:55"],
        ["arching-easier", "7:25"],
    ]


def test_what_is_installed_writes_and_draws(clean: Path) -> None:
    python(clean, "-m", "tracker", "log", "--before", "5", "--after", "3")
    assert "5 → 3" in python(clean, "-m", "tracker", "history")
    assert "before, n 1" in python(clean, "-m", "tracker", "trends")


def test_the_command_is_installed_under_its_name(clean: Path) -> None:
    said = run(clean / BIN / f"unkink{SUFFIX}", "--version", cwd=clean)
    assert said == f"unkink {__version__}\n"


def test_the_style_of_the_screens_comes_along(clean: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tracker.ui import app; "
        "print(Path(sys.modules[app.__name__].__file__).parent / app.UnkinkApp.CSS_PATH)"
    )
    style = Path(python(clean, "-c", program).strip())
    assert style.is_relative_to(clean)
    assert style.is_file()
