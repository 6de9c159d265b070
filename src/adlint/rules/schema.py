"""The shape of a ruleset file. Unknown keys are refused, so a slip of the pen does not switch a rule off."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Severity = Literal["error", "warning", "info"]
Kind = Literal["title", "body", "button", "cell", "alt", "caption", "speech", "ocr", "note"]
Words = list[str]


class Say(Struct, forbid_unknown_fields=True):
    """A sentence in both languages; English falls back to Chinese."""

    zh: str
    en: str = ""


class Near(Struct, forbid_unknown_fields=True):
    """A word of `first` at most `within` characters from a word of `second`, in one sentence."""

    first: Words
    second: Words
    within: Annotated[int, Meta(ge=0, le=100)] = 6
    order: Literal["any", "forward"] = "any"


class Suggest(Struct, forbid_unknown_fields=True):
    """Words to write instead; safe ones may be put in by --fix."""

    text: str
    safe: bool = False


class Examples(Struct, forbid_unknown_fields=True):
    """What must and must not be found; [[…]] marks the very words."""

    bad: Words
    good: Words


class Stanza(Struct, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """One rule. Days are written 2027-03-16; `until` is the last day on which it holds."""

    id: str
    name: str
    kind: str
    severity: Severity
    message: Say
    why: Say
    law: Words
    examples: Examples
    category: str = ""
    confidence: Annotated[float, Meta(ge=0, le=1)] = 0.9
    terms: Words = []
    near: Near | None = None
    patterns: Words = []
    anchors: Words = []
    views: tuple[Literal["folded", "squeezed"], ...] = ("folded",)
    allow: Words = []
    boundary: bool = False
    evidence: Words = []
    where: list[Kind] = []
    scenes: Words = []
    params: dict[str, Any] = {}
    suggest: list[Suggest] = []
    since: str = ""
    from_: str = ""
    until: str = ""
    before: Literal["silent", "info"] = "silent"
    severity_from: dict[str, Severity] = {}
    stage: Literal["preview", "stable", "retired"] = "stable"


class ExemptionStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """A circumstance in which words may stand; patterns are regular expressions over the folded sentence."""

    applies: Words
    say: Say
    law: Words = []
    covers: Words = []
    before: Words = []
    after: Words = []
    sentence: Words = []
    requires: Words = []
    unless: Words = []
    effect: Literal["drop", "doubt"] = "drop"


class EvidenceStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """Something a figure must come with."""

    say: Say
    patterns: Words
    lowers: bool = False


class EditionStanza(Struct, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """A statute as it stood from one day on, to the next edition or to `until`, the last day.

    A day that is not known may be a month or a year, or be missing: then the edition has always been in force.
    `renumbered` says where the articles that rules cite stand in this edition; missing, where they say.
    """

    name: str = ""
    number: str = ""
    from_: str = ""
    until: str = ""
    status: Literal["verified", "secondary"] = "secondary"
    source: str = ""
    renumbered: dict[str, str] | None = None


class StatuteStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """A statute that rules cite by its short title, with its editions in the order of their days."""

    title: str
    en: str
    issuer: str
    editions: Annotated[list[EditionStanza], Meta(min_length=1)]
    replaced_by: str = ""
    note: Say | None = None


class CueStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """Signs of one weight; what weighs less than nothing speaks against."""

    weight: Annotated[int, Meta(ge=-100, le=100)]
    words: Words = []
    patterns: Words = []
    most: Annotated[int, Meta(ge=0)] = 0


class GenreStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """A kind of text that is no advertisement, and how it shows."""

    applies: dict[str, Annotated[int, Meta(ge=1)]]
    say: Say
    cues: list[CueStanza]
    law: Words = []


class TradeStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """A trade, by the name of its scene, and the words that show that copy is for it."""

    cues: list[CueStanza]
    threshold: Annotated[int, Meta(ge=1)] = 2


class RulesetFile(Struct, forbid_unknown_fields=True, kw_only=True):
    """A whole file; every part is optional."""

    version: Literal[1] = 1
    classes: dict[str, Words] = {}
    statutes: dict[str, StatuteStanza] = {}
    exemptions: dict[str, ExemptionStanza] = {}
    evidence: dict[str, EvidenceStanza] = {}
    genres: dict[str, GenreStanza] = {}
    trades: dict[str, TradeStanza] = {}
    rules: list[Stanza] = []
