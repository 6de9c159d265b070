"""Peak memory of a fresh process that checks one page, and one big file, beside a bare interpreter.

python benchmarks/memory.py [--size MB] [--rounds N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from corpus import lines_of_size, markdown_of
from measure import IS_POSIX, Row, adlint_command, compile_all, fresh_rounds, table


def measure(size: float = 5.0, count: int = 3) -> str:
    """The table; the big files have so many MB."""
    if not IS_POSIX:
        return "### Memory\n\nNot measured: needs wait4.\n"
    compile_all()
    with tempfile.TemporaryDirectory() as folder:
        page, text, rows_file = (Path(folder) / name for name in ("page.md", "big.txt", "big.csv"))
        page.write_text(markdown_of(lines_of_size(22_000)), encoding="utf-8")
        lines = lines_of_size(int(size * 1_000_000))
        text.write_text("\n".join(lines), encoding="utf-8")
        rows_file.write_text("卖点\n" + "\n".join(lines), encoding="utf-8")
        costs = fresh_rounds(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "adlint check page.md (22 kB)": adlint_command("check", str(page)),
                f"adlint check big.txt ({size:g} MB)": adlint_command("check", str(text)),
                f"adlint check big.csv ({size:g} MB)": adlint_command("check", str(rows_file)),
            },
            count,
        )
    bare = costs["python -c pass"].megabytes
    rows = [
        Row(f"`{what}`", f"{cost.megabytes:.0f} MB", f"+{cost.megabytes - bare:.0f} MB") for what, cost in costs.items()
    ]
    return table("Memory: peak of a fresh process", ("what", "resident", "over bare"), rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Peak memory of a fresh process.")
    parser.add_argument("--size", type=float, default=5.0, help="MB of the big files")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(measure(options.size, options.rounds))
