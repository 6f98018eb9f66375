"""What every reader of tolls works with: the parse, its people, the ledger and the words of harm."""

from __future__ import annotations

from tocsin.find.toll_ledger import Ledger
from tocsin.find.toll_people import PeopleReader
from tocsin.find.toll_words import effects, figure_words
from tocsin.records import Parse


class TollReader:
    """Figures of one parse, found by one kind of wording and entered in the ``ledger`` they all share."""

    def __init__(self, parse: Parse, folk: PeopleReader, ledger: Ledger) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._folk = folk
        self._tree = folk.tree
        self._ledger = ledger
        self._effects = effects()
        self._words = figure_words()
