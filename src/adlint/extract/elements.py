"""What the elements of HTML are to a reader of copy."""

from __future__ import annotations

from adlint.model import Kind


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Elements that run on inside a line; all others, and so also unknown ones, begin a new segment.
INLINE = _names(
    "a abbr acronym area audio b bdi bdo big blink canvas cite code data del dfn em embed font i iframe img input ins "
    "kbd label link map mark math meter nobr noscript object output picture progress q ruby s samp script select slot "
    "small source span strike strong style sub sup svg template time tt u var video wbr"
)
#: Pictures and fields: copy does not run on across them.
FILLED = _names("audio canvas embed iframe img input math object picture select svg video")
#: Their content is for machines, or shows what people type. The first ones stand inside lines.
NOT_COPY = _names("code kbd samp template pre")

KINDS: dict[str, Kind] = {
    **dict.fromkeys(_names("h1 h2 h3 h4 h5 h6 title"), "title"),
    **dict.fromkeys(_names("td th"), "cell"),
    **dict.fromkeys(_names("caption figcaption"), "caption"),
    "button": "button",
    "table": "body",  # until a cell begins; the table may itself be in a cell
}

#: What a directive can stand for (see Transcript), and those of them it may stand in.
BLOCKS = _names("p h1 h2 h3 h4 h5 h6 li dt dd table blockquote figure figcaption")
RUNNING = _names("p h1 h2 h3 h4 h5 h6 figcaption")
LISTS = _names("ul ol dl menu")

#: Which open elements a start tag closes, up to the nearest one that encloses it.
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(
        _names(
            "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form "
            "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul"
        ),
        (_names("p"), _names("td th li button caption")),
    ),
    "li": (_names("li"), LISTS | _names("table")),
    **dict.fromkeys(_names("dt dd"), (_names("dt dd"), LISTS | _names("table"))),
    **dict.fromkeys(_names("td th tr thead tbody tfoot"), (_names("td th caption"), _names("table"))),
    "a": (_names("a"), _names("td th")),
    "button": (_names("button"), _names("td th")),
}

#: Attributes, and the <meta> elements, that say something to people.
TOLD_ATTRIBUTES = _names("alt title aria-label placeholder")
TOLD_META = _names("description keywords og:title og:description twitter:title twitter:description")


def is_block(name: str) -> bool:
    """True unless it runs on inside a line; names with - or : (custom elements, Word's o:p) do by default."""
    return name not in INLINE and "-" not in name and ":" not in name
