"""Sentences for people, by language; the only place besides the rules that holds any."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from adlint.model import Place

LANGUAGES = ("zh", "en")


def say(key: str, lang: str = "zh", **facts: object) -> str:
    """The sentence for `key` with the facts put in; a missing key is a KeyError, caught by the catalogue test."""
    return catalogue(lang)[key].format(**facts)


def knows(key: str, lang: str = "zh") -> bool:
    """True if the catalogue has that key."""
    return key in catalogue(lang)


# Sentences about problems (problem.*) and settings (config.*) may lack facts, so they mark what hangs on one:
# "[有 {size}，]" goes when there is no size, "[{option}|max-size]" then says max-size instead.
# Problems use these facts only: {name} (always given), {detail}, {suffix}, {size}, {limit}, {option}, {encoding},
# {cwd}, {line}, {rule}, {supported}. Settings add {column}, {key}, {value}, {allowed}, {suggestion}.


def problem_sentences(code: str, lang: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """What is wrong with an input, and what to do next; a code without sentences gets those of problem.other."""
    key = f"problem.{code}" if knows(f"problem.{code}", lang) else "problem.other"
    by_suffix = f"{key}.hint{str(facts.get('suffix') or '').lower()}"  # .doc: save it as .docx
    return _filled(key, lang, facts), _filled(by_suffix if knows(by_suffix, lang) else f"{key}.hint", lang, facts)


def config_sentences(code: str, lang: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """What is wrong with settings, a ruleset or an option, by a code such as config.unknown-key; what to do next."""
    key = code if knows(code, lang) else "config.other"
    return _filled(key, lang, facts), _filled(f"{key}.hint", lang, facts)


def _filled(key: str, lang: str, facts: Mapping[str, object]) -> str:
    known = {name: value for name, value in facts.items() if value not in ("", None)}

    def choose(group: re.Match[str]) -> str:
        told, _, otherwise = group[1].partition("|")
        return told if all(name in known for name in re.findall(r"{(\w+)}", told)) else otherwise

    return re.sub(r"\[([^\]]*)\]", choose, catalogue(lang)[key]).format_map(defaultdict(str, known)).strip()


def read_catalogue(module: str, lang: str) -> dict[str, str]:
    """The sentences of a language, from the JSON file beside a module."""
    # Not with pathlib, whose import costs a fifth of a bare start.
    with open(os.path.join(os.path.dirname(module), f"{lang}.json"), "rb") as file:
        sentences: dict[str, str] = json.load(file)
    return sentences


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All sentences of one language, by key."""
    return read_catalogue(__file__, lang)


def place_label(place: Place, lang: str = "zh") -> str:
    """A place in the reader's terms: 第12行, 第3页, 价目表!B4, 图中(120,40)-(380,96), 00:12.4."""
    parts: list[str] = []
    if place.page is not None:
        parts.append(say("place.page", lang, page=place.page))
    if place.time is not None:
        parts.append(clock(place.time))
    if place.box is not None:
        left, top, right, bottom = (round(edge) for edge in place.box)
        parts.append(say("place.box", lang, left=left, top=top, right=right, bottom=bottom))
    if place.cell is not None:
        if place.line is not None and place.cell.startswith("表格"):
            parts.append(say("place.line", lang, line=place.line))
        parts.append(place.cell)
    if place.paragraph is not None:
        parts.append(say("place.paragraph", lang, paragraph=place.paragraph))
    if place.path is not None and place.line is None:
        parts.append(place.path)
    if place.line is not None and place.cell is None:
        parts.append(say("place.line", lang, line=place.line))
    return " ".join(parts) or say("place.whole", lang)


def clock(seconds: float) -> str:
    """Seconds into a video as mm:ss.t, with hours only where there are some."""
    tenths = round(seconds * 10)
    hours, rest = divmod(tenths, 36000)
    minutes, rest = divmod(rest, 600)
    text = f"{minutes:02d}:{rest // 10:02d}.{rest % 10}"
    return f"{hours}:{text}" if hours else text
