"""Which category a rule's findings carry, by the block its id lies in."""

from __future__ import annotations

#: Longest prefix first counts.
BLOCKS: dict[str, str] = {
    "AD1": "absolute",
    "AD2": "unsourced-statistic",
    "AD31": "false-promise",
    "AD32": "price-fraud",
    "AD33": "disparagement",
    "AD34": "patent",
    "AD4": "medical-claim",
    "AD43": "health-food-claim",
    "AD44": "health-food-claim",
    "AD45": "cosmetic-claim",
    "AD51": "finance-promise",
    "AD52": "education-promise",
    "AD53": "real-estate",
    "AD54": "franchise-promise",
    "AD6": "restricted-goods",
    "AD60": "alcohol",
    "AD70": "state-symbol",
    "AD71": "superstition-vulgar",
    "AD72": "minors",
    "AD8": "disclosure",
    "PI1": "pii",
    "PI2": "privacy-consent",
    "BW1": "brand-wording",
    "VI1": "palette",
    "VI2": "logo",
    "VI3": "typography",
    "VI4": "co-branding",
    "AL9": "housekeeping",
}


def category_of(rule_id: str) -> str:
    """The category of the block that an id lies in; "custom" for ids of no block of ours."""
    for length in range(len(rule_id), 1, -1):
        if rule_id[:length] in BLOCKS:
            return BLOCKS[rule_id[:length]]
    return "custom"
