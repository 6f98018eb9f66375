"""The page in a real browser: pointer, keys and filter do what they say, and nothing else runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from page_parts import Page, hostile, written

from tocsin.export.page import writer
from tocsin.records import Reading

BROWSER = next((b for b in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if b), None)

# What a person would do, told by the page itself: its script is given this as an end.
PROBE = """
addEventListener("load", () => setTimeout(() => {
  const seen = {}, at = () => document.activeElement, one = (s) => document.querySelector(s);
  const lit = () => [...document.querySelectorAll(".lit")].map((e) => `${e.localName} ${e.textContent}`);
  const press = (key) => at().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const point = (e, name) => e.dispatchEvent(new MouseEvent(name, { bubbles: true }));
  seen.led = lit().filter((e) => !e.startsWith("g"));
  one("#r1 .text").focus();
  press("ArrowRight"); press("ArrowRight");
  seen.mark = at().textContent; seen.tip = one("#tip").textContent;
  press("ArrowLeft"); press("Enter");
  seen.value = at().textContent;
  at().blur();
  point(one("#r1 .map .spot"), "mouseover"); seen.spot = lit().filter((e) => !e.startsWith("g"));
  point(one("#r1 .map .spot"), "mouseout"); seen.dark = lit();
  const shown = () => [...document.querySelectorAll(".report")].filter((r) => !r.hidden).map((r) => r.id);
  const type = (words) => {
    one("[name=words]").value = words;
    point(one("#filter"), "input");
    return shown();
  };
  seen.words = [type("GAO sergeant"), type("nowhere"), type("")];
  one("[value=bombing]").click(); seen.kind = [shown(), one("output").textContent];
  one("[name=open]").click(); seen.open = [...document.querySelectorAll("details")].map((d) => d.open);
  document.title = JSON.stringify(seen);
}, 0));
"""


@pytest.fixture
def browse(tmp_path: Path) -> Any:
    if BROWSER is None:
        assert not os.environ.get("TOCSIN_NO_SKIP"), (
            "no Chromium is installed, and TOCSIN_NO_SKIP forbids the skip"
        )
        pytest.skip("no Chromium is installed")

    def _browse(source: str, place: str) -> tuple[Page, str]:
        path = tmp_path / "page.html"
        path.write_text(source, "utf-8", newline="")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        flags += ["--enable-logging=stderr", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
        done = subprocess.run(
            [str(BROWSER), *flags, f"{path.as_uri()}#{place}"], capture_output=True, timeout=60, check=True
        )
        return Page(done.stdout.decode()), done.stderr.decode(errors="replace")

    return _browse


def test_pointer_keys_and_filter(reading: Reading, browse: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    own = writer._script()
    monkeypatch.setattr(writer, "_script", lambda: own + PROBE)
    source = written(reading, hostile())
    place = next(v for v in Page(source).all("a", "place") if v.text == "near Gao, Mali")
    page, log = browse(source, str(place["id"]))
    assert json.loads(page.all("title")[0].text) == {
        "led": ["mark near Gao", "a near Gao, Mali"],
        "mark": "people",
        "tip": "figure: at least 30 · people counted: people",
        "value": "at least 30",
        "spot": ["mark Mopti region", "a Mopti, Mali (province only)"],
        "dark": [],
        "words": [["r1"], [], ["r1", "r2"]],
        "kind": [["r2"], "1 of 2 reports"],
        "open": [True, True],
    }
    assert "Content Security Policy" not in log
    assert "Uncaught" not in log


def test_a_long_index_runs_downwards_not_out_of_sight(
    reading: Reading, browse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = writer._script()
    probe = (
        'addEventListener("load", () => { const e = document.querySelector("#index"); '
        "document.title = e.scrollWidth <= e.clientWidth + 1; });"
    )
    monkeypatch.setattr(writer, "_script", lambda: own + probe)
    page, _ = browse(written(*[reading] * 60), "index")
    assert page.all("title")[0].text == "true"
