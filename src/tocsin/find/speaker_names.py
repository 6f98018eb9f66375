"""Who "he", "it" and "they" are when they speak: the last speaker named that the pronoun fits."""

from __future__ import annotations

from tocsin.find.speaker_phrase import Range, head_of
from tocsin.find.speaker_words import speech_words
from tocsin.records import Parse


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
        if kind is None or kind == "first":
            return source
        for named, sort in reversed(self._named):
            if named[0] < source[0] and (sort == kind or (kind == "many" and sort == "body")):
                return named
        return source
