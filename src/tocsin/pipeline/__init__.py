"""The pipeline: reports in, readings out."""

from tocsin.pipeline.reader import Reader

__all__ = ["Reader"]
