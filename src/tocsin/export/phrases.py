"""Values in the words people use, saying no more than is known: 'at least 30', '1-10 September 2021'."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from tocsin.codebook import words
from tocsin.records import Perpetrator, Place, Speaker, Toll, When

_STANCES = {
    "asserted": "says {who}",
    "confirmed": "confirmed by {who}",
    "claimed": "claimed by {who}",
    "unverified": "says {who}, not verified",
    "denied": "denied by {who}",
}
_PLACE_NOTES = {
    3: "district only",
    4: "province only",
    5: "a line or wider area",
    6: "country only",
    7: "at sea or in the air",
}
_LEVELS = ("site", "neighbourhood", "city", "district", "admin1", "region", "country")
_ARTICLE = re.compile(r"^(?:The|A|An|Some|Local) ")
_LEADING_THE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_ARTICLES = frozenset(("the", "a", "an", "all", "of"))
_PRONOUNS = frozenset(("them", "they", "both", "others", "some", "those", "dead"))
_WORD = re.compile(r"[a-z]+")


def plain(key: str) -> str:
    """A codebook key as words: ``prison_break`` -> ``prison break``, ``vehicle_ied`` -> ``vehicle IED``."""
    return key.replace("_", " ").replace("ied", "IED") if key.endswith("ied") else key.replace("_", " ")


def figure(toll: Toll) -> str:
    """The bounds of a toll: ``9``, ``at least 30``, ``up to 60``, ``7 to 9``, ``dozens (24 or more)``."""
    low, high = toll.low, toll.high
    if low is not None and low == high:
        if low == 0:
            return "none"
        return f"about {low:,}" if toll.qualifier == "about" else f"{low:,}"
    if low is None:
        return "no figure" if high is None else f"up to {high:,}"
    if high is not None:
        return f"{low:,} to {high:,}"
    if toll.qualifier == "vague":
        word = _vague_word(toll.text or "", low)
        return f"{word} ({low:,} or more)" if word else f"{low:,} or more"
    return f"more than {low:,}" if toll.qualifier == "more_than" else f"at least {low:,}"


def _vague_word(text: str, low: int) -> str | None:
    vague = words("numbers").get("vague", {})
    return next((w for w in _WORD.findall(text.lower()) if vague.get(w) == low), None)


def who(toll: Toll) -> str:
    """Those whose toll it is, in the report's words: ``soldiers (Niger Armed Forces; 3 women)``."""
    group = toll.group
    if group is None:
        return ""
    name = _LEADING_THE.sub("", group.name)
    said = _without_count(group.text or "")
    notes = [f"{n:,} {what}" for n, what in ((group.women, "women"), (group.children, "children")) if n]
    if group.side == "perpetrator":
        notes.append("the attackers' own")
    if said.lower() in _PRONOUNS or not said or name.lower() in said.lower():
        said = said if name.lower() in said.lower() else name
    elif said.lower() not in name.lower():
        notes.insert(0, name)
    else:
        said = name
    return f"{said} ({'; '.join(notes)})" if notes else said


def _without_count(text: str) -> str:
    """``the 12 soldiers`` -> ``soldiers``: the figure stands before the words already."""
    kept = text.split()
    numbers = words("numbers")["units"]
    while kept and (kept[0].lower() in _ARTICLES or kept[0].lower() in numbers or kept[0][0].isdigit()):
        kept.pop(0)
    return " ".join(kept)


def says(speaker: Speaker | None) -> str:
    """Who says so, to whom and how: ``confirmed by the governor, to INA``; empty for the report itself."""
    if speaker is None:
        return ""
    name = speaker.text or speaker.name or speaker.outlet or "someone not named"
    if speaker.name and speaker.text and _anaphoric(speaker.text):
        name = speaker.name
    phrase = _STANCES[speaker.stance].format(who=_mid_sentence(name))
    return f"{phrase}, to {speaker.outlet}" if speaker.outlet and speaker.outlet not in phrase else phrase


def _mid_sentence(name: str) -> str:
    """``The army`` -> ``the army``, ``Officers`` -> ``officers``; ``Hamas`` and ``Police Chief Ali`` stay."""
    first, _, rest = name.partition(" ")
    low = first.lower()
    common = words("speech")["speakers"]
    plural = low.removesuffix("ies") + "y" if low.endswith("ies") else low.removesuffix("s")
    is_common = not rest[:1].isupper() and any(
        w in common[key] for w in (low, plural) for key in ("persons", "bodies")
    )
    return low + name[len(first) :] if is_common else _ARTICLE.sub(lambda m: m[0].lower(), name)


