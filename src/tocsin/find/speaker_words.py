"""The words of speech as sets, made once from the codebook's ``speech.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tocsin.codebook import words
from tocsin.records import Parse, Token

# Entity labels of those who can speak: persons, bodies, peoples, states, and actors of the register.
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "NORP", "GPE", "ACTOR"})

_NOBODY = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Sets of lower-case lemmas; ``outlet_names`` keep their case."""

    stance: dict[str, str]  # verb -> stance
    trailing: frozenset[str]
    plain: frozenset[str]
    figures: frozenset[str]
    weak_figures: frozenset[str]
    figure_prepositions: dict[str, str]
    figure_nouns: frozenset[str]
    tolls: frozenset[str]
    citing: frozenset[str]
    hedges: frozenset[str]
    passive: frozenset[str]
    unverified: frozenset[str]
    refusing: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    speakers: frozenset[str]
    names: frozenset[str]  # with case
    counted: frozenset[str]
    unnamed: frozenset[str]
    naming: frozenset[str]
    pronouns: dict[str, str]  # pronoun -> person, body, many, first
    relative: frozenset[str]
    outlet_names: frozenset[str]
    outlet_heads: frozenset[str]  # first words of outlet names
    acts: frozenset[str]
    openers: frozenset[str]  # other words that can: "according", "reportedly", "count"
    cues: frozenset[str]  # every lemma that can start an attribution


@cache
def speech_words() -> SpeechWords:
    """The lexicon; read once a process."""
    table = words("speech")
    stance = {verb: kind for kind, verbs in table["verbs"].items() for verb in verbs}
    speakers, figures = table["speakers"], table["figures"]
    nouns = {kind: frozenset(speakers[kind]) for kind in ("persons", "bodies", "documents", "outlets")}
    names = frozenset(table["outlets"]["names"])
    pronouns = {
        word: kind
        for kind in ("person", "body", "many", "first", "other")
        for word in table["pronouns"][kind]
    }
    return SpeechWords(
        stance=stance,
        trailing=frozenset(table["trailing"]["verbs"]),
        plain=frozenset(table["trailing"]["plain"]),
        figures=frozenset(figures["verbs"]),
        weak_figures=frozenset(figures["weak"]),
        figure_prepositions=dict(figures["prepositions"]),
        figure_nouns=frozenset(figures["nouns"]),
        tolls=frozenset(figures["tolls"]),
        citing=frozenset(table["according"]["citing"]),
        hedges=frozenset(table["hedges"]["adverbs"]),
        passive=frozenset(table["hedges"]["passive"]),
        unverified=frozenset(table["hedges"]["unverified"]),
        refusing=frozenset(table["hedges"]["refusing"]),
        persons=nouns["persons"],
        bodies=nouns["bodies"],
        documents=nouns["documents"],
        outlets=nouns["outlets"],
        names=frozenset(speakers["names"]),
        counted=frozenset(speakers["counted"]),
        unnamed=frozenset(speakers["unnamed"]),
        naming=frozenset(speakers["naming"]),
        speakers=frozenset().union(*nouns.values()),
        pronouns=pronouns,
        relative=frozenset(table["pronouns"]["relative"]),
        outlet_names=names,
        outlet_heads=frozenset(name.split()[0] for name in names),
        acts=frozenset(table["responsibility"]["acts"]),
        openers=frozenset({"according", "reports", "report", "count", "account", "tally"})
        | frozenset(table["hedges"]["adverbs"]),
        cues=frozenset(stance) | frozenset(figures["verbs"]) | frozenset(figures["prepositions"]),
    )


def can_speak(token: Token) -> bool:
    """Whether a noun phrase with this head may be a speaker: a person, a body, a paper, a name."""
    lex = speech_words()
    if token.lower in lex.pronouns or token.lower in lex.relative:
        return True
    if token.lemma in lex.speakers or token.lower in lex.speakers:
        return True
    if token.lemma in lex.acts:
        return False
    return token.ent in _SPEAKING_ENTITIES or (token.pos == "PROPN" and token.ent not in _NOBODY)


def outlet_name(parse: Parse, first: int, last: int) -> str | None:
    """The outlet named by the tokens ``[first, last)``, or None when they name no outlet.

    A known agency is found wherever it stands in the phrase ("the state news agency SANA" gives
    "SANA"); else a phrase whose head is an outlet noun gives itself, if it holds a name.
    """
    lex = speech_words()
    tokens = parse.tokens
    for i in range(first, last):
        if tokens[i].text in lex.outlet_heads:
            for end in range(min(last, i + 4), i, -1):
                words_ = parse.words(i, end)
                if words_ in lex.outlet_names:
                    return words_
    phrase = tokens[first:last]
    if any(t.lower in lex.outlets for t in phrase) and any(t.pos == "PROPN" for t in phrase):
        start = first + (tokens[first].pos == "DET" and last - first > 1)
        return parse.words(start, last)
    return None
