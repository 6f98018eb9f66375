"""Readings against annotated reports: alignment, fields, tolls, speakers, invention, grounding, IRS.

The figures are those of the scorer that comes with the corpus, to the last digit: incidents are
aligned one to one, fields are judged on aligned pairs, tolls by strict agreement, and the headline
(IRS, 0-100) is the mean share of each incident's record that is right, times precision.
"""

from __future__ import annotations

from tocsin.bench.reports.floors import gate
from tocsin.bench.reports.run import ReportScores, bench_reports, score_answers
from tocsin.bench.reports.show import error_lines, renderable

__all__ = ["ReportScores", "bench_reports", "error_lines", "gate", "renderable", "score_answers"]
