"""The statutes that rules cite: which edition is in force on a day, and where in it the cited article stands.

They stand in `statutes:` of a ruleset (rulesets/law.yaml) and are kept plain, as JSON has them: a check needs none of
them, since the phases of each rule were worked out when it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adlint.record import NamedTuple

Statutes = Mapping[str, Mapping[str, Any]]
Edition = Mapping[str, Any]

#: 《广告法》第九条第（三）项, or GB 7718-2025 with or without a clause.
_CITED = re.compile(
    r"《(?P<title>[^《》]+)》(?P<articles>.*)|(?P<standard>GB(?:/T)? ?[0-9.]+-[0-9]{4})(?P<clause>.*)", re.S
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇0-9]+条(?:之[一二三四五六七八九十]+)?")


class Citation(NamedTuple):
    """A law entry of a rule taken apart; without a title it cites nothing that we could know."""

    title: str = ""
    articles: str = ""


def citation_of(text: str) -> Citation:
    """What a law entry cites."""
    match = _CITED.match(text.strip())
    if not match:
        return Citation()
    return Citation(match["title"] or match["standard"], (match["articles"] or match["clause"] or "").strip())


def edition_on(statute: Mapping[str, Any], day: str) -> Edition | None:
    """The edition in force on that day, None if there is none yet or no longer."""
    for edition in reversed(statute["editions"]):
        if edition["from"] <= day:
            return edition if not edition["until"] or day <= edition["until"] else None
    return None


def wording_on(text: str, statutes: Statutes, day: str) -> str:
    """How a law entry is cited on that day: as it is written, renumbered, or not at all (empty).

    Where the article's number in that edition is not known, the edition is named without it.
    """
    cited = citation_of(text)
    statute = statutes.get(cited.title)
    if statute is None:
        return text
    edition = edition_on(statute, day)
    if edition is None:
        return ""
    numbers = edition["renumbered"]
    if numbers is None or not cited.articles:
        return text
    moved = _renumbered(cited.articles, numbers)
    told = "《{}》" if text.lstrip().startswith("《") else "{} "
    return told.format(cited.title) + (moved or f"（{edition['name']}，条号待核）")


def turns_of(text: str, statutes: Statutes) -> Iterator[str]:
    """The first days of the editions of what a law entry cites, and the last days after which there is none."""
    for edition in statutes.get(citation_of(text).title, {}).get("editions", ()):
        yield edition["from"]
        if edition["until"]:
            from adlint.day import day_after

            yield day_after(edition["until"])


def is_coming(text: str, statutes: Statutes, day: str) -> bool:
    """True if what a law entry cites is to be in force after that day."""
    return any(edition["from"] > day for edition in statutes.get(citation_of(text).title, {}).get("editions", ()))


def _renumbered(articles: str, numbers: Mapping[str, str]) -> str:
    """The articles with their numbers in an edition, empty where one of them is not known."""
    keys = sorted(numbers, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, keys))})", articles) if keys else [articles]
    if any(_ARTICLE.search(part) for part in parts[::2]) or not all(numbers[part] for part in parts[1::2]):
        return ""
    return "".join(numbers[part] if odd % 2 else part for odd, part in enumerate(parts))
