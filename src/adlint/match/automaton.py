"""The seam to the Aho–Corasick libraries: find(text) → hits, two backends, the same answers.

daachorse is several times faster on Han characters but has no wheel everywhere; pyahocorasick always has, and is
fed UTF-8 bytes shown as Latin-1, since its search among a node's children is linear in their number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import add

from adlint.expression import expression

#: All occurrences, overlapping ones too, as (start, end, number of the word), in code points, ordered.
Find = Callable[[str], list[tuple[int, int, int]]]

_SURROGATE = expression("[\ud800-\udfff]")


#: Code points that are searched with the few words that may stand in them, before all words are built in: building
#: takes as long as searching so much.
FEW = 40_000


def automaton(words: Sequence[str], backend: str = "auto") -> Find:
    """A function that finds all these words at once; the words must be distinct and not empty.

    `backend` is "auto", "daachorse" or "pyahocorasick"; ModuleNotFoundError if one that is named is not there.
    """
    return _Growing(words, backend)


class _Growing:
    """Searches the first texts for those words whose first two characters stand in them, the others for all."""

    def __init__(self, words: Sequence[str], backend: str) -> None:
        self._words = words
        self._backend = backend
        self._left = FEW
        self._find: Find | None = None
        if backend == "daachorse":
            _daachorse(["一"])  # raises ModuleNotFoundError now rather than later

    def __call__(self, text: str) -> list[tuple[int, int, int]]:
        if self._find is None:
            self._left -= len(text) + FEW // 8  # to look through the words has a price too
            if self._left > 0:
                return self._find_few(text)
            self._find = _built(self._words, self._backend)
        return self._find(text)

    def _find_few(self, text: str) -> list[tuple[int, int, int]]:
        beginnings = {*text, *map(add, text, text[1:])}
        numbers = [number for number, word in enumerate(self._words) if word[:2] in beginnings]
        few = _built([self._words[number] for number in numbers], self._backend)
        return [(start, end, numbers[found]) for start, end, found in few(text)]


def _built(words: Sequence[str], backend: str) -> Find:
    if not words:
        return lambda text: []
    if backend in ("auto", "daachorse"):
        try:
            return _daachorse(words)
        except ModuleNotFoundError:
            if backend == "daachorse":
                raise
    return _pyahocorasick(words)


def _daachorse(words: Sequence[str]) -> Find:
    from daachorse import CharwiseDoubleArrayAhoCorasick

    machine = CharwiseDoubleArrayAhoCorasick(list(words))

    def find(text: str) -> list[tuple[int, int, int]]:
        try:
            return sorted(machine.find_overlapping(text))
        except UnicodeEncodeError:  # lone surrogates, from JSON or file names
            return sorted(machine.find_overlapping(_scalar(text)))

    return find


def _pyahocorasick(words: Sequence[str]) -> Find:
    from ahocorasick import Automaton

    machine = Automaton()
    for number, word in enumerate(words):
        machine.add_word(word.encode().decode("latin-1"), (number, len(word)))
    machine.make_automaton()

    def find(text: str) -> list[tuple[int, int, int]]:
        try:
            data = text.encode()
        except UnicodeEncodeError:
            data = _scalar(text).encode()
        hits, characters, last = [], 0, 0
        for end, (number, length) in machine.iter(data.decode("latin-1")):
            characters += len(data[last : end + 1].decode())
            last = end + 1
            # A byte hit is a character hit: no UTF-8 sequence starts inside another.
            hits.append((characters - length, characters, number))
        return sorted(hits)

    return find


def _scalar(text: str) -> str:
    """The text with lone surrogates replaced, one for one, by something that no word contains."""
    return _SURROGATE.sub("\ufffe", text)
