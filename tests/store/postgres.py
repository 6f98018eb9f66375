"""A throw-away PostgreSQL cluster on a unix socket, as the postgres user where the tests run as root."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTIONS = (
    "-c listen_addresses='' -c unix_socket_directories={folder} "
    "-c fsync=off -c autovacuum=off -c shared_buffers=16MB"
)


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them out of the PATH."""
    found = [*sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True)]
    found += [path] if (path := shutil.which("initdb")) else []
    return Path(found[0]).parent if found else None


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a cluster whose socket lies in a folder of its own; give that folder, stop it at the end."""
    home = Path(tempfile.mkdtemp(prefix="tocsin-pg-", dir="/tmp"))  # sockets want short paths
    bin_ = folder
    if os.getuid() == 0:
        shutil.chown(home, "postgres")
    try:
        options = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "-N"]
        _run(str(bin_ / "initdb"), "-D", str(home / "data"), *options)
        start = ["-o", OPTIONS.format(folder=home), "-l", str(home / "log"), "-w", "start"]
        _run(str(bin_ / "pg_ctl"), "-D", str(home / "data"), *start)
        try:
            yield str(home)
        finally:
            _run(str(bin_ / "pg_ctl"), "-D", str(home / "data"), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(*command: str) -> None:
    """Run as the postgres user: initdb refuses root."""
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    done = subprocess.run([*user, *command], capture_output=True, text=True, cwd="/tmp")
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
