"""Wire copies and updates: what repeats, what replaces, and whose text it is."""

from __future__ import annotations

import datetime as dt

import pytest

from tocsin.link import Origin, sketch, trace_around, trace_origins
from tocsin.link.copies import likeness, wire_of
from tocsin.records import Report

WIRE = (
    "KANO, Nigeria, March 3 (Reuters) - Gunmen on motorcycles killed 23 farmers in two villages north of "
    "the city before dawn on Tuesday, police said. The attackers fired at people running from their "
    "houses and set grain stores alight, a spokesman for the state police told reporters. Eleven wounded "
    "were taken to a clinic in the nearby town of Gwarzo, where a nurse said four were in danger. No "
    "group claimed responsibility. Such raids have killed hundreds in the region since the rains failed "
    "two years ago, driving thousands from home."
)
COPY = (
    WIRE.replace("Tuesday", "March 3")
    .replace("in danger", "in critical condition")
    .replace("Eleven", "Some 11")
)
LATER = WIRE.replace("killed 23", "killed 31").replace("Eleven wounded", "Nine wounded")
OTHER = (
    "A bridge over the Oti river collapsed under a lorry carrying cement on Sunday, cutting the road "
    "between the two provinces for at least a week, the ministry of works said. Nobody was hurt. "
    "Engineers will lay a floating bridge once the water falls, and traders were told to use the northern"
    " road until then."
)


def report(name, text, outlet, day=3, title=None):
    return Report(name, text, dt.date(2026, 3, day), outlet=outlet, title=title)


def origins(*reports):
    return trace_origins(map(sketch, reports))


def test_a_paper_that_prints_the_wire_is_its_copy():
    found = origins(
        report("z", WIRE, "Reuters"), report("a", COPY, "Daily Post", 2), report("b", OTHER, "Daily Post")
    )
    assert found == {"a": Origin("z", None), "b": Origin(None, None), "z": Origin(None, None)}


def test_without_an_agency_the_earlier_text_is_the_origin():
    found = origins(report("a", WIRE, "Daily Post", 4), report("b", COPY, "Evening Sun", 3))
    assert found["a"] == Origin("b", None)


def test_a_later_version_by_the_same_outlet_is_an_update():
    first = report("v1", WIRE, "Reuters")
    second = report("v2", LATER, "Reuters", title="UPDATE 2-Gunmen kill 31 in Nigeria")
    third = report("v3", LATER.replace("31", "29"), "Reuters", 4, "CORRECTED-Gunmen kill 29 in Nigeria")
    found = origins(third, first, second)
    assert [found[v].updates for v in ("v1", "v2", "v3")] == [None, "v1", "v2"]
    assert [found[v].copy_of for v in ("v1", "v2", "v3")] == [None, None, None]


def test_the_copy_of_an_update_names_the_text_that_it_prints():
    wires = [report("v1", WIRE, "Reuters"), report("v2", LATER, "Reuters", title="UPDATE 1-Gunmen kill 31")]
    assert origins(*wires, report("p", LATER, "Daily Post"))["p"] == Origin("v2", None)


def test_reports_more_than_a_week_apart_are_no_copies():
    assert origins(report("a", WIRE, "Reuters", 1), report("b", WIRE, "Daily Post", 20))["b"] == Origin(
        None, None
    )


def test_a_short_text_is_nobodys_copy():
    found = origins(
        report("a", "Five soldiers died in Kano.", "X"), report("b", "Five soldiers died in Kano.", "Y")
    )
    assert found == {"a": Origin(None, None), "b": Origin(None, None)}


class Drawer:
    def __init__(self, sketches):
        self.sketches = list(sketches)

    def by_keys(self, keys):
        return [s for s in self.sketches if keys & set(s.keys)]


def test_new_reports_are_traced_among_those_kept():
    kept = [sketch(report("b", COPY, "Daily Post")), sketch(report("o", OTHER, "Daily Post"))]
    new = [sketch(report("z", WIRE, "Reuters", 4))]
    assert trace_around(new, Drawer(kept)) == {"b": Origin("z", None), "z": Origin(None, None)}


@pytest.mark.parametrize(
    ("text", "outlet", "wire"),
    [
        ("KABUL (AP) - A bomb went off.", None, ("AP", False)),
        ("AFP - A bomb went off.", "The Herald", ("AFP", False)),
        ("A bomb went off in Kabul.\n\nSource: Xinhua", None, ("Xinhua", False)),
        ("A bomb went off.", "Agence France-Presse", ("AFP", True)),
        ("A spokesman told Reuters that a bomb went off. The map shows where.", "The Herald", (None, False)),
    ],
)
def test_whose_text_a_report_prints(text, outlet, wire):
    assert wire_of(Report("r", text, outlet=outlet)) == wire


def test_likeness_is_the_share_of_the_shorter_text():
    whole, half = sketch(report("a", WIRE, "X")), sketch(report("b", WIRE[: len(WIRE) // 2], "Y"))
    assert likeness(whole, half) > 0.8
    assert likeness(whole, sketch(report("c", OTHER, "Y"))) < 0.1
