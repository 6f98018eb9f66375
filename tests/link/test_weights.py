"""Weights: the shipped ones, a file of one's own, its faults, the waterfall they make, and learning them."""

from __future__ import annotations

import datetime as dt
import os
from importlib.resources import files

import pytest
from link_cases import collected, verdict

from tocsin.codebook import table
from tocsin.errors import DataError, UsageError
from tocsin.link import explain, link, load_weights, rule_weights
from tocsin.link.learn import ENOUGH, learn_weights, weights_toml
from tocsin.link.weights import LEVELS

SHIPPED = files("tocsin.link").joinpath("weights.toml").read_text("utf-8")


def test_the_waterfall_names_the_features_of_the_codebook_and_sums_to_the_score():
    one = collected("a#1", killed=[29], targets=["pupils"], perpetrators=["Indian Mujahideen"])
    two = collected("b#1", killed=[29, 45], targets=["students"], day=dt.date(2008, 7, 26))
    pair = explain(one, two)
    assert [part.feature for part in pair.parts] == list(LEVELS) == list(table("link_features"))
    assert pair.score == pytest.approx(sum(part.weight for part in pair.parts))
    shown = {part.feature: (part.left, part.right, part.weight) for part in pair.parts}
    assert shown["killed"] == ("29", "29, 45", rule_weights().of("killed", "same_many"))
    assert shown["target"] == ("pupils", "students", rule_weights().of("target", "same"))
    assert explain(two, one).score == pair.score


def test_a_file_of_ones_own_decides(tmp_path):
    strict = tmp_path / "strict.toml"
    strict.write_text(SHIPPED.replace("linked = 0.0", "linked = 50.0"))
    accounts = [collected("a#1"), collected("b#1")]
    assert len(link(accounts).clusters) == 1
    assert len(link(accounts, weights=load_weights(strict)).clusters) == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[place]", "[place", "is no TOML"),
        ("same_town = 4.0", "same_village = 4.0", r"\[place\] needs a number for each of unknown, same_town"),
        ("same_town = 4.0", 'same_town = "much"', r"\[place\] needs a number"),
        ("linked = 0.0", "", r"\[limits\] needs a number for linked"),
    ],
)
def test_a_broken_file_says_what_it_misses(tmp_path, old, new, says):
    broken = tmp_path / "w.toml"
    broken.write_text(SHIPPED.replace(old, new, 1))
    with pytest.raises(DataError, match=says):
        load_weights(broken)


def test_too_few_verdicts_leave_the_rule():
    with pytest.raises(UsageError, match=f"learned from {ENOUGH} pairs .* and there are 1;"):
        learn_weights([collected("a#1"), collected("b#1")], [verdict("merge", ["a#1", "b#1"])])


def test_verdicts_teach_what_a_level_is_worth(tmp_path):
    """An archive where accounts of one incident never share a target's words, and figures always do."""
    try:
        import splink  # noqa: F401
    except ModuleNotFoundError:
        assert not os.environ.get("TOCSIN_NO_SKIP"), (
            "splink is not installed, and TOCSIN_NO_SKIP forbids the skip"
        )
        pytest.skip("splink is not installed")
    accounts, verdicts = [], []
    for n in range(120):
        day = dt.date(2008, 1, 1) + dt.timedelta(days=n)
        names = [f"r{n}a#1", f"r{n}b#1", f"r{n}c#1"]
        people = (["pupils"], ["soldiers"], ["miners"])
        accounts += [
            collected(name, day=day, killed=[3 + n % 5], targets=who)
            for name, who in zip(names, people, strict=True)
        ]
        verdicts.append(verdict("merge", names, name=f"v{n}"))
    learned = learn_weights(accounts, verdicts)
    rule = rule_weights()
    assert learned.of("target", "type") > rule.of("target", "type") + 0.5
    assert learned.of("date", "same_day") > 0 > learned.of("date", "next_day")
    assert learned.of("place", "abroad") == rule.of("place", "abroad")
    own = tmp_path / "learned.toml"
    own.write_text(weights_toml(learned))
    assert load_weights(own).of("killed", "same_some") == pytest.approx(
        learned.of("killed", "same_some"), abs=0.01
    )
