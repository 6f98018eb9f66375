"""Linking: which accounts, of all reports, tell of one incident, and why."""
