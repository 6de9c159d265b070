"""What a fresh start costs, beside a bare interpreter: the hook pays this on every commit.

    python benchmarks/cold_start.py [--rounds N]

CPU milliseconds, medians, with warm bytecode and rule caches, which every start after the first has.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from corpus import lines_of_size, markdown_of
from measure import IS_POSIX, Row, adlint_command, compile_all, fresh_rounds, table

#: Bytes of the file that is checked.
FILE = 22_000


def measure(count: int = 15) -> str:
    """The table, from so many starts each."""
    if not IS_POSIX:
        return "### Cold start\n\nNot measured: needs wait4.\n"
    compile_all()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.md"
        page.write_text(markdown_of(lines_of_size(FILE)), encoding="utf-8")
        costs = fresh_rounds(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "adlint --version": adlint_command("--version"),
                "adlint --help": adlint_command("--help"),
                f"adlint check page.md ({FILE // 1000} kB)": adlint_command("check", str(page)),
            },
            count,
        )
    bare = costs["python -c pass"].seconds
    rows = [
        Row(f"`{what}`", f"{cost.seconds * 1000:.0f} ms", f"{cost.seconds / bare:.1f}") for what, cost in costs.items()
    ]
    return table("Cold start: CPU time of a fresh process", ("what", "CPU", "÷ bare"), rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What a fresh start costs.")
    parser.add_argument("--rounds", type=int, default=15)
    print(measure(parser.parse_args().rounds))
