"""What the name of a field says about its value, in JSON and in front matter."""

from __future__ import annotations

import re
from functools import lru_cache

from adlint.model import Kind

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TITLES = frozenset({"title", "subtitle", "headline", "heading"})
_BUTTONS = frozenset({"button", "btn", "cta"})
_ADDRESSES = frozenset(
    {"id", "uuid", "guid", "url", "uri", "href", "src", "link", "image", "img", "icon", "cover", "thumbnail"}
    | {"path", "file", "slug", "permalink"}
)
_ADDRESS = re.compile(
    r"""(?:[a-zA-Z][a-zA-Z0-9+.-]*://|//|/|\.{1,2}/|www\.|data:)\S*  # a URL or a path
    |[\w%.~-]+/[\w/%.~?&=-]*                                        # a path without a beginning
    |[\w%.~-]+\.[a-zA-Z]{2,5}                                       # a file or a host
    |[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}                                # a UUID
    """,
    re.VERBOSE | re.ASCII,
)


@lru_cache(1024)
def kind_of_key(key: str) -> Kind:
    """The part that a field's value plays, going by its name (title, ctaText, 按钮文案); else body."""
    words = {word.lower() for word in _WORD.findall(key)}
    if words & _TITLES or "标题" in key:
        return "title"
    if words & _BUTTONS or "按钮" in key:
        return "button"
    return "alt" if "alt" in words else "body"


def is_address(key: str, value: str) -> bool:
    """True if both the name and the looks of a value say that it is a URL, a path or an id, not copy."""
    return _names_address(key) and bool(_ADDRESS.fullmatch(value))


@lru_cache(1024)
def _names_address(key: str) -> bool:
    return any(word.lower().removesuffix("s") in _ADDRESSES for word in _WORD.findall(key))


def pointer(parent: str, key: str | int) -> str:
    """The JSON pointer of a member."""
    return f"{parent}/{key}" if isinstance(key, int) else f"{parent}/{key.replace('~', '~0').replace('/', '~1')}"
