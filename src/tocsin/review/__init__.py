"""Deciding: merge, split, set, confirm, discount, undo; each writes one verdict."""
