"""Places and actors: compact indexes, opened once."""

from tocsin.gazetteer.places import Entry, Gazetteer, open_gazetteer

__all__ = ["Entry", "Gazetteer", "open_gazetteer"]
