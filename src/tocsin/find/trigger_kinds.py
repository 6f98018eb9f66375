"""Kinds in context: a general word takes the kind of the weapon or the people that the syntax joins to it.

"Jets attacked", "killed by a drone", "bombing by the coalition" are named by their means; "police clashed
with demonstrators" by those who took part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from tocsin.codebook import words
from tocsin.find.doers import Doers
from tocsin.gazetteer.roles import role_at
from tocsin.records import Parse, Token
from tocsin.records.mention import Trigger

_REMOTE = frozenset({"drone_strike", "air_strike", "shelling"})
_STATE = frozenset({"soldiers", "airmen", "machines"})
_CLOSE = re.compile(
    r"captur|seiz|tortur|beat|poison|strangl|maim|storm|assault|ambush|sieg|besieg|stab|rampag|incurs|invad|"
    r"invas|ramm|plo|operat|snip|shot|shoot|slay|slain|terror|knife|open",
    re.IGNORECASE,
)
_BOMB = re.compile(r"bomb(?:ed|ing|ings|s)?$", re.IGNORECASE)
_BURST = re.compile(r"explo|deton|blast|blew|went off", re.IGNORECASE)


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in words("triggers")["context"].items()}


def in_kind(parse: Parse, doers: Doers, found: list[Trigger]) -> list[Trigger]:
    """The triggers with the kinds that their context gives them; nothing else of them changes."""
    means = {i: t.kind for t in found if t.kind in _REMOTE for i in range(t.first, t.last)}
    weapons = {i: t for t in found if t.weapon for i in range(t.first, t.last)}
    out = []
    for t in found:
        kind = _kind(parse, doers, t, means)
        if kind == t.kind:
            afar = t.kind == "armed_attack" and _from_afar(doers, t, parse.tokens[t.head])
            out.append(replace(t, kind="air_strike", marks=t.marks | {"loose"}) if afar else t)
            continue
        weapon = t.weapon if t.weapon not in ("ied", "firearm") else None
        if kind == "air_strike" and not any(i in weapons for i in range(t.first, t.last) if i != t.head):
            weapon = "aircraft"
        out.append(replace(t, kind=kind, weapon=weapon))
    return out


def _kind(parse: Parse, doers: Doers, t: Trigger, means: dict[int, str]) -> str:
    tokens = parse.tokens
    head = tokens[t.head]
    if t.strength not in ("event", "act"):
        return t.kind
    if t.kind in ("clash", "armed_attack") and t.weapon != "blade" and _in_protest(parse, doers, t):
        return "protest_violence"
    if t.strength == "act" and head.lemma in ("capture", "seize"):
        return _taken(parse, doers, t)
    if t.kind == "armed_attack" and not _CLOSE.match(t.text):
        return _by_means(parse, doers.tools(head, t.first), means) or t.kind
    if t.kind == "bombing" and t.weapon in (None, "ied"):
        if _BOMB.match(t.text) and not t.has("foiled"):  # "the army foiled a plot to bomb"
            return _dropped(parse, doers, t, means)
        if _BURST.match(t.text):
            tool = _by_means(parse, doers.tools(head, t.first), means)
            return tool if tool in ("shelling", "drone_strike") else t.kind
    return t.kind


def _from_afar(doers: Doers, t: Trigger, head: Token) -> bool:
    """ "A strike on the town killed six": one from the air unless rebels or gunmen struck; the mark ``loose``
    says that the word alone is no proof of it."""
    if head.lemma != "strike" or head.pos != "NOUN":
        return False
    return not {doers.armed(d) for d in doers.acting(head, t.first)} & {"rebels", "gunmen", "actor"}


def _in_protest(parse: Parse, doers: Doers, t: Trigger) -> bool:
    """Violence by or against demonstrators: they take part in it, or it happens "during a protest"."""
    tokens, lists = parse.tokens, _lists()
    head = tokens[t.head]
    doing, suffering = doers.acting(head, t.first), doers.objects(head) if head.pos == "VERB" else []
    parties = [*doing, *suffering, *doers.under(head, "with", "between", "on", "at", "of", "against")]
    if any(
        role is not None and role.name in ("rebels", "gunmen")
        for role in (role_at(tokens, p.i) for p in parties)
    ):
        return False
    if any(p.lemma in lists["protesters"] for p in parties):
        return True
    if t.kind == "clash" and any(p.lemma in lists["crowds"] for p in parties):
        names = [role.name for role in (role_at(tokens, p.i) for p in parties) if role is not None]
        if "police" in names or "security" in names:
            return True
    places = doers.under(head, "during", "amid", "at", "in", "after")
    if head.dep in ("pobj", "dobj", "nsubj", "conj", "xcomp", "advcl"):
        up = tokens[head.head]
        up = tokens[up.head] if up.pos == "ADP" else up
        if up.i != head.i:
            places += doers.under(up, "during", "amid", "at")
    return any(p.lemma in lists["protests"] for p in places)


def _taken(parse: Parse, doers: Doers, t: Trigger) -> str:
    """What "captured" and "seized" mean: a town changes hands, people are arrested or abducted."""
    tokens = parse.tokens
    head = tokens[t.head]
    objects = doers.objects(head) if head.pos == "VERB" else []
    if any(o.ent in ("GPE", "LOC", "FAC") or o.lemma in _lists()["places"] for o in objects):
        return "takeover"
    people = [
        o for o in objects if o.ent == "PERSON" or o.lemma in _lists()["people"] or role_at(tokens, o.i)
    ]
    if not people:
        return t.kind
    classes = {doers.armed(d) for d in doers.acting(head, t.first)} - {None}
    if classes & {"police", "security"}:
        return "arrest"
    return "abduction" if classes & {"rebels", "gunmen"} else t.kind


def _by_means(parse: Parse, tools: Iterable[Token], means: dict[int, str]) -> str | None:
    for token in tools:
        kind = means.get(token.i)
        if kind is None:
            role = role_at(parse.tokens, token.i)
            if role is not None and (
                role.name == "machines" or (role.name == "airmen" and token.lower in ("force", "forces"))
            ):
                kind = "air_strike"
            elif token.lower in _lists()["guns"] and token.dep in ("nsubj", "nsubjpass"):
                kind = "shelling"
        if kind is not None:
            return kind
    return None


def _dropped(parse: Parse, doers: Doers, t: Trigger, means: dict[int, str]) -> str:
    """Bombs of aircraft and of states fall from the air: "Russian bombing", "jets bombed", "bombs fell"."""
    tokens = parse.tokens
    head = tokens[t.head]
    tools = doers.tools(head, t.first)
    kind = _by_means(parse, tools, means)
    if kind in ("air_strike", "drone_strike"):
        return kind
    parent = tokens[head.head]
    if head.dep in ("nsubj", "nsubjpass", "dobj") and parent.lemma in _lists()["falling"]:
        return "air_strike"
    if t.text.lower() in ("bomb", "bombs"):
        return t.kind if head.pos != "VERB" else _of_state(parse, doers.acting(head, t.first), t.kind)
    return _of_state(parse, tools, t.kind)


def _of_state(parse: Parse, who: Iterable[Token], kind: str) -> str:
    for token in who:
        role = role_at(parse.tokens, token.i)
        if role is not None and (role.name in _STATE or role.name == "regime"):
            return "air_strike"
        if token.lower in _lists()["states"] or (token.ent == "NORP" and token.pos == "ADJ"):
            return "air_strike"
        if token.ent == "GPE" and token.dep == "nsubj":
            return "air_strike"
    return kind
