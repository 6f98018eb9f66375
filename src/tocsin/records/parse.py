"""A parse: tokens, sentences and names of a report as plain tuples.

Plain tuples pickle, compare and can be written by hand in a test; no stage after ``parse``
knows which parser made them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tocsin.records.span import Span


class Token(NamedTuple):
    """One token. ``head`` is the index of its syntactic head in ``Parse.tokens`` (itself at a root)."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str  # Universal part of speech: NOUN, PROPN, VERB, NUM ...
    tag: str  # Penn tag: VBN, NNS ...
    dep: str  # ClearNLP-style dependency of the spaCy English models: nsubjpass, dobj, nummod ...
    head: int
    ent: str  # entity label ("" outside), OntoNotes names: GPE, ORG, PERSON, NORP, DATE ...
    sent: int  # index of its sentence in ``Parse.sentences``


class Sentence(NamedTuple):
    """Tokens ``[first, last)`` of one sentence and the paragraph it stands in."""

    first: int
    last: int
    paragraph: int


class Name(NamedTuple):
    """A named entity: tokens ``[first, last)``.

    ``actor_id`` is set when the actor register knows the name; ``label`` is then ``ACTOR``.
    """

    first: int
    last: int
    label: str
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Parse:
    """What the parser saw in ``text``. Token offsets are code points of the report's own text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]

    def span(self, first: int, last: int) -> Span:
        """Characters of the tokens ``[first, last)``; ``last`` > ``first``."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """The text of the tokens ``[first, last)``, exactly as it stands."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]
