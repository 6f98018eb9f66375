"""What every rule about speech needs of one sentence, and the cue that a rule gives back."""

from __future__ import annotations

from typing import NamedTuple

from tocsin.find.speaker_phrase import FINITE, Kids, Range, base_after, phrase
from tocsin.find.speaker_words import SpeechWords
from tocsin.records import Parse, Sentence, Token

MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»", "„"})
OPENING = frozenset({'"', "“", "„", "«", "``", "'", "‘"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_EDGE_OPEN = frozenset({"$", "#", "("}) | MARKS
_EDGE_CLOSE = frozenset({"%", ")"}) | MARKS


class Cue(NamedTuple):
    """A cue of speech. Ranges are tokens ``[first, last)``; ``left`` and ``right`` hold what is said."""

    at: int
    first: int
    last: int
    lemma: str
    stance: str
    source: Range | None
    outlet: Range | None
    left: Range | None
    right: Range | None
    sent: int
    extra: tuple[Range, ...] = ()  # words of other sentences that the speaker goes on to say


class Scene(NamedTuple):
    """One sentence: ``s`` begins behind a dateline; ``kids`` maps a token to its dependents."""

    parse: Parse
    n: int
    s: Sentence
    kids: Kids
    lex: SpeechWords
    starts: tuple[int, ...]  # its tokens that may be cues

    def child(self, i: int, deps: frozenset[str]) -> int | None:
        """The first dependent of token ``i`` with one of ``deps``."""
        tokens = self.parse.tokens
        return next((k for k in self.kids.get(i, ()) if tokens[k].dep in deps), None)

    def subject_of(self, i: int) -> int | None:
        """The subject of token ``i``: the one nearest to it (a dateline may look like another)."""
        tokens = self.parse.tokens
        found = [k for k in self.kids.get(i, ()) if tokens[k].dep in SUBJECTS and k >= self.s.first]
        return min(found, key=lambda k: (k > i, abs(k - i)), default=None)

    def np(self, head: int, floor: int | None = None, ceil: int | None = None) -> Range:
        """The noun phrase of ``head`` inside the sentence."""
        return phrase(
            self.parse,
            self.kids,
            head,
            self.s.first if floor is None else floor,
            self.s.last if ceil is None else ceil,
        )

    def np_after(self, first: int) -> Range | None:
        """The noun phrase that starts at ``first``, whatever the parse says."""
        return base_after(self.parse, first, self.s.last)

    def trim(self, first: int, last: int) -> Range | None:
        """``[first, last)`` without commas, stops and dashes at its ends; None when nothing is left."""
        tokens = self.parse.tokens
        while first < last and not tokens[first].text[0].isalnum() and tokens[first].text not in _EDGE_OPEN:
            first += 1
        while (
            last > first
            and not tokens[last - 1].text[-1].isalnum()
            and tokens[last - 1].text not in _EDGE_CLOSE
        ):
            last -= 1
        return (first, last) if last > first else None

    def clause_start(self, at: int) -> int:
        """Where the words before a trailing cue begin: the sentence, or a semicolon behind another cue."""
        tokens = self.parse.tokens
        for i in range(at - 1, self.s.first - 1, -1):
            if tokens[i].text == ";":
                return i + 1 if any(k < i for k in self.starts) else self.s.first
        return self.s.first

    def wordy(self, first: int, last: int) -> bool:
        """Whether any word or figure stands in ``[first, last)``."""
        return any(t.text[0].isalnum() for t in self.parse.tokens[first:last])


def is_finite(t: Token) -> bool:
    """A finite verb, or a participle that serves as one ("five killed")."""
    return t.tag in FINITE or (t.tag == "VBN" and t.dep in {"ccomp", "ROOT", "conj"})
