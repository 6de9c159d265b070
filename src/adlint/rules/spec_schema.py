"""The shape of a brand spec, the part that is checked; the visual sections are let pass as they are.

The same as vi_specs/vi-spec.schema.json says; unknown keys are refused, so a slip does not switch anything off.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

Text = Annotated[str, Meta(min_length=1)]
Texts = list[Text]
Level = Literal["ignore", "info", "warning", "error"]
Name = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]{0,62}$")]


class GuidelineStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """The manual that the spec is taken from."""

    title: Text
    url: str = ""
    version: str = ""
    retrieved: str = ""
    license: str = ""


class BrandStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """Whose spec it is."""

    id: Name
    name: Annotated[dict[str, str], Meta(min_length=1)]
    status: Literal["official", "transcribed", "fictional"]
    guideline: GuidelineStanza | None = None
    owner: str = ""
    valid_until: str = ""


class SymbolStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """The trademark symbol after a name."""

    mark: Literal["®", "™", "℠", "none"] = "®"
    where: Literal["first", "every", "never"] = "first"


class NameStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """A name as it is to be written."""

    official: Text
    lang: str = ""
    case: Literal["exact", "any"] = "exact"
    also_ok: Texts = []
    never: Texts = []
    symbol: SymbolStanza | None = None


class SloganStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """A slogan, and how like it words must be to be taken for it."""

    official: Text
    lang: str = ""
    similarity: Annotated[float, Meta(ge=0, le=1)] = 0.7


class PhraseStanza(Struct, forbid_unknown_fields=True, kw_only=True, rename={"except_": "except"}):
    """Words that the brand does not use; `safe`: --fix may put in what to use instead."""

    pattern: Text
    regex: bool = False
    reason: str = ""
    use: str = ""
    safe: bool = False
    except_: Texts = []


class ClaimStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """What may, or may not, be said of the goods; `until` is the last day."""

    text: Text
    status: Literal["approved", "forbidden"]
    evidence: str = ""
    until: str = ""
    campaigns: Texts = []
    reason: str = ""
    use: str = ""


class CampaignStanza(Struct, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """A campaign, from its first to its last day."""

    name: Text
    approval: str = ""
    from_: str = ""
    until: str = ""


class PartnerStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """Another brand, by all its names."""

    names: Annotated[Texts, Meta(min_length=1)]
    status: Literal["allowed", "review", "denied"]
    approval: str = ""
    until: str = ""
    reason: str = ""


class WordingStanza(Struct, forbid_unknown_fields=True, kw_only=True):
    """What is said of words."""

    names: list[NameStanza] = []
    slogans: list[SloganStanza] = []
    forbidden: list[PhraseStanza] = []
    claims: list[ClaimStanza] = []
    campaigns: dict[str, CampaignStanza] = {}
    partners: list[PartnerStanza] = []


class SpecFile(Struct, forbid_unknown_fields=True, kw_only=True, rename={"schema": "$schema"}):
    """A whole spec."""

    spec: Literal[1]
    brand: BrandStanza
    wording: WordingStanza = field(default_factory=WordingStanza)
    rules: dict[str, Level] = {}
    schema: str = ""
    tokens: Any = None
    palette: Any = None
    logos: Any = None
    presence: Any = None
    typography: Any = None
    cobrand: Any = None
    profiles: Any = None
