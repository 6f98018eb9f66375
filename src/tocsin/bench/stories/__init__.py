"""Which articles report one event: clustering whole documents, the secondary measure of linking."""
