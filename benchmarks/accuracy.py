"""How right adlint is on copy that people have labelled.

    python benchmarks/accuracy.py [LABELLED.jsonl] [--readme]

One object a line: `text`; `labels`, the spans that break a rule, each with `start`, `end`, `category`, perhaps `alt`,
categories that are right as well; `exempt`, spans that look so but may stand; `ignore`, spans where a finding counts
neither way; `kind`, which is "clean" where nothing at all should be found. Offsets are code points.

The texts of a third of the sources (by a hash of where they come from) are also counted apart: rules are not to be
written for them.

Counted are open findings that are an error or a warning. Without a file, ../shared/gold/dev.jsonl is taken if it is
there; the labelled copy is not part of this repository, since its sentences belong to their sources.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from measure import put_in_readme

import adlint

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev.jsonl"

Row = dict[str, Any]
Span = dict[str, Any]


class Score(NamedTuple):
    """Counts over all texts."""

    labels: Counter[str]  # by category
    found: Counter[str]  # of these, with a finding of a right category on them
    right: int  # findings on a label of any category
    wrong: int
    exempt: int
    exempt_found: int
    clean: int
    clean_found: int


def score(rows: Iterable[Row], linter: adlint.Linter) -> Score:
    """The counts for labelled texts."""
    labels: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right = wrong = exempt = exempt_found = clean = clean_found = 0
    for row in rows:
        counted = list(_counted(row, linter))
        for label in row["labels"]:
            labels[label["category"]] += 1
            wanted = {label["category"], *label.get("alt", ())}
            found[label["category"]] += any(_meet(item, label) and item.category in wanted for item in counted)
        for item in counted:
            is_right = any(_meet(item, label) for label in row["labels"])
            right += is_right
            wrong += not is_right
        exempt += len(row.get("exempt", ()))
        exempt_found += sum(any(_meet(item, span) for item in counted) for span in row.get("exempt", ()))
        if row.get("kind") == "clean":
            clean += 1
            clean_found += bool(counted)
    return Score(labels, found, right, wrong, exempt, exempt_found, clean, clean_found)


def table(scores: Sequence[tuple[str, Score]]) -> str:
    """The scores side by side as Markdown; by category those of the first."""
    lines = [f"| over all texts | {' | '.join(name for name, _ in scores)} |", "|---" + "|---:" * len(scores) + "|"]
    measures: tuple[tuple[str, Callable[[Score], tuple[int, int]]], ...] = (
        ("labels found, in a right category", lambda one: (one.found.total(), one.labels.total())),
        ("findings that are right", lambda one: (one.right, one.right + one.wrong)),
        ("spans that may stand, found all the same", lambda one: (one.exempt_found, one.exempt)),
        ("clean texts with a finding", lambda one: (one.clean_found, one.clean)),
    )
    for what, measure in measures:
        counts = [measure(one) for _, one in scores]
        lines.append(f"| {what} | {' | '.join(f'{count} of {of}: {_share(count, of)}' for count, of in counts)} |")
    first = scores[0][1]
    lines += ["", "| category | labels | found | recall |", "|---|---:|---:|---:|"]
    for category in sorted(first.labels):
        labels, found = first.labels[category], first.found[category]
        lines.append(f"| {category} | {labels} | {found} | {_share(found, labels)} |")
    return "\n".join(lines) + "\n"


def is_held_out(row: Row) -> bool:
    """True for the texts of a third of the sources: the sites and cases that they come from."""
    source = str(row.get("source", ""))
    site = source.split("/")[2] if source.count("/") >= 2 else source
    return crc32(site.encode()) % 3 == 0


def _counted(row: Row, linter: adlint.Linter) -> Iterator[adlint.Finding]:
    for item in linter.check_text(row["text"]).open:
        touches_label = any(_meet(item, label) for label in row["labels"])
        if item.severity is not adlint.Severity.INFO and (
            touches_label or not any(_meet(item, span) for span in row.get("ignore", ()))
        ):
            yield item


def _meet(item: adlint.Finding, span: Span) -> bool:
    return bool(item.start < span["end"] and span["start"] < item.end)


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.1f} %" if of else ""


def main() -> int:
    """Print the tables; 2 if there is nothing to score."""
    parser = argparse.ArgumentParser(description="How right adlint is on labelled copy.")
    parser.add_argument("file", nargs="?", default=str(BESIDE), metavar="LABELLED.jsonl")
    parser.add_argument("--readme", action="store_true", help="put the tables into README.md")
    options = parser.parse_args()
    file = Path(options.file)
    if not file.is_file():
        print(f"There is no labelled copy at {file}; name a file. See the head of {Path(__file__).name} for its form.")
        return 2
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    linter = adlint.Linter()
    told = f"{len(rows)} texts, {len(linter.ruleset.rules)} rules\n\n"
    held_out = [row for row in rows if is_held_out(row)]
    told += table([("all", score(rows, linter)), ("a third of the sources", score(held_out, linter))])
    print(told)
    if options.readme:
        put_in_readme("accuracy", told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
