"""Incidents in the layouts of UCDP GED, ACLED and PLOVER: their columns, their codes, their rules."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import Any

import pytest
from by_hand import hasakah, killed, maiduguri
from hypothesis import given
from strategies import LAW, incidents

from tocsin.codebook import countries, exports, table
from tocsin.export.incidents import Options, acled, export_incidents, ged
from tocsin.export.incidents.where import priogrid
from tocsin.records.collected import Source
from tocsin.records.incident import Arm, Bounds, Figure, Incident, Party, Window

# The columns as the codebooks list them, written down again so that a slip in the data file shows.
GED_COLUMNS = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id
side_b_new_id side_b number_of_sources source_article source_office source_date source_headline
source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a
deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
ACLED_COLUMNS = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country
admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities
tags timestamp
"""


def written(name: str, some: Sequence[Incident], options: Options | None = None) -> str:
    out = io.BytesIO()
    export_incidents(some, name, out, options)
    return out.getvalue().decode()


def rows(name: str, *some: Incident, options: Options | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(name, some, options))))


def ged_row(**changes: Any) -> dict[str, str]:
    (row,) = rows("ged", maiduguri(**changes))
    return row


def named(name: str, kind: str, certainty: str | None = None, actor: str | None = None) -> Party:
    return Party(name, actor, kind, certainty, (), ())


def test_a_row_of_ged_is_whole() -> None:
    titled = Source("dt-4", "0" * 64, dt.date(2021, 3, 10), "Daily Trust", 'Police; "three" killed', None)
    (row,) = rows("ged", maiduguri(), options=Options(source={"dt-4": titled}.get))
    assert list(row) == GED_COLUMNS.split()
    assert {k: v for k, v in row.items() if v} == {
        "id": str(ged.number_of("dt-4#1")),
        "relid": "dt-4#1",
        "year": "2021",
        "code_status": "Clear",
        "type_of_violence": "1",
        "dyad_name": "Government of Nigeria - Boko Haram",
        "side_a": "Government of Nigeria",
        "side_b_new_id": "1051",
        "side_b": "Boko Haram",
        "number_of_sources": "1",
        "source_article": "\"Daily Trust,2021-03-10,Police, 'three' killed\"",
        "source_office": "Daily Trust",
        "source_date": "2021-03-10",
        "source_headline": "Police, 'three' killed",
        "source_original": "police",
        "where_prec": "2",
        "where_coordinates": "Maiduguri",
        "where_description": "Maiduguri",
        "adm_1": "Borno State",
        "latitude": "11.846",
        "longitude": "13.157",
        "geom_wkt": "POINT (13.157 11.846)",
        "priogrid_gid": "146547",
        "country": "Nigeria",
        "country_id": "475",
        "region": "Africa",
        "event_clarity": "1",
        "date_prec": "2",
        "date_start": "2021-03-08 00:00:00.000",
        "date_end": "2021-03-10 00:00:00.000",
        "deaths_a": "3",
        "deaths_b": "0",
        "deaths_civilians": "0",
        "deaths_unknown": "0",
        "best": "3",
        "high": "3",
        "low": "3",
        "gwnoa": "475",
    }


# Cells of rows of GED 23.1: its codebook gives the numbering, its rows the check.
@pytest.mark.parametrize(
    ("lat", "lon", "gid"),
    [(35.763369, 36.558974, 181154), (-90, -180, 1), (89.99, 179.99, 259200), (34.533333, 69.166667, 179779)],
)
def test_priogrid_cells(lat: float, lon: float, gid: int) -> None:
    assert priogrid(lat, lon) == gid


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [("01", "01", 1), ("01", "02", 2), ("01", "06", 2), ("01", "07", 3), ("01", "08", 4), ("01", "31", 4)],
)
def test_date_precision_by_width(first: str, last: str, code: int) -> None:
    days = [dt.date.fromisoformat(f"2021-03-{d}") for d in (first, last)]
    assert ged_row(when=Window(*days, "week", "stated", ()))["date_prec"] == str(code)


def test_a_day_that_only_the_publication_gives_is_to_be_checked() -> None:
    day = dt.date(2021, 3, 10)
    row = ged_row(when=Window(day, day, "day", "publication_date", ()))
    assert row["code_status"] == "Check date: the publication day stands in for it"


