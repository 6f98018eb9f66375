"""The errors view: every class of fault told by example, with the words of both sides."""

from __future__ import annotations

from typing import Any

import perfect
import pytest

from tocsin.bench.reports.faults import CLASSES, Fault, faults, prices
from tocsin.bench.reports.lists import class_lines, count_lines, worst_lines
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.score import ReportScore, score_report

TEXT = (
    "Gunmen of the Red Front stormed a police post in Marib on Thursday and killed seven officers, "
    "the governor said. Four prisoners escaped. On Friday a car bomb in Taiz wounded a nurse."
)


def _value(quote: str, name: str, **more: Any) -> dict[str, Any]:
    return {"quote": quote, "name": name, **more}


@pytest.fixture
def row() -> dict[str, Any]:
    def toll(effect: str, n: int, quote: str, **more: Any) -> dict[str, Any]:
        bare = {"qualifier": "exact", "group": None, "whole": False, "said_by": None}
        return {"effect": effect, "low": n, "high": n, "quote": quote, **bare, **more}

    storming = {
        "no": 1,
        "kind": "armed_attack",
        "status": "reported",
        "trigger": "stormed",
        "when": {"quote": "Thursday", "start": "2024-05-02", "end": "2024-05-02"},
        "places": [_value("Marib", "Marib", country="YEM", lat=15.5, lon=45.3, level="city")],
        "perpetrators": [_value("Red Front", "Red Front", type="rebel_group", certainty="stated")],
        "targets": [_value("a police post", "police post", type="facility")],
        "weapons": [],
        "tolls": [
            toll(
                "killed",
                7,
                "killed seven officers",
                group=_value("officers", "police", type="state_forces"),
                said_by=_value("the governor", "governor", stance="asserted"),
            ),
            toll("escaped", 4, "Four prisoners escaped"),
        ],
    }
    bombing = {
        "no": 2,
        "kind": "bombing",
        "status": "reported",
        "trigger": "a car bomb",
        "when": {"quote": "Friday", "start": "2024-05-03", "end": "2024-05-03"},
        "places": [_value("Taiz", "Taiz", country="YEM", lat=13.6, lon=44.0, level="city")],
        "perpetrators": [],
        "targets": [],
        "weapons": [_value("car bomb", "vehicle_ied")],
        "tolls": [toll("injured", 1, "wounded a nurse")],
    }
    return {
        "id": "y-1",
        "outlet": "Saba",
        "published": "2024-05-04",
        "text": TEXT,
        "is_conflict": True,
        "incidents": [storming, bombing],
    }


def _faults(row: dict[str, Any], accounts: list[dict[str, Any]]) -> tuple[ReportScore, list[Fault]]:
    score = score_report(row, accounts, Names())
    return score, faults(score, prices([score]))


def _only(row: dict[str, Any], accounts: list[dict[str, Any]]) -> Fault:
    _, (fault,) = _faults(row, accounts)
    return fault


def test_no_fault_in_a_perfect_answer(row: dict[str, Any]) -> None:
    assert _faults(row, perfect.accounts(row))[1] == []


def test_a_missed_incident_and_its_toll(row: dict[str, Any]) -> None:
    score, found = _faults(row, perfect.accounts(row)[:1])
    assert [(f.cls, f.incident, f.gold) for f in found] == [
        ("missed incident", "#2", 'bombing "a car bomb"'),
        ("toll of a missed incident", "#2", 'injured 1 "wounded a nurse"'),
    ]
    assert score.loss == pytest.approx(1)
    assert found[0].cost == pytest.approx(50)  # half of the report's score


def test_a_false_incident(row: dict[str, Any]) -> None:
    accounts = perfect.accounts(row)
    words = "prisoners"
    start = TEXT.index(words)
    accounts.append(
        {
            "id": "y-1#3",
            "status": "reported",
            "kind": "prison_break",
            "trigger": {"text": words, "span": [start, start + len(words)]},
        }
    )
    fault = _only(row, accounts)
    assert fault[:6] == ("false incident", "y-1", "", "y-1#3", "", 'prison_break "prisoners"')


THURSDAY = '2024-05-02 "Thursday"'
MARIB = "Marib (city, YEM 15.5,45.3)"
RED_FRONT = "Red Front (rebel_group, stated)"
SEVEN = 'killed 7 "killed seven officers"'
FOUR = 'escaped 4 "Four prisoners escaped"'
BLUE_GUARD = 'Blue Guard (rebel_group, stated) "Red Front"'
POLICE = 'police (state_forces) "officers"'
GOVERNOR = f'{SEVEN}: "the governor" (asserted)'

