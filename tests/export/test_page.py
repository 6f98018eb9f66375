"""The page as a person and a screen reader get it: values tied to their words, maps that do not overstate."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_parts import HOSTILE, Page, hostile, written

from tocsin.export.page.evidence import KINDS, Evidence
from tocsin.export.page.markup import asset, h, text
from tocsin.records import Reading, Report, Span


def words_of_values(page: Page, report: str) -> Iterator[tuple[str, str]]:
    """Kind and marked words of each value that has words."""
    pieces: dict[str, str] = defaultdict(str)
    for mark in page.all("mark", inside=report):
        for number in (mark["data-v"] or "").split():
            pieces[number] += mark.text
    for value in page.all("a", "v", inside=report):
        yield value.classes[1], pieces[value["data-v"] or ""]


def spans_of(reading: Reading) -> Iterator[tuple[str, str]]:
    """Kind and words of each value of a reading, taken from the records by hand."""
    for a in reading.accounts:
        yield "trigger", a.trigger.text
        found: list[tuple[str, Any]] = [("mention", m) for m in a.mentions]
        found += [("date", a.when)] if a.when else []
        found += [("place", p) for p in a.where] + [("perpetrator", p) for p in a.perpetrators]
        found += [("speaker", p.said_by) for p in a.perpetrators if p.said_by]
        found += [("target", t) for t in a.targets] + [("weapon", w) for w in a.weapons]
        found += [("victim", p) for p in a.persons] + [("link", link) for link in a.links]
        for toll in a.tolls:
            found += [("toll", toll)]
            found += [("group", toll.group)] if toll.group else []
            found += [("speaker", s) for s in (toll.said_by, *toll.also_said_by) if s]
        yield from ((kind, value.text) for kind, value in found if value.span)
    yield from (("issue", i.span.of(reading.report.text)) for i in reading.issues if i.span)


def test_every_value_has_its_words_marked_once(reading: Reading) -> None:
    page = Page(written(reading))
    assert Counter(words_of_values(page, "r1")) == Counter(spans_of(reading))


def test_the_text_stands_whole_and_in_order(reading: Reading) -> None:
    (body,) = Page(written(reading)).all("div", "text")
    assert body.text == reading.report.text
    assert (body["dir"], body["role"], body["lang"]) == ("auto", "region", "en")


def test_a_value_without_words_says_so(reading: Reading) -> None:
    values = Page(written(reading)).all("span", "none")
    assert [(v.text, v["title"]) for v in values] == [("firearm", "no words of its own in the text")]


def test_every_link_and_label_leads_somewhere(reading: Reading) -> None:
    page = Page(written(reading, dataclasses.replace(reading)))
    ids = [e["id"] for e in page.elements if e["id"]]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        if (element["href"] or "").startswith("#"):
            assert element["href"][1:] in ids, element.attributes  # type: ignore[index]
        for name in ("aria-labelledby", "data-for"):
            assert element[name] is None or element[name] in ids


def test_the_figures_are_no_surer_than_the_report(reading: Reading) -> None:
    page = Page(written(reading))
    rows = [
        [c.text for c in page.all() if c.tag in ("th", "td") and row in c.inside] for row in page.all("tr")
    ]
    assert rows[:6] == [
        ["effect", "how many", "who", "who says so"],
        ["killed", "at least 30 in all", "people", "says the army"],
        ["of them 7 revises an earlier figure", "soldiers", "says the army"],
        ["of them 23", "fighters (the attackers' own)", "says the army"],
        ["12 later revised", "soldiers", "the report"],
        ["injured", "dozens (24 or more)", "not stated", "the report"],
    ]
    assert "up to 60" in [row[1] for row in rows if row[0] == "abducted"]
    assert [s.text for s in page.all("s")] == ["12"]


def test_background_and_war_totals_stand_apart(reading: Reading) -> None:
    page = Page(written(reading))
    blocks = page.all("article")
    assert [b.classes[1] for b in blocks] == ["reported", "reported", "background", "cumulative"]
    heads = [e.text for e in page.elements if e.tag == "h3"]
    assert heads[:3] == [
        "Reported",
        "Background: earlier incidents told for context",
        "Totals of a whole war or campaign, not of one incident",
    ]
    assert heads[3] == "Not settled"
    assert [b.text for b in page.all("span", "badge")][-2:] == ["background", "total of a war"]


def test_one_report_is_open_and_many_have_an_index(reading: Reading) -> None:
    one = Page(written(reading))
    assert not one.all("nav")
    assert "open" in one.all("details")[0].attributes
    bare = Reading(Report("quiet", "Nothing happened.", title="All quiet"), (), ())
    many = Page(written(reading, bare))
    assert [(i["data-for"], i.text) for i in many.all("li", inside="index")] == [
        ("r1", "Raid near Gao armed attack, shelling · Gao, Mopti"),
        ("r2", "All quiet no incident"),
    ]
    assert [(d["id"], d["data-kinds"], "open" in d.attributes) for d in many.all("details")] == [
        ("r1", "armed_attack shelling abduction", False),
        ("r2", "", False),
    ]
    boxes = [i["value"] for i in many.all("input") if i["name"] == "kind"]
    assert boxes == ["armed_attack", "shelling", "abduction"]
    assert "No incident found in it." in many.all("details")[1].text


def test_no_report_at_all_still_makes_a_page() -> None:
    assert Page(written()).all("h1")[0].text == "Tocsin: no reports"


def test_landmarks_and_names_for_those_who_do_not_see_it(reading: Reading) -> None:
    page = Page(written(reading, dataclasses.replace(reading)))
    assert all(page.all(tag) for tag in ("header", "nav", "main", "footer"))
    assert page.all("html")[0]["lang"] == "en"
    named = {e["id"]: e.text for e in page.elements if e["id"]}
    for svg in page.all("svg"):
        assert svg["aria-hidden"] == "true" or named[svg["aria-labelledby"]]
    for field in page.all("input"):
        assert any(o.tag == "label" and o.text.strip() for o in field.inside)
    for table in page.all("table"):
        assert any(table in e.inside for e in page.all("caption"))
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h\d", e.tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


# What a hostile report may try


def shown(words: str) -> str:
    """What is left of words on a page: unfit characters become the sign for that."""
    return re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", words
    )


def test_words_of_a_report_stay_words() -> None:
    source = written(hostile())
    page = Page(source)
    source.encode("utf-8")
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not page.all("a", inside="r1")[0]["href"].startswith("javascript")  # type: ignore[union-attr]
    assert page.all("div", "text")[0].text == shown(HOSTILE)
    assert page.all("h2", inside="r1")[0].text == shown(HOSTILE)
    for words in (e for e in page.elements if e.text == shown(HOSTILE) and e.tag != "title"):
        assert any(e.tag == "bdi" or e["dir"] == "auto" for e in (words, *words.inside, *page.all("bdi")))


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_text_and_attributes_are_escaped_whatever_they_hold(words: str) -> None:
    page = Page(h("p", words, title=words))
    (element,) = page.elements
    assert (element.text, element["title"]) == (shown(words), shown(words))
    assert text(text(words)) == text(words)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, list[tuple[str, Span]]]:
    body = draw(st.text(min_size=1, max_size=60))
    ends = st.tuples(st.integers(0, len(body)), st.integers(0, len(body))).filter(lambda p: p[0] != p[1])
    found = draw(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), ends), max_size=8))
    return body, [(kind, Span(*sorted(pair))) for kind, pair in found]


@given(spans())
@settings(max_examples=200, deadline=None)
def test_spans_may_nest_cross_and_repeat(drawn: tuple[str, list[tuple[str, Span]]]) -> None:
    body, values = drawn
    evidence = Evidence(body, "r1")
    links = [evidence.value(kind, span, "x") for kind, span in values]
    page = Page(h("div", evidence.marked(), links, id="r1"))
    assert page.elements[0].text == shown(body) + "x" * len(values)
    assert list(words_of_values(page, "r1")) == [(kind, shown(span.of(body))) for kind, span in values]
    ids = [e["id"] for e in page.elements if e["id"]]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.all("a")} <= set(ids)  # type: ignore[index]


def test_the_page_asks_nothing_of_any_network(reading: Reading) -> None:
    address = "https://example.org/raid"
    report = dataclasses.replace(reading.report, url=address)
    page = Page(written(dataclasses.replace(reading, report=report)))
    links = [e for e in page.elements for n in ("src", "href", "srcset", "data", "action", "poster") if e[n]]
    outward = [e for e in links if not (e["href"] or "").startswith(("#", "data:,"))]
    assert [(e.tag, e["href"], e["rel"]) for e in outward] == [("a", address, "noreferrer")]
    style, script = page.all("style")[0].text, page.all("script")[0].text
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|WebSocket|import\(|\.src\b", style + script)
    policy = next(m["content"] for m in page.all("meta") if m["http-equiv"] == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none'")
    for code in (style, script):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not [e for e in page.elements if any(n.startswith("on") or n == "style" for n in e.attributes)]


# Colours


def themes() -> Iterator[dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", asset("page.css"), re.DOTALL)[:2]
    base = dict(re.findall(r"--([\w-]+): (#\w+)", light))
    yield base
    yield base | dict(re.findall(r"--([\w-]+): (#\w+)", dark))


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""

    def light(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", list(themes()), ids=["light", "dark"])
def test_every_colour_can_be_read(theme: dict[str, str]) -> None:
    for kind in KINDS:
        line = theme["link-line" if kind == "link" else kind]
        assert contrast(theme["ink"], theme[f"{kind}-bg"]) >= 4.5, kind
        assert contrast(theme["lit-ink"], line) >= 4.5, kind
        assert min(contrast(line, theme[ground]) for ground in ("paper", "panel")) >= 3, kind
    for ink in ("ink", "soft", "link"):
        assert min(contrast(theme[ink], theme[ground]) for ground in ("paper", "panel")) >= 4.5, ink
    for ink in ("ink", "soft"):
        assert min(contrast(theme[ink], theme[ground]) for ground in ("sea", "land")) >= 4.5, ink
    for spot in ("spot", "back"):
        assert min(contrast(theme[spot], theme[ground]) for ground in ("sea", "land")) >= 3, spot


def test_every_kind_has_a_colour_and_a_line_of_its_own() -> None:
    css = asset("page.css")
    for kind in KINDS:
        assert f".{kind} {{ --k:" in css
        assert re.search(rf"\.{kind}\b[^{{}}]*\{{ --s:", css) or kind == "place"
