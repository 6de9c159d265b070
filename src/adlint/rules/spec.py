"""Brand specs: found, read and checked; errors point at file:line:column. Only imported where a spec is given."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from adlint.day import is_day
from adlint.errors import Misconfigured
from adlint.normalize import fold, squeeze
from adlint.record import NamedTuple
from adlint.rules.load import bytes_of
from adlint.rules.opened import OpenedFile
from adlint.rules.pattern_text import check_pattern, folded_pattern, is_slow
from adlint.rules.spec_schema import BrandStanza, SpecFile, WordingStanza
from adlint.rules.yaml_reader import Path as NodePath
from adlint.toml_reader import near_miss

SUFFIXES = (".yaml", ".yml")

#: Sections about what is seen; read by nobody yet.
VISUAL = ("tokens", "palette", "logos", "presence", "typography", "cobrand")

#: An approved claim of fewer characters would let through whatever holds them.
SHORTEST_CLAIM = 4

#: What `rules:` may speak of: the wording rules, and the visual ones of the format.
_CODES = """brand-name-miswritten trademark-symbol slogan-altered brand-phrase-forbidden brand-claim-forbidden
partner-not-allowed partner-needs-review brand-claim-lapsed
palette-off-brand palette-near-miss palette-forbidden palette-pair palette-proportion palette-too-many
color-unmanaged logo-missing logo-uncertain logo-too-small logo-too-large logo-distorted logo-rotated logo-skewed
logo-mirrored logo-recolored logo-wrong-version logo-low-contrast logo-busy-background logo-clearspace logo-cropped
logo-effect logo-opacity logo-altered logo-outdated logo-misplaced logo-repeated logo-blurry mark-missing
cobrand-unapproved cobrand-order cobrand-height cobrand-gap cobrand-separator font-off-brand font-forbidden
font-unlicensed font-weight font-unverifiable text-too-small text-low-contrast text-area spec-invalid
spec-expired"""
CODES = tuple(_CODES.split())

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

_ALLOWED: Mapping[tuple[str, str], str] = {
    ("brand", "status"): "official、transcribed、fictional",
    ("claims", "status"): "approved、forbidden",
    ("partners", "status"): "allowed、review、denied",
    ("names", "case"): "exact、any",
    ("symbol", "mark"): "®、™、℠、none",
    ("symbol", "where"): "first、every、never",
}


class Spec(NamedTuple):
    """A brand spec as far as it is checked; `patterns` are the folded regular expressions of its forbidden phrases."""

    name: str  # of the file
    brand: BrandStanza
    wording: WordingStanza
    rules: Mapping[str, str]  # severity by code
    patterns: Mapping[str, str]
    unchecked: tuple[str, ...]  # sections that nothing reads yet


def load_specs(paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> tuple[Spec, ...]:
    """The specs in this file or folder, or in these.

    Raises Misconfigured where one is missing or does not say what a spec may say.
    """
    listed = (paths,) if isinstance(paths, str | os.PathLike) else paths
    files = tuple(file for path in listed for file in _files_of(os.fspath(path)))
    return tuple(_parsed(file, bytes_of(file)) for file in dict.fromkeys(files))


class _OpenedSpec(OpenedFile):
    def __init__(self, path: str, data: bytes) -> None:
        super().__init__(path, data)
        if not isinstance(self.value, dict) or "spec" not in self.value:
            raise self.refuse((), "config.not-a-spec")
        self.content = self.converted(SpecFile)

    def allowed_at(self, path: NodePath) -> str:
        """The words that may stand at a node."""
        names = [part for part in path if isinstance(part, str)]
        if names[:1] == ["rules"]:
            return "ignore、info、warning、error"
        return _ALLOWED.get((names[-2], names[-1]), "") if len(names) > 1 else "1"


@lru_cache(16)
def _parsed(name: str, data: bytes) -> Spec:
    file = _OpenedSpec(name, data)
    content = file.content
    for section in ("brand", "wording"):
        for path, text in _texts(file.value.get(section), (section,)):
            if _CONTROL.search(text):
                raise file.refuse(path, "config.control-character", key=path[-1])
    for code in content.rules:
        if code not in CODES:
            raise file.refuse(("rules", code, "key"), "config.unknown-key", key=code, suggestion=near_miss(code, CODES))
    _check_days(file)
    _check_words(file)
    _check_campaigns(file)
    patterns = {item.pattern: folded_pattern(item.pattern) for item in content.wording.forbidden if item.regex}
    for number, item in enumerate(content.wording.forbidden):
        if item.regex:
            path = ("wording", "forbidden", number, "pattern")
            if is_slow(item.pattern):
                raise file.refuse(path, "config.slow-pattern", value=item.pattern[:60])
            check_pattern(file, path, item.pattern, patterns[item.pattern])
    unchecked = tuple(section for section in VISUAL if getattr(content, section))
    return Spec(name, content.brand, content.wording, content.rules, patterns, unchecked)


def _texts(value: Any, path: NodePath) -> Iterator[tuple[NodePath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key, (*path, key, "key"))
            yield from _texts(item, (*path, key))


def _check_days(file: _OpenedSpec) -> None:
    brand, wording = file.content.brand, file.content.wording
    days: list[tuple[NodePath, str]] = [(("brand", "valid_until"), brand.valid_until)]
    days += [(("wording", "claims", number, "until"), item.until) for number, item in enumerate(wording.claims)]
    days += [(("wording", "partners", number, "until"), item.until) for number, item in enumerate(wording.partners)]
    for key, item in wording.campaigns.items():
        path: NodePath = ("wording", "campaigns", key)
        days += [((*path, "from"), item.from_), ((*path, "until"), item.until)]
        if item.until and item.until < item.from_:
            raise file.refuse((*path, "until"), "config.bad-day", key="until", value=item.until)
    for path, day in days:
        if day and not is_day(day):
            raise file.refuse(path, "config.bad-day", key=path[-1], value=day)


def _check_words(file: _OpenedSpec) -> None:
    """Every word to look for must hold something to be found by."""
    wording = file.content.wording
    words: list[tuple[NodePath, str]] = []
    for number, name in enumerate(wording.names):
        path: NodePath = ("wording", "names", number)
        words.append(((*path, "official"), name.official))
        for key, forms in (("also_ok", name.also_ok), ("never", name.never)):
            words += [((*path, key, at), form) for at, form in enumerate(forms)]
            for at, form in enumerate(forms):
                if key == "never" and form in (name.official, *name.also_ok):
                    raise file.refuse((*path, key, at), "config.contradiction", value=form)
    for key in ("slogans", "forbidden", "claims", "partners"):
        for number, item in enumerate(getattr(wording, key)):
            path = ("wording", key, number)
            for field in ("official", "pattern", "text"):
                if hasattr(item, field) and not getattr(item, "regex", False):
                    words.append(((*path, field), getattr(item, field)))
            for field in ("names", "except"):
                listed = getattr(item, "except_" if field == "except" else field, ())
                words += [((*path, field, at), word) for at, word in enumerate(listed)]
    for path, word in words:
        if not squeeze(fold(word)).text:
            raise file.refuse(path, "config.bad-word", value=word)
    for number, claim in enumerate(wording.claims):
        if claim.status == "approved" and len(squeeze(fold(claim.text)).text) < SHORTEST_CLAIM:
            path = ("wording", "claims", number, "text")
            raise file.refuse(path, "config.short-claim", value=claim.text, limit=SHORTEST_CLAIM)


def _check_campaigns(file: _OpenedSpec) -> None:
    """Claims name campaigns that there are; where the spec describes none, any name will do."""
    known = file.content.wording.campaigns
    for number, claim in enumerate(file.content.wording.claims if known else ()):
        for at, campaign in enumerate(claim.campaigns):
            if campaign not in known:
                path = ("wording", "claims", number, "campaigns", at)
                allowed = "、".join(known)
                raise file.refuse(path, "config.bad-value", key="campaigns", value=campaign, allowed=allowed)


def _files_of(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    files = sorted(entry.path for entry in os.scandir(path) if entry.name.endswith(SUFFIXES) and entry.is_file())
    if not files:
        raise Misconfigured("config.no-specs", name=path)
    return files
