"""A seal changes with every value of its row, and with nothing else."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.seal import DIGITS, seal

TEXT = st.text(st.sampled_from('a1"\\é“\x00\n\udcff'), max_size=5)
VALUES = st.none() | st.integers() | st.floats(allow_nan=False) | TEXT | st.binary(max_size=5)
ROWS = st.dictionaries(st.sampled_from(["pain", "note", "day", "held_seconds"]), VALUES)


def test_the_text_that_is_sealed_is_the_one_that_every_file_was_sealed_by() -> None:
    row = {"id": "a", "pain": 5, "note": "“warm” ü", "held_seconds": 30.0, "deleted_at": None}
    text = r'["rating",{"held_seconds":30.0,"id":"a","note":"\u201cwarm\u201d \u00fc","pain":5}]'
    assert seal("rating", row) == sha256(text.encode()).hexdigest()[:DIGITS] == "3208d7680c1c97e7"


@given(ROWS)
def test_a_seal_has_16_digits_whatever_the_row_says(row: dict[str, object]) -> None:
    sealed = seal("rating", row)
    assert len(sealed) == DIGITS
    assert int(sealed, 16) >= 0


@given(ROWS, ROWS)
def test_two_rows_have_the_same_seal_only_if_they_say_the_same(
    one: dict[str, object], other: dict[str, object]
) -> None:
    same = repr(sorted(_said(one).items())) == repr(sorted(_said(other).items()))
    assert (seal("rating", one) == seal("rating", other)) == same


def test_the_same_row_in_another_table_has_another_seal() -> None:
    assert seal("rating", {"id": "a"}) != seal("hurt", {"id": "a"})


def test_neither_the_order_of_the_columns_nor_one_without_a_value_is_sealed() -> None:
    assert seal("day", {"day": "x", "mark": "ill"}) == seal(
        "day", {"mark": "ill", "later": None, "day": "x"}
    )


def test_a_text_that_is_damaged_so_far_that_it_is_none_can_be_sealed() -> None:
    assert seal("session", {"note": "\udcff"}) != seal("session", {"note": "\udcfe"})


def _said(row: dict[str, object]) -> dict[str, object]:
    return {column: value for column, value in row.items() if value is not None}
