"""Paths and globs as settings and waivers name them: absolute, with /, matched in the way of .gitignore."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: A glob with more stars in one name could be matched for ever.
MOST_STARS = 4


def normal_path(name: str, folder: str = "") -> str:
    """The absolute path of a file, with / and composed characters, so that the same file has the same string."""
    whole = os.path.abspath(os.path.join(folder, name))
    return normalize("NFC", os.path.normcase(whole)).replace(os.sep, "/")


def anchored(folder: str, glob: str) -> str:
    """A glob as in .gitignore, as one for absolute paths: of /work, 法务/** is /work/法务/**, *.md is /work/**/*.md.

    One that begins with // is taken to be absolute. Raises ValueError where it is no glob.
    """
    base = re.sub(r"([\\*?\[\]!])", r"\\\1", normal_path(folder).strip("/"))
    glob = normalize("NFC", os.path.normcase(glob)).replace(os.sep, "/")
    between = "/" if "/" in glob.rstrip("/") else "/**/"
    whole = glob[1:] if glob.startswith("//") else f"/{base}{between}{glob.lstrip('/')}"
    if not glob.strip(" /") or "[[" in glob or any(part.count("*") > MOST_STARS for part in glob.split("/")):
        raise ValueError(glob)
    try:
        _spec(whole)
    except re.error as error:
        raise ValueError(glob) from error
    return whole


def is_matched(path: str, globs: Iterable[str]) -> bool:
    """True if a normal path is meant by one of the anchored globs."""
    return any(_spec(glob).match_file(path.lstrip("/")) for glob in globs)


@lru_cache(1024)
def _spec(glob: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob])
