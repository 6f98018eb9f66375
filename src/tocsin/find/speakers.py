"""Who says what in a report: direct and indirect speech, "according to", trailing sources, hedges.

:func:`find_attributions` finds them all; :func:`speaker_at` tells which one covers a figure.
Rules and examples: docs/speakers.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tocsin.find.quotes import find_quotes, quotes_meeting
from tocsin.find.speaker_cues import sentence_cues
from tocsin.find.speaker_layout import layout_cues
from tocsin.find.speaker_names import Resolver
from tocsin.find.speaker_phrase import Kids, Range, children
from tocsin.find.speaker_reach import Said, echoes, spread, without_known
from tocsin.find.speaker_scene import Cue
from tocsin.find.speaker_stance import denied_parts, stance_of
from tocsin.find.speaker_voice import Paper, paper_voice
from tocsin.find.speaker_words import outlet_name, speech_words
from tocsin.records import Parse, Span
from tocsin.records.attribution import Attribution

_ADDING = frozenset({"add", "note", "stress"})  # "..., adding that": never said by a noun between


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Every attribution of the report, in the order of their cues."""
    lex = speech_words()
    starts: dict[int, list[int]] = {}
    for t in parse.tokens:
        if t.lemma in lex.cues or t.lower in lex.openers:
            starts.setdefault(t.sent, []).append(t.i)
    cues: list[Cue] = []
    tree: dict[int, Kids] = {}
    for n, found in starts.items():
        kids = tree[n] = children(parse.tokens, parse.sentences[n])
        cues.extend(sentence_cues(parse, n, kids, found))
    cues.extend(layout_cues(parse))
    cues.sort(key=lambda cue: cue.at)
    cues = _going_on(parse, cues)
    quotes = find_quotes(parse.text)
    resolver = Resolver(parse, [c.source for c in cues if c.source is not None])
    said = [_said(parse, cue, resolver, tree) for cue in cues]
    spread(parse, said, quotes)
    echoes(parse, said)
    paper = paper_voice(parse, quotes)
    if paper is not None and paper.start < len(parse.tokens):
        said.append(_whole_paper(parse, paper))
    return tuple(_with_outlets([_record(parse, one, quotes) for one in said]))


def speaker_at(attributions: Iterable[Attribution], span: Span) -> Attribution | None:
    """The innermost attribution whose words meet ``span``; None: the reporter's own voice.

    One with a speaker goes before a hedge without one ("reportedly") and before the "we" of a
    quote, the speaker before the outlet that cites it. A figure that the speaker
    sets aside ("not 84") comes back with the stance "denied".
    """
    best: Attribution | None = None
    rank = (True, 0, True)
    for a in attributions:
        for content in a.content:
            if content.meets(span):
                relays = a.source is not None and a.outlet_span is not None and a.source.holds(a.outlet_span)
                nobody = a.source is None or (a.source_text or "").lower() in {"we", "i"}
                mine = (nobody, content.end - content.start, relays)
                if best is None or mine < rank:
                    best, rank = a, mine
    if best is not None and any(part.meets(span) for part in best.denied):
        return replace(best, stance="denied")
    return best


def _going_on(parse: Parse, cues: list[Cue]) -> list[Cue]:
    """ "The source said ..., adding that ...": a participle whose subject the parse lost."""
    out: list[Cue] = []
    for cue in cues:
        before = out[-1] if out else None
        lost = cue.source is None or (
            cue.lemma in _ADDING and before is not None and cue.source[0] > before.at
        )
        if lost and parse.tokens[cue.at].tag == "VBG" and before is not None:
            if before.sent == cue.sent and before.source is not None:
                cue = cue._replace(source=before.source)
        out.append(cue)
    return out


def _whole_paper(parse: Parse, paper: Paper) -> Said:
    first, last = paper.issuer
    end = len(parse.tokens)
    sent = parse.tokens[first].sent
    cue = Cue(first, first, last, "paper", paper.stance, paper.issuer, None, None, (paper.start, end), sent)
    return Said(cue, paper.issuer, [parse.span(paper.start, end)])


def _said(parse: Parse, cue: Cue, resolver: Resolver, tree: dict[int, Kids]) -> Said:
    parts = [] if cue.left is None else [cue.left]
    if cue.right is not None:
        parts += without_known(parse, tree.get(cue.sent, {}), cue.right)
    content = [parse.span(*part) for part in parts]
    return Said(cue, resolver.resolve(cue.source) if cue.source is not None else None, content)


def _record(parse: Parse, one: Said, quotes: tuple[Span, ...]) -> Attribution:
    cue, source = one.cue, one.source
    content = tuple(sorted(one.content))
    mention = cue.source
    name = outlet = None
    outlet_span: Span | None = None
    if source is not None:
        name = _name(parse, source)
        outlet = outlet_name(parse, *source)
        outlet_span = parse.span(*source) if outlet else None
    if cue.outlet is not None:
        outlet = outlet_name(parse, *cue.outlet)
        outlet_span = parse.span(*cue.outlet) if outlet else None
    if outlet is not None and outlet_span is not None:
        at = parse.text.find(outlet, outlet_span.start, outlet_span.end)
        outlet_span = Span(at, at + len(outlet)) if at >= 0 else outlet_span
    direct = any(quotes_meeting(quotes, part) for part in content)
    return Attribution(
        source=parse.span(*source) if source else None,
        source_text=parse.words(*source) if source else None,
        source_first=source[0] if source else None,
        source_last=source[1] if source else None,
        name=name,
        outlet=outlet,
        outlet_span=outlet_span,
        cue=parse.span(cue.first, cue.last),
        cue_lemma=cue.lemma,
        content=content,
        stance=stance_of(parse, cue, source),
        direct=direct,
        sent=cue.sent,
        mention=parse.span(*mention) if mention else None,
        denied=denied_parts(parse, cue),
    )


def _name(parse: Parse, source: Range) -> str:
    first = source[0]
    if parse.tokens[first].lower in {"the", "a", "an"} and source[1] - first > 1:
        first += 1
    return parse.words(first, source[1])


def _with_outlets(found: list[Attribution]) -> list[Attribution]:
    """Pass an outlet on: to the same speaker in the same sentence, and to those an outlet reports on.

    "The minister was quoted by Interfax as saying ..." has two cues and one outlet; in "Reuters
    reported that police said ..." the police speak through Reuters.
    """
    by_sentence: dict[int, list[Attribution]] = {}
    for a in found:
        if a.outlet is not None and a.source is not None:
            by_sentence.setdefault(a.sent, []).append(a)
    out = list(found)
    for k, a in enumerate(found):
        if a.outlet is not None or a.source is None:
            continue
        for b in by_sentence.get(a.sent, ()):
            if b.source is None:
                continue
            through = b.outlet_span is not None and b.source.holds(b.outlet_span)
            inside = any(part.holds(a.cue) for part in b.content)
            if (b.source == a.source and not through) or (through and inside and b.source != a.source):
                out[k] = replace(a, outlet=b.outlet, outlet_span=b.outlet_span)
                break
    return out
