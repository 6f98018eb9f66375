"""One account as a block: its facts as a list, its figures as a table with who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.codebook import table as codebook_table
from tocsin.export import phrases
from tocsin.export.arrange import country_names, link_phrase, parts_below_wholes, section_of, toll_notes
from tocsin.export.page.evidence import Evidence
from tocsin.export.page.markup import Html, bdi, h, join
from tocsin.records import Account, Perpetrator, Place, Speaker, Toll

BADGES = {"background": "background", "foiled": "did not happen", "cumulative": "total of a war"}
_INFERRED = "worked out, not stated in so many words"
_TITLE = "stands in the title only"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to draw: the number of its value, the account's label and its text.

    ``places`` are the place itself and the wider ones named with it, the most specific first.
    """

    places: tuple[Place, ...]
    value: int
    label: str
    status: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Block:
    """The markup of an account, the number of its date's value, and its places."""

    html: Html
    date_value: int | None
    spots: tuple[Spot, ...]


class IncidentBlock:
    """Builds the block of ``account``; ``numbers`` gives the label of each account of the report."""

    def __init__(self, account: Account, evidence: Evidence, ident: str, numbers: Mapping[str, str]) -> None:
        self._account = account
        self._evidence = evidence
        self._ident = ident
        self._numbers = numbers
        self._status = section_of(account)
        self._date_value: int | None = None
        self._spots: list[Spot] = []

    def build(self) -> Block:
        account, ident = self._account, self._ident
        label = self._numbers[account.id]
        badge = BADGES.get(self._status)
        title = h(
            "h4",
            h("span", label, class_="no"),
            " ",
            phrases.plain(account.kind).capitalize(),
            [" ", h("span", badge, class_="badge")] if badge else None,
            id=f"{ident}h",
        )
        facts = h("dl", [h("div", h("dt", name), h("dd", value)) for name, value in self._facts()])
        sure = f"confidence {account.confidence:.2f}" if account.confidence else ""
        block = h(
            "article",
            title,
            facts,
            self._tolls(),
            h("p", sure, class_="sure") if sure else None,
            id=ident,
            class_=f"incident {self._status}",
            aria_labelledby=f"{ident}h",
        )
        return Block(block, self._date_value, tuple(self._spots))

    def _facts(self) -> Iterator[tuple[str, Html]]:
        account, value = self._account, self._evidence.value
        yield "what", self._what()
        when = account.when
        if when is None:
            yield "when", h("span", phrases.date(None), class_="silent")
        else:
            self._date_value = self._evidence.add("date", when.span)
            note = _INFERRED if when.basis == "inferred" else None
            yield "when", join([self._evidence.show(self._date_value, phrases.date(when), note=note)])
        places = list(self._places())
        yield "where", _lines(places) if places else h("span", "no place stated", class_="silent")
        if account.perpetrators:
            yield "by", _lines(map(self._perpetrator, account.perpetrators))
        if account.targets:
            yield "against", _commas(value("target", t.span, bdi(t.name)) for t in account.targets)
        if account.weapons:
            yield "with", _commas(value("weapon", w.span, phrases.plain(w.name)) for w in account.weapons)
        if account.persons:
            yield "named", _commas(
                join([value("victim", p.span, bdi(p.name)), f", {p.age}" if p.age is not None else "",
                      f" ({p.effect})"])
                for p in account.persons
            )  # fmt: skip
        if account.links:
            yield (
                "linked",
                _lines(
                    value("link", link.span, bdi(link_phrase(link, self._numbers))) for link in account.links
                ),
            )

    def _what(self) -> Html:
        account = self._account
        words = [self._evidence.value("trigger", account.trigger.span, "“", bdi(account.trigger.text), "”")]
        for mention in account.mentions:
            words.append(self._evidence.value("mention", mention.span, "“", bdi(mention.text), "”"))
        return _commas(words)

    def _places(self) -> Iterator[Html]:
        names = country_names(self._account)
        for chain in phrases.place_chains(self._account.where):
            phrase = phrases.place_lines([chain[0]], names)[0]
            line: list[Html | str] = [self._place(chain[0], phrase, chain)]
            wider = [self._place(p, p.name) for p in chain[1:] if p.span]
            if wider:
                line += [" · also: ", _commas(wider)]
            yield join(line)

    def _place(self, place: Place, phrase: str, chain: Iterable[Place] = ()) -> Html:
        number = self._evidence.add("place", place.span)
        if chain:
            label = self._numbers[self._account.id]
            self._spots.append(Spot(tuple(chain), number, label, self._status, phrase, f"#{self._ident}"))
        note = {"inferred": _INFERRED, "title": _TITLE}.get(place.basis)
        return self._evidence.show(number, bdi(phrase), note=note)

    def _perpetrator(self, party: Perpetrator) -> Html:
        name = self._evidence.value("perpetrator", party.span, bdi(party.name))
        notes: list[Html | str] = []
        if party.certainty == "claimed":
            notes.append(f"claimed via {party.channel}" if party.channel else "claimed by the group")
        elif party.certainty in ("suspected", "denied"):
            notes.append(party.certainty)
        if party.said_by:
            notes.append(self._speaker(party.said_by))
        return join([name, " (", _commas(notes), ")"]) if notes else name

    def _speaker(self, speaker: Speaker) -> Html:
        return self._evidence.value("speaker", speaker.span, bdi(phrases.says(speaker)))

    def _tolls(self) -> Html | None:
        account = self._account
        if not account.tolls:
            return None
        bodies: list[Html] = []
        for effect in codebook_table("effects"):
            tolls = [t for t in account.tolls if t.effect == effect]
            rows = [
                self._toll(toll, depth, len(tolls) if n == 0 else 0)
                for n, (toll, depth) in enumerate(parts_below_wholes(tolls))
            ]
            if rows:
                bodies.append(h("tbody", rows))
        head = h("tr", [h("th", name, scope="col") for name in ("effect", "how many", "who", "who says so")])
        label = f"Figures of {self._numbers[account.id]}"
        caption = h("caption", label, class_="unseen")
        return h("table", caption, h("thead", head), bodies)

    def _toll(self, toll: Toll, depth: int, rows: int) -> Html:
        gone, notes = toll_notes(toll, self._account.tolls)
        figure = self._evidence.value("toll", toll.span, phrases.figure(toll))
        who = phrases.who(toll)
        if toll.group and who:
            people = self._evidence.value("group", toll.group.span, bdi(who))
        else:
            people = h("span", "not stated", class_="silent")
        speakers = [self._speaker(s) for s in (toll.said_by, *toll.also_said_by) if s and phrases.says(s)]
        return h(
            "tr",
            h("th", toll.effect, scope="rowgroup" if rows > 1 else "row", rowspan=rows if rows > 1 else None)
            if rows
            else None,
            h(
                "td",
                "of them " if depth else None,
                h("s", figure) if gone else figure,
                " in all" if toll.whole else None,
                [" ", h("span", bdi(", ".join(notes)), class_="badge")] if notes else None,
                class_=f"figure depth{min(depth, 3)}",
            ),
            h("td", people),
            h("td", _commas(speakers) if speakers else h("span", "the report", class_="silent")),
        )


def _commas(items: Iterable[Html | str]) -> Html:
    out: list[Html | str] = []
    for item in items:
        out += ["; ", item] if out else [item]
    return join(out)


def _lines(items: Iterable[Html]) -> Html:
    found = list(items)
    return found[0] if len(found) == 1 else h("ul", [h("li", item) for item in found])
