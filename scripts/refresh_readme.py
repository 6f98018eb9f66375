"""Put what the README's run command prints today into the README: the output shown is always a real one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def main() -> None:
    """Run the last part of the command after ``<!-- run -->``; its output goes after ``<!-- output -->``."""
    text = README.read_text("utf-8")
    command = re.search(r"<!-- run -->\n```sh\n.*&& \S*/tocsin (.*)\n```", text)
    if not command:
        sys.exit("README.md has no command after <!-- run -->")
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", *command[1].split(), "--format", "table"],
        cwd=README.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    block = f"<!-- output -->\n```text\n{done.stdout}```"
    README.write_text(
        re.sub(r"<!-- output -->\n```text\n.*?```", lambda _: block, text, flags=re.DOTALL), "utf-8"
    )


if __name__ == "__main__":
    main()
