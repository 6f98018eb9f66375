"""Parses from a spaCy pipeline: the pinned small English model, or any model the user names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from tocsin.parse.clean import blank_stray_brackets, paragraph_starts
from tocsin.parse.ruler import actor_names, with_actors
from tocsin.parse.spacy_model import DEFAULT_MODEL, load_model, steps
from tocsin.records import Name, Parse, Sentence, Token

if TYPE_CHECKING:  # spaCy takes half a second to import: only where a parser is made
    from spacy.tokens import Doc

__all__ = ["DEFAULT_MODEL", "SpacyParser", "load_model"]

_KNOWN_STRINGS = 200_000


class SpacyParser:
    """A parser over one spaCy model."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._nlp = load_model(model)
        from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, SENT_START, TAG

        self._steps = steps(self._nlp)
        self._columns = [IDX, LENGTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, HEAD, SENT_START]
        self._places = [IDX, LENGTH]
        self._strings: dict[int, str] = {}

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parse ``texts`` in order; each report is parsed alone, so its parse never depends on others."""
        for text in texts:
            yield self._parse(text)

    def _parse(self, text: str) -> Parse:
        clean = blank_stray_brackets(text)
        starts = paragraph_starts(text)
        doc = self._nlp.make_doc(clean)
        if starts:
            self._mark_paragraphs(doc, starts)
        for step in self._steps:
            doc = step(doc)
        return self._to_parse(doc, text, starts)

    def _mark_paragraphs(self, doc: Doc, starts: frozenset[int]) -> None:
        """A token that follows a paragraph's start, nothing but blanks between, begins a sentence."""
        places = doc.to_array(self._places)
        begins, lengths = places[:, 0].tolist(), places[:, 1].tolist()
        for start in starts:
            i = bisect_left(begins, start)
            if 0 < i < len(begins) and begins[i - 1] + lengths[i - 1] <= start:
                doc[i].is_sent_start = True

    def _to_parse(self, doc: Doc, text: str, starts: frozenset[int]) -> Parse:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        string = self._string
        order, paragraph, first = sorted(starts), 0, 0
        rows = doc.to_array(self._columns).astype(np.int64).tolist()
        for i, (start, length, lower, lemma, pos, tag, dep, ent, head, begins) in enumerate(rows):
            if i and begins == 1:
                sentences.append(Sentence(first, i, paragraph))
                first = i
            if i == first:
                while paragraph < len(order) and order[paragraph] <= start:
                    paragraph += 1
            end = start + length
            tokens.append(
                Token(i, start, end, text[start:end], string(lower), string(lemma).lower(), string(pos),
                      string(tag), string(dep), i + head, string(ent), len(sentences))
            )  # fmt: skip
        if rows:
            sentences.append(Sentence(first, len(rows), paragraph))
        names = with_actors([Name(e.start, e.end, e.label_) for e in doc.ents], actor_names(tokens))
        for name in names:
            if name.actor_id is not None:
                for i in range(name.first, name.last):
                    tokens[i] = tokens[i]._replace(ent=name.label)
        return Parse(text, tuple(tokens), tuple(sentences), names)

    def _string(self, key: int) -> str:
        """A string of spaCy's by its (signed) hash."""
        known = self._strings.get(key)
        if known is None:
            if len(self._strings) > _KNOWN_STRINGS:
                self._strings.clear()
            known = self._strings[key] = str(self._nlp.vocab.strings[key % (1 << 64)])
        return known
