"""The shipped JSON Schema: up to date, true of real output, and refusing what the contract refuses."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from strategies import LAW, readings

from tocsin.errors import DataError
from tocsin.records import Reading
from tocsin.records.wire import reading_to_dict
from tocsin.schema import file_name, schema
from tocsin.schema.generate import account_schema, as_text

VALIDATOR = Draft202012Validator(account_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_file_is_up_to_date() -> None:
    shipped = files("tocsin.schema").joinpath(file_name("tocsin.account/1")).read_text("utf-8")
    assert shipped == as_text(account_schema()), "run: python scripts/make_schemas.py"
    assert schema() == account_schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(account_schema())
    with pytest.raises(DataError, match=r"there are tocsin\.account/1"):
        schema("tocsin.account/0")


@LAW
@given(readings())
def test_what_is_printed_is_valid(reading: Reading) -> None:
    VALIDATOR.validate(json.loads(json.dumps(reading_to_dict(reading, with_text=True))))


def _set(path: str, value: Any) -> Any:
    """A change of one place of the row: ``accounts.0.kind``."""

    def change(row: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            row = row[int(step) if step.isdigit() else step]
        row[last] = value

    change.__name__ = path
    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("schema", "tocsin.account/2"),
        _set("accounts.0.kind", "skirmish"),
        _set("accounts.0.status", None),
        _set("accounts.0.trigger.span", None),
        _set("accounts.0.when.start", "last week"),
        _set("accounts.0.where.0.lat", 151.2),
        _set("accounts.0.where.0.country", "Yemen"),
        _set("accounts.0.where.0.precision", 0),
        _set("accounts.0.tolls.0.low", "seven"),
        _set("accounts.0.tolls.0.low", -1),
        _set("accounts.0.tolls.0.group.side", "victim"),
        _set("accounts.0.tolls.0.said_by.stance", "sworn"),
        _set("accounts.0.colour", "red"),
        _set("report.sha256", "0"),
    ],
)
def test_wrong_output_is_refused(reading: Reading, change: Any) -> None:
    row = reading_to_dict(reading)
    VALIDATOR.validate(row)
    change(row)
    assert not VALIDATOR.is_valid(row)
