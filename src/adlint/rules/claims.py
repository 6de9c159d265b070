"""How an approved claim stands on a day: by its own last day, and by the days of its campaigns."""

from __future__ import annotations

from adlint.record import NamedTuple
from adlint.rules.spec import Spec
from adlint.rules.spec_schema import CampaignStanza, ClaimStanza


class Standing(NamedTuple):
    """Whether a claim may be made, for which campaign, and until which day, if there is one.

    Where it may not: the day on which its approval ended, or (`start`) begins.
    """

    holds: bool
    day: str = ""
    campaign: str = ""
    approval: str = ""
    start: bool = False


def standing_of(claim: ClaimStanza, spec: Spec, day: str) -> Standing:
    """How the claim stands on that day; of several campaigns the one that runs longest counts."""
    if claim.until and claim.until < day:
        return Standing(False, claim.until)
    if not claim.campaigns:
        return Standing(True, claim.until)
    known = spec.wording.campaigns
    campaigns = [known.get(key) or CampaignStanza(name=key) for key in claim.campaigns]
    running = [item for item in campaigns if item.from_ <= day and (not item.until or day <= item.until)]
    if running:
        longest = max(running, key=lambda item: item.until or "9999")
        last = min((until for until in (claim.until, longest.until) if until), default="")
        return Standing(True, last, longest.name, longest.approval)
    coming = [item.from_ for item in campaigns if item.from_ > day]
    if coming:
        return Standing(False, min(coming), start=True)
    return Standing(False, max(item.until for item in campaigns))
