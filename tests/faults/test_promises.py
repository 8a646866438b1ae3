"""Every promise, measured as much as a build can wait for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.promise import Promise
from tests.faults.promises import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
def test_what_is_promised_is_kept(promise: Promise, tmp_path: Path) -> None:
    if reason := promise.why_not():
        pytest.skip(reason)
    broken = [figure for figure in promise.measure("quick", tmp_path) if not figure.is_met]
    assert broken == []
