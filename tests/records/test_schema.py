"""The shipped JSON Schema: up to date, true of real output, and refusing what the contract refuses."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from strategies import LAW, incidents, readings

from tocsin.errors import DataError
from tocsin.records import Reading
from tocsin.records.incident import Incident
from tocsin.records.incident_wire import incident_to_dict
from tocsin.records.wire import reading_to_dict
from tocsin.schema import NAMES, file_name, schema
from tocsin.schema.generate import SCHEMAS, account_schema, as_text, incident_schema
from tocsin.schema.meanings import describe, meanings

VALIDATOR = Draft202012Validator(account_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
OF_INCIDENTS = Draft202012Validator(incident_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_up_to_date(name: str) -> None:
    shipped = files("tocsin.schema").joinpath(file_name(name)).read_text("utf-8")
    assert shipped == as_text(SCHEMAS[name]()), "run: python scripts/make_schemas.py"
    assert schema(name) == SCHEMAS[name]()
    Draft202012Validator.check_schema(schema(name))


def test_a_schema_that_is_not_there() -> None:
    assert schema() == account_schema()
    with pytest.raises(DataError, match=r"there are tocsin\.account/1"):
        schema("tocsin.account/0")


@LAW
@given(readings())
def test_what_is_printed_is_valid(reading: Reading) -> None:
    VALIDATOR.validate(json.loads(json.dumps(reading_to_dict(reading, with_text=True))))


@LAW
@given(incidents())
def test_what_is_printed_of_incidents_is_valid(incident: Incident) -> None:
    OF_INCIDENTS.validate(json.loads(json.dumps(incident_to_dict(incident))))


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


@pytest.mark.parametrize(
    "change",
    [
        _set("schema", "tocsin.incident/2"),
        _set("kind", "skirmish"),
        _set("status", "reported"),
        _set("grade", "certain"),
        _set("when.precision", "hour"),
        _set("when.start", "20 January"),
        _set("where.0.lat", -95),
        _set("perpetrators.0.certainty", "sure"),
        _set("targets.0.certainty", 0),
        _set("toll.dead", {}),
        _set("toll.killed.low", "seven"),
        _set("toll.killed.by_group.side_a", 23),
        _set("toll.killed.by_group.side_c", None),
        _set("toll_history.0.counts", None),
        _set("sources.roots", 2),
        _set("why.kind.rule", None),
        _set("colour", "red"),
    ],
)
def test_a_wrong_incident_is_refused(hasakah: Incident, change: Any) -> None:
    row = incident_to_dict(hasakah)
    OF_INCIDENTS.validate(row)
    change(row)
    assert not OF_INCIDENTS.is_valid(row)


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    fields: dict[str, set[str]] = {}
    for name in NAMES:
        body = schema(name)
        top = "Reading" if name.startswith("tocsin.account") else "Incident"
        parts = {top: body, **body["$defs"], "Report": body["properties"].get("report", {})}
        for record, part in parts.items():
            for field, kind in part.get("properties", {}).items():
                assert kind["description"].endswith("."), (record, field)
                fields.setdefault(record, set()).add(field)
    fields["Reason"].add("field")  # the key of `why` in JSON
    stale = {f"{r}.{f}" for r, of in meanings().items() if r != "common" for f in of.keys() - fields[r]}
    assert stale == set()
    assert meanings()["common"].keys() <= set().union(*fields.values())


def test_a_field_without_a_meaning_is_named() -> None:
    with pytest.raises(DataError, match=r"says nothing of Toll\.colour"):
        describe("Toll", {"colour": {}})
