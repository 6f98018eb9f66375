"""The command line: arguments to public functions, nothing else."""

from tocsin.cli.app import main

__all__ = ["main"]
