"""What analysts ask of the record: how a toll grew, tables over time, waves, comparison with others."""

from tocsin.analyse.compare import Comparison, compare
from tocsin.analyse.history import Step, steps
from tocsin.analyse.series import Point, series
from tocsin.analyse.tally import Row, tally
from tocsin.analyse.waves import Wave, waves, with_waves

__all__ = [
    "Comparison",
    "Point",
    "Row",
    "Step",
    "Wave",
    "compare",
    "series",
    "steps",
    "tally",
    "waves",
    "with_waves",
]
