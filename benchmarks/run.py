"""All measurements in one go, as Markdown tables.

    python benchmarks/run.py [--quick] [--readme]

Nothing here passes or fails: machines differ. Compare the ratios, which stand beside their yardstick from the same run.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable

import cold_start
import memory
import throughput
from measure import put_in_readme


def main() -> None:
    """Print the tables, and with --readme put them there too."""
    parser = argparse.ArgumentParser(description="All measurements in one go.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and less copy")
    parser.add_argument("--readme", action="store_true", help="put the tables into README.md")
    options = parser.parse_args()
    quick = options.quick
    parts: tuple[Callable[[], str], ...] = (
        lambda: f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n",
        lambda: cold_start.measure(5 if quick else 15),
        lambda: memory.measure(1 if quick else 5, 1 if quick else 3),
        lambda: throughput.measure(0.3 if quick else 2, 2 if quick else 5),
    )
    told = []
    for part in parts:
        told.append(part())
        print(told[-1], flush=True)
    if options.readme:
        put_in_readme("bench", "\n".join(told))


if __name__ == "__main__":
    main()
