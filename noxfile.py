"""The project's chores: ``nox -l`` lists them; without arguments ``check`` and ``tests`` run."""

import nox

nox.options.sessions = ["check", "tests"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def check(session: nox.Session) -> None:
    """Style, types, import directions."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; arguments go to pytest."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def bare(session: nox.Session) -> None:
    """The wheel alone, without extras, does the main job."""
    session.install("--no-cache-dir", ".")
    session.run("tocsin", "read", "--format", "table", "examples/maiduguri-prison.txt")


@nox.session
def docs(session: nox.Session) -> None:
    """The docs site into docs/_build (html, man pages), without a warning; its examples are run."""
    session.install("-e", ".[dev]")
    for builder in ("html", "man", "doctest"):
        session.run(
            "sphinx-build", "-W", "--keep-going", "-q", "-b", builder, "docs", f"docs/_build/{builder}"
        )
    session.run("pytest", "tests/cli/test_docs.py", "tests/docs")
    session.run("towncrier", "build", "--draft", "--version", "next")


@nox.session
def gate(session: nox.Session) -> None:
    """Figures against the pinned floors: ``nox -s gate -- GOLD.jsonl...``."""
    if not session.posargs:
        session.error("name the annotated files: nox -s gate -- GOLD.jsonl...")
    session.install("-e", ".")
    session.run("tocsin", "bench", "reports", "--gate", *session.posargs)


@nox.session
def readme(session: nox.Session) -> None:
    """Put today's outputs into README and tutorial, and today's mistakes into the lists of examples/."""
    session.install("-e", ".[test]")
    session.run("python", "scripts/refresh_readme.py")
    session.run("python", "scripts/refresh_tutorial.py")
    session.run("python", "tests/reading/differences.py")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Spoiled files for every reader: ``nox -s fuzz -- --seconds 240`` is an hour."""
    session.install("-e", ".[all]")
    session.run("python", "scripts/fuzz_readers.py", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """The packages of the wheel with their digests into requirements/core.txt."""
    session.run("python", "scripts/lock.py")


@nox.session
def sbom(session: nox.Session) -> None:
    """The bill of materials of the wheel and what it needs, as CycloneDX, into dist/sbom.json."""
    session.install("--require-hashes", "-r", "requirements/core.txt")
    session.install("--no-deps", ".")
    session.run("python", "-c", "import pathlib; pathlib.Path('dist').mkdir(exist_ok=True)")
    session.run("python", "scripts/make_sbom.py", "dist/sbom.json")
