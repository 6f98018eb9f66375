"""Fusing: one incident from the accounts that tell of it, one documented rule a field."""
