"""Who "he", "it" and "they" are when they speak: the last speaker named that the pronoun fits."""

from __future__ import annotations

from tocsin.find.speaker_phrase import Range, children, head_of, phrase
from tocsin.find.speaker_words import speech_words
from tocsin.records import Parse, Token

_OPENING = 6  # tokens: a subject that opens its sentence
_SOON = 6  # sentences in which an unnamed monitor gets its name


class Resolver:
    """Resolves pronoun speakers against the speakers named earlier in the report."""

    def __init__(self, parse: Parse, sources: list[Range]) -> None:
        self._parse = parse
        lex = speech_words()
        self._named: list[tuple[Range, str]] = []
        for source in sources:
            if parse.tokens[source[0]].lower in lex.pronouns and source[1] - source[0] == 1:
                continue
            self._named.append((source, self._sort(source)))

    def _sort(self, source: Range) -> str:
        lex = speech_words()
        head = head_of(self._parse, source)
        plural = head.tag in {"NNS", "NNPS"}
        if head.ent == "PERSON" or head.lemma in lex.persons:
            return "many" if plural else "person"
        if plural or head.lower == "police":
            return "many"
        return "body"

    def resolve(self, source: Range) -> Range:
        """The named speaker that a lone pronoun stands for, else ``source`` itself."""
        lex = speech_words()
        token = self._parse.tokens[source[0]]
        kind = lex.pronouns.get(token.lower) if source[1] - source[0] == 1 else None
        if kind is None:
            return self._named_later(source)
        if kind in {"first", "other"}:
            return source
        near = self._subject_before(token, kind)
        if near is not None:
            return near
        for named, sort in reversed(self._named):
            if named[0] < source[0] and (sort == kind or (kind == "many" and sort == "body")):
                return named
        return source

    def _subject_before(self, pronoun: Token, kind: str) -> Range | None:
        """The subject that opens the sentence before, where it is a speaker of the pronoun's sort."""
        parse = self._parse
        if pronoun.sent == 0 or kind == "person":
            return None
        s = parse.sentences[pronoun.sent - 1]
        if s.paragraph < parse.sentences[pronoun.sent].paragraph - 1:
            return None
        head = next((t for t in parse.tokens[s.first : s.last] if t.dep == "nsubj"), None)
        lex = speech_words()
        if head is None or head.i - s.first > _OPENING or parse.tokens[head.head].dep != "ROOT":
            return None
        if head.lemma not in lex.bodies and head.lemma not in lex.persons and head.lower not in lex.bodies:
            return None
        kids = children(parse.tokens, s)
        found = phrase(parse, kids, head.i, s.first, s.last)
        if self._sort(found) == kind and not any(t.pos == "NUM" for t in parse.tokens[slice(*found)]):
            return found
        return None

    def _named_later(self, source: Range) -> Range:
        """ "a monitor said. ... The Syrian Observatory for Human Rights said": the name counts."""
        lex = speech_words()
        tokens = self._parse.tokens
        if tokens[source[0]].lower not in {"a", "an"}:
            return source
        head = head_of(self._parse, source)
        if head.lemma not in lex.unnamed or any(
            t.pos == "PROPN" and t.ent == "ORG" for t in tokens[slice(*source)]
        ):
            return source
        for named, _ in self._named:
            if tokens[named[0]].sent - head.sent > _SOON:
                break
            if named[0] > source[1]:
                if any(t.lower in lex.naming and t.pos == "PROPN" for t in tokens[slice(*named)]):
                    return named
        return source
