"""Marks: the cues around a trigger that tell what it is not (planned, denied, foiled) and how it is told."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.phrases import Tree
from tocsin.find.trigger_story import story_marks
from tocsin.records import Parse, Token
from tocsin.records.mention import Trigger

_VERBAL = frozenset({"VERB", "AUX"})
# Prepositions and particles through which a cue still governs the trigger: "plan of attack".
_CLIMB = frozenset(
    {"pobj", "prep", "conj", "xcomp", "ccomp", "dobj", "compound", "amod", "pcomp", "advcl", "acl"}
)


def in_context(parse: Parse, cues: dict[str, frozenset[str]], found: list[Trigger]) -> list[Trigger]:
    """Mark triggers told for the sake of something else.

    ``context``: the sentence's main verb is no act of violence and the trigger hangs below it
    ("ministers met after the attack", "sentenced for the murder of"). ``relative``: the trigger
    describes a party of another one ("killed the man who shot two tourists").
    """
    tokens = parse.tokens
    heads = {
        i: n for n, t in enumerate(found) if t.strength in ("event", "act") for i in range(t.first, t.last)
    }
    tree = Tree.of(parse)
    court = {t.sent for t in tokens if t.lower in cues["court"]}
    out = []
    for n, trigger in enumerate(found):
        extra = set()
        current = tokens[trigger.head]
        strong = inside_relative = above = False
        while current.head != current.i:
            parent = tokens[current.head]
            if (current.dep == "prep" and current.lower in cues["context_strong"]) or (
                current.dep == "mark" and current.lower in ("after", "since")
            ):
                strong = True
            if current.dep == "advcl" and any(
                tokens[k].lower in ("after", "since", "following") and tokens[k].head == current.i
                for k in range(max(0, current.i - 12), current.i)
            ):
                strong = True
            if (
                current.dep in ("relcl", "acl")
                and current.tag != "VBG"  # "attack a base, killing 23": a result
                and current.lemma != "follow"  # "the fighting that followed the raid": one story
                and parent.ent not in ("DATE", "TIME") and parent.i not in heads
            ):  # fmt: skip
                inside_relative = True
            if parent.i in heads and heads[parent.i] != n and found[heads[parent.i]].sent == trigger.sent:
                above = True
                if (
                    inside_relative
                    and parent.i != trigger.head
                    and current.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "relcl", "acl")
                ):
                    extra.add("relative")
                break
            current = parent
        root = current
        if (
            not above
            and root.i != trigger.head
            and root.pos in ("VERB", "AUX", "NOUN")
            and not _carries(tokens, cues, trigger, root)
        ):
            if strong or inside_relative:
                extra.add("context")
        extra |= story_marks(tokens, tree, trigger)
        if trigger.sent in court and trigger.kind != "arrest":
            extra.add("court")
        out.append(replace(trigger, marks=trigger.marks | extra) if extra else trigger)
    return out


def _carries(
    tokens: tuple[Token, ...], cues: dict[str, frozenset[str]], trigger: Trigger, root: Token
) -> bool:
    """Whether the trigger is subject, object or clause of the main verb itself ("an attack killed")."""
    current = tokens[trigger.head]
    while current.head != root.i:
        if current.dep in ("prep", "relcl", "acl", "advcl") and current.lower in cues["context_strong"]:
            return False
        current = tokens[current.head]
    return (
        current.dep in ("nsubj", "nsubjpass", "dobj", "ccomp", "conj", "attr", "csubj")
        and current.lower not in cues["context_strong"]
        and current.dep != "relcl"
    )


def marks_of(parse: Parse, cues: dict[str, frozenset[str]], head: int, first: int) -> frozenset[str]:
    tokens = parse.tokens
    token = tokens[head]
    sentence = parse.sentences[token.sent]
    marks: set[str] = set()
    if token.tag in ("NNS", "NNPS"):
        marks.add("plural")
    for t in tokens[max(sentence.first, first - 4) : first]:
        # determiners and modifiers of the event noun itself
        if t.head == head or t.i == first - 1:
            if t.lower in cues["definite"]:
                marks.add("definite")
            if t.lower in ("a", "an") and token.pos in ("NOUN", "PROPN"):
                marks.add("indefinite")
            if t.lower in cues["another"] and token.pos in ("NOUN", "PROPN"):
                marks.add("another")
            if t.lower in cues["earlier"]:
                marks.add("earlier")
            if t.lower in cues["foiled"] or t.lemma in cues["foiled"]:
                marks.add("foiled")
            if t.lower in cues["negation"]:
                marks.add("negated")
            if t.lower in cues["sham"]:
                marks.add("generic")
    if (
        "another" not in marks
        and sentence.last > sentence.first
        and tokens[sentence.first].lower in cues["another"]
    ):
        marks.add("another")
    if _likened(tokens, first, sentence.first):
        marks.add("generic")
    if token.pos in _VERBAL:
        _verb_marks(tokens, cues, token, marks)
    _governor_marks(tokens, cues, token, marks)
    return frozenset(marks)


def _topics(cues: dict[str, frozenset[str]], token: Token) -> frozenset[str]:
    """Words that make a topic of an event; "suspects" of an attack do, who suspects a link does not."""
    return cues["generic"] - {"suspect"} if token.pos == "VERB" else cues["generic"]


def _likened(tokens: tuple[Token, ...], first: int, start: int) -> bool:
    """ "It was like an air raid", "with the force of a bomb"."""
    k = first - 1
    if k >= start and tokens[k].lower in ("a", "an"):
        k -= 1
    if k < start:
        return False
    if tokens[k].lower == "like" and tokens[k].pos in ("ADP", "SCONJ"):
        return tokens[k + 1].lower in ("a", "an")
    return tokens[k].lower == "of" and tokens[k - 1].lower in ("force", "sound", "smell", "language")


def _verb_marks(
    tokens: tuple[Token, ...], cues: dict[str, frozenset[str]], token: Token, marks: set[str]
) -> None:
    low, high = max(0, token.i - 8), min(len(tokens), token.i + 3)
    has_have = any(t.head == token.i and t.lemma == "have" and t.dep == "aux" for t in tokens[low : token.i])
    for t in tokens[low:high]:
        if t.head != token.i:
            continue
        if t.dep == "neg":
            marks.add("negated")
        elif t.dep == "aux" and t.lower in cues["modal"] and not has_have:
            marks.add("future")
        elif t.dep == "mark" and t.lower in cues["hypothetical"]:
            marks.add("hypothetical")
        elif t.dep == "advmod" and t.lower in cues["recurrent"]:
            marks.add("recurrent")
        elif t.dep == "advmod" and t.lower == "also" and token.tag in ("VBD", "VBZ", "VBP"):
            marks.add("also")


def _governor_marks(
    tokens: tuple[Token, ...], cues: dict[str, frozenset[str]], token: Token, marks: set[str]
) -> None:
    """Cues on the words that govern the trigger: "a plot to attack", "failed to bomb"."""
    current = token
    for step in range(4):
        if current.head == current.i or current.dep not in _CLIMB:
            break
        child, current = current, tokens[current.head]
        if child.dep == "conj":
            if current.dep == "ROOT" or current.pos in _VERBAL:
                # "attacked a base and killed": the first verb's cues do not carry over to a finite second
                if child.tag in ("VBD", "VBZ", "VBP"):
                    break
            continue
        for mark in ("planned", "threatened", "foiled"):
            if current.lemma in cues[mark]:
                if step <= 2 and (
                    child.dep in ("xcomp", "ccomp", "acl", "dobj", "pobj", "prep", "compound", "pcomp")
                    or (
                        mark == "foiled" and child.dep == "advcl" and child.tag == "VB"
                    )  # "foiled a plot to bomb"
                ):
                    marks.add(mark)
        if current.lemma in cues["recurrent"]:
            marks.add("recurrent")
        if current.pos in _VERBAL and any(
            t.head == current.i and t.dep == "mark" and t.lower in cues["hypothetical"]
            for t in tokens[max(0, current.i - 8) : current.i]
        ):
            marks.add("hypothetical")
        below = child.dep in ("pobj", "dobj", "pcomp") or child.lower in ("of", "in")
        if below and current.lemma in _topics(cues, current):
            # "condemned the bombing" tells of one that happened
            happened = "definite" in marks and "plural" not in marks and token.lemma not in cues["evils"]
            if not (happened and current.lemma in cues["deplored"]):
                marks.add("generic")
        if current.pos in _VERBAL and child.dep in ("dobj", "pobj", "prep", "xcomp"):
            for t in tokens[max(0, current.i - 4) : current.i]:
                if t.head == current.i and t.dep == "neg":
                    marks.add("negated")
                elif t.head == current.i and t.dep == "aux" and t.lower in cues["modal"]:
                    marks.add("future")
        if child.dep in ("ccomp", "advcl"):
            break
