"""What a date is reckoned from: the publication date, the section's date, the date under discussion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.records import Parse, Span
from tocsin.records.time import TimeMention

_NARRATIVE_YEARS = 2  # explicit years this far back (median) make a text a history, not news
_NARRATIVE_MIN = 4
_RECENT = 7  # days: a clock alone belongs to a day told of just now, not to a date of the background


@dataclass(slots=True)
class Context:
    """The anchors at one point of the text; the reader moves them along.

    ``now`` is the publication date or the date of the section; ``then`` the last dated stretch of
    the running text (``then_day`` the last one of a single day or night).
    """

    parse: Parse
    published: dt.date | None
    narrative: bool
    now: dt.date | None
    now_span: Span | None = None
    then: tuple[dt.date, dt.date] | None = None
    then_span: Span | None = None
    then_day: dt.date | None = None
    then_day_span: Span | None = None
    then_sent: int = -1
    quarter: int | None = None  # the last quarter named, as year * 4 + number - 1
    quarter_sent: int = -1

    def base(self, anchor: str | None, sent: int) -> tuple[dt.date | None, Span | None]:
        """The day that ``now`` or ``then`` stands for in sentence ``sent``."""
        if anchor == "then" or self.narrative:
            if self.then_day is not None and (self.narrative or self._near(sent)):
                return self.then_day, self.then_day_span
            if self.narrative and self.then is not None:
                return self.then[0], self.then_span
        return self.now, self.now_span

    def near_by(self, sent: int) -> bool:
        """Whether a day was named in sentence ``sent`` or the two before it."""
        if self.then_day is None or not 0 <= sent - self.then_sent <= 2:
            return False
        sentences = self.parse.sentences
        if sentences[sent].paragraph == sentences[self.then_sent].paragraph or self.now is None:
            return True
        return abs((self.then_day - self.now).days) <= _RECENT

    def _near(self, sent: int) -> bool:
        """Whether the last day named still rules sentence ``sent``: the same paragraph or the one before."""
        sentences = self.parse.sentences
        if not 0 <= self.then_sent < len(sentences):
            return False
        return sentences[sent].paragraph - sentences[self.then_sent].paragraph <= 1

    def note(self, stretch: tuple[dt.date, dt.date], span: Span, sent: int) -> None:
        """Remember a dated stretch as the date under discussion."""
        self.then, self.then_span = stretch, span
        if (stretch[1] - stretch[0]).days <= 1:
            if stretch[1] == self.now:  # overnight: what follows is told from the morning
                stretch = (stretch[1], stretch[1])
            self.then_day, self.then_day_span, self.then_sent = stretch[0], span, sent
        elif self.narrative:
            self.then_day = None


def is_narrative(mentions: Sequence[TimeMention], published: dt.date | None) -> bool:
    """A text without a publication date to count from, or one that mostly tells of years long past.

    News counts back from its own day. A history names years and goes on from each; there "in May"
    is the May of the year under discussion.
    """
    years = sorted(m.year for m in mentions if m.year is not None and m.shape == "date")
    if published is None:
        return bool(years)
    if len(years) < _NARRATIVE_MIN:
        return False
    deictic = sum(1 for m in mentions if m.anchor == "now" or (m.weekday is not None and m.day is None))
    old = published.year - years[len(years) // 2]
    return old >= _NARRATIVE_YEARS and len(years) > 2 * deictic
