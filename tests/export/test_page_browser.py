"""The page in a real browser: a value that is led to lights its words, and nothing else runs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from page_parts import Page, hostile, written

from tocsin.records import Reading

BROWSER = next((b for b in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if b), None)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_value_lights_its_words(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(written(reading, hostile()), "utf-8", newline="")
    before = Page(path.read_text("utf-8"))
    value = next(v for v in before.all("a", "place") if v.text == "near Gao, Mali")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    flags += ["--enable-logging=stderr", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [str(BROWSER), *flags, "--dump-dom", f"{path.as_uri()}#{value['id']}"],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    page = Page(done.stdout.decode())
    lit = page.all(class_="lit")
    assert [(e.tag, e.text) for e in lit if e.tag != "g"] == [("mark", "near Gao"), ("a", "near Gao, Mali")]
    assert any(e.tag == "g" for e in lit)  # its spot on the map too
    assert ["open" in d.attributes for d in page.all("details")] == [True, False]
    assert b"Content Security Policy" not in done.stderr
    assert b"Uncaught" not in done.stderr
