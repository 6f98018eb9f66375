"""Laws: spans are exact, odd dates never crash, stretches run forward, scores are fractions of their kind."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.assemble.when import choose_when
from tocsin.bench.times import matches, score
from tocsin.find.times import find_times
from tocsin.ground import date_calendar as cal
from tocsin.ground.dates import ground_times
from tocsin.ground.zones import local_window, zone
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records import Parse, Sentence, Token

_WORDS = """on in the of a to and between
    from - , . ( ) Friday Monday May March 31 30 29 45th 14th 2 0 12/13 99/99
    31.02.2016 13/13/2016 2016 20222 0000 9999 1 February early late mid last next this same previous day week
    year years days ago later before after two fifty hundred century 1990s '99 overnight night dawn 8:30 25:99
    pm GMT Brasilia time UTC+99 Ramadan Christmas Eve quarter first half every since until by BC"""
WORDS = st.sampled_from(_WORDS.split())
DATES = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


def parse_of(words: list[str]) -> Parse:
    """A parse by hand: every word hangs on the first."""
    tokens, at = [], 0
    for i, word in enumerate(words):
        tokens.append(
            Token(i, at, at + len(word), word, word.lower(), word.lower(), "NOUN", "NN", "dep", 0, "", 0)
        )
        at += len(word) + 1
    return Parse(" ".join(words), tuple(tokens), (Sentence(0, len(words), 0),), ())


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25), DATES)
def test_any_words_give_sound_values(words: list[str], published: dt.date | None) -> None:
    parse = parse_of(words)
    mentions = find_times(parse)
    values = ground_times(mentions, parse, published)
    assert len(values) == len(mentions)
    edge = 0
    for value in values:
        assert value.span.of(parse.text) == value.text
        assert value.first >= edge
        edge = value.last
        if value.start is not None and value.end is not None:
            assert value.start <= value.end
        assert (value.precision == "unknown") == (value.start is None or value.end is None)
        local_window(value, "Asia/Baghdad")
    choose_when([len(words) - 1], values, parse, published, None)


@given(st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_at_most_a_week_away(date: dt.date, weekday: int) -> None:
    before, after = cal.weekday_on_or_before(date, weekday), cal.weekday_after(date, weekday)
    assert before is not None
    assert after is not None
    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (date - before).days < 7
    assert (after - before).days == 7


@given(st.integers(1, 9999), st.integers(1, 12))
def test_early_mid_and_late_tile_the_month(year: int, month: int) -> None:
    whole = cal.month(year, month)
    assert whole is not None
    early, mid, late = (cal.narrowed(whole, m) for m in ("START", "MID", "END"))
    assert (early[0], late[1]) == whole
    assert (early[1].day, mid[0].day, mid[1].day, late[0].day) == (10, 11, 20, 21)


@pytest.mark.parametrize(
    ("year", "key", "date"),
    [
        (2024, "easter", dt.date(2024, 3, 31)),
        (2019, "thanksgiving", dt.date(2019, 11, 28)),
        (2016, "eid al-adha", dt.date(2016, 9, 12)),
        (2024, "ramadan", dt.date(2024, 3, 10)),
    ],
)
def test_feasts(year: int, key: str, date: dt.date) -> None:
    """Computed feasts: the last one began on 11 March 2024 by sight, a day later than computed."""
    found = cal.feast(key, year)
    assert found is not None
    assert found[0] == date


def test_zones() -> None:
    assert zone("UTC+3") == dt.timezone(dt.timedelta(hours=3))
    assert zone("UTC+99") is None
    assert zone("No/Where") is None


def test_a_dated_list_rules_its_sections(parser: SpacyParser) -> None:
    text = "Incidents.\n\nJan. 8. A strike kills two.\n\nJan. 9. A drone fires. A child is hurt overnight."
    (parse,) = parser.parse([text])
    values = ground_times(find_times(parse), parse, dt.date(2024, 9, 13))
    assert [(v.text, v.start, v.heading) for v in values if v.heading] == [
        ("Jan. 8", dt.date(2024, 1, 8), True),
        ("Jan. 9", dt.date(2024, 1, 9), True),
    ]
    assert values[-1].start == dt.date(2024, 1, 8)


def test_a_history_goes_on_from_the_year_it_named(parser: SpacyParser) -> None:
    text = (
        "The war began in September 1939. In May 1940 the army crossed the river, and in June the city fell. "
        "By 1941 the front stood still. In November 1942 it moved. In February the pocket surrendered."
    )
    (parse,) = parser.parse([text])
    values = ground_times(find_times(parse), parse, None)
    assert {v.text: v.value for v in values}["June"] == "1940-06"
    assert {v.text: v.value for v in values}["February"] == "1943-02"


def test_scores_by_hand() -> None:
    gold = [
        {"start": 0, "end": 6, "type": "DATE", "value": "1998-02-13"},
        {"start": 10, "end": 20, "type": "DURATION", "value": "P3D"},
        {"start": 30, "end": 34, "type": "DATE", "value": "1998"},
    ]
    found = [
        {"start": 0, "end": 6, "type": "DATE", "value": "1998-02-13"},
        {"start": 12, "end": 22, "type": "DURATION", "value": "P4D"},
    ]
    assert len(matches(gold, found)) == 2
    figures = score([(gold, found)])
    assert figures["strict"] == {"p": 50.0, "r": 33.33, "f1": 40.0}
    assert figures["relaxed"] == {"p": 100.0, "r": 66.67, "f1": 80.0}
    assert figures["type"]["f1"] == 80.0
    assert figures["value"]["f1"] == 40.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 February 20222 the 45th 99/99/9999 ١٢ مايو on Friday\u200f, at 25:99",
        "On 30 Feb 2016, in 0000, on December 31 9999, in the 0s",
        "January " * 50,
        "two " * 200 + "days ago",
        "1/1/01 - 1/1/01 - 1/1/01",
    ],
)
def test_odd_texts_never_crash(parser: SpacyParser, text: str) -> None:
    (parse,) = parser.parse([text])
    for published in (None, dt.date.min, dt.date.max, dt.date(2022, 1, 1)):
        for value in ground_times(find_times(parse), parse, published):
            assert value.span.of(text) == value.text


def test_a_date_of_a_statement_or_a_side_clause_is_not_the_incidents(parser: SpacyParser) -> None:
    text = "Police kill a gunman suspected of a role in last week's massacre, officials said on Sunday."
    (parse,) = parser.parse([text])
    published = dt.date(2022, 1, 25)
    values = ground_times(find_times(parse), parse, published)
    when = choose_when([1], values, parse, published, None)
    assert when is not None
    assert (when.start, when.basis, when.text, when.span) == (published, "publication_date", None, None)


def test_background_takes_no_date_from_the_running_story(parser: SpacyParser) -> None:
    text = "The town was shelled on Monday. An attack there left four dead."
    (parse,) = parser.parse([text])
    published = dt.date(2022, 1, 21)
    values = ground_times(find_times(parse), parse, published)
    attack = next(t.i for t in parse.tokens if t.text == "attack")
    told = choose_when([attack], values, parse, published, None, status="reported")
    background = choose_when([attack], values, parse, published, None, status="background")
    assert told is not None
    assert background is not None
    assert (told.start, told.basis) == (dt.date(2022, 1, 17), "inferred")
    assert background.basis == "publication_date"


def test_without_a_publication_date_the_words_are_kept(parser: SpacyParser) -> None:
    (parse,) = parser.parse(["Gunmen attacked the post on Tuesday morning."])
    values = ground_times(find_times(parse), parse, None)
    when = choose_when([1], values, parse, None, None)
    assert when is not None
    assert (when.start, when.end, when.precision, when.text) == (None, None, "unknown", "Tuesday morning")
