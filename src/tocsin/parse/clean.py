"""Text as the parser should see it: the same length, stray marks blanked, so that no offset moves."""

from __future__ import annotations

import re

_OPEN = {"(": ")", "[": "]"}
_CLOSE = {")": "(", "]": "["}
# "(FDS). ) and": a full stop, a stray closing bracket, then a sentence that goes on.
_STOP_BEFORE_STRAY = re.compile(r"[.!?](?=\s*$)")
_ENTRY = re.compile(r"[-–—•*▪‣·]\s|\d{1,2}[.)]\s")  # a line that opens like an entry of a list
_SENTENCE_END = tuple(".!?:;\"'”’»)…")
_LONGEST_RUN = 2500  # characters without a full stop: no prose; cut, so that no sentence is endless
_ENDLESS = re.compile(rf"[^.!?\n]{{{_LONGEST_RUN},}}")
_STRETCH = re.compile(rf"(?<=\s)\S[^\n]{{0,{_LONGEST_RUN}}}")  # from the beginning of a word
_WRAPPED_LINE = 60  # characters: a line this long without a full stop was wrapped by a machine


def blank_stray_brackets(text: str) -> str:
    """Replace brackets without a partner in their paragraph by blanks.

    A stray bracket splits a sentence in every segmenter tried. A full stop right before a stray
    closing bracket goes with it when the sentence runs on in lower case.
    """
    if not any(c in text for c in "()[]"):
        return text
    out = list(text)
    stack: list[int] = []
    for i, c in enumerate(text):
        if c == "\n" and i + 1 < len(text) and text[i + 1] == "\n":
            for j in stack:
                out[j] = " "
            stack = []
        elif c in _OPEN:
            stack.append(i)
        elif c in _CLOSE:
            if stack and text[stack[-1]] == _CLOSE[c]:
                stack.pop()
                continue
            out[i] = " "
            rest = text[i + 1 :].lstrip()
            stop = _STOP_BEFORE_STRAY.search(text[max(0, i - 3) : i])
            if stop and rest[:1].islower():
                out[max(0, i - 3) + stop.start()] = " "
    for j in stack:
        out[j] = " "
    return "".join(out)


def paragraph_starts(text: str) -> frozenset[int]:
    """Offsets at which a new paragraph (and so a new sentence) begins.

    A blank line always breaks. A single line end breaks unless the line was wrapped: the next line
    goes on in lower case, or the text has blank lines too and this one is long and ends without
    closing punctuation. A run of 2,500 characters without any full stop is broken too.
    """
    has_blank_lines = "\n\n" in text or "\n \n" in text
    starts: set[int] = set()
    line_start = 0
    for match in re.finditer(r"\r?\n(?:[ \t\r]*\n)*[ \t]*", text):
        end = match.end()
        line = text[line_start : match.start()].rstrip()
        blank = match.group().count("\n") > 1
        wrapped = text[end : end + 1].islower() or (
            has_blank_lines and len(line) > _WRAPPED_LINE and not line.endswith(_SENTENCE_END)
        )
        if end < len(text) and (blank or not wrapped or _ENTRY.match(text, end)):
            starts.add(end)
        line_start = end
    for run in _ENDLESS.finditer(text):
        starts.update(m.start() for m in _STRETCH.finditer(text, run.start() + _LONGEST_RUN, run.end()))
    return frozenset(starts)
