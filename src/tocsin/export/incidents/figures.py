"""From bounds that may be open to the whole numbers that other layouts ask for, noting what was chosen."""

from __future__ import annotations

from typing import NamedTuple

from tocsin.records.incident import Bounds, EffectToll, Incident


class Deaths(NamedTuple):
    """Whole numbers for a layout that knows no open end; ``best`` is the sum of the four.

    ``low <= best <= high`` always. ``notes`` are keys of the ``status`` table of ``exports/ged.toml``.
    """

    side_a: int
    side_b: int
    civilians: int
    unknown: int
    low: int
    high: int
    notes: tuple[str, ...]

    @property
    def best(self) -> int:
        """The sum of the four groups."""
        return self.side_a + self.side_b + self.civilians + self.unknown


def toll_of(incident: Incident, effect: str) -> EffectToll | None:
    """All that is said of one effect, or None."""
    return next((toll for toll in incident.toll if toll.effect == effect), None)


def one_number(bounds: Bounds | None) -> int:
    """The best figure, else the lowest; 0 where nothing is said."""
    if bounds is None:
        return 0
    return bounds.best if bounds.best is not None else bounds.low or 0


def deaths(incident: Incident, one_sided: bool) -> Deaths | None:
    """The killed in four groups; None where nothing is said of killed.

    ``one_sided``: the attackers' own dead are no deaths of the event and nobody dies on a side b;
    those counted there are of unknown standing.
    """
    toll = toll_of(incident, "killed")
    if toll is None:
        return None
    notes: list[str] = []
    groups = toll.by_group
    side_a, side_b = one_number(groups.side_a), one_number(groups.side_b)
    civilians, unknown = one_number(groups.civilians), one_number(groups.unknown)
    total = toll.best if toll.best is not None else toll.low or 0
    if toll.best is None:
        notes.append("no_best")
    known = side_a + side_b + civilians + unknown
    if known < total:  # what no group accounts for is of unknown standing
        unknown += total - known
    elif known > total:
        notes.append("parts")
    low, high = toll.low or 0, toll.high
    if one_sided:
        own = side_a
        if own:
            notes.append("own_dead")
        low, high = max(0, low - own), None if high is None else max(0, high - own)
        side_a, side_b, unknown = 0, 0, unknown + side_b
    best = side_a + side_b + civilians + unknown
    if high is None:
        notes.append("open_high")
    return Deaths(side_a, side_b, civilians, unknown, min(low, best), max(high or 0, best, low), tuple(notes))
