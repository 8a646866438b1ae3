"""The same rules as a JSON Schema, so that editors complete, explain and check while one types."""

from typing import Final, Literal

from tracker.library.rules import (
    ID,
    ONLY_MOVEMENT,
    OWN_STRETCH,
    ROUTINE,
    TIMED_BY,
    Rule,
    Rules,
    of_one,
)

Schema = dict[str, object]

_JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: Literal["routine", "stretch"]) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a routine file, or of a user's stretch file."""
    rules = ROUTINE if kind == "routine" else OWN_STRETCH
    return {"$schema": _JSON_SCHEMA, "title": f"unkink {kind}", **_table(rules)}


def _table(rules: Rules) -> Schema:
    table: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [rule.key for rule in rules.values() if rule.required],
        "properties": {
            key: {"description": rule.about, **_value(rule)} for key, rule in rules.items()
        },
    }
    if rules is OWN_STRETCH:
        table["allOf"] = [_timed(style, keys) for style, keys in TIMED_BY.items()]
    return table


def _value(rule: Rule) -> Schema:
    match rule.kind:
        case "text":
            return {"type": "string", "maxLength": rule.longest, "pattern": r"\S"}
        case "choice":
            return {"enum": list(rule.choices)}
        case "number":
            return {"type": "number", "minimum": rule.lowest, "maximum": rule.highest}
        case "whole":
            return {"type": "integer", "minimum": rule.lowest, "maximum": rule.highest}
        case "flag":
            return {"type": "boolean"}
        case "point":
            number = {"type": "number", "minimum": rule.lowest, "maximum": rule.highest}
            return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        case "table":
            return _table(rule.inside)
        case "named tables":
            return {
                "type": "object",
                "maxProperties": rule.highest,
                "propertyNames": {"pattern": f"^{ID.pattern}$"},
                "additionalProperties": _value(of_one(rule)),
            }
    return {
        "type": "array",
        "minItems": rule.lowest,
        "maxItems": rule.highest,
        "items": _value(of_one(rule)),
    }


def _timed(style: str, keys: tuple[str, ...]) -> Schema:
    """Return: when the style is this one, one of these keys says how long it takes."""
    then: Schema = {"anyOf": [{"required": [key]} for key in keys]}
    if style != "reps":
        then["properties"] = dict.fromkeys(ONLY_MOVEMENT, False)
    asked = {"required": ["style"], "properties": {"style": {"const": style}}}
    return {"if": asked, "then": then}
