"""The parts of scripts/fuzz_readers.py: sound files, ways to spoil them, laws that hold for any bytes."""
