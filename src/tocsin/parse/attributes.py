"""spaCy's attribute ruler, remembered: part of speech and morphology from tag, word and dependency.

The ruler tries some 180 patterns on every token, yet nearly all of them look at one token's word,
tag and dependency only. What they said of such a triple once they say always; only the few patterns
over neighbouring tokens are tried anew. The outcome is the same, at a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

# A pattern of these keys looks at nothing but a token's word, tag and dependency.
_LOCAL = frozenset(("ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"))
_REMEMBERED = 200_000  # triples

Changes = dict[int, int]  # attribute -> value


def quick_ruler(ruler: Any) -> Callable[[Doc], Doc]:
    """A function that does what ``ruler`` does to a fresh document; any other component as it is."""
    from spacy.pipeline import AttributeRuler

    return _QuickRuler(ruler) if isinstance(ruler, AttributeRuler) else ruler


class _QuickRuler:
    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
        from spacy.matcher import Matcher

        self._seen_by = [ORTH, TAG, DEP]
        self._set_together = [POS, MORPH, LEMMA]
        self._strings = ruler.vocab.strings
        self._changes: list[Changes] = ruler.attrs
        self._index: list[int] = ruler.indices
        self._alone, self._in_a_row = Matcher(ruler.vocab), Matcher(ruler.vocab)
        rules: list[dict[str, Any]] = ruler.patterns
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                local = len(pattern) == 1 and pattern[0].keys() <= _LOCAL
                (self._alone if local else self._in_a_row).add(str(number), [pattern])
        self._memory: dict[tuple[int, ...], tuple[list[int], tuple[int, ...], Changes]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document that is tagged and parsed and has none of them yet."""
        if not len(doc):
            return doc
        if len(self._memory) > _REMEMBERED:
            self._memory.clear()
        keys = list(map(tuple, doc.to_array(self._seen_by).tolist()))
        self._learn(doc, {key: i for i, key in enumerate(keys) if key not in self._memory})
        known = [self._memory[key] for key in keys]
        values = [together for _, together, _ in known]
        others = {i: other for i, (_, _, other) in enumerate(known) if other}
        for i, rules in self._by_row(doc).items():
            _, values[i], others[i] = self._outcome([*known[i][0], *rules])
        table: Any = np.array(values, dtype=np.uint64)
        doc.from_array(self._set_together, table)
        for i, changes in others.items():
            self._set(doc, i, changes)
        return doc

    def _learn(self, doc: Doc, new: dict[tuple[int, ...], int]) -> None:
        """Try the patterns on the tokens of new triples: one by one, or on all at once where most are new."""
        found: dict[int, list[int]] = {i: [] for i in new.values()}
        if 2 * len(new) > len(doc):
            for match, i, _ in self._alone(doc, allow_missing=True):
                if i in found:
                    found[i].append(int(self._strings[match]))
        else:
            for i in found:
                matches = self._alone(doc[i : i + 1], allow_missing=True)
                found[i] = [int(self._strings[match]) for match, _, _ in matches]
        for key, i in new.items():
            self._memory[key] = self._outcome(found[i])

    def _by_row(self, doc: Doc) -> dict[int, list[int]]:
        """Token -> the rules over neighbours that change it."""
        found: dict[int, list[int]] = {}
        for match, start, end in self._in_a_row(doc, allow_missing=True):
            rule = int(self._strings[match])
            index = self._index[rule]
            found.setdefault((start if index >= 0 else end) + index, []).append(rule)
        return found

    def _outcome(self, rules: Iterable[int]) -> tuple[list[int], tuple[int, ...], Changes]:
        """The rules, the values they set together, and what else they set; a later rule wins."""
        ordered = sorted(rules)
        merged: Changes = {}
        for rule in ordered:
            merged |= self._changes[rule]
        together = tuple(merged.pop(attribute, 0) for attribute in self._set_together)
        return ordered, together, merged

    def _set(self, doc: Doc, i: int, changes: Changes) -> None:
        """The rare changes of tag and dependency of white space."""
        from spacy.attrs import DEP, TAG

        token = doc[i]
        if TAG in changes:
            token.tag = changes[TAG]
        if DEP in changes:
            token.dep = changes[DEP]
