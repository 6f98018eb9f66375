"""Mentions: words found in a report that name an incident or count its victims, before grounding."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.records.span import Span


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an incident.

    ``head`` is the token the syntax hangs on. ``strength`` is a key of the trigger word list
    (``event``, ``act``, ``means``, ``recall``). ``marks`` are cues of the words around it:
    ``negated future planned foiled hypothetical threatened generic`` (what it is not) and
    ``definite another earlier recurrent plural`` (how it stands to other incidents); ``same ends
    since told`` (how it stands in the story, see ``find/trigger_story.py``); ``loose``: the kind is the
    word's usual one and no more ("a strike").
    """

    first: int
    last: int
    head: int
    sent: int
    span: Span
    text: str
    kind: str
    strength: str
    weapon: str | None
    marks: frozenset[str]

    def has(self, *marks: str) -> bool:
        """Whether any of ``marks`` was seen."""
        return any(m in self.marks for m in marks)


@dataclass(frozen=True, slots=True)
class Role:
    """The noun phrase with head token ``head`` plays ``role`` in the trigger with index ``trigger``.

    ``role``: ``agent``, ``target``, ``side`` (one side of fighting).
    """

    trigger: int
    role: str
    head: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression, tokens ``[first, last)``, as bounds with the contract's qualifier.

    ``form``: ``number``, ``word`` (vague word), ``article`` (a/an), ``none`` (no), ``all``.
    ``more`` marks "another 3", "3 others", "3 more".
    """

    first: int
    last: int
    low: int | None
    high: int | None
    qualifier: str
    form: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class TollMention:
    """A figure with its effect: who (tokens of the counted people) suffered what, how many.

    ``first``/``last`` bound the clause part that carries number and effect. ``subset_of`` is the
    index of the figure this one is stated to be part of ("including three women"). ``marks``:
    ``named`` (a person by name), ``self`` (the attacker's own death), ``total`` ("the death toll"),
    ``cumulative``, ``more`` ("three others"), ``negated``, ``hypothetical``, ``definite``,
    ``bare`` (no number word), ``old`` (the figure that another replaces).
    """

    effect: str
    low: int | None
    high: int | None
    qualifier: str
    first: int
    last: int
    span: Span
    text: str
    anchor: int
    sent: int
    group: tuple[int, int, int] | None
    subset_of: int | None
    marks: frozenset[str]

    def has(self, *marks: str) -> bool:
        """Whether any of ``marks`` was seen."""
        return any(m in self.marks for m in marks)
