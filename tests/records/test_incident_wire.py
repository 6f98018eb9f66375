"""Incidents to JSON and back: the contract's objects, nothing lost, wrong records refused by name."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from strategies import LAW, incidents

from tocsin.errors import InputError, InternalError
from tocsin.records.incident import Bounds, Incident
from tocsin.records.incident_wire import incident_from_dict, incident_to_dict
from tocsin.schema import check_incident

KEYS = (
    "schema id status kind when where perpetrators targets weapons persons links toll toll_history grade"
    " sources accounts verdicts wave why"
)


def test_an_incident_prints_as_the_contract_says(hasakah: Incident) -> None:
    row = incident_to_dict(hasakah)
    assert " ".join(row) == KEYS
    assert row["schema"] == "tocsin.incident/1"
    assert row["when"]["start"] == "2022-01-20"
    assert list(row["toll"]) == ["killed", "injured"]
    killed = row["toll"]["killed"]
    assert [killed[k] for k in ("low", "best", "high", "basis")] == [67, 84, 120, "groups_summed"]
    assert killed["by_group"] == {
        "side_a": {"low": 39, "best": 56, "high": 77},
        "side_b": {"low": 23, "best": 23, "high": 30},
        "civilians": {"low": 5, "best": 5, "high": 13},
        "unknown": None,
    }
    assert killed["perpetrators_killed"] == {"low": 39, "best": 56, "high": 77}
    assert row["toll"]["injured"]["high"] is None
    assert row["toll_history"][0]["superseded_by"] == "npasyria-2#1/t1"
    assert row["toll_history"][1]["as_of"] == "2022-01-24"
    assert row["why"]["kind"] == {"rule": "kind_most_told", "accounts": list(hasakah.accounts), "note": None}
    assert row["sources"]["roots"] == ["Syrian Democratic Forces", "SANA"]
    check_incident(hasakah)


@LAW
@given(incidents())
def test_no_part_of_an_incident_is_lost_through_json(incident: Incident) -> None:
    line = json.dumps(incident_to_dict(incident), ensure_ascii=False)
    assert incident_from_dict(json.loads(line)) == incident


@LAW
@given(incidents())
def test_a_sound_incident_passes_the_check(incident: Incident) -> None:
    check_incident(incident)


@pytest.mark.parametrize("key", KEYS.split()[1:])
def test_a_line_that_misses_a_key_says_which(hasakah: Incident, key: str) -> None:
    row = incident_to_dict(hasakah)
    del row[key]
    with pytest.raises(InputError, match=f"misses the key '{key}'"):
        incident_from_dict(row)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": "tocsin.account/1"}, "is no 'tocsin.incident/1'"),
        ({"toll": []}, "wrong type"),
        ({"when": "Thursday"}, "wrong type"),
        ({"why": {"kind": None}}, "wrong type"),
    ],
)
def test_a_line_of_another_make_is_refused(hasakah: Incident, change: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        incident_from_dict({**incident_to_dict(hasakah), **change})


def test_broken_laws_are_told_by_place(hasakah: Incident) -> None:
    def wrong(words: str, **change: Any) -> None:
        with pytest.raises(InternalError, match=words):
            check_incident(dataclasses.replace(hasakah, **change))

    killed, injured = hasakah.toll
    wrong("kind is 'skirmish', no word of the codebook's kinds", kind="skirmish")
    wrong(r"where\[0\] names \['x#1'\]",
          where=(dataclasses.replace(hasakah.where[0], accounts=("x#1",)),))  # fmt: skip
    wrong("toll of 'killed' stands twice", toll=(killed, killed, injured))
    wrong("why of 'kind' stands twice", why=(hasakah.why[0],) * 2)
    wrong(r"toll\[0\] has its bounds out of order", toll=(dataclasses.replace(killed, high=3),))
    wrong(r"toll\[0\]\.women has its bounds out of order",
          toll=(dataclasses.replace(killed, women=Bounds(3, None, 1)),))  # fmt: skip