@pytest.mark.parametrize(
    ("doers", "targets", "kind", "side_a", "side_b"),
    [
        ([("Boko Haram", "rebel_group")], [("police", "state_forces")], "1", "police", "Boko Haram"),
        ([("army", "state_forces")], [("Boko Haram", "rebel_group")], "1", "army", "Boko Haram"),
        ([("army A", "state_forces")], [("army B", "state_forces")], "1", "army A", "army B"),
        ([], [("police", "state_forces")], "1", "police", ""),
        ([], [("Group A", "rebel_group"), ("Group B", "militia")], "2", "Group A", "Group B"),
        ([("Group A", "rebel_group")], [("Group B", "militia")], "2", "Group A", "Group B"),
        ([("Group A", "rebel_group")], [("farmers", "civilians")], "3", "Group A", "Civilians"),
        ([("army", "state_forces")], [("a market", "facility"), ("traders", "civilians")],
         "3", "army", "Civilians"),
        ([], [("reporters", "journalists")], "3", "", "Civilians"),
        ([("Group A", "rebel_group")], [("a bridge", "facility")], "", "Group A", ""),
        ([], [], "", "", ""),
    ],
)  # fmt: skip
def test_type_of_violence(
    doers: list[tuple[str, str]], targets: list[tuple[str, str]], kind: str, side_a: str, side_b: str
) -> None:
    row = ged_row(
        perpetrators=tuple(named(*p, "stated") for p in doers),
        targets=tuple(named(*p) for p in targets),
        toll=killed(3, 3, 3),
    )
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (kind, side_a, side_b)
    assert ("Check type of violence" in row["code_status"]) == (not kind)


def test_who_only_denies_is_no_side() -> None:
    row = ged_row(perpetrators=(named("Boko Haram", "rebel_group", "denied"),))
    assert (row["side_a"], row["side_b"]) == ("Government of Nigeria", "")


def test_two_armed_groups_and_their_dead() -> None:
    (row,) = rows("ged", hasakah())
    assert [row[k] for k in ("type_of_violence", "side_a_new_id", "side_b_new_id")] == ["2", "234", "6288"]
    dead = [row[f"deaths_{k}"] for k in ("a", "b", "civilians", "unknown")]
    assert dead == ["56", "23", "5", "0"]
    assert [row[k] for k in ("low", "best", "high")] == ["67", "84", "120"]


def test_what_no_group_accounts_for_is_unknown() -> None:
    row = ged_row(toll=killed(10, 12, 20, side_a=Bounds(7, 7, 7)))
    assert [row[k] for k in ("deaths_a", "deaths_unknown", "best")] == ["7", "5", "12"]


def test_open_ends_become_numbers_with_a_note() -> None:
    row = ged_row(toll=killed(400, 400, None))
    assert [row[k] for k in ("low", "best", "high")] == ["400", "400", "400"]
    assert row["code_status"] == "Check deaths: high is open"
    row = ged_row(toll=killed(0, None, 60))
    assert [row[k] for k in ("low", "best", "high")] == ["0", "0", "60"]
    assert row["code_status"] == "Check deaths: no best figure"


def test_nobody_fighting_dies_in_one_sided_violence() -> None:
    row = ged_row(
        kind="suicide_bombing",
        targets=(named("worshippers", "civilians"),),
        toll=killed(5, 5, 5, side_a=Bounds(1, 1, 1), civilians=Bounds(4, 4, 4)),
    )
    assert [row[k] for k in ("deaths_a", "deaths_b", "deaths_civilians", "best", "low", "high")] == [
        "0", "0", "4", "4", "4", "4"
    ]  # fmt: skip
    assert (row["side_b_dset_id"], row["side_b_new_id"]) == ("9999", "1")
    assert row["code_status"] == ("Check deaths: the attackers' own dead are left out of one-sided violence")


def test_what_ged_cannot_hold_is_counted() -> None:
    none = maiduguri(toll=())
    nobody = maiduguri(toll=killed(0, 0, 0))
    undated = maiduguri(when=Window(None, None, "unknown", "stated", ()))
    done = export_incidents([none, nobody, undated, maiduguri()], "ged", io.BytesIO())
    assert done.written == 1
    assert done.sentence == "1 incident written, 3 left out: 1 no day, 2 no deaths"


