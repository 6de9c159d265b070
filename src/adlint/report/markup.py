"""HTML by small pieces, so that nothing gets into a page unescaped."""

from __future__ import annotations

from html import escape

from adlint.text import visible

_VOID = frozenset(("br", "input", "meta"))


def element(tag: str, /, *children: str, **attributes: str | int | bool) -> str:
    """An element around markup. Attributes are escaped: class_ is class, data_of is data-of, True stands alone."""
    told = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    opened = f"<{tag}{told}>"
    return opened if tag in _VOID else f"{opened}{''.join(children)}</{tag}>"


def _attribute(key: str, value: str | int | bool) -> str:
    if isinstance(value, bool):
        return f" {key}" if value else ""
    return f' {key}="{plain(str(value))}"'


def plain(text: str) -> str:
    """Text that HTML leaves alone, with line breaks kept and control characters as visible escapes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return escape("\n".join(map(visible, lines)))
