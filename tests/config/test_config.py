"""Settings: what counts before what, where each value comes from, and a sentence for what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tocsin.cli import main
from tocsin.cli.app import app
from tocsin.cli.settings import default_map
from tocsin.config import KEYS, load_config
from tocsin.config.keys import _format, _order
from tocsin.errors import UsageError
from tocsin.export import FORMATS
from tocsin.ingest import FIELDS, ORDERS

NOTHING: Mapping[str, str] = {}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder and a working folder, both empty; the working folder is the current one."""
    (tmp_path / "own/tocsin").mkdir(parents=True)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "own"))
    for key in (*(k.variable for k in KEYS.values()), "TOCSIN_CONFIG"):
        monkeypatch.delenv(key, raising=False)
    return tmp_path


def test_nothing_is_set_by_itself(home: Path) -> None:
    assert home.is_dir()
    config = load_config()
    assert (config.settings, config.files) == ({}, ())
    assert config.get("store") is None


def test_environment_before_working_folder_before_own_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "own/tocsin/config.toml").write_text('store = "own.db"\nuser = "own"\nwidth = 80\nquiet = true\n')
    (home / "work/tocsin.toml").write_text('store = "work.db"\nuser = "work"\n')
    monkeypatch.setenv("TOCSIN_STORE", "env.db")
    monkeypatch.setenv("TOCSIN_EVIDENCE", "no")
    config = load_config()
    own = str(home / "own/tocsin/config.toml")
    assert {name: (s.value, s.source) for name, s in config.settings.items()} == {
        "store": ("env.db", "TOCSIN_STORE"),
        "user": ("work", "tocsin.toml"),
        "evidence": (False, "TOCSIN_EVIDENCE"),
        "width": (80, own),
        "quiet": (True, own),
    }
    assert [str(path) for path in config.files] == ["tocsin.toml", own]


def test_a_named_file_stands_for_both(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "own/tocsin/config.toml").write_text('user = "own"')
    (home / "work/tocsin.toml").write_text('user = "work"')
    (home / "named.toml").write_text('map = { text = "Article", published = "Day" }')
    for config in (
        load_config(home / "named.toml"),
        load_config(environment={"TOCSIN_CONFIG": "../named.toml"}),
    ):
        assert config.get("map") == "text=Article,published=Day"
        assert config.get("user") is None
    monkeypatch.setenv("TOCSIN_CONFIG", "../named.toml")
    assert main(["--config", "tocsin.toml", "config"]) == 0
    assert load_config(Path("tocsin.toml")).get("user") == "work"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('\ncolur = true', "tocsin.toml line 2: 'colur' is no setting; did you mean 'colour'?"),
        ("xyz = 1", "tocsin.toml line 1: 'xyz' is no setting; known are store, user, outlet, dates, map,"),
        ('format = "pdf"', "tocsin.toml line 1: 'format' must be one of table, jsonl, csv, html"),
        ("width = 12", "tocsin.toml line 1: 'width' must be a number from 40 to 400"),
        ("width = true", "tocsin.toml line 1: 'width' must be a number from 40 to 400"),
        ("quiet = 1", "tocsin.toml line 1: 'quiet' must be true or false"),
        ("store = 5", "tocsin.toml line 1: 'store' must be words in quotes"),
        ("[map]\ntext = 1", "tocsin.toml line 1: 'map' must be a table such as"),
        ('[map]\ntext = "a,b"', "tocsin.toml line 1: 'map' must not hold a column with a comma"),
        ("[read]\nx = 1", "tocsin.toml line 1: 'read' is no setting"),
        ("store = ", "the config file tocsin.toml is no TOML: Invalid value"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_one_sentence_and_nothing_is_done(
    home: Path, text: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "work/tocsin.toml").write_text(text)
    assert main(["codebook", "kinds"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"tocsin: {sentence}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"\xff\xfe\x00", "is no TOML"), (b"a = " + b"[" * 100_000, "is no TOML")],
)
def test_a_hostile_file_is_one_sentence(home: Path, content: bytes, sentence: str) -> None:
    (home / "work/tocsin.toml").write_bytes(content)
    with pytest.raises(UsageError, match=sentence):
        load_config()


def test_a_wrong_variable_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home.is_dir()
    monkeypatch.setenv("TOCSIN_WIDTH", "wide")
    with pytest.raises(UsageError, match="TOCSIN_WIDTH: 'width' must be a number from 40 to 400"):
        load_config()


def test_a_missing_file_is_told(home: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.toml does not exist; check --config and TOCSIN_CONFIG"):
        load_config(home / "gone.toml")


def test_settings_reach_the_options_and_options_count_more(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "work/tocsin.toml").write_text(
        'format = "csv"\noutlet = "Wire"\nquiet = true\n[map]\ntext = "Article"\npublished = "Day"\n'
    )
    (home / "work/r.csv").write_text(
        "Day,Article\n2021-03-11,Gunmen killed three policemen in Kano on Monday.\n"
    )
    assert main(["read", "r.csv"]) == 0
    head, row = capsys.readouterr().out.splitlines()[:2]
    assert head.startswith("report_id,outlet")
    assert row.startswith("r:2,Wire,")
    assert main(["read", "--format", "jsonl", "--outlet", "Other", "r.csv"]) == 0
    assert '"outlet": "Other"' in capsys.readouterr().out.replace('":"', '": "')
    assert main(["read", "r.csv", "-o", "page.html"]) == 0  # the suffix counts more than the setting
    assert (home / "work/page.html").read_text("utf-8").startswith("<!doctype html>")


def test_config_shows_values_and_sources(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "work/tocsin.toml").write_text('user = "Amina"')
    assert main(["config"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[: len(KEYS)]] == list(KEYS)
    assert lines[1].split() == ["user", '"Amina"', "tocsin.toml"]
    assert lines[0].endswith("default")
    assert "tocsin.toml: read" in lines
    assert main(["config", "--json"]) == 0
    assert '"value": "Amina"' in capsys.readouterr().out


def test_every_setting_belongs_to_an_option() -> None:
    values: dict[str, Any] = {
        "store": "s", "user": "u", "outlet": "o", "dates": "dmy", "map": "text=A", "format": "csv",
        "evidence": False, "colour": False, "width": 90, "quiet": True,
    }  # fmt: skip
    assert list(values) == list(KEYS)
    settings = load_config(environment={KEYS[k].variable: str(v) for k, v in values.items()})
    defaults = default_map(app, settings)
    reached = {str(v) for command in defaults.values() for v in command.values()}
    assert {str(v) for v in values.values()} <= reached
    assert "format_name" not in defaults["export"]


def test_the_words_of_other_modules_are_the_same() -> None:
    assert all(_format(name) == name for name in FORMATS)
    assert all(_order(name) == name for name in ORDERS)
    assert "text" in FIELDS
