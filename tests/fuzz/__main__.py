"""Look for a mail that the product cannot take in: `make fuzz MINUTES=5`.

Guided by the branches of `chalicelib.intake` and of the services that a mail goes through. Begins with the
mails of `tests/corpus` and `tests/bad_mails.py` and with what earlier runs found worth keeping; a mail that
breaks an invariant is written to the folder of findings, ends the run, and belongs into `tests/bad_mails.py`
once it is as small as it gets.
"""

import argparse
import itertools
import sys
import time
from pathlib import Path

import atheris

from tests.bad_mails import HEAD, NOTHING, ODD_SUBJECTS, READABLE, SEALED

ROOT = Path(__file__).parents[2]
LONGEST = 20_000
"""Bytes; what grows faster than its mail is found by `tests/rules/test_mail_work.py`."""
MOST_CPU = 2.0
"""Seconds for one such mail, its instrumentation included."""
INSTRUMENTED = ["chalicelib.intake", "chalicelib.services", "chalicelib.addresses"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--folder", type=Path, default=ROOT / ".local" / "fuzz")
    options = parser.parse_args()
    corpus, found = options.folder / "corpus", options.folder / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    seed(corpus)
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={round(options.minutes * 60)}",
            f"-max_len={LONGEST}",
            f"-artifact_prefix={found}/",
            f"-dict={Path(__file__).with_name('mail.dict')}",
            "-len_control=0",
            "-timeout=30",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
            str(corpus),
        ],
        one_input(),
    )
    atheris.Fuzz()


def one_input():
    """The function under test, its modules instrumented as they are imported."""
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.taking import take_in

    def within_time(data: bytes) -> None:
        started = time.process_time()
        take_in(data)
        assert time.process_time() - started < MOST_CPU, "slow"

    return within_time


def seed(folder: Path) -> None:
    """Each mail of the corpus under one of the envelopes; staff's with the team as its sender."""
    mails = sorted((ROOT / "tests" / "corpus").glob("*/*.eml"))
    for path, byte in zip(mails, itertools.cycle((0, 1, 2, 3, 3, 4, 20)), strict=False):
        raw = path.read_bytes()[:LONGEST]
        if byte == 3:
            raw = raw.replace(b"ann.clark@coaches.example", b"coaches@example.com")
        (folder / path.stem).write_bytes(bytes([byte]) + raw)
    broken = [raw for raw, _ in (READABLE | SEALED).values()]
    broken += [HEAD + field + b"\r\n\r\nIt is cold" for field in ODD_SUBJECTS.values()]
    for number, raw in enumerate([*broken, *NOTHING.values()]):
        (folder / f"broken-{number}").write_bytes(bytes([number % 4]) + raw[:LONGEST])


if __name__ == "__main__":
    main()
