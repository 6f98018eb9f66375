"""Incidents as our own flat rows: CSV, HXL as libhxl reads it, and JSON lines that come back whole."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Sequence

import hxl
import openpyxl
import pyarrow.parquet
import pytest
from by_hand import hasakah, killed, maiduguri
from hypothesis import given
from strategies import LAW, incidents

from tocsin.errors import InputError, UsageError
from tocsin.export.incidents import FORMATS, Options, export_incidents
from tocsin.export.incidents.read_lines import read_incidents
from tocsin.records.incident import Incident, Party, Victim


def written(name: str, some: Sequence[Incident], options: Options | None = None) -> str:
    """What is written, as text; of a binary format its values."""
    out = io.BytesIO()
    export_incidents(some, name, out, options)
    if name == "parquet":
        return json.dumps(pyarrow.parquet.read_table(out).to_pylist(), default=str)
    if name == "xlsx":
        book = openpyxl.load_workbook(out)
        values = [
            [str(v) for v in row if v is not None] for s in book.sheetnames[1:] for row in book[s].values
        ]
        return json.dumps(values[1 if not some else 0 :])
    return out.getvalue().decode()


def test_a_flat_row() -> None:
    (row,) = csv.DictReader(io.StringIO(written("csv", [hasakah()])))
    shown = {k: v for k, v in row.items() if v}
    assert shown.pop("accounts") == "sana-1#1; afp-1#1; npasyria-2#1"
    assert shown == {
        "id": "afp-1#1", "status": "incident", "kind": "prison_break",
        "date_start": "2022-01-20", "date_end": "2022-01-20", "date_precision": "day",
        "date_basis": "stated", "place": "Ghwayran", "place_level": "neighbourhood",
        "place_precision": "1", "lat": "36.482", "lon": "40.745", "radius_km": "2.0",
        "country": "SYR", "country_name": "Syria", "admin1": "Al-Hasakah",
        "gazetteer_id": "tocsin:syr/ghwayran", "all_places": "Ghwayran; Al-Hasakah",
        "perpetrators": "Islamic State", "perpetrator_ids": "islamic-state", "certainty": "claimed",
        "targets": "Ghwayran prison; Syrian Democratic Forces", "target_types": "facility; rebel_group",
        "weapons": "vehicle_ied; firearm", "persons": "Rezan Ahmed (killed)", "grade": "corroborated",
        "reports": "3", "roots": "2", "outlets": "AFP; NPA; SANA",
        "sources": "Syrian Democratic Forces; SANA", "links": "coordinated kirkuk-9#1", "verdicts": "v7",
        "killed_low": "67", "killed_best": "84", "killed_high": "120", "killed_basis": "groups_summed",
        "killed_side_a": "56", "killed_side_b": "23", "killed_civilians": "5", "killed_perpetrators": "56",
        "killed_children": "2", "injured_low": "12", "injured_best": "12",
    }  # fmt: skip


def test_a_formula_is_no_formula() -> None:
    evil = Party("=cmd|'/c calc'!A1", None, "rebel_group", "stated", (), ())
    (row,) = csv.DictReader(io.StringIO(written("csv", [maiduguri(perpetrators=(evil,))])))
    assert row["perpetrators"] == "'=cmd|'/c calc'!A1"


def test_libhxl_reads_the_tags() -> None:
    text = written("hxl", [hasakah(), maiduguri()])
    source = hxl.data(hxl.make_input(io.BytesIO(text.encode()), hxl.InputOptions(allow_local=True))).cache()
    assert source.columns[0].display_tag == "#event+id"
    found = list(source)
    assert len(found) == 2
    assert (
        found[0].get("#affected+killed-min-max-f-children-civilian-perpetrator-side_a-side_b-unknown") == "84"
    )
    assert found[0].get("#affected+killed+max") == "120"
    assert found[1].get("#date+start") == "2021-03-08"
    assert found[1].get("#geo+lat") == "11.846"
    assert source.with_rows("#affected+killed+min>50").values == [found[0].values]
    tags = [c.display_tag for c in source.columns]
    assert len(tags) == len(set(tags))


@LAW
@given(incidents())
def test_lines_come_back_whole(incident: Incident) -> None:
    assert list(read_incidents(written("jsonl", [incident]).split("\n"), "x")) == [incident]


def test_bad_lines_cost_no_others() -> None:
    good = written("jsonl", [maiduguri()]).strip()
    found = list(read_incidents([good, "{", "[]", "", '{"schema": "x"}', good], "f.jsonl"))
    assert [type(f).__name__ for f in found] == ["Incident", *["InputError"] * 3, "Incident"]
    assert [str(f) for f in found if isinstance(f, InputError)][1].startswith("f.jsonl:3: is no JSON object")


@pytest.mark.parametrize("name", FORMATS)
def test_no_names_in_any_format(name: str) -> None:
    mayor = maiduguri(
        kind="assassination",
        targets=(Party("Mayor Ali Gana", None, "government", None, (), ()),),
        persons=(Victim("Ali Gana", "killed", 44, ()),),
        toll=killed(1, 1, 1),
    )
    assert "Gana" in written(name, [mayor])
    hidden = written(name, [mayor], Options(names=False))
    assert hidden
    assert "Gana" not in hidden


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_write_is_still_a_file_of_its_kind(name: str) -> None:
    text = written(name, [])
    assert text == "" or text.count("\n") <= 2


def test_an_unknown_format() -> None:
    with pytest.raises(UsageError, match="choose one of jsonl, csv"):
        export_incidents([], "gtd", io.BytesIO())


def test_json_of_a_line_is_the_contracts() -> None:
    row = json.loads(written("jsonl", [hasakah()]))
    assert row["schema"] == "tocsin.incident/1"
    assert row["toll"]["killed"]["best"] == 84


class Nowhere(io.RawIOBase):
    """A stream that keeps nothing, so that only the writer's own memory counts."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["jsonl", "csv", "ged", "acled", "hxl", "plover", "geojson", "ftm"])
def test_memory_does_not_grow_with_the_number(name: str) -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        some = (maiduguri(id=f"r-{n}#1") for n in range(number))
        export_incidents(some, name, Nowhere())  # type: ignore[arg-type]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)  # tables and outlines are read once
    assert peak(1_000) < peak(100) + 100_000
