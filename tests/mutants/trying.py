"""Makes each mistake that could be made in a module, and tells which of them no test notices."""

import ast
import signal
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from types import CodeType, FunctionType
from typing import Any, Literal, NamedTuple

import pytest

from tests.mutants.changes import Change, changes
from tests.mutants.entering import Entered, file_of, own_file
from tests.mutants.loading import PACKAGE, code_of, put_in_place, read
from tests.mutants.running import in_a_child, tests_pass

Fate = Literal["noticed", "endless", "unnoticed"]
"""What became of a mistake; an endless one is noticed by whoever waits."""


class Module(NamedTuple):
    """A module of the core with the mistakes that could be made in its tree."""

    name: str
    tree: ast.Module
    mistakes: tuple[Change, ...]


def module(name: str) -> Module:
    """Read a module of the core, and find every mistake that could be made in it."""
    tree = read(name)
    return Module(name, tree, tuple(changes(tree)))


def fates(module: Module, entered: Entered) -> list[Fate]:
    """Return what becomes of each mistake.

    Most are put into a function that has been read already, since to read all anew takes far
    longer. What shows while files are read, in a constant, a table or a default, needs just that.
    """
    swapped = in_a_child(partial(_swapped, module, entered)) or {}
    return [
        swapped.get(nth) or _read_anew(module, change, entered)
        for nth, change in enumerate(module.mistakes)
    ]


class _Stand:
    """A plugin that runs no test itself, but those that could notice, once for each mistake."""

    def __init__(self, module: Module, entered: Entered) -> None:
        self.fates: dict[int, Fate] = {}
        self._module, self._entered = module, entered
        self._right = code_of(module.name, module.tree)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for nth, change in enumerate(self._module.mistakes):
            if not self._entered.is_early(self._module.name, change.function):
                fate = in_a_child(partial(self._fate, change, session)) or "endless"
                if fate != "elsewhere":
                    self.fates[nth] = fate
        return True

    def _fate(self, change: Change, session: pytest.Session) -> Fate | Literal["elsewhere"]:
        change.make()
        wrong = _inside(code_of(self._module.name, self._module.tree), change.function)
        if wrong == _inside(self._right, change.function):
            return "elsewhere"
        _live(self._module.name, change.function).__code__ = wrong
        items = {item.nodeid: item for item in session.items}
        for test in self._entered.tests(self._module.name, change.function):
            signal.setitimer(signal.ITIMER_PROF, self._entered.limit([test]))
            session.config.hook.pytest_runtest_protocol(item=items[test], nextitem=None)
            if session.testsfailed:
                return "noticed"
        return "unnoticed"


class _Chosen:
    """A plugin that runs these tests alone, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._order = {test: nth for nth, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._order]
        items.sort(key=lambda item: self._order[item.nodeid])


def _swapped(module: Module, entered: Entered) -> dict[int, Fate]:
    functions = {change.function for change in module.mistakes}
    tests = [test for function in functions for test in entered.tests(module.name, function)]
    stand = _Stand(module, entered)
    if tests:
        tests_pass(_files(tests), stand)
    return stand.fates


def _read_anew(module: Module, change: Change, entered: Entered) -> Fate:
    tests = entered.tests(module.name, change.function)
    own = [test for test in tests if file_of(test) == own_file(module.name)]
    for some in (own, tests[len(own) :]):
        passed = in_a_child(partial(_passes, module, change, some), entered.limit(some))
        if not passed:
            return "endless" if passed is None else "noticed"
    return "unnoticed"


def _passes(module: Module, change: Change, tests: Sequence[str]) -> bool:
    change.make()
    put_in_place({module.name: module.tree})
    return not tests or tests_pass(_files(tests), _Chosen(tests))


def _files(tests: Iterable[str]) -> list[str]:
    return sorted({file_of(test) for test in tests})


def _live(module: str, function: str) -> FunctionType:
    """Return the function of this name that the tests call."""
    found: Any = sys.modules[PACKAGE + module]
    for name in function.split("."):
        found = vars(found)[name]
    for inside in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, inside, found)
    if not isinstance(found, FunctionType):
        raise LookupError(f"{function} of {module} is no function")
    return found


def _inside(code: CodeType, function: str) -> CodeType:
    """Return the code of the function of this name."""
    within = [code]
    for one in within:
        if one.co_qualname == function:
            return one
        within += [const for const in one.co_consts if isinstance(const, CodeType)]
    raise LookupError(function)
