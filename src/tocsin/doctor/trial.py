"""The trial: one sentence is read, and what comes out is held against what must."""

from __future__ import annotations

import time

from tocsin.doctor.base import Check
from tocsin.errors import TocsinError

SENTENCE = "Gunmen killed three policemen in the Nigerian city of Kano on Monday, the army said."
EXPECTED = ("armed_attack", "2021-03-08", "Kano", ("killed", 3, 3))


def trial_check() -> Check:
    """Read :data:`SENTENCE`; broken where that fails or gives another record than it must."""
    import tocsin

    start = time.perf_counter()
    try:
        accounts = tocsin.read(SENTENCE, published="2021-03-11")
    except TocsinError as err:
        return Check("trial", "a sentence", "broken", str(err), "mend the lines above first")
    except Exception as err:  # noqa: BLE001 - a package of another version may raise anything
        return Check(
            "trial", "a sentence", "broken", f"{type(err).__name__}: {err}", "mend the lines above first"
        )
    took = time.perf_counter() - start
    got = [
        (a.kind, str(a.when.start) if a.when else "", a.where[0].name if a.where else "",
         *((t.effect, t.low, t.high) for t in a.tolls))
        for a in accounts
    ]  # fmt: skip
    if got != [EXPECTED]:
        found = f"read as {got}, and not as {EXPECTED}"
        return Check("trial", "a sentence", "broken", found, "mend the lines above, or report this as a bug")
    return Check("trial", "a sentence", "ok", f"read as it must be, in {took:.1f} s with loading")
