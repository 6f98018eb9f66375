"""An incident in one sentence: what notes, titles and labels of other layouts hold."""

from __future__ import annotations

from tocsin.codebook import countries
from tocsin.export.phrases import days, plain
from tocsin.records.incident import Bounds, EffectToll, Incident, Party

_CERTAIN = {"claimed": " (claimed)", "suspected": " (suspected)", "denied": " (denied)"}


def bounds(toll: Bounds | EffectToll) -> str:
    """The figures as they stand: ``67 to 120, best 84``, ``at least 400``, ``up to 60``, ``7``."""
    low, best, high = toll.low, toll.best, toll.high
    if low is not None and low == high:
        return f"{low:,}" if low else "none"
    if high is None:
        text = "no figure" if low is None else f"at least {low:,}"
    else:
        text = f"{low:,} to {high:,}" if low else f"up to {high:,}"
    return f"{text}, best {best:,}" if best is not None and best != low else text


def figures(incident: Incident) -> str:
    """All tolls: ``killed 67 to 120, best 84; injured at least 12``."""
    return "; ".join(f"{toll.effect} {bounds(toll)}" for toll in incident.toll)


def party(one: Party) -> str:
    """A party with how sure its part is: ``Islamic State (claimed)``."""
    return one.name + _CERTAIN.get(one.certainty or "", "")


def place(incident: Incident) -> str:
    """The most specific place with its province and country; ``near`` where it is only known so."""
    if not incident.where:
        return ""
    site = incident.where[0]
    country = countries().get(site.country or "", {}).get("name") or site.country
    names = dict.fromkeys(n for n in (site.name, site.admin1, country) if n)
    return ("near " if site.precision == 2 else "") + ", ".join(names)


def when(incident: Incident) -> str:
    """The days, or that none is stated."""
    window = incident.when
    return days(window.start, window.end) if window.start and window.end else "no date stated"


def title(incident: Incident) -> str:
    """``Prison break, Ghwayran, Al-Hasakah, Syria, 20 January 2022``."""
    parts = [plain(incident.kind).capitalize(), place(incident), when(incident)]
    return ", ".join(p for p in parts if p)


def one_line(incident: Incident) -> str:
    """Title, parties, figures, grade and sources in sentences."""
    doers, targets = (", ".join(map(party, some)) for some in (incident.perpetrators, incident.targets))
    parts = [
        title(incident),
        f"By: {doers}" if doers else "By: not stated",
        f"Against: {targets}" if targets else "",
        figures(incident).capitalize(),
        f"Grade: {incident.grade}",
        f"Sources: {', '.join(incident.sources.outlets)}" if incident.sources.outlets else "",
    ]
    return ". ".join(p for p in parts if p) + "."
