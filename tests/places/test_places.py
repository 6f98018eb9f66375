"""Place names found and resolved: distances, containers, unlisted names, people, bad input."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.bench.places import kilometres
from tocsin.find.toponyms import find_toponyms
from tocsin.gazetteer import open_gazetteer
from tocsin.ground.places import ground_places
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records.toponym import PlaceValue


def read(parser: SpacyParser, text: str) -> tuple[PlaceValue, ...]:
    parse = next(parser.parse([text]))
    gazetteer = open_gazetteer()
    values = ground_places(find_toponyms(parse, gazetteer), parse, gazetteer)
    for v in values:
        assert text[v.span.start : v.span.end] == v.text
        assert v.within is None or 0 <= v.within < len(values)
    return values


def test_a_distance_is_computed(parser: SpacyParser) -> None:
    gao, mali = read(parser, "The convoy was ambushed 40 km north of Gao in Mali.")
    assert gao.lat is not None
    assert gao.lon is not None
    assert abs(kilometres(16.2717, -0.0447, gao.lat, gao.lon) - 40) < 1
    assert (gao.near, gao.precision, gao.basis, gao.radius_km, gao.within) == (True, 2, "offset", 12.0, 1)
    assert mali.level == "country"


def test_miles_in_words(parser: SpacyParser) -> None:
    (mosul, _) = read(parser, "Two soldiers died some ten miles south of Mosul, Iraq.")
    assert mosul.lat is not None
    assert abs(36.335 - mosul.lat - 16.09 / 111.2) < 0.01


def test_an_unlisted_village_keeps_its_province_and_gets_no_pin(parser: SpacyParser) -> None:
    village, afghan, helmand = read(parser, "Two died in Qoryabad, in the Afghan province of Helmand.")
    assert (village.name, village.lat, village.lon) == ("Qoryabad", None, None)
    assert (village.country, village.admin1, village.basis) == ("AFG", "Helmand", "container")
    assert (village.within, helmand.within) == (2, 1)
    assert afghan.role == "demonym"


def test_an_unlisted_village_of_a_town_stands_near_it(parser: SpacyParser) -> None:
    village, town = read(parser, "Rebels burnt the village of Qoryabad, near Lashkar Gah.")[:2]
    assert town.name == "Lashkar Gah"
    assert village.lat is None or village.precision == 2


def test_nothing_known_is_no_guess(parser: SpacyParser) -> None:
    (village,) = read(parser, "Three people were killed in the village of Qoryabad.")
    assert (village.lat, village.country, village.basis) == (None, None, "none")


def test_people_are_no_places(parser: SpacyParser) -> None:
    assert read(parser, "Paris Hilton met Michael Jordan and Chelsea Clinton.") == ()


def test_a_government_is_no_place_of_an_event(parser: SpacyParser) -> None:
    values = read(parser, "Washington condemned the bombing in Tripoli, Lebanon.")
    assert [(v.name, v.role) for v in values] == [
        ("Washington", "metonym"), ("Tripoli", "literal"), ("Lebanon", "literal"),
    ]  # fmt: skip


def test_the_rest_of_the_report_decides_between_namesakes(parser: SpacyParser) -> None:
    iraq = read(parser, "Iraqi forces fought in Mosul. Two Iraqis died in Amara and five in Basra.")
    assert next(v for v in iraq if v.text == "Amara").country == "IRQ"
    georgia = read(parser, "Police in Atlanta and Savannah, Georgia, said a man from Alabama was shot.")
    assert next(v for v in georgia if v.text == "Georgia").admin1 == "Georgia"
    caucasus = read(parser, "Russian troops left Gori after the war with Georgia over South Ossetia.")
    assert next(v for v in caucasus if v.text == "Georgia").country == "GEO"


def test_a_list_of_names_is_no_containment(parser: SpacyParser) -> None:
    values = read(parser, "Bombs exploded in Mosul, Kirkuk and Baghdad.")
    assert [v.name for v in values] == ["Mosul", "Kirkuk", "Baghdad"]
    assert [v.within for v in values] == [None, None, None]


def test_part_of_a_country_is_an_area(parser: SpacyParser) -> None:
    (syria,) = read(parser, "Shelling hit northern Syria on Monday.")
    assert (syria.text, syria.level, syria.precision) == ("Syria", "region", 5)
    assert syria.lat is not None
    assert syria.lat > 35.5


def test_three_thousand_names_in_a_line(parser: SpacyParser) -> None:
    names = ["Mosul", "Kirkuk", "Baghdad", "Qoryabad", "Paris", "Tripoli"]
    values = read(parser, "Bombs fell on " + ", ".join(names[i % 6] for i in range(3000)) + ".")
    assert len(values) > 1000


def test_empty_and_marks_only(parser: SpacyParser) -> None:
    assert read(parser, "") == ()
    assert read(parser, "... \u200f\u202e ??? (()) --- al - al-") == ()


WORDS = [
    "in", "near", "of", "the", "Kabul", "Iraq", "province", "al", "-", "'", ",", "(", ")", "Syrian", "said",
    "40", "km", "north", "Gao", ".", "بغداد", "Багдад", "巴格达", "A",
]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_give_sound_values(parser: SpacyParser, words: list[str]) -> None:
    for v in read(parser, " ".join(words)):
        assert 1 <= v.precision <= 7
        assert (v.lat is None) == (v.lon is None)
        assert v.lat is None or (-90 <= v.lat <= 90 and -180 <= (v.lon or 0) <= 180)
