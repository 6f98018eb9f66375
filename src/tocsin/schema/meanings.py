"""What each field means, from ``fields.toml``, put into a schema as its ``description``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.errors import DataError


@cache
def meanings() -> dict[str, dict[str, str]]:
    """Record name to field name to its sentence; ``common`` holds what means the same everywhere."""
    return tomllib.loads(files("tocsin.schema").joinpath("fields.toml").read_text("utf-8"))


def describe(record: str, properties: dict[str, Any]) -> None:
    """Give every property of ``record`` its description; :class:`DataError` for a field without one."""
    own, common = meanings().get(record, {}), meanings()["common"]
    for field, kind in properties.items():
        meaning = own.get(field) or common.get(field)
        if meaning is None:
            raise DataError(f"schema/fields.toml says nothing of {record}.{field}; add a line for it")
        kind["description"] = meaning
