"""Words of violence that hurt nobody: things are captured, causes fought, banks come under fire."""

from __future__ import annotations

from tocsin.find.doers import Doers
from tocsin.find.phrases import Tree
from tocsin.gazetteer.roles import role_at
from tocsin.records import Parse, Token

# Verbs that are used of things too, and verbs that are used of causes.
_BENDING = frozenset({"capture", "seize", "execute", "storm", "take", "detain"})
_FIGURATIVE = frozenset({"battle", "attack", "target", "fight", "combat", "hit", "kill", "destroy"})


def is_figurative(
    parse: Parse, tree: Tree, cues: dict[str, frozenset[str]], doers: Doers, token: Token, last: int
) -> bool:
    """Whether the words at ``token``, which end before ``last``, are used of no violence.

    "Captured on video", "execute a search warrant", "fight corruption"; "came under fire from regulators";
    "had fought in the war", which tells of a life; "defused tensions", and a bomb of a war long past.
    """
    lemma = token.lemma
    if lemma in _BENDING or lemma in _FIGURATIVE:
        listed = cues["harmless"] if lemma in _BENDING else cues["causes"]
        if any(t.lemma in listed for t in tree.kids(token.i, "dobj", "nsubjpass")):
            return True
    if lemma == "fight":
        return token.tag in ("VBD", "VBN") and any(t.lemma == "war" for t in doers.under(token, "in"))
    if lemma == "defuse":
        return any(
            t.lemma in cues["moods"] or any(k.lower == "unexploded" for k in tree.kids(t.i, "amod"))
            for t in tree.kids(token.i, "dobj", "nsubjpass")
        )
    return _criticised(parse, cues, doers, token, last)


def _criticised(parse: Parse, cues: dict[str, frozenset[str]], doers: Doers, token: Token, last: int) -> bool:
    """ "Came under fire from regulators", "under attack for its record"."""
    tokens = parse.tokens
    words = {tokens[i].lower for i in range(token.i, last)}
    if "under" not in words and not (token.dep == "pobj" and tokens[token.head].lower == "under"):
        return False
    if last >= len(tokens) or tokens[last].sent != token.sent:
        return False
    if tokens[last].lower in ("for", "over"):
        return True
    if tokens[last].lower != "from":
        return False
    for i in range(last + 1, min(last + 8, len(tokens))):
        t = tokens[i]
        if t.lemma in cues["critics"]:
            return True
        if t.pos in ("NOUN", "PROPN") and tokens[t.head].i == last:
            role = role_at(tokens, i)
            return role is not None and not role.armed and doers.armed(t) is None
    return False
