"""What the words around a name say for a place: prepositions, levels, verbs, a country after it."""

from __future__ import annotations

from tocsin.codebook import words
from tocsin.find import topo_context as context
from tocsin.gazetteer import Gazetteer
from tocsin.records import Parse
from tocsin.records.toponym import Toponym

_W = words("places")
_LEVELS: dict[str, str] = _W["levels"]
_LOCATIVE = frozenset(_W["locative"])
_LOOSE = frozenset(_W["loose"])
_OF_PLACE = frozenset(_W["of_place"]["words"])
_STRUCK = frozenset(_W["struck"]["words"])
_FIRED = frozenset(_W["struck"]["fired"])
_OWNED_BY_PLACES = frozenset(_W["owned"]["words"])


class Surroundings:
    """The words around the names of one parse."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse, self.gazetteer = parse, gazetteer

    def told(self, first: int, around: context.Around, previous: Toponym | None) -> float:
        """How much the words around say that a place stands here."""
        told = 2.0 if around.cue in _LOCATIVE else 0.8 if around.cue in _LOOSE else 0.0
        if around.cue == "of" and first > 1 and self.parse.tokens[first - 2].lower in _OF_PLACE:
            told = 1.6
        if around.level:
            told += 2.2 if self._called(first) else 1.5
        elif around.cue in ("", "on", "at", "against") and self._struck(first):
            told += 1.2
        elif self._explained(first):
            told += 1.6
        if previous is not None:
            told = max(told, 1.6)
        return told + (1.5 if around.dateline else 0)

    def _called(self, first: int) -> bool:
        """``the town of X``: nothing but a place."""
        tokens = self.parse.tokens
        return first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in _LEVELS

    def _struck(self, first: int) -> bool:
        """``stormed Sarmin``: the object of a verb that is done to places."""
        token = self.parse.tokens[first]
        while token.dep == "compound" and token.head > token.i:
            token = self.parse.tokens[token.head]
        head = self.parse.tokens[token.head]
        if token.dep == "pobj" and head.lower in ("on", "at", "against"):  # "fired on Damasak"
            return self.parse.tokens[head.head].lemma in _FIRED
        return token.dep == "dobj" and head.lemma in _STRUCK

    def _explained(self, first: int) -> bool:
        """``the regional capital, Grozny``, ``Grozny's streets``: beside a noun that only places have."""
        token = self.parse.tokens[first]
        while token.dep == "compound" and token.head > token.i:
            token = self.parse.tokens[token.head]
        noun = self.parse.tokens[token.head]
        if token.dep == "appos":
            return noun.lower in _LEVELS or noun.lower in ("capital", "stronghold", "hometown")
        return token.dep == "poss" and noun.lower in _OWNED_BY_PLACES

    def followed(self, last: int) -> bool:
        """``Damadola, Pakistan``, ``Kadugli (South Kordofan)``, ``Mesaje in Donga Mantung``."""
        tokens = self.parse.tokens
        if (
            last + 1 >= len(tokens)
            or tokens[last].lower not in (",", "(", "in")
            or tokens[last].sent != tokens[last + 1].sent
        ):
            return False
        after = last + 1
        while after < len(tokens) - 1 and (
            tokens[after].lower in context.PARTS or tokens[after].lower == "the"
        ):
            after += 1
        if not tokens[after].text[:1].isupper():
            return False
        for end in range(min(after + 3, len(tokens)), after, -1):
            if (entries := self.gazetteer.lookup(self.parse.words(after, end))) and end - after + len(
                tokens[after].text
            ) > 3:
                return entries[0].kind in ("country", "admin1") and not entries[0].weak
        return False
