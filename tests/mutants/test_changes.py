"""The mistakes that are made on purpose: what is changed, what is left alone, and who notices."""

import ast

import pytest

from tests.mutants.changes import changes
from tests.mutants.explained import explained, line_of
from tests.mutants.trying import module


def made(code: str) -> list[str]:
    return [str(change) for change in changes(ast.parse(code))]


@pytest.mark.parametrize(
    ("code", "mistakes"),
    [
        ("a < b", ["a < b → a <= b"]),
        ("a and b", ["a and b → a or b", "a → not a", "b → not b"]),
        ("a + 2", ["a + 2 → a - 2", "2 → 3", "2 → 1"]),
        ("x = not a", ["not a → a"]),
        ("x = True", ["True → False"]),
        ("x = min(a)", ["min → max"]),
        ("x += a", ["x += a → x = a", "x += a → x -= a"]),
        ("self.x = a", ["self.x = a → pass"]),
        ("raise a", ["raise a → pass"]),
        ("if a:\n  b", ["a → not a"]),
        ("def f():\n  return a", ["return a → return None"]),
        ("def f():\n  yield a", ["yield a → pass"]),
        ("for a in b:\n  continue", ["continue → break"]),
    ],
)
def test_each_kind_of_mistake_is_made_once(code: str, mistakes: list[str]) -> None:
    assert sorted(made(code)) == sorted(mistakes)


@pytest.mark.parametrize(
    "code",
    [
        "x = 'words'",
        "x: int | None",
        "def f(a: int | None) -> int | None: pass",
        "Either = int | None",
        "@dataclass(frozen=True)\nclass A: pass",
        "if TYPE_CHECKING:\n  import a",
    ],
)
def test_words_types_and_decorators_are_left_alone(code: str) -> None:
    assert made(code) == []


def test_a_mistake_changes_its_own_place_and_nothing_else() -> None:
    tree = ast.parse("a + 1\nb + 1")
    found = list(changes(tree))
    found[-1].make()
    assert ast.unparse(tree) == "a + 1\nb + 0"


def test_a_mistake_is_known_by_the_outermost_function_that_it_is_in() -> None:
    tree = ast.parse("x = 1\nclass A:\n  def f(self):\n    def g():\n      return 1")
    assert {change.function for change in changes(tree)} == {"", "A.f"}


def test_whatever_is_explained_is_a_mistake_that_can_be_made() -> None:
    for one in explained():
        found = {(line_of(one.module, it), str(it)) for it in module(one.module).mistakes}
        assert (one.line, one.change) in found
        assert one.why.endswith(".")
