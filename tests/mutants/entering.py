"""Learns which tests enter which functions of the core, and how long each of them takes."""

import ast
import builtins
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.mutants.changes import outermost_functions
from tests.mutants.loading import PACKAGE, modules, put_in_place, read
from tests.mutants.running import TESTS, in_a_child, tests_pass

Function = tuple[str, str]
"""A module of the core, and the qualified name of a function in it."""

NOTE: Final = "unkink_entered"
"""The name under which every function says that it is entered."""


class Entered:
    """What each test enters, and what the reading of each file with tests enters."""

    def __init__(self) -> None:
        self.by_test: dict[str, set[Function]] = defaultdict(set)
        self.by_file: dict[str, set[Function]] = defaultdict(set)
        self.seconds: dict[str, float] = {}

    def is_early(self, module: str, function: str) -> bool:
        """Return whether a function is entered as files are read, as all is that is in none."""
        return not function or any((module, function) in seen for seen in self.by_file.values())

    def tests(self, module: str, function: str) -> list[str]:
        """Return the tests that could notice a mistake: those of the module's own file first.

        What is worked out while files are read could fail every test that knows the module.
        """
        early = self.is_early(module, function)
        files = {file for file in self.by_file if early and _knows(file, module)}

        def concerns(seen: set[Function]) -> bool:
            return (module, function) in seen or (early and any(of == module for of, _ in seen))

        found = [
            test
            for test in self.seconds
            if file_of(test) in files
            or concerns(self.by_test.get(test, set()))
            or concerns(self.by_file.get(file_of(test), set()))
        ]
        own = own_file(module)
        return sorted(found, key=lambda test: (file_of(test) != own, self.seconds[test]))

    def limit(self, tests: Iterable[str]) -> float:
        """Return the seconds of processor time after which these tests run without an end."""
        return 2 + 4 * sum(self.seconds[test] for test in tests)


class _Learning:
    """A plugin that writes down what is entered while each file is read and each test is run."""

    def __init__(self) -> None:
        self.entered = Entered()
        self._now: set[Function] = set()

    def note(self, module: str, function: str) -> None:
        self._now.add((module, function))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        self._now = self.entered.by_file[file_of(collector.nodeid)]
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._now = self.entered.by_test[item.nodeid]
        since = time.process_time()
        result = yield
        self.entered.seconds[item.nodeid] = time.process_time() - since
        return result


def learn() -> Entered:
    """Run all tests once, in a child; raises RuntimeError where one of them fails."""
    entered = in_a_child(_learn)
    if entered is None:
        raise RuntimeError("the tests were killed")
    return entered


def file_of(test: str) -> str:
    """Return the path of the file that a test is in."""
    return test.split("::")[0]


def own_file(module: str) -> str:
    """Return the path of the tests that bear a module's name."""
    return f"{TESTS}/test_{module}.py"


def _learn() -> Entered:
    learning = _Learning()
    setattr(builtins, NOTE, learning.note)
    put_in_place({module: _telling(module) for module in modules()})
    if not tests_pass([TESTS], learning):
        raise RuntimeError("a test fails without any mistake")
    return learning.entered


def _telling(module: str) -> ast.Module:
    tree = read(module)
    for name, function in outermost_functions(tree):
        function.decorator_list = [one for one in function.decorator_list if not _caches(one)]
        function.body.insert(0, ast.parse(f"{NOTE}({module!r}, {name!r})").body[0])
    return tree


def _caches(decorator: ast.expr) -> bool:
    """What is answered from memory enters nothing, so that not every test would tell."""
    return "cache" in ast.unparse(decorator) and "property" not in ast.unparse(decorator)


def _knows(file: str, module: str) -> bool:
    path = Path(file)
    return path.suffix == ".py" and f"{PACKAGE}{module} import" in path.read_text("utf-8")
