"""Imports: what people changed in a workbook becomes verdicts, rows of other data sets become accounts."""
