"""The JSON Schema says what the checks say, because both come from one table."""

import tomllib
from pathlib import Path
from typing import Any, cast

import pytest

from tracker.library.rules import ITEM, OWN_STRETCH, ROUTINE, SEED, TECHNIQUE, VARIATION, Rules
from tracker.library.schema import schema
from tracker.paths import built_in

Schema = dict[str, Any]


def routine_schema() -> Schema:
    return cast(Schema, schema("routine"))


def stretch_schema() -> Schema:
    return cast(Schema, schema("stretch"))


def test_each_schema_names_its_draft_and_its_kind() -> None:
    assert schema("routine")["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema("stretch")["title"] == "unkink stretch"


@pytest.mark.parametrize(
    ("table", "rules"),
    [
        (routine_schema(), ROUTINE),
        (routine_schema()["properties"]["items"]["items"], ITEM),
        (routine_schema()["properties"]["stretches"]["additionalProperties"], OWN_STRETCH),
        (stretch_schema(), OWN_STRETCH),
        (stretch_schema()["properties"]["seed"], SEED),
        (stretch_schema()["properties"]["technique"], TECHNIQUE),
        (stretch_schema()["properties"]["variations"]["additionalProperties"], VARIATION),
    ],
)
def test_the_schema_has_the_keys_choices_and_limits_of_the_rules(
    table: Schema, rules: Rules
) -> None:
    assert table["additionalProperties"] is False
    assert table["required"] == [key for key, rule in rules.items() if rule.required]
    assert list(table["properties"]) == list(rules)
    for key, rule in rules.items():
        value = table["properties"][key]
        assert value["description"] == rule.about
        assert value.get("enum", []) == (list(rule.choices) if rule.kind == "choice" else [])
        if rule.kind in ("number", "whole"):
            assert (value["minimum"], value["maximum"]) == (rule.lowest, rule.highest)


def test_a_dose_must_fit_its_style_in_the_schema_too() -> None:
    held, reps, _ = stretch_schema()["allOf"]
    assert held["if"]["properties"] == {"style": {"const": "held"}}
    assert held["then"]["anyOf"] == [{"required": ["hold_seconds"]}]
    assert held["then"]["properties"] == {"move_seconds": False, "halves": False}
    assert reps["then"] == {
        "anyOf": [{"required": ["move_seconds"]}, {"required": ["hold_seconds"]}]
    }


def accepts(schema: Schema, value: Any) -> bool:
    """Return whether the schema, as far as we write such schemas, accepts the value."""
    if isinstance(value, dict):
        known = schema.get("properties", {})
        other = schema["additionalProperties"]
        return set(schema.get("required", ())) <= set(value) and all(
            accepts(known[key], entry) if key in known else other and accepts(other, entry)
            for key, entry in value.items()
        )
    if isinstance(value, list):
        fits = schema["minItems"] <= len(value) <= schema["maxItems"]
        return fits and all(accepts(schema["items"], entry) for entry in value)
    if "enum" in schema:
        return bool(value in schema["enum"])
    if isinstance(value, bool):
        return bool(schema["type"] == "boolean")
    if isinstance(value, str):
        return bool(schema["type"] == "string" and len(value) <= schema["maxLength"])
    return bool(schema["minimum"] <= value <= schema["maximum"])


@pytest.mark.parametrize("file", sorted(built_in().rglob("*.toml")), ids=lambda file: file.stem)
def test_the_schema_accepts_every_built_in_file(file: Path) -> None:
    with file.open("rb") as opened:
        document = tomllib.load(opened)
    kind = stretch_schema() if file.parent.name == "stretches" else routine_schema()
    assert accepts(kind, document)
    assert not accepts(kind, {**document, "nonsense": 1})
