"""Runs tests of the core in children of this process, where a mistake harms nobody else."""

import os
import pickle
import resource
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

import hypothesis
import hypothesis.stateful  # read once, before the children are made, which saves each the time
import hypothesis.strategies
import pytest
import scipy.stats

Result = TypeVar("Result")

TESTS: Final = "tests/core"

PREPARED: Final = (hypothesis.stateful, hypothesis.strategies, scipy.stats)

FAILED: Final = frozenset({pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED})
PASSED: Final = frozenset({pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED})

MEMORY: Final = 8 * 1024**3
"""Bytes of address space: enough for any test, and not for a loop that gathers without an end."""

OPTIONS: Final = (
    "-xq",
    "-c=/dev/null",
    "--rootdir=.",
    f"--confcutdir={TESTS}",
    "--import-mode=importlib",
    "--capture=no",
    "--tb=no",
    "--assert=plain",
    "-pno:cacheprovider",
    "-opythonpath=.",
    "-Werror",
)
"""What the project asks of pytest, without its measuring and its plugins."""


def prepare(home: Path) -> None:
    """Make every run the same, far from the person's own files: call it once, before all others."""
    os.environ.update(HOME=str(home), PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=tuple(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")


def tests_pass(files: Sequence[str], plugin: object) -> bool:
    """Run the tests of these files in this process; RuntimeError where pytest itself fails."""
    code = pytest.main([*OPTIONS, *files], plugins=[plugin])
    if code not in PASSED | FAILED:
        raise RuntimeError(f"pytest ended with {code}")
    return code in PASSED


def in_a_child(work: Callable[[], Result], seconds: float | None = None) -> Result | None:
    """Return what the work returns in a child; None after so many seconds of processor time.

    RuntimeError where the work fails.
    """
    answer, question = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(_answered(work, question, seconds))
    os.close(question)
    with os.fdopen(answer, "rb") as pipe:
        said = pipe.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return None
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError("a child failed")
    result: Result = pickle.loads(said)
    return result


def _answered(work: Callable[[], Result], question: int, seconds: float | None) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if seconds is not None:
        limit = 1 + int(seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        with os.fdopen(question, "wb") as pipe:
            pipe.write(pickle.dumps(work()))
    except BaseException as error:  # whatever happens, this copy of the process must end here
        os.write(2, f"{error!r}\n".encode())
        return 1
    return 0
