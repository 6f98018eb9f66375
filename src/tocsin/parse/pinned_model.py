"""The pinned small model, put together by hand in half the time that ``spacy.load`` takes.

``spacy.load`` reads a configuration, checks it against schemas and looks every part up among the
entry points of all installed packages; for the one model whose parts are known, the parts are made
here and filled from the model's own files. The 1,300 special cases of the tokenizer wait until a
text holds one. The parse is the same token for token: a test holds it. A model of other parts goes
to ``spacy.load``.
"""

from __future__ import annotations

import configparser
import importlib.util
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Component = Callable[["Doc"], "Doc"]

# What the makers below know how to build: section of config.cfg -> value of a key.
_KNOWN = {
    ("nlp", "lang"): "en",
    ("components.tok2vec.model", "@architectures"): "spacy.Tok2Vec.v2",
    ("components.tok2vec.model.embed", "@architectures"): "spacy.MultiHashEmbed.v2",
    ("components.tok2vec.model.encode", "@architectures"): "spacy.MaxoutWindowEncoder.v2",
    ("components.tagger.model", "@architectures"): "spacy.Tagger.v2",
    ("components.tagger.model.tok2vec", "@architectures"): "spacy.Tok2VecListener.v1",
    ("components.parser.model", "@architectures"): "spacy.TransitionBasedParser.v2",
    ("components.parser.model.tok2vec", "@architectures"): "spacy.Tok2VecListener.v1",
    ("components.ner.model", "@architectures"): "spacy.TransitionBasedParser.v2",
    ("components.ner.model.tok2vec", "@architectures"): "spacy.Tok2Vec.v2",
    ("components.ner.model.tok2vec.embed", "@architectures"): "spacy.MultiHashEmbed.v2",
    ("components.ner.model.tok2vec.encode", "@architectures"): "spacy.MaxoutWindowEncoder.v2",
    ("components.lemmatizer", "mode"): "rule",
    ("components.lemmatizer", "overwrite"): False,
    ("components.attribute_ruler", "validate"): False,
}
_ORDER = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]

# After so many texts the remaining special cases are added at once: looking for them costs more than they do.
_LOOKED_FOR_IN = 16


class Pipeline:
    """A tokenizer and the components that follow it, in order; what a reader needs of ``Language``."""

    def __init__(
        self, vocab: Vocab, tokenizer: Callable[[str], Doc], pipeline: list[tuple[str, Component]]
    ) -> None:
        self.vocab = vocab
        self.make_doc = tokenizer
        self.pipeline = pipeline


def quick_model(package: str) -> Pipeline | None:
    """The model of an installed package; None when it is not there or not of the known parts."""
    folder = _folder(package)
    if folder is None:
        return None
    config = _Config(folder / "config.cfg")
    if not config.known():
        return None
    return _make(folder, config)


