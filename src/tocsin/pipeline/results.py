"""What reading gives, as lists that a notebook shows with the words each value stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tocsin.ingest import InputFailure
from tocsin.records import Account, Reading

_MOST = 20  # readings that a notebook shows; more would be a page, for which there is --format html


class Accounts(list[Account]):
    """The accounts of one report: a list, with the reading they come from."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.accounts)
        self.reading = reading

    def _repr_html_(self) -> str:
        from tocsin.export.page.fragment import fragment

        return fragment([self.reading])


class Readings(list[Reading]):
    """The readings of many reports: a list; ``failures`` are the inputs that could not be read."""

    def __init__(self, readings: Iterable[Reading], failures: Sequence[InputFailure] = ()) -> None:
        super().__init__(readings)
        self.failures = tuple(failures)

    def _repr_html_(self) -> str:
        from tocsin.export.page.fragment import fragment

        notes = [failure.sentence for failure in self.failures]
        if len(self) > _MOST:
            notes.insert(0, f"{len(self):,} reports, of which the first {_MOST} are shown.")
        return fragment(self[:_MOST], notes)
