"""FollowTheMoney entities and Parquet: valid for the packages that read them."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import Any

import pyarrow.parquet
from by_hand import hasakah, maiduguri
from followthemoney import model
from hypothesis import given
from strategies import LAW, incidents

from tocsin.export.incidents import Options, export_incidents
from tocsin.export.incidents.flat import columns, flat
from tocsin.records.collected import Source
from tocsin.records.incident import Incident


def written(name: str, some: Sequence[Incident], options: Options | None = None) -> bytes:
    out = io.BytesIO()
    export_incidents(some, name, out, options)
    return out.getvalue()


def ftm(*some: Incident, options: Options | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("ftm", some, options).decode().split("\n") if line]


def check(entity: dict[str, Any]) -> None:
    """The package's own schema takes every property and keeps every value."""
    schema = model.get(entity["schema"])
    assert schema is not None
    assert schema.validate(entity) is None
    proxy = model.get_proxy(entity, cleaned=False)
    for name, values in entity["properties"].items():
        assert sorted(proxy.get(name)) == sorted(set(values)), (entity["schema"], name)


def test_an_incident_in_entities() -> None:
    article = Source("afp-1", "0" * 64, dt.date(2022, 1, 21), "AFP", "Jail attack", "https://example.org/1")
    found = ftm(hasakah(), maiduguri(), options=Options(source={"afp-1": article}.get))
    for entity in found:
        check(entity)
    by_schema: dict[str, list[dict[str, Any]]] = {}
    for entity in found:
        by_schema.setdefault(entity["schema"], []).append(entity)
    assert {k: len(v) for k, v in by_schema.items()} == {
        "Article": 1, "Address": 2, "Organization": 3, "PublicBody": 1, "Person": 1, "Event": 2,
        "UnknownLink": 5,
    }  # fmt: skip
    event = by_schema["Event"][0]["properties"]
    assert event["name"] == ["Prison break, Ghwayran, Al-Hasakah, Syria, 20 January 2022"]
    assert (event["startDate"], event["country"], event["recordId"]) == (["2022-01-20"], ["sy"], ["afp-1#1"])
    assert event["proof"] == [by_schema["Article"][0]["id"]]
    assert by_schema["Person"][0]["properties"]["deathDate"] == ["2022-01-20"]
    ids = {entity["id"] for entity in found}
    assert set(event["involved"]) <= ids
    names = {e["id"]: e["properties"]["name"][0] for e in found if "name" in e["properties"]}
    roles = {
        (names[p["subject"][0]], p["role"][0]) for p in (e["properties"] for e in by_schema["UnknownLink"])
    }
    assert ("Islamic State", "perpetrator, by its own claim") in roles
    assert ("Boko Haram", "perpetrator, suspected") in roles
    assert ("Rezan Ahmed", "killed") in roles
    assert all(p["properties"]["object"][0] in ids for p in by_schema["UnknownLink"])


def test_an_actor_is_written_once() -> None:
    twice = ftm(maiduguri(), maiduguri(id="dt-5#1"))
    assert [e["schema"] for e in twice].count("Organization") == 1
    assert [e["schema"] for e in twice].count("Event") == 2


@LAW
@given(incidents())
def test_links_lead_to_entities(incident: Incident) -> None:
    found = ftm(incident)
    ids = {e["id"] for e in found}
    for entity in found:
        assert model.get(entity["schema"]) is not None
        for name in ("subject", "object", "involved", "addressEntity"):
            assert set(entity["properties"].get(name, [])) <= ids


def test_parquet_has_types() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", [hasakah(), maiduguri()])))
    assert table.column_names == [c.name for c in columns()]
    kinds = {c.name: str(table.schema.field(c.name).type) for c in columns()}
    assert [kinds[n] for n in ("id", "date_start", "lat", "killed_best")] == [
        "string", "date32[day]", "double", "int32"
    ]  # fmt: skip
    assert table.to_pylist() == [flat(hasakah()), flat(maiduguri())]
    assert table.column("injured_high").to_pylist() == [None, None]
    meaning = table.schema.field("killed_side_a").metadata
    assert meaning[b"hxl"] == b"#affected+killed+side_a"


@LAW
@given(incidents())
def test_any_incident_comes_back_from_parquet(incident: Incident) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", [incident])))
    assert table.to_pylist() == [flat(incident)]


def test_parquet_is_written_in_groups() -> None:
    out = io.BytesIO()
    done = export_incidents((maiduguri(id=f"r-{n}#1") for n in range(4_001)), "parquet", out)
    file = pyarrow.parquet.ParquetFile(out)
    assert done.written == 4_001
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [2000, 2000, 1]
