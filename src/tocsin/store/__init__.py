"""The store: reports, accounts, verdicts and incidents in SQLite or PostgreSQL behind one face."""
