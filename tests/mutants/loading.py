"""Reads modules of the core as trees, and lets Python import other trees in their place."""

import ast
import importlib.util
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Final

CORE: Final = Path("tracker/core")
PACKAGE: Final = "tracker.core."


def modules() -> list[str]:
    """Return the names of all modules of the core."""
    return sorted(path.stem for path in CORE.glob("*.py"))


def read(module: str) -> ast.Module:
    """Return the tree of a module."""
    return ast.parse((CORE / f"{module}.py").read_text("utf-8"))


def code_of(module: str, tree: ast.Module) -> CodeType:
    """Return the code of a tree that stands for a module."""
    path = str((CORE / f"{module}.py").resolve())
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


def put_in_place(trees: Mapping[str, ast.Module]) -> None:
    """Have these trees imported from now on, in this process, instead of the modules."""
    sys.meta_path.insert(0, _Finder(trees))


class _Loader(SourceFileLoader):
    def __init__(self, module: str, tree: ast.Module) -> None:
        super().__init__(PACKAGE + module, str((CORE / f"{module}.py").resolve()))
        self._module, self._tree = module, tree

    def get_code(self, fullname: str) -> CodeType:
        return code_of(self._module, self._tree)


class _Finder:
    def __init__(self, trees: Mapping[str, ast.Module]) -> None:
        self._trees = {PACKAGE + module: (module, tree) for module, tree in trees.items()}

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name not in self._trees:
            return None
        loader = _Loader(*self._trees[name])
        return importlib.util.spec_from_file_location(name, loader.path, loader=loader)
