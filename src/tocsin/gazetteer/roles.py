"""Role nouns: what a noun says of the party it denotes ("gunmen", "villagers", "a checkpoint").

Read from ``codebook/words/parties.toml``. Looked up by lower-case words, plural or singular.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tocsin.codebook import words
from tocsin.records import Token


class Role(NamedTuple):
    """A class of nouns. ``force``: the state force it means beside a country, "" for none.

    ``bare`` says what the noun is worth without a country or actor beside it: ``full``, ``weak``
    (a party only where the grammar makes it one) or ``never``.
    """

    name: str
    type: str
    armed: bool
    force: str
    bare: str


class RoleTable(NamedTuple):
    """Nouns and two-word nouns in every form, with their role; and the lists that go with them."""

    single: dict[str, Role]
    double: dict[tuple[str, str], Role]
    plural: frozenset[str]
    anaphors: frozenset[str]
    pronouns: frozenset[str]
    loose: frozenset[str]
    definite: frozenset[str]
    events: frozenset[str]
    groups: frozenset[str]
    peoples: frozenset[str]
    front: frozenset[str]
    doubt: frozenset[str]
    gatherers: frozenset[str]
    links: frozenset[str]
    owners: frozenset[str]
    belonging: frozenset[str]
    armed_names: frozenset[str]
    gang_names: frozenset[str]
    strongholds: frozenset[str]
    people_actors: dict[str, dict[str, str]]
    local: dict[str, dict[str, str]]
    beliefs: frozenset[str]
    leaders: dict[str, str]
    arms: frozenset[str]
    guns: frozenset[str]
    carriers: frozenset[str]
    generic: frozenset[str]
    lone: frozenset[str]
    either: frozenset[str]
    attached: frozenset[str]


def plurals(noun: str) -> tuple[str, ...]:
    """Plural forms of an English noun that news use; the last word of a phrase is bent."""
    if noun.endswith("man"):
        return (noun[:-3] + "men",)
    if noun.endswith("child"):
        return (noun + "ren",)
    if noun.endswith("person"):
        return (noun + "s", noun[:-6] + "people")
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun[:-1] + "ies",)
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return (noun + "es",)
    if noun == "wife":
        return ("wives",)
    if noun == "passer-by" or noun == "passerby":
        return (noun.replace("passer", "passers"),)
    return (noun + "s",)


def _forms(nouns: list[str]) -> frozenset[str]:
    return frozenset(f for n in nouns for f in (n, *plurals(n)))


@cache
def roles() -> RoleTable:
    """The role nouns of the codebook, every form spelt out."""
    data = words("parties")
    single: dict[str, Role] = {}
    double: dict[tuple[str, str], Role] = {}
    plural: set[str] = {"people", "troops", "police", "personnel", "they", "them", "military", "staff"}
    for name, row in data["classes"].items():
        role = Role(name, row["type"], row["armed"], row.get("force", ""), row.get("bare", "full"))
        for noun in row["words"]:
            for form in (noun, *plurals(noun)):
                parts = form.lower().split()
                if len(parts) == 2:
                    double.setdefault((parts[0], parts[1]), role)
                elif len(parts) == 1:
                    single.setdefault(parts[0], role)
            plural.update(form.lower().split()[-1] for form in plurals(noun))
    front = data["front"]
    anaphors = data["anaphors"]
    return RoleTable(
        single,
        double,
        frozenset(plural),
        _forms(anaphors["words"]),
        frozenset(anaphors["pronouns"]),
        _forms(anaphors["loose"]) | frozenset(anaphors["pronouns"]),
        frozenset(anaphors["determiners"]),
        _forms(data["events"]["words"]),
        _forms(data["group"]["words"]),
        frozenset(w.lower() for w in data["peoples"]["words"]),
        frozenset(front["determiners"]),
        frozenset(front["doubt"]),
        _forms(data["gatherers"]["words"]) | frozenset(data["gatherers"]["quantities"]),
        frozenset(data["gatherers"]["links"]),
        frozenset(data["owners"]["words"]),
        _forms(data["belonging"]["words"]),
        frozenset(data["names"]["armed"]),
        frozenset(data["names"]["gang"]),
        _forms(data["strongholds"]["words"]),
        {people.lower(): dict(row) for people, row in data["people_actors"].items()},
        {name: dict(row) for name, row in data["local"].items()},
        frozenset(data["peoples"]["beliefs"]),
        dict(data["leaders"]),
        _forms(data["arms"]["words"]),
        frozenset(data["arms"]["guns"]),
        _forms(data["arms"]["carriers"]),
        _forms([w.lower() for w in data["arms"]["generic"]]),
        frozenset(w.split()[-1] for w in data["lone"]["words"]),
        _forms(data["either"]["words"]),
        frozenset(data["attached"]["words"]),
    )


def role_at(tokens: Sequence[Token], i: int) -> Role | None:
    """The role of the noun at ``i``: of the two-word noun that it ends ("police officer"), else its own."""
    table = roles()
    word = tokens[i].lower
    if i:
        role = table.double.get((tokens[i - 1].lower, word))
        if role is not None:
            return role
        if i > 1 and tokens[i - 1].lower == "-":
            role = table.single.get(f"{tokens[i - 2].lower}-{word}")
            if role is not None:
                return role
    if word == "state" and i and tokens[i - 1].pos == "PROPN":
        return None  # "Kaduna State" is a place
    return table.single.get(word)


def attached_at(tokens: Sequence[Token], after: int) -> bool:
    """Whether the name that ends at token ``after`` only says whose friend, work or ground something
    is: "Iranian-backed forces", "al-Qaeda-linked militants"."""
    return (
        after + 1 < len(tokens)
        and tokens[after].lower in ("-", "–", "‑")
        and tokens[after + 1].lower in roles().attached
    )