# Where the account is changed, to what; the class of the fault, what the gold says, what we say.
CHANGES: list[tuple[str, Any, str, str, str]] = [
    ("kind", "shelling", "kind wrong", "armed_attack", "shelling"),
    ("status", "background", "wrong status", "reported", "background"),
    ("when", None, "date missing", THURSDAY, ""),
    ("when.end", "2024-08-02", "date wrong", THURSDAY, '2024-05-02..2024-08-02 "Thursday"'),
    ("where", [], "country missing", MARIB, ""),
    ("where", [], "place missing", MARIB, ""),
    ("where.0.country", "OMN", "country wrong", MARIB, "Marib (city, OMN 15.5,45.3)"),
    ("where.0.lat", 13.0, "place wrong", MARIB, "Marib (city, YEM 13.0,45.3) (278 km)"),
    ("perpetrators", [], "perpetrator missing", RED_FRONT, ""),
    ("perpetrators.0.name", "Blue Guard", "perpetrator wrong", RED_FRONT, BLUE_GUARD),
    ("perpetrators.0.certainty", "claimed", "certainty wrong", RED_FRONT, "Red Front (rebel_group, claimed)"),
    ("perpetrators.0.type", "militia", "perpetrator type wrong", RED_FRONT, "Red Front (militia, stated)"),
    ("tolls.0.low", 8, "toll number wrong", SEVEN, 'killed 8..7 "killed seven officers"'),
    ("tolls.0.low", 8, "killed total wrong", "7", "8..7"),
    ("tolls.1.effect", "arrested", "toll effect wrong", FOUR, 'arrested 4 "Four prisoners escaped"'),
    ("tolls.0.qualifier", "about", "qualifier wrong", SEVEN, "about"),
    ("tolls.0.said_by", None, "speaker missing", GOVERNOR, ""),
    ("tolls.0.said_by.span", [0, 6], "speaker wrong", GOVERNOR, '"the governor" (asserted)'),
    ("tolls.0.said_by.stance", "denied", "stance wrong", GOVERNOR, '"the governor" (denied)'),
    ("tolls.0.group.type", "civilians", "group type wrong", POLICE, 'police (civilians) "officers"'),
    ("tolls.0.group", None, "group missing", POLICE, ""),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "cls", "gold", "ours"), CHANGES, ids=[c[2] for c in CHANGES])
def test_one_change_of_the_storming(
    row: dict[str, Any], path: str, value: Any, cls: str, gold: str, ours: str
) -> None:
    accounts = perfect.accounts(row)
    at: Any = accounts[0]
    *way, last = path.split(".")
    for step in way:
        at = at[int(step) if step.isdigit() else step]
    at[last] = value
    _, found = _faults(row, accounts)
    assert (cls, gold, ours) in [(f.cls, f.gold, f.ours) for f in found]
    assert all(f.incident == "#1" and f.cls in CLASSES for f in found if f.cls != "span wrong")


def test_a_kind_of_the_same_family_is_no_fault(row: dict[str, Any]) -> None:
    accounts = perfect.accounts(row)
    accounts[0]["kind"] = "clash"
    assert _faults(row, accounts)[1] == []


def test_a_toll_at_the_wrong_incident_is_no_invention(row: dict[str, Any]) -> None:
    accounts = perfect.accounts(row)
    accounts[0]["tolls"].append(accounts[1]["tolls"].pop())
    fault = _only(row, accounts)
    assert (fault.cls, fault.incident, fault.gold) == (
        "toll at another incident",
        "#2",
        'injured 1 "wounded a nurse"',
    )


def test_invention_where_the_text_is_silent(row: dict[str, Any]) -> None:
    accounts = perfect.accounts(row)
    accounts[1]["perpetrators"] = [{"name": "Red Front", "text": None, "span": None, "basis": "inferred"}]
    accounts[0]["tolls"].append(accounts[0]["tolls"][1] | {"low": 12, "high": 12, "span": None, "text": None})
    _, found = _faults(row, accounts)
    assert [(f.cls, f.incident, f.ours) for f in found] == [
        ("perpetrator invented", "#2", "Red Front"),
        ("toll invented", "#1", "escaped 12"),
    ]
    assert all(f.cost > 0 for f in found)


def test_a_span_on_other_words_is_named(row: dict[str, Any]) -> None:
    accounts = perfect.accounts(row)
    accounts[0]["weapons"] = [{"name": "firearm", "text": "guns", "span": [0, 4]}]
    fault = _only(row, accounts)
    assert (fault.cls, fault.ours) == ("span wrong", "[0, 4] holds 'Gunm', we say 'guns'")


def test_the_view_reads_as_an_example(row: dict[str, Any]) -> None:
    accounts = perfect.accounts(row)
    accounts[0]["tolls"].pop()
    score, found = _faults(row, accounts)
    price = prices([score])
    storming = 'reported | armed_attack "stormed" | 2024-05-02 "Thursday" | Marib | by Red Front'
    bombing = 'reported | bombing "a car bomb" | 2024-05-03 "Friday" | Taiz | injured 1'
    assert list(worst_lines([score], price, 1, width=90)) == [
        "=== y-1 | Saba | 2024-05-04 | loss 0.29 ".ljust(90, "="),
        "    Gunmen of the Red Front stormed a police post in Marib on Thursday and killed",
        "    seven officers, the governor said. Four prisoners escaped. On Friday a car bomb in",
        "    Taiz wounded a nurse.",
        f"  #1 gold {storming} | killed 7, escaped 4",
        f"     ours {storming} | killed 7   [0.86]",
        '       - toll missed: escaped 4 "Four prisoners escaped"',
        f"  #2 gold {bombing}",
        f"     ours {bombing}   [1.00]",
        "",
    ]
    assert list(count_lines(found)) == ["     1  toll missed                   7.1 IRS"]
    assert list(class_lines([score], price, {"toll missed"})) == [
        'y-1 #1 toll missed: escaped 4 "Four prisoners escaped"',
        "           »Four prisoners escaped«.",
    ]
