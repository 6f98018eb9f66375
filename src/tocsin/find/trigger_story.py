"""How a trigger stands in the story: the incident told before, its end, or a time long past.

``same``: "this was the second attack since December", "officials call it the deadliest attack": the
incident told before, seen in a series. ``ends``: "the siege came to an end", "commandos ended the
hostage-taking": what is dated here is the end. ``since``: "since they were driven out": a bound in time.
"""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.find.phrases import Tree
from tocsin.records import Token
from tocsin.records.mention import Trigger

_THIS = frozenset({"this", "it", "that"})
_NAMING = frozenset({"call", "consider", "describe", "deem", "label", "name", "term", "regard"})
_ENDING = frozenset({"end", "conclude", "finish"})


def story_marks(tokens: tuple[Token, ...], tree: Tree, trigger: Trigger) -> set[str]:
    """Those of ``same``, ``ends`` and ``since`` that hold of the trigger."""
    head = tokens[trigger.head]
    out = set()
    if _is_predicate_of_this(tokens, tree, head):
        out.add("same")
    if head.pos == "NOUN" and _ends(tokens, tree, head):
        out.add("ends")
    if _in_since(tokens, tree, head):
        out.add("since")
    return out


def _lower(tokens: Iterable[Token]) -> set[str]:
    return {t.lower for t in tokens}


def _is_predicate_of_this(tokens: tuple[Token, ...], tree: Tree, head: Token) -> bool:
    verb = tokens[head.head]
    if head.dep == "pobj" and verb.lower == "of" and tokens[verb.head].lower == "one":
        head = tokens[verb.head]  # "it was one of several strikes"
        verb = tokens[head.head]
    if head.dep == "attr" and verb.lemma == "be":
        subjects = [t for t in tree.kids(verb.i, "nsubj") if t.i < verb.i]
        return bool(_lower(subjects) & _THIS)
    if head.dep == "oprd" and verb.lemma in _NAMING:
        return bool(_lower(tree.kids(verb.i, "dobj")) & (_THIS | {"what"}))
    return False


def _ends(tokens: tuple[Token, ...], tree: Tree, head: Token) -> bool:
    verb = tokens[head.head]
    if head.dep == "dobj":
        return verb.lemma in _ENDING
    if head.dep not in ("nsubj", "nsubjpass"):
        return False
    if verb.lemma in _ENDING:
        return True
    if verb.lemma == "be":
        return "over" in _lower(tree.kids(verb.i, "advmod", "acomp", "prep"))
    return verb.lemma == "come" and any(
        o.lower == "end" for p in tree.kids(verb.i, "prep") if p.lower == "to" for o in tree.kids(p.i, "pobj")
    )


def _in_since(tokens: tuple[Token, ...], tree: Tree, head: Token) -> bool:
    current = head
    for _ in range(12):
        if current.dep in ("advcl", "relcl", "ccomp") and "since" in _lower(
            tree.kids(current.i, "mark", "advmod")
        ):
            return True
        if current.head == current.i:
            return False
        current = tokens[current.head]
    return False
