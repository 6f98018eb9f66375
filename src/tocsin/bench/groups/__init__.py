"""Joining of several reports on one incident, and the fused record, against annotated groups."""
