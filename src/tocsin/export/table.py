"""The table a person reads: a block an incident, tolls by effect with who says so, the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tocsin.codebook import table as codebook_table
from tocsin.export import phrases
from tocsin.export.arrange import (
    SECTIONS,
    country_names,
    link_phrase,
    parts_below_wholes,
    sections,
    toll_notes,
)
from tocsin.records import Account, Reading, Report, Toll

_LABEL = 10  # columns of the label at the left, its blank included
_NARROWEST, _PAGE, _WIDEST = 40, 100, 120  # columns; a page is a file or a pipe
_QUOTE_LIMIT = 90  # characters of a quote that are shown
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")


class TableWriter:
    """Blocks for a terminal of ``width`` columns (None = the terminal's own, 100 where there is none).

    ``colour`` None = as the stream can; ``evidence`` shows the words that each value stands on.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        evidence: bool = True,
        colour: bool | None = None,
        width: int | None = None,
    ) -> None:
        self._stream = stream
        self._evidence = evidence
        self._console = Console(
            file=stream,
            highlight=False,
            markup=False,
            emoji=False,
            no_color=colour is False or None,
            force_terminal=colour,
        )
        width = width or (self._console.width if self._console.is_terminal else _PAGE)
        self._console.width = min(max(width, _NARROWEST), _WIDEST)
        self._first = True

    def write(self, reading: Reading) -> None:
        with self._console.capture() as captured:
            self._print(reading)
        lines = [line.rstrip() for line in captured.get().split("\n")]
        self._stream.write("\n".join(lines))

    def _print(self, reading: Reading) -> None:
        if not self._first:
            self._console.print()
        self._first = False
        self._head(reading.report)
        numbers = {a.id: f"#{n}" for n, a in enumerate(reading.accounts, 1)}
        parts = list(sections(reading.accounts))
        if not parts:
            self._console.print(Text("No incident found in it.", style="dim"))
        for title, accounts in parts:
            if len(parts) > 1 or title != SECTIONS[0][1]:
                self._console.print()
                self._console.print(Rule(Text(title, style="dim"), style="dim", align="left"))
            for account in accounts:
                self._block(account, numbers)
        self._issues(reading)

    def close(self) -> None:
        """Nothing follows the last block."""

    def _head(self, report: Report) -> None:
        self._console.print(Text(_clean(report.title or report.id), style="bold underline"))
        facts = [report.id] if report.title else []
        facts += [f for f in (report.outlet, report.url) if f]
        facts.append(
            f"published {phrases.days(report.published, report.published)}"
            if report.published
            else "no publication date"
        )
        self._console.print(Text(_clean(" · ".join(facts)), style="dim"))

    def _block(self, account: Account, numbers: Mapping[str, str]) -> None:
        self._console.print()
        head = Text(f"{numbers[account.id]} ", style="bold")
        head.append(phrases.plain(account.kind).upper(), style="bold cyan")
        if account.confidence:
            head.append(f"  confidence {account.confidence:.2f}", style="dim")
        if self._evidence:
            self._quote(head, "", account.trigger.text)
        self._console.print(head)
        grid = Table.grid(padding=0)
        grid.add_column(width=_LABEL, no_wrap=True)
        grid.add_column(ratio=1)
        for label, value in self._rows(account, numbers):
            grid.add_row(Text(label, style="green"), value)
        self._console.print(Padding(grid, (0, 0, 0, 2), expand=False))

    def _rows(self, account: Account, numbers: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
        when = account.when
        yield "when", self._value(phrases.date(when), when.text if when else None)
        places = phrases.place_lines(account.where, country_names(account))
        quotes = _distinct(p.text for p in account.where)
        for n, line in enumerate(places or ["no place stated"]):
            yield "" if n else "where", self._value(line, *(quotes if n == len(places) - 1 else ()))
        for n, perpetrator in enumerate(account.perpetrators):
            yield "" if n else "by", self._value(phrases.by_whom(perpetrator), perpetrator.text)
        yield from self._list("against", ((t.name, t.text) for t in account.targets))
        yield from self._list("with", ((phrases.plain(w.name), w.text) for w in account.weapons))
        for effect in codebook_table("effects"):
            tolls = [t for t in account.tolls if t.effect == effect]
            for n, (toll, depth) in enumerate(parts_below_wholes(tolls)):
                yield "" if n else effect, self._toll(toll, depth, account)
        for n, person in enumerate(account.persons):
            age = f", {person.age}" if person.age is not None else ""
            yield "" if n else "named", self._value(f"{person.name}{age} ({person.effect})", person.text)
        for n, link in enumerate(account.links):
            yield "" if n else "linked", self._value(link_phrase(link, numbers), link.text)

    def _list(self, label: str, values: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, Text]]:
        line = Text()
        for name, quote in values:
            if line:
                line.append("; ")
            line.append(_clean(name))
            if self._evidence:
                self._quote(line, name, quote)
        if line:
            yield label, line

    def _toll(self, toll: Toll, depth: int, account: Account) -> Text:
        line = Text("  " * depth + ("of them " if depth else ""))
        gone, notes = toll_notes(toll, account.tolls)
        line.append(phrases.figure(toll), style="strike" if gone else "bold")
        for text in (phrases.who(toll), "in all" if toll.whole else ""):
            if text:
                line.append(f" {_clean(text)}")
        if notes:
            line.append(f" ({_clean(', '.join(notes))})", style="yellow")
        speakers = phrases.all_say(toll)
        if speakers:
            line.append(f", {_clean(speakers)}", style="magenta")
        if self._evidence:
            self._quote(line, "", toll.text)
        return line

    def _value(self, text: str, *quotes: str | None) -> Text:
        line = Text(_clean(text))
        if self._evidence:
            for quote in quotes:
                self._quote(line, text, quote)
        return line

    def _quote(self, line: Text, said: str, quote: str | None) -> None:
        """Append the words in dim quotes, unless the value shows them already."""
        shown = _clean(quote or "")
        if shown and shown.lower() not in _clean(said).lower():
            if len(shown) > _QUOTE_LIMIT:
                shown = shown[: _QUOTE_LIMIT - 1].rstrip() + "…"
            line.append(f" “{shown}”", style="dim")

    def _issues(self, reading: Reading) -> None:
        if reading.issues:
            self._console.print()
        for issue in reading.issues:
            line = Text("note: ", style="yellow")
            line.append(_clean(issue.message), style="default")
            if self._evidence and issue.span:
                self._quote(line, issue.message, issue.span.of(reading.report.text))
            self._console.print(line)


def _distinct(quotes: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(q for q in quotes if q))


def _clean(text: str) -> str:
    """One line without characters that would move the cursor, ring, colour or turn the writing round."""
    return _BLANKS.sub(" ", _UNSAFE.sub("�", text.replace("\n", " ").replace("\r", " "))).strip()
