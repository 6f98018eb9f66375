"""What the quick loader leaves out changes no parse: token for token the same as spaCy's own pipeline."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tocsin.errors import MissingPart
from tocsin.parse.attributes import quick_ruler
from tocsin.parse.pinned_model import quick_model
from tocsin.parse.spacy_model import DEFAULT_MODEL, load_model
from tocsin.parse.spacy_parser import SpacyParser

TEXTS = (
    "At least seven people were killed in Baghdad on Thursday, U.S. officials said.",
    "There were 30 dead, and there's more: let's go, you all. He's gonna surrender; c'mon!",
    "It wo n't hold. The army did it, having had what it had. That is what that man said.",
    "  Two spaces first.\tA tab.  The fighters,   who fled  in 2014 , do n't talk.",
    "Gunmen stormed a market in Maiduguri, killing 12 and abducting at least 40 girls, a witness told AFP.",
    "(Reuters) - \u201cWe saw nothin\u2019,\u201d the driver, 41, said of Monday\u2019s 8:30 pm blast.",
    "OK",
    "",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_spacys_own_pipeline(plain: Language, parser: SpacyParser, text: str) -> None:
    (parse,) = parser.parse([text])
    doc = plain(text)
    ours = [(t.start, t.text, t.lower, t.lemma, t.pos, t.tag, t.dep, t.head) for t in parse.tokens]
    theirs = [(t.idx, t.text, t.lower_, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.head.i) for t in doc]
    assert ours == theirs
    assert [(s.first, s.last) for s in parse.sentences] == [(s.start, s.end) for s in doc.sents]
    for token, other in zip(parse.tokens, doc, strict=True):
        assert token.ent in (other.ent_type_, "ACTOR")


@pytest.mark.parametrize("text", TEXTS)
def test_the_remembered_ruler_says_what_the_ruler_says(plain: Language, text: str) -> None:
    before = plain.pipeline[: plain.pipe_names.index("attribute_ruler")]
    ruler = plain.get_pipe("attribute_ruler")
    quick = quick_ruler(ruler)

    def annotate(step: Callable[[Doc], Doc]) -> list[tuple[str, str, str, str, str]]:
        doc = plain.make_doc(text)
        for _, component in before:
            doc = component(doc)
        return [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in step(doc)]

    assert annotate(quick) == annotate(ruler)
    assert annotate(quick) == annotate(ruler)  # now from memory


def test_a_paragraph_begins_a_sentence(parser: SpacyParser) -> None:
    (parse,) = parser.parse(["Bombs in Mosul\n\nTwo bombs went off near a market\n\nPolice closed the road"])
    starts = [parse.tokens[s.first].text for s in parse.sentences]
    assert starts == ["Bombs", "Two", "Police"]
    assert [s.paragraph for s in parse.sentences] == [0, 1, 2]


def test_the_command_line_of_spacy_can_still_be_imported() -> None:
    program = (
        "import sys, warnings; warnings.simplefilter('ignore')\n"
        "from tocsin.parse.spacy_model import load_model\n"
        "load_model()\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "import spacy\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "import spacy.cli\n"
        "assert callable(spacy.cli.download)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_missing_model_names_the_remedy() -> None:
    with pytest.raises(
        MissingPart, match=r"'en_no_such_model' is not installed; run: pip install en-no-such"
    ):
        load_model("en_no_such_model")


def test_a_special_case_that_comes_late_changes_nothing_before_or_after(plain: Language) -> None:
    quick = quick_model(DEFAULT_MODEL)
    assert quick is not None
    texts = [
        f"{text} {more}" for text in TEXTS for more in ("", "I can't, we'll see at 5 a . m . : -)", "Ima go.")
    ]
    for text in texts:
        ours = [(t.text, t.idx, t.norm_) for t in quick.make_doc(text)]
        assert ours == [(t.text, t.idx, t.norm_) for t in plain.make_doc(text)]


def test_every_label_of_the_quick_model_has_its_string() -> None:
    quick = quick_model(DEFAULT_MODEL)
    assert quick is not None
    labels = [label for _, step in quick.pipeline for label in getattr(step, "labels", ())]
    assert len(labels) > 100
    assert all(label in quick.vocab.strings for label in labels)


def test_a_package_that_is_no_such_model_is_left_to_spacy() -> None:
    assert quick_model("json") is None
    assert quick_model("no_such_package_at_all") is None
