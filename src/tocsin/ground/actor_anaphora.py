"""What points back: "the group", "the militants", "they", "its fighters" take the actor before them.

Nearest first, within a few sentences, subjects before others; only actors that the words can mean:
"the group" no army, "the attackers" no state, "they" people or actors in the plural.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.gazetteer.roles import roles
from tocsin.records import Parse
from tocsin.records.party import PartyMention, PartyValue

_REACH = 4  # sentences
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent"))
_NON_STATE = frozenset(("rebel_group", "militia", "other"))
_STATE = frozenset(("state_forces", "international_forces"))


def resolve(
    mentions: Sequence[PartyMention], values: Sequence[PartyValue], parse: Parse
) -> tuple[PartyValue, ...]:
    """``values`` with every anaphor bound to its antecedent where one is found."""
    out: list[PartyValue] = []
    for index, (mention, value) in enumerate(zip(mentions, values, strict=True)):
        wanted = _wanted(mention, value, parse)
        found = _search(index, value, wanted, out, parse) if wanted else None
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


def _wanted(mention: PartyMention, value: PartyValue, parse: Parse) -> frozenset[str] | None:
    """The types that the antecedent may have; None when the mention is no anaphor."""
    table = roles()
    head = parse.tokens[mention.head]
    if mention.kind == "pronoun":
        if head.lower in ("he", "she", "him"):
            return None
        return _NON_STATE | _STATE | {"civilians"} if head.lower != "it" else _NON_STATE | _STATE
    if value.named or mention.kind != "role" or head.lower not in table.anaphors:
        return None
    before = _determiner(mention, parse)
    if before not in table.definite:
        return None
    return _STATE if value.type in _STATE else _NON_STATE


def _determiner(mention: PartyMention, parse: Parse) -> str:
    """The determiner or possessive before the mention, "" for none."""
    for i in range(mention.first - 1, max(-1, mention.first - 4), -1):
        token = parse.tokens[i]
        if token.head != mention.head and token.dep not in ("det", "poss", "nummod", "amod"):
            return ""
        if token.dep in ("det", "poss"):
            return token.lower
    return ""


def _search(
    index: int, value: PartyValue, wanted: frozenset[str], before: Sequence[PartyValue], parse: Parse
) -> int | None:
    sentence = parse.tokens[value.head].sent
    best: tuple[int, int] | None = None
    for j in range(index - 1, -1, -1):
        other = before[j]
        away = sentence - parse.tokens[other.head].sent
        if away > _REACH:
            break
        if other.type not in wanted or not other.armed or not (other.named or other.plural):
            continue
        if other.last > value.first:
            continue
        score = 3 - away
        score += 4 if other.named else 0
        score += 1 if parse.tokens[other.head].dep in _SUBJECTS else 0
        if best is None or score > best[0]:
            best = (score, j)
    return best[1] if best else None
