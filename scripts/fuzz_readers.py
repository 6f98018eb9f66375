"""Feed every reader spoiled files and look that each is a sound report or one sentence, in time and memory.

    python scripts/fuzz_readers.py --seconds 10
    python scripts/fuzz_readers.py --seconds 300 --seed 7 --keep FOLDER .pdf .eml
    python scripts/fuzz_readers.py --show 1234 .pdf > input.pdf

Input N of a seed is always the same bytes, so that a fault can be looked at again: ``--show N``. Each kind is
tried in a process of its own with its memory bounded; an input that hangs or kills it is a fault, and the
next process goes on behind it. Exit code 1 when there was a fault. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from fuzz import worker  # noqa: E402
from fuzz.seeds import SEEDS  # noqa: E402

MOST_SHOWN = 5  # inputs with one fault; more of the same say nothing new


def run(suffix: str, folder: Path, options: argparse.Namespace) -> tuple[int, int, list[tuple[int, str]]]:
    """Inputs tried, peak memory in MB, and the faults (number, words) of one kind of file."""
    end = time.monotonic() + options.seconds
    number, peak, faults = options.first, 0, []
    while (left := end - time.monotonic()) > 0:
        trying, done = number, False
        command = [
            sys.executable,
            __file__,
            "--work",
            str(folder),
            "--seconds",
            str(left),
            "--first",
            str(number),
        ]
        command += [
            "--seed",
            str(options.seed),
            "--cpu",
            str(options.cpu),
            "--memory",
            str(options.memory),
            suffix,
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            lines: queue.Queue[str] = queue.Queue()
            threading.Thread(target=_pump, args=(process, lines), daemon=True).start()
            errors: list[str] = []
            threading.Thread(
                target=lambda p, e: e.extend(p.stderr), args=(process, errors), daemon=True
            ).start()
            words = ""
            while True:
                try:
                    line = lines.get(timeout=options.wall)
                except queue.Empty:
                    words = f"hangs: nothing for {options.wall:g} s"
                    process.kill()
                    break
                if not line:
                    break
                said = json.loads(line)
                trying = said.get("trying", trying)
                if "fault" in said:
                    faults.append((said["number"], said["fault"]))
                if "done" in said:
                    number, peak, done = said["done"], max(peak, said["peak_mb"]), True
            code = process.wait()
        if not done:
            faults.append((trying, words or f"kills the process ({code}): {''.join(errors)[-300:].strip()}"))
            number = trying + 1
    return number - options.first, peak, faults


def _pump(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put("")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("suffixes", nargs="*", metavar="SUFFIX", help=f"default: {' '.join(SEEDS)}")
    args.add_argument("--seconds", type=float, default=10, help="for each kind of file")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--first", type=int, default=0, metavar="N", help="begin with input N")
    args.add_argument(
        "--show", type=int, metavar="N", help="write input N of the one SUFFIX to standard output"
    )
    args.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the inputs with faults there")
    args.add_argument(
        "--cpu", type=float, default=10, help="seconds of processor time that one input may take"
    )
    args.add_argument("--wall", type=float, default=120, help="seconds by the clock after which it hangs")
    args.add_argument("--memory", type=int, default=600, help="MB that reading may take above the start")
    args.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = args.parse_args()
    suffixes = options.suffixes or list(SEEDS)
    if unknown := [s for s in suffixes if s not in SEEDS]:
        args.error(f"no seeds for {', '.join(unknown)}; there are {' '.join(SEEDS)}")
    if options.show is not None:
        sys.stdout.buffer.write(worker.make(suffixes[0], options.seed, options.show, SEEDS[suffixes[0]]()))
        return
    if options.work:
        worker.work(
            suffixes[0],
            options.work,
            options.seconds,
            options.seed,
            options.first,
            options.cpu,
            options.memory,
        )
        return
    broken = 0
    for suffix in suffixes:
        with tempfile.TemporaryDirectory() as folder:
            tried, peak, faults = run(suffix, Path(folder), options)
        broken += len(faults)
        sys.stdout.write(f"{suffix:<10} {tried:>9,} inputs {peak:>5} MB {len(faults):>4} faults\n")
        shown: Counter[str] = Counter()
        for number, words in faults:
            shown[words[:40]] += 1
            if shown[words[:40]] <= MOST_SHOWN:
                sys.stdout.write(f"    {suffix} seed {options.seed} input {number}: {words}\n")
            if options.keep and shown[words[:40]] <= MOST_SHOWN:
                options.keep.mkdir(parents=True, exist_ok=True)
                data = worker.make(suffix, options.seed, number, SEEDS[suffix]())
                (options.keep / f"{options.seed}-{number}{suffix}").write_bytes(data)
        sys.stdout.flush()
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
