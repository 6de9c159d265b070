"""Where sentences end, for rules and judges that must not look further."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Also the separator between the segments of a scanned document.
SENTENCE_END = re.compile(r"[。!?;！？；\n\uffff]|\.(?=\s|$)")

#: At most so many code points to each side are read; a reader does not look further either.
REACH = 120


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence that holds text[start:end], at most REACH beyond each end."""
    since = max(0, start - REACH)
    until = min(len(text), end + REACH)
    for stop in sentence_ends(text, since, start):
        since = stop
    return since, next(sentence_ends(text, end, until), until)


def sentence_ends(text: str, since: int, until: int) -> Iterator[int]:
    """Where sentences end in text[since:until]: each time the offset after the mark."""
    # One character more is read: a full stop ends a sentence only if no character follows it (3.5倍, no.1).
    for match in SENTENCE_END.finditer(text, since, until + 1):
        if match.end() <= until:
            yield match.end()
