"""How much copy a second: text by text and file by file, beside a bare automaton over the same text and words.

    python benchmarks/throughput.py [--size MB] [--rounds N]

MB are bytes of UTF-8, seconds are CPU seconds of one core. Only ratios within one run mean much.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from corpus import lines_of_size, markdown_of
from measure import Row, rounds, table

import adlint
from adlint.normalize import fold, squeeze
from adlint.rules.words import words_of

#: Bytes of one file in the file by file part: a long landing page.
FILE = 22_000


def measure(size: float = 2.0, count: int = 5) -> str:
    """The table, over so many MB of copy."""
    lines = lines_of_size(int(size * 1_000_000))
    amount = sum(len(line.encode()) for line in lines) / 1_000_000
    linter = adlint.Linter()
    words = _words(linter)
    files = _files(lines)
    whole = "\n".join(lines)
    big = adlint.Source("big.txt", whole.encode())
    bare, bare_ahocorasick = _bare_daachorse(words), _bare_ahocorasick(words)
    tasks: dict[str, Callable[[], object]] = {
        "items": lambda: [linter.check_text(line) for line in lines],
        "files": lambda: [linter.check(source) for source in files],
        "big": lambda: linter.check(big),
        "ahocorasick items": lambda: [bare_ahocorasick(line) for line in lines],
        "ahocorasick whole": lambda: bare_ahocorasick(whole),
    }
    if bare:
        found = bare
        tasks["daachorse items"] = lambda: [found(line) for line in lines]
        tasks["daachorse whole"] = lambda: found(whole)
    took = rounds(tasks, count)

    def row(what: str, task: str, yardstick: str) -> Row:
        speed = f"{amount / took[task]:.2f} MB/s"
        return Row(what, speed, f"{took[yardstick] / took[task]:.3f}" if yardstick in took else "")

    rows = [
        row(f"adlint, text by text ({len(lines)} texts)", "items", "daachorse items"),
        row(f"adlint, file by file ({len(files)} Markdown files of {FILE // 1000} kB)", "files", "daachorse whole"),
        row("adlint, one big .txt file", "big", "daachorse whole"),
        *([row("bare daachorse, text by text", "daachorse items", "daachorse items")] if bare else []),
        *([row("bare daachorse, all at once", "daachorse whole", "daachorse whole")] if bare else []),
        row("bare pyahocorasick, text by text", "ahocorasick items", "daachorse items"),
        row("bare pyahocorasick, all at once", "ahocorasick whole", "daachorse whole"),
    ]
    title = f"Throughput: {amount:.1f} MB of copy, {len(linter.ruleset.rules)} rules, {len(words)} words"
    return table(title, ("what", "speed", "÷ bare daachorse"), rows)


def _files(lines: list[str]) -> list[adlint.Source]:
    files: list[adlint.Source] = []
    page: list[str] = []
    length = 0
    for line in lines:
        page.append(line)
        length += len(line.encode())
        if length >= FILE:
            files.append(adlint.Source(f"{len(files)}.md", markdown_of(page).encode()))
            page, length = [], 0
    return files


def _words(linter: adlint.Linter) -> list[str]:
    """The words that the linter's own automaton holds."""
    words: dict[str, None] = {}
    for rule in linter.ruleset.rules:
        for _, group in words_of(rule):
            words.update(dict.fromkeys(squeeze(fold(word)).text for word in group))
    return [word for word in words if word]


def _bare_daachorse(words: list[str]) -> Callable[[str], object] | None:
    try:
        from daachorse import CharwiseDoubleArrayAhoCorasick
    except ModuleNotFoundError:
        return None
    find: Callable[[str], object] = CharwiseDoubleArrayAhoCorasick(words).find_overlapping
    return find


def _bare_ahocorasick(words: list[str]) -> Callable[[str], object]:
    from ahocorasick import Automaton

    machine = Automaton()
    for number, word in enumerate(words):
        machine.add_word(word, (number, len(word)))
    machine.make_automaton()
    return lambda text: list(machine.iter(text))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How much copy a second.")
    parser.add_argument("--size", type=float, default=2.0, help="MB of copy")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(measure(options.size, options.rounds))
