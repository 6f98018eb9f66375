"""What points back: "the group", "the militants", "they", "its fighters" take the actor before them.

Nearest first, within a few sentences, subjects before others; only actors that the words can mean:
"the group" no army, "the attackers" no state, "they" people or actors in the plural, "he" a person.
A surname takes the full name that stood before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.gazetteer.roles import attached_at, roles
from tocsin.ground.actor_types import STATE_TYPES
from tocsin.records import Parse
from tocsin.records.party import PartyMention, PartyValue

_REACH = 4  # sentences
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent"))
_NON_STATE = frozenset(("rebel_group", "militia"))
_INSTITUTIONS = frozenset(("army", "police", "military", "navy"))
_THE = frozenset(("the", "this", "that"))
_GROUPS = "the group's"  # owner of those who are a group's, named before
_ANY = _NON_STATE | STATE_TYPES
_FOLLOWERS = frozenset(
    ("fighters", "forces", "troops", "followers", "militia", "militiamen", "gunmen", "army", "loyalists")
)
_ANY_FORCE = frozenset(("column", "force", "forces", "mission", "alliance", "coalition", "enemy"))


def resolve(
    mentions: Sequence[PartyMention], values: Sequence[PartyValue], parse: Parse
) -> tuple[PartyValue, ...]:
    """``values`` with every anaphor bound to its antecedent where one is found."""
    out: list[PartyValue] = []
    persons: list[int] = []
    for index, (mention, value) in enumerate(zip(mentions, values, strict=True)):
        found = _person(value, persons, out) if mention.kind == "person" else None
        head = parse.tokens[mention.head]
        if mention.kind == "person":
            persons.append(index)
        elif mention.kind == "pronoun" and head.lower in ("he", "she", "him"):
            found = (
                persons[-1]
                if persons and head.sent - parse.tokens[values[persons[-1]].head].sent < 3
                else None
            )
        else:
            wanted = _wanted(mention, value, parse)
            if wanted:
                found = _search(value, head.lower, wanted, mentions, out, parse)
        if found is None:
            out.append(value)
            continue
        source = out[found]
        out.append(
            value._replace(
                name=source.name,
                actor_id=source.actor_id,
                type=source.type,
                country=source.country,
                named=source.named,
                armed=source.armed,
                antecedent=found,
            )
        )
    return tuple(out)


def _person(value: PartyValue, persons: Sequence[int], before: Sequence[PartyValue]) -> int | None:
    """The full name that a surname stands for."""
    if " " in value.text:
        return None
    for j in reversed(persons):
        words = before[j].text.split()
        if len(words) > 1 and value.text in words:
            return j
    return None


def _wanted(mention: PartyMention, value: PartyValue, parse: Parse) -> frozenset[str] | None:
    """The types that the antecedent may have; None when the mention is no anaphor."""
    table = roles()
    head = parse.tokens[mention.head]
    if mention.kind == "pronoun":
        return _ANY | {"civilians"} if head.lower != "it" else _ANY
    if value.named or mention.kind != "role" or value.type == "government":
        return None
    determiner = _determiner(mention, parse)
    if determiner == _GROUPS:
        return _NON_STATE
    if determiner in ("his", "her"):
        return _ANY if head.lower in table.belonging or head.lower in _FOLLOWERS else None
    if determiner in ("its", "their") and (
        value.armed or head.lower in table.strongholds or head.lower in table.belonging
    ):
        return _ANY
    if head.lower not in table.anaphors or determiner not in table.definite:
        return None
    if any(_identifies(i, parse) for i in range(mention.first, mention.head)):
        return None
    if head.lower in _ANY_FORCE:
        return _ANY if head.lower == "column" else STATE_TYPES
    return STATE_TYPES if value.type in STATE_TYPES else _NON_STATE


def _identifies(i: int, parse: Parse) -> bool:
    """Whether the word tells this party from the ones before it: "the Kurdish forces"."""
    token = parse.tokens[i]
    if token.lower in roles().peoples:
        return True
    stated = token.ent in ("NORP", "GPE") and token.lower not in roles().beliefs
    return stated and not attached_at(parse.tokens, i + 1)


def _determiner(mention: PartyMention, parse: Parse) -> str:
    """The determiner or possessive before the mention, "" for none."""
    tokens, groups = parse.tokens, roles().groups
    last = mention.last - 1
    if (
        last > mention.head
        and tokens[last].lower in groups
        and tokens[last - 1].lower in ("the", "this", "that")
    ):
        return "its"  # "fighters of the group"
    first = tokens[mention.first]
    if mention.first < mention.head and first.lower in groups and tokens[mention.first + 1].tag == "POS":
        return _GROUPS  # "the group's fighters"
    for i in range(mention.first - 1, max(-1, mention.first - 4), -1):
        token = parse.tokens[i]
        if token.tag == "POS" and i > 1 and tokens[i - 1].lower in groups and tokens[i - 2].lower in _THE:
            return _GROUPS
        if token.dep in ("det", "poss") and token.pos in ("DET", "PRON"):
            return token.lower
        if token.dep not in ("nummod", "amod", "advmod", "quantmod", "punct"):
            return ""
    return ""


def _search(
    value: PartyValue,
    head: str,
    wanted: frozenset[str],
    mentions: Sequence[PartyMention],
    before: Sequence[PartyValue],
    parse: Parse,
) -> int | None:
    sentence = parse.tokens[value.head].sent
    allied = head in ("coalition", "alliance", "mission")
    institution = head in _INSTITUTIONS
    loose = head in roles().loose
    pronoun = head in roles().pronouns
    best: tuple[int, int] | None = None
    for j in range(len(before) - 1, -1, -1):
        other = before[j]
        token = parse.tokens[other.head]
        away = sentence - token.sent
        if away > _REACH:
            break
        if other.type not in wanted or not (other.armed or other.type == "civilians"):
            continue
        if other.last > value.first or not (other.named or other.plural):
            continue
        if allied and head not in other.name.lower():
            continue
        if not other.named and not loose and token.lower != head:
            continue
        if institution and parse.tokens[other.head].lower != head:
            continue
        if other.type == "civilians" and (away > 1 or mentions[j].kind == "person"):
            continue
        subject = token.dep in _SUBJECTS
        score = 3 - away + (1 if subject else 0)
        score += 4 if other.named and other.type != "civilians" else 0
        if pronoun and subject and away == 0 and other.type in _NON_STATE:
            score += 3  # "pirates released the man whom they had taken"
        if best is None or score > best[0]:
            best = (score, j)
    if best is None and wanted == _NON_STATE and head in roles().anaphors:
        known = {v.actor_id: j for j, v in enumerate(before) if v.actor_id and v.named and v.type in wanted}
        if len(known) == 1:
            return next(iter(known.values()))
    return best[1] if best else None
