"""The table of settings: one rule for every value, its default within it, nothing looser."""

import json
import re
from pathlib import Path

import pytest

from tracker.core.errors import SettingsError
from tracker.settings import Settings, Value
from tracker.settings.checks import allowed, check, typed
from tracker.settings.table import RULES, SETTINGS, Setting


def test_every_value_has_a_rule_and_every_rule_a_value() -> None:
    assert set(SETTINGS) == set(Settings._fields)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_every_default_is_allowed_and_every_setting_is_explained(setting: Setting) -> None:
    check(setting.key, setting.default)
    assert setting.rule.about.endswith(".")
    assert len(setting.rule.about) <= 54
    assert len(setting.name) < 25
    assert not setting.rule.required


def test_thresholds_can_be_made_stricter_and_never_looser() -> None:
    for key in ("stretch_ends_at_rise", "session_ends_at", "no_session_from"):
        assert RULES[key].highest == SETTINGS[key].default


def test_settings_of_one_group_stand_together() -> None:
    groups = [one.group for one in SETTINGS.values()]
    assert groups == sorted(groups, key=groups.index)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("voice", "true", True),
        ("voice", " off ", False),
        ("voice", "ON", True),
        ("weekly_target", "7", 7),
        ("day_begins", "0", 0),
        ("theme", "light", "light"),
        ("emergency_number", " 112 ", "112"),
        ("emergency_number", "", ""),
    ],
)
def test_what_a_person_types_becomes_a_value(key: str, text: str, value: Value) -> None:
    assert typed(key, text) == value
    assert type(typed(key, text)) is type(value)


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("voice", "loud", "voice: 'loud' is text, wanted true or false."),
        ("voice", "1", "voice: '1' is text, wanted true or false."),
        ("weekly_target", "five", "weekly_target: 'five' is text, wanted a whole number from 1"),
        ("weekly_target", "4.5", "weekly_target: '4.5' is text, wanted a whole number from 1"),
        ("weekly_target", "8", "weekly_target: 8 is out of range, wanted a whole number from 1"),
        ("weekly_target", "9" * 5000, "weekly_target: '9999"),
        ("theme", "drak", "theme: 'drak' is not one of 'dark', 'light'; did you mean 'dark'?."),
        ("them", "dark", "There is no setting 'them'; did you mean 'theme'?"),
    ],
)
def test_what_is_not_allowed_is_refused_in_a_sentence(key: str, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        typed(key, text)
    assert str(refused.value).startswith(message)


def test_the_readme_has_every_setting_with_its_default_and_what_is_allowed() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    section = readme.partition("\n## Settings\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| `(.+?)` \| (.+?) \| (.+?) \|$", section, re.MULTILINE)
    assert rows == [
        (key, json.dumps(one.default), allowed(one.rule), one.rule.about)
        for key, one in SETTINGS.items()
    ]
