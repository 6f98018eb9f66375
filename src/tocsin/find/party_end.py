"""Where a party's phrase ends: after its head, or after the people that the head counts or gathers.

"Members of the Islamic State", "dozens of gunmen", "soldiers of Chad", "forces loyal to Muammar
Gaddafi", "positions of government forces", "the militant organisation, the Islamic State".
"""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.find.party_phrases import Phrases
from tocsin.gazetteer.roles import Role
from tocsin.records import Token

_REACH = 6  # tokens between a head and the name that it counts people of
_APPOSED_REACH = 12  # tokens between a head and a name in apposition
_QUOTES = frozenset(('"', "“", "”", "‘", "’", "'"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_BETWEEN = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "VERB", "PUNCT", "ADV"))


def phrase_end(
    token: Token,
    role: Role | None,
    np: Phrases,
    actors: Mapping[int, tuple[int, int]],
    persons: Mapping[int, int],
    apposed: Mapping[int, int],
) -> int:
    """The end of the phrase headed by ``token``, as a token index.

    ``actors``: token of an actor's name -> the name's tokens; ``persons``: token of a person's name
    -> its end; ``apposed``: head -> end of the actor's name in apposition to it.
    """
    alone = token.i + 1
    gathers = token.lower in np.table.gatherers
    if gathers and token.i in apposed and apposed[token.i] - token.i <= _APPOSED_REACH:
        return apposed[token.i]
    if not gathers and (role is None or not role.armed):
        return alone
    end = min(np.parse.sentences[token.sent].last, alone + _REACH)
    i, link = alone, ""
    bare = alone  # "fighters of the group": whose they are is told elsewhere
    while i < end:
        if i in actors:
            counted = gathers and (link or token.pos in _NOUNS)  # not "two" in "two ELN guerrillas"
            return actors[i][1] if counted or link == "of" else bare
        if i in persons:
            return persons[i] if link in ("loyal", "of") else bare
        if i in np.states:
            last = np.states[i][0]
            if np.modified(last - 1) is None:
                return last if link == "of" and role is not None and role.force else bare
            i = last  # "belonging to the Somali group al-Shabaab"
            continue
        t = np.parse.tokens[i]
        if t.lower in np.table.links:
            link = link or t.lower
        elif link and t.pos in _NOUNS and np.role(i) is not None and np.modified(i) is None:
            loose = role is None or role.bare == "weak" or token.lower in np.table.strongholds
            return i + 1 if link == "of" and loose else bare
        elif t.lower not in _QUOTES and (not link or _breaks(t, np)):
            return bare
        elif link == "of" and t.lower in np.table.groups and np.modified(i) is None:
            bare = i + 1
        i += 1
    return bare


def _breaks(token: Token, np: Phrases) -> bool:
    """Whether no link holds beyond the token."""
    if token.pos not in _BETWEEN or (token.pos == "PUNCT" and token.lower != "-"):
        return True
    return token.pos == "NOUN" and token.lower not in np.table.groups and np.modified(token.i) is None