@LAW
@given(incidents())
def test_every_row_of_ged_adds_up(incident: Incident) -> None:
    for row in rows("ged", incident):
        four = [int(row[f"deaths_{k}"]) for k in ("a", "b", "civilians", "unknown")]
        assert int(row["best"]) == sum(four)
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert int(row["high"]) >= 1
        if row["type_of_violence"] == "3":
            assert four[:2] == [0, 0]


def acled_row(**changes: Any) -> dict[str, str]:
    (row,) = rows("acled", maiduguri(**changes))
    return row


def test_a_row_like_those_of_acled() -> None:
    row = acled_row()
    assert list(row) == ACLED_COLUMNS.split()
    assert {k: v for k, v in row.items() if v} == {
        "event_id_cnty": "dt-4#1",
        "event_date": "2021-03-08",
        "year": "2021",
        "time_precision": "2",
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Boko Haram",
        "inter1": "2",
        "actor2": "Nigerian police",
        "inter2": "1",
        "interaction": "12",
        "iso": "566",
        "region": "Western Africa",
        "country": "Nigeria",
        "admin1": "Borno State",
        "location": "Maiduguri",
        "latitude": "11.846",
        "longitude": "13.157",
        "geo_precision": "2",
        "source": "Daily Trust",
        "notes": "Armed attack, near Maiduguri, Borno State, Nigeria, 8-10 March 2021. By: Boko Haram"
        " (suspected). Against: Nigerian police. Killed 3. Grade: single. Sources: Daily Trust.",
        "fatalities": "3",
        "tags": "single",
    }


def test_fatalities_are_the_lowest_figure() -> None:
    assert acled_row(toll=killed(67, 84, 120))["fatalities"] == "67"
    assert acled_row(toll=killed(0, None, 60))["fatalities"] == "0"
    assert acled_row(toll=())["fatalities"] == "0"


@pytest.mark.parametrize(("low", "number"), [(20, 10), (24, 12), (200, 100), (3, 3)])
def test_vague_words_become_their_numbers_of_the_layout(low: int, number: int) -> None:
    vague = Figure("killed", None, "unknown", low, None, "vague", None, "asserted", None, None, "dt-4",
                   "dt-4#1", "t1", True, None, None)  # fmt: skip
    row = acled_row(toll=killed(low, low, None), toll_history=(vague,))
    assert row["fatalities"] == str(number)


def test_a_count_beside_a_vague_word_stays() -> None:
    def figure(low: int, qualifier: str) -> Figure:
        return Figure("killed", None, "unknown", low, None, qualifier, None, "asserted", None, None, "r",
                      "dt-4#1", "t1", True, None, None)  # fmt: skip

    row = acled_row(toll=killed(24, 24, None), toll_history=(figure(24, "vague"), figure(31, "at_least")))
    assert row["fatalities"] == "24"


@pytest.mark.parametrize(("first", "second", "code"), [(1, 2, 12), (7, 3, 37), (1, None, 10), (None, 6, 60)])
def test_interaction(first: int | None, second: int | None, code: int) -> None:
    assert acled.interaction(first, second) == code


CIVIL = (named("villagers", "civilians"),)
ARMY = (named("army", "state_forces", "stated"),)


@pytest.mark.parametrize(
    ("changes", "sub_event", "targeting"),
    [
        ({"targets": CIVIL}, "Attack", True),
        ({"targets": (*CIVIL, named("a school", "facility"))}, "Attack", True),
        ({"kind": "bombing"}, "Remote explosive/landmine/IED", False),
        ({"kind": "bombing", "weapons": (Arm("grenade", ()),)}, "Grenade", False),
        ({"kind": "air_strike", "targets": CIVIL}, "Air/drone strike", True),
        ({"kind": "abduction"}, "Abduction/forced disappearance", True),
        ({"kind": "arrest"}, "Arrests", False),
        ({"kind": "prison_break"}, "Armed clash", False),
        ({"kind": "prison_break", "toll": ()}, "Other", False),
        ({"kind": "takeover", "perpetrators": ARMY}, "Government regains territory", False),
        ({"kind": "takeover", "toll": ()}, "Non-violent transfer of territory", False),
        ({"kind": "protest_violence", "perpetrators": ARMY, "targets": CIVIL},
         "Excessive force against protesters", True),
    ],
)  # fmt: skip
def test_sub_events(changes: dict[str, Any], sub_event: str, targeting: bool) -> None:
    row = acled_row(**changes)
    assert row["sub_event_type"] == sub_event
    assert row["civilian_targeting"] == ("Civilian targeting" if targeting else "")


