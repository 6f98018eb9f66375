"""Tocsin reads news reports of armed conflict and keeps the incident record."""

__version__ = "0.1.0"
