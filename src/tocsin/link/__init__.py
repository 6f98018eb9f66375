"""Which accounts of all reports tell of one incident, and why; which reports repeat another's text."""

from tocsin.link.around import Shelf, link_around
from tocsin.link.copies import Copies, Origin, Sketch, sketch, trace_around, trace_origins
from tocsin.link.explain import explain
from tocsin.link.keys import Keys, keys_of
from tocsin.link.linker import Linked, link
from tocsin.link.weights import Weights, load_weights, rule_weights

__all__ = [
    "Copies",
    "Keys",
    "Linked",
    "Origin",
    "Shelf",
    "Sketch",
    "Weights",
    "explain",
    "keys_of",
    "link",
    "link_around",
    "load_weights",
    "rule_weights",
    "sketch",
    "trace_around",
    "trace_origins",
]
