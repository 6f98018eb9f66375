"""Completion: the scripts name their shell's way in, and a real bash completes with ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def bash(tmp_path: Path) -> Callable[..., list[str]]:
    """What bash would offer after the words typed; ``tocsin`` on its path is this checkout's."""
    if shutil.which("bash") is None:
        assert not os.environ.get("TOCSIN_NO_SKIP"), (
            "no bash is installed, and TOCSIN_NO_SKIP forbids the skip"
        )
        pytest.skip("no bash is installed")
    program = tmp_path / "bin/tocsin"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tocsin "$@"\n')
    program.chmod(0o755)

    def _bash(*typed: str) -> list[str]:
        words = " ".join(f"'{word}'" for word in typed)
        script = (
            'eval "$(tocsin completion bash)"; complete -p tocsin >&2; '
            f"COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; _tocsin_completion tocsin; "
            'printf "%s\\n" "${COMPREPLY[@]}"'
        )
        done = subprocess.run(
            ["bash", "--norc", "-c", script],
            env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        assert "-F _tocsin_completion tocsin" in done.stderr
        return done.stdout.split()

    return _bash


def test_bash_completes_commands_options_and_formats(bash: Callable[..., list[str]]) -> None:
    assert bash("tocsin", "rea") == ["read"]
    assert bash("tocsin", "actors", "") == ["check", "find"]
    assert "--published" in bash("tocsin", "read", "--pub")
    assert bash("tocsin", "read", "--format", "j") == ["jsonl"]
    assert bash("tocsin", "completion", "z") == ["zsh"]


@pytest.mark.parametrize(
    ("shell", "hint", "way_in"),
    [
        ("bash", "~/.bashrc", "complete -o nosort -F _tocsin_completion tocsin"),
        ("zsh", "~/.zshrc", "compdef _tocsin_completion tocsin"),
        ("fish", "~/.config/fish/completions/tocsin.fish", "complete --no-files --command tocsin"),
    ],
)
def test_each_shell_gets_its_script_and_a_hint(shell: str, hint: str, way_in: str, run: Run) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    first, rest = done.out.split("\n", 1)
    assert first.startswith("# ")
    assert hint in first
    assert way_in in rest


def test_another_shell_is_bad_usage(run: Run) -> None:
    done = run("completion", "tcsh")
    assert done.code == 2
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in done.err
