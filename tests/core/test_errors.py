"""Errors that a user may meet."""

import pytest

from tracker.core.errors import RoutineError, SettingsError, StoreError, TrackerError


@pytest.mark.parametrize("kind", [RoutineError, StoreError, SettingsError])
def test_every_error_is_caught_as_one_and_shown_as_its_sentence(kind: type[TrackerError]) -> None:
    with pytest.raises(TrackerError) as caught:
        raise kind("There is no routine called 'x'.")
    assert str(caught.value) == "There is no routine called 'x'."
