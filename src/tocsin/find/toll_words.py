"""Effect words: the lexicon that says which words count the killed, the hurt, the taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tocsin.codebook import words


@dataclass(frozen=True, slots=True)
class Effects:
    object: dict[str, str]
    subject: dict[str, str]
    state: dict[str, str]
    count: dict[str, str]
    event: dict[str, str]
    not_people: frozenset[str]
    happened: frozenset[str]  # verbs whose infinitive took place: "managed to free"
    forms: dict[str, str]  # inflected forms of the verbs of ``object`` that the tagger may take for nouns
    phrasal: dict[str, tuple[tuple[str, str], ...]]  # verb -> (companion word, effect)
    told: dict[str, str]  # "the dead" -> killed
    total: dict[str, str]  # nouns whose figure follows them: "put the dead at 39"
    weak: dict[str, str]  # verbs that count people only where a number says how many


def _facilities() -> frozenset[str]:
    places = (c["words"] for c in words("parties")["classes"].values() if c["type"] == "facility")
    return frozenset(w.lower() for ws in places for w in ws if " " not in w)


@cache
def effects() -> Effects:
    tables: dict[str, dict[str, str]] = {k: {} for k in ("object", "subject", "state", "count", "event")}
    data = words("effects")
    special = ("not_people", "happened", "phrasal", "told", "total", "weak", "attackers")
    for effect, forms in data.items():
        if effect not in special:
            for form, lemmas in forms.items():
                for lemma in lemmas:
                    tables[form].setdefault(lemma, effect)
    inflected: dict[str, str] = {}
    for lemma, effect in tables["object"].items():
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        inflected |= {stem + "ing": effect, stem + "ed": effect, lemma: effect, lemma + "s": effect}
    phrasal: dict[str, tuple[tuple[str, str], ...]] = {}
    for effect, pairs in data["phrasal"].items():
        for pair in pairs:
            verb, companion = pair.split()
            phrasal[verb] = (*phrasal.get(verb, ()), (companion, effect))
    return Effects(
        **tables, not_people=frozenset(data["not_people"]["nouns"]) | _facilities(),
        happened=frozenset(data["happened"]["verbs"]),
        forms=inflected, phrasal=phrasal, **{
            name: {w: e for e, ws in data[name].items() for w in ws} for name in ("told", "total", "weak")
        },
    )  # fmt: skip


@cache
def figure_words() -> dict[str, frozenset[str]]:
    """Word sets of ``figures.toml`` by "table.key" ("phrase.zero")."""
    return {f"{t}.{k}": frozenset(v) for t, keys in words("figures").items() for k, v in keys.items()}


@cache
def group_sizes() -> dict[str, int]:
    """How many people a noun names by itself ("a couple", "a trio")."""
    sizes: dict[str, int] = words("numbers")["exact_words"]
    return {word: size for word, size in sizes.items() if word not in ("single", "both")}


@cache
def person_nouns() -> frozenset[str]:
    """Nouns that name people, from the classes of parties: "soldier", "villager", "nun"."""
    heads = {
        w.split()[-1].lower()
        for c in words("parties")["classes"].values()
        if c["type"] != "facility"
        for w in c["words"]
    }
    return frozenset(heads | set(words("effects")["not_people"]["people"]))
