"""Who says what: a speaker, the cue word, the words it covers; and who owns up to an attack, or is accused.

Spans are code points of the report's text; token ranges are ``[first, last)`` of ``Parse.tokens``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.records.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of the report that somebody is said to have said.

    ``source`` is the fullest name of the speaker: for "he said" the words that "he" stands for,
    while ``mention`` keeps the words beside the cue ("he"). ``source`` None: a hedge without a
    speaker ("reportedly"). ``content`` holds the words covered, in text order; they may lie in
    several sentences; ``denied`` those of its figures that the speaker sets aside ("not 84").
    ``outlet`` is the paper or agency the speaker spoke to or is quoted by.
    ``stance`` is a key of the codebook's ``stances``; ``sent`` the index of the cue's sentence.
    """

    source: Span | None
    source_text: str | None
    source_first: int | None
    source_last: int | None
    name: str | None
    outlet: str | None
    outlet_span: Span | None
    cue: Span
    cue_lemma: str
    content: tuple[Span, ...]
    stance: str = field(metadata={"words": "stances"})
    direct: bool
    sent: int
    mention: Span | None = None
    denied: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponsibilityClaim:
    """Words that tie an actor to an attack: it owns up, denies it, or is accused or suspected.

    ``kind`` is a key of the codebook's ``certainties``. ``event`` is the words that name the
    attack ("the bombing", "it"); ``said_by`` who accuses; ``channel`` where the claim was made.
    """

    actor: Span | None
    actor_first: int | None
    actor_last: int | None
    kind: str = field(metadata={"words": "certainties"})
    cue: Span
    event: Span | None
    channel: str | None
    channel_span: Span | None
    said_by: Span | None
    sent: int