def test_protesters_have_their_own_code() -> None:
    row = acled_row(kind="protest_violence", perpetrators=ARMY, targets=CIVIL)
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("1", "6", "16")


def test_what_the_layout_has_no_code_for_is_left_out() -> None:
    (site,) = maiduguri().where
    year = Window(dt.date(2021, 1, 1), dt.date(2021, 12, 31), "year", "stated", ())
    country = dataclasses.replace(site, name="Nigeria", precision=6, level="country")
    done = export_incidents(
        [maiduguri(when=year), maiduguri(where=(country,)), maiduguri(where=())], "acled", io.BytesIO()
    )
    assert done.written == 0
    assert set(done.left_out) == {
        "days wider than a month", "place wider than a region, or not on the map", "no place"
    }  # fmt: skip


def test_every_kind_has_its_words_in_the_crosswalks() -> None:
    kinds, codes = set(table("kinds")), exports("acled")
    assert set(codes["kinds"]) == kinds
    named_there = {
        word
        for rules in codes["kinds"].values()
        for rule in rules.values()
        for word in (rule.values() if isinstance(rule, dict) else [rule])
    }
    assert named_there <= set(codes["sub_events"])
    assert set(codes["inter"]) <= set(table("party_types"))
    assert set(exports("plover")["kinds"]) == kinds - {"prison_break", "other"}
    assert set(exports("flat")["effects"]) == set(table("effects"))


def test_country_codes() -> None:
    assert countries()["SYR"]["gw"] == "652"
    assert countries()["YEM"] == {
        "iso3": "YEM", "iso2": "YE", "numeric": "887", "name": "Yemen", "gw": "678",
        "ged_name": "Yemen (North Yemen)", "region": "Middle East",
    }  # fmt: skip
    numbers = [c["numeric"] for c in countries().values() if c["numeric"]]
    assert len(set(numbers)) == len(numbers)


# Table "PLOVER JSON" of manual 0.7b1, with its later name `actor` for `source`; Y = required.
PLOVER_FIELDS = {
    "id": True, "date": True, "time": False, "enddate": False, "endtime": False, "actor": True,
    "recipient": False, "event": True, "event_loc": False, "event_text": False, "mode": False,
    "context": False, "link": False, "cite_info": False, "comment": False,
}  # fmt: skip


def plover(*some: Incident) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("plover", some).splitlines()]


def test_a_plover_event() -> None:
    (row,) = plover(maiduguri())
    assert set(row) <= set(PLOVER_FIELDS)
    assert {k for k, required in PLOVER_FIELDS.items() if required} <= set(row)
    assert (row["date"], row["enddate"]) == ("2021-03-08", "2021-03-10")
    assert (row["event"], row["mode"], row["context"]) == (["ASSAULT"], ["firearms"], ["military"])
    assert row["actor"] == [
        {"code": "NGA", "sector": "REB", "actor_text": "Boko Haram", "identifier_id": "boko-haram",
         "identifier_text": "Boko Haram"}
    ]  # fmt: skip
    assert row["recipient"][0]["code"] == "NGA"
    assert row["recipient"][0]["sector"] == "COP"
    assert row["event_loc"] == {
        "geonameid": 2331447, "name": "Maiduguri", "latitude": 11.846, "longitude": 13.157,
        "country code": "NG", "cc3": "NGA",
    }  # fmt: skip


def test_plover_modes() -> None:
    army = named("Group A", "rebel_group")
    arrest, civil, old, clash = plover(
        maiduguri(kind="arrest", targets=(army,)),
        maiduguri(kind="arrest", targets=CIVIL),
        maiduguri(status="background"),
        maiduguri(kind="clash"),
    )
    assert (arrest["event"], arrest["mode"]) == (["ASSAULT"], ["abduct"])  # fighters are captured
    assert (civil["event"], civil["mode"]) == (["COERCE"], ["arrest"])
    assert old["mode"] == ["firearms", "historical"]
    assert (len(clash["actor"]), clash["recipient"]) == (2, [])  # both sides fight
