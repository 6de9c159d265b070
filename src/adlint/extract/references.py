"""Character references of HTML (&amp; &#31532; &nbsp), resolved one at a time so that their places are known."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

# No name is longer than 32 characters, no number worth more than 20 digits: bounded, so that a run of & stays linear.
_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,20}|[xX][0-9a-fA-F]{1,20});?|([A-Za-z][A-Za-z0-9]{1,31});?)")


def reference_at(text: str, at: int, end: int) -> tuple[str, int] | None:
    """What the reference at this & says and where it ends, or None if it is only an ampersand."""
    match = _REFERENCE.match(text, at, end)
    if not match:
        return None
    name = match.group(1)
    if name is None:
        return unescape(match.group().rstrip(";") + ";"), match.end()
    if match.group().endswith(";") and name + ";" in html5:
        return html5[name + ";"], match.end()
    # Old names do without the semicolon, even with letters after them: &notit; is ¬it;
    for length in range(len(name), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], at + 1 + length
    return None