def _anaphoric(text: str) -> bool:
    return text.lower() in {"he", "she", "they", "it"} or text.lower().startswith(("the group", "the force"))


def all_say(toll: Toll) -> str:
    """Every speaker of a toll in one phrase."""
    return "; also ".join(p for p in map(says, (toll.said_by, *toll.also_said_by)) if p)


def date(when: When | None) -> str:
    """The days of an incident, as wide as they are: ``9 March 2021``, ``July 2021``, ``1-10 May 2021``."""
    if when is None:
        return "no date stated"
    if when.start is None or when.end is None:
        return "cannot be placed on the calendar"
    text = days(when.start, when.end)
    if when.time:
        text += f", {when.time} local time"
    if when.basis == "publication_date":
        text += " (publication date: no date in the text)"
    elif when.basis == "inferred":
        text += " (worked out)"
    return text


def days(start: dt.date, end: dt.date) -> str:
    """A range of days, both included."""
    last = calendar.monthrange(end.year, end.month)[1]
    if start == end:
        return _day(start)
    if (start.day, end.day) == (1, last):
        if (start.year, start.month) == (end.year, end.month):
            return f"{end:%B} {end.year}"
        if (start.month, end.month) == (1, 12):
            return f"{end.year}" if start.year == end.year else f"{start.year}-{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} - {_day(end)}"
    return f"{_day(start)} - {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def place_lines(places: Iterable[Place], countries: dict[str, str]) -> list[str]:
    """Places from the most specific outward, a line each chain: ``near Kirkuk, Iraq``.

    ``countries`` names the ISO3 codes. A note says where only a district, province or country is known.
    """
    return [_chain(chain, countries) for chain in place_chains(places)]


def place_chains(places: Iterable[Place]) -> list[list[Place]]:
    """Places of one spot each, the most specific first: ``[[Kirkuk, Iraq], [Gao]]``."""
    chains: list[list[Place]] = []
    for place in places:
        if chains and _rank(place) > _rank(chains[-1][-1]):
            chains[-1].append(place)
        else:
            chains.append([place])
    return chains


def _rank(place: Place) -> int:
    return _LEVELS.index(place.level) if place.level in _LEVELS else 0


def _chain(chain: list[Place], countries: dict[str, str]) -> str:
    first = chain[0]
    names: list[str] = []
    for place in chain:
        if not any(_within(place.name, n) for n in names):
            names.append(place.name)
    country = countries.get(first.country or "", first.country)
    if first.admin1 and first.level not in ("admin1", "country", "region"):
        if not any(_within(first.admin1, n) for n in names):
            names.append(first.admin1) if chain[-1].level != "country" else names.insert(-1, first.admin1)
    if country and not any(_within(country, n) for n in names):
        names.append(country)
    text = ", ".join(names)
    if first.precision == 2 and not text.lower().startswith("near "):
        text = f"near {text}"
    notes = [_PLACE_NOTES[first.precision]] if first.precision in _PLACE_NOTES else []
    if first.lat is None and first.precision < 3:
        notes.append("not on the map")
    if first.basis != "stated":
        notes.append("named in the title" if first.basis == "title" else "worked out")
    return f"{text} ({', '.join(notes)})" if notes else text


def _within(name: str, shown: str) -> bool:
    """Whether ``name`` stands, as whole words, in ``shown`` already."""
    return f" {name.lower()} " in f" {shown.lower()} "


def by_whom(perpetrator: Perpetrator) -> str:
    """A perpetrator with how sure that is: ``Islamic State (claimed via Telegram)``."""
    speaker = says(perpetrator.said_by)
    note = speaker
    if perpetrator.certainty == "claimed":
        note = f"claimed via {perpetrator.channel}" if perpetrator.channel else "claimed"
    elif perpetrator.certainty in ("suspected", "denied"):
        note = f"{perpetrator.certainty}, {speaker}" if speaker else perpetrator.certainty
    return f"{perpetrator.name} ({note})" if note else perpetrator.name
