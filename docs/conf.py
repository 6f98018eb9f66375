"""The docs site: ``sphinx-build -W docs FOLDER`` (html), ``-b man``, ``-b doctest``; it fetches nothing."""

import re
import sys
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

import tocsin

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "Tocsin"
author = "The Tocsin developers"
copyright = author
version = release = tocsin.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.doctest", "command_pages"]
exclude_patterns = ["_build", "_ext"]
nitpicky = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

smartquotes = False  # "--option" is no dash
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_maximum_signature_line_length = 80
doctest_global_setup = "import tocsin"

html_theme = "furo"
html_title = f"Tocsin {version}"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}
man_show_urls = False


def add_the_rest(_app: Sphinx, docname: str, source: list[str]) -> None:
    """Pages that ``index.md`` does not name yet come under its last heading, so that none is lost."""
    if docname == "index":
        named = set(re.findall(r"^(\w[\w/-]*)$", source[0], re.M))
        rest = sorted(p.stem for p in HERE.glob("*.md") if p.stem != "index" and p.stem not in named)
        source[0] = source[0].replace("@rest@", "\n".join(rest))


def setup(app: Sphinx) -> dict[str, Any]:
    # Blocks that tests read: a sentence behind '>', what is read of it below.
    for name in ("triggers", "marks", "roles", "accounts"):
        app.add_lexer(name, TextLexer)
    app.connect("source-read", add_the_rest)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