def _folder(package: str) -> Path | None:
    """Where the package keeps its model: the one folder with a ``config.cfg``."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    found = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
    return found[0].parent if len(found) == 1 else None


class _Config:
    """``config.cfg``: sections of JSON values, where ``${section:key}`` stands for another value."""

    def __init__(self, path: Path) -> None:
        self._raw = configparser.RawConfigParser(delimiters=("=",))
        self._raw.optionxform = str  # type: ignore[assignment, method-assign]
        self._raw.read(path, encoding="utf-8")

    def get(self, section: str, key: str) -> Any:
        """One value; None where there is none."""
        raw = self._raw.get(section, key, fallback="null")
        if raw.startswith("${"):
            return self.get(*raw[2:-1].rsplit(":", 1))
        return json.loads(raw)

    def known(self) -> bool:
        """Whether the model is of the parts that are built here."""
        disabled = self.get("nlp", "disabled") or []
        order = [name for name in self.get("nlp", "pipeline") or [] if name not in disabled]
        return order == _ORDER and all(self.get(*key) == value for key, value in _KNOWN.items())


def _make(folder: Path, config: _Config) -> Pipeline:
    from spacy.lang.en import English
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.ml.models.tagger import build_tagger_model
    from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer, Tagger
    from spacy.pipeline.tok2vec import Tok2Vec, Tok2VecListener
    from spacy.vocab import create_vocab

    vocab = create_vocab("en", English.Defaults)
    vocab.from_disk(folder / "vocab", exclude=["strings"])
    listeners: dict[str, Any] = {
        name: Tok2VecListener("tok2vec", config.get("components.tok2vec.model.encode", "width"))
        for name in ("tagger", "parser")
    }
    shared = Tok2Vec(vocab, _tok2vec(config, "components.tok2vec.model"))
    made: list[tuple[str, Any]] = [
        ("tok2vec", shared),
        ("tagger", Tagger(vocab, build_tagger_model(listeners["tagger"], normalize=False))),
        (
            "parser",
            DependencyParser(
                vocab,
                _transitions(config, "parser", listeners["parser"]),
                update_with_oracle_cut_size=100,
                min_action_freq=config.get("components.parser", "min_action_freq"),
                learn_tokens=config.get("components.parser", "learn_tokens"),
            ),
        ),
        ("attribute_ruler", AttributeRuler(vocab)),
        ("lemmatizer", EnglishLemmatizer(vocab, None, mode="rule", overwrite=False)),
        (
            "ner",
            EntityRecognizer(
                vocab,
                _transitions(config, "ner", _tok2vec(config, "components.ner.model.tok2vec")),
                update_with_oracle_cut_size=100,
            ),
        ),
    ]
    for name, component in made:
        component.from_disk(folder / name, exclude=["vocab"])
    for name, listener in listeners.items():
        shared.add_listener(listener, name)
    return Pipeline(vocab, _LateTokenizer(vocab, folder / "tokenizer"), made)


def _tok2vec(config: _Config, section: str) -> Any:
    from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model

    embed, encode = (f"{section}.{part}" for part in ("embed", "encode"))
    return build_Tok2Vec_model(
        MultiHashEmbed(
            **{k: config.get(embed, k) for k in ("width", "attrs", "rows", "include_static_vectors")}
        ),
        MaxoutWindowEncoder(
            **{k: config.get(encode, k) for k in ("width", "depth", "window_size", "maxout_pieces")}
        ),
    )


def _transitions(config: _Config, name: str, tok2vec: Any) -> Any:
    from spacy.ml.models.parser import build_tb_parser_model

    keys = ("state_type", "extra_state_tokens", "hidden_width", "maxout_pieces", "use_upper")
    return build_tb_parser_model(tok2vec, **{k: config.get(f"components.{name}.model", k) for k in keys})


class _LateTokenizer:
    """The model's tokenizer, whose special cases ("don't" = "do" + "n't") come when a text holds one.

    A special case can only apply where its characters stand in the text, blanks aside, and what it sets
    it sets on the tokens it makes there, never on the words of the vocabulary.
    """

    def __init__(self, vocab: Vocab, path: Path) -> None:
        import srsly
        from spacy.tokenizer import Tokenizer

        data = srsly.msgpack_loads(path.read_bytes())
        cases: Mapping[str, list[dict[int, str]]] = data["exceptions"]
        self._tokenizer: Tokenizer = Tokenizer(vocab)
        self._tokenizer.from_bytes(srsly.msgpack_dumps({**data, "exceptions": {}}))
        self._pending = {text: ("".join(text.split()), pieces) for text, pieces in sorted(cases.items())}
        self._texts = 0

    def __call__(self, text: str) -> Doc:
        if self._pending:
            self._texts += 1
            bare = "".join(text.split())
            due = [
                case
                for case, (form, _) in self._pending.items()
                if self._texts > _LOOKED_FOR_IN or form in bare
            ]
            for case in due:
                self._tokenizer.add_special_case(case, self._pending.pop(case)[1])
        doc: Doc = self._tokenizer(text)
        return doc
