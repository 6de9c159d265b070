"""Choosing rules by id, prefix and name; categories by block."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adlint.errors import Misconfigured
from adlint.finding import Exemption, Rule, Severity
from adlint.rules.categories import BLOCKS, category_of
from adlint.rules.packed import pack, unpack
from adlint.rules.ruleset import Ruleset, is_meant


@pytest.fixture
def ruleset(rule: Callable[..., Rule]) -> Ruleset:
    """Four rules, one in preview, one retired."""
    return Ruleset(
        (
            rule("AD101", name="best"),
            rule("AD110", name="lowest-price", severity=Severity.WARNING),
            rule("AD201", name="percentage", stage="preview"),
            rule("PI101", name="phone", stage="retired"),
        )
    )


def ids(ruleset: Ruleset) -> list[str]:
    return [rule.id for rule in ruleset.rules]


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        ((), (), ["AD101", "AD110"]),
        (("AD",), (), ["AD101", "AD110", "AD201"]),  # what is selected may be in preview
        (("AD1",), (), ["AD101", "AD110"]),
        (("AD101",), (), ["AD101"]),
        (("ad101",), (), ["AD101"]),
        (("best",), (), ["AD101"]),
        (("best", "AD2"), (), ["AD101", "AD201"]),
        (("PI101",), (), []),  # retired for good
        ((), ("AD1",), []),
        ((), ("lowest-price",), ["AD101"]),
        (("AD",), ("AD10",), ["AD110", "AD201"]),
        ((), ("AD999", "no-such-name"), ["AD101", "AD110"]),  # settings outlive versions
        ((), ("",), ["AD101", "AD110"]),
    ],
)
def test_select_and_ignore(
    ruleset: Ruleset, select: tuple[str, ...], ignore: tuple[str, ...], chosen: list[str]
) -> None:
    assert ids(ruleset.chosen(select, ignore)) == chosen


@pytest.mark.parametrize("key", ["AD999", "no-such-name", "", "AD1011", "B"])
def test_an_unknown_select_is_refused(ruleset: Ruleset, key: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        ruleset.chosen(("AD101", key))
    assert (caught.value.code, caught.value.facts["rule"]) == ("config.unknown-rule", key)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({}, ["error", "warning"]),
        ({"AD": "info"}, ["info", "info"]),
        ({"AD1": "info", "AD110": "error"}, ["info", "error"]),  # the longest prefix counts
        ({"AD110": "error", "AD1": "info"}, ["info", "error"]),  # whatever the order
        ({"best": "info"}, ["info", "warning"]),
        ({"ad101": "warning"}, ["warning", "warning"]),
        ({"XX": "info"}, ["error", "warning"]),
    ],
)
def test_severity(ruleset: Ruleset, severity: dict[str, str], expected: list[str]) -> None:
    assert [rule.severity.value for rule in ruleset.chosen(severity=severity).rules] == expected


def test_choosing_changes_nothing_in_the_ruleset_itself(ruleset: Ruleset) -> None:
    before = ids(ruleset)
    ruleset.chosen(("AD1",), ("AD101",), {"AD": "info"})
    assert ids(ruleset) == before
    assert ruleset.rules[0].severity is Severity.ERROR


def test_look_up_by_id_or_name(ruleset: Ruleset) -> None:
    assert ruleset.rule_of("AD110") is ruleset.rule_of("ad110") is ruleset.rule_of("lowest-price")
    for key in ("AD1", "", "nobody"):
        with pytest.raises(Misconfigured):
            ruleset.rule_of(key)


def test_an_empty_key_means_no_rule(rule: Callable[..., Rule]) -> None:
    assert not is_meant(rule(), "")


def test_exemptions_of_a_rule_in_the_order_they_are_tried(ruleset: Ruleset) -> None:
    all_of, one, none = (
        Exemption(name, applies, {}) for name, applies in (("a", ("AD",)), ("b", ("PI", "AD101")), ("c", ("X",)))
    )
    assert ruleset._replace(exemptions=(all_of, one, none)).exemptions_of(ruleset.rules[0]) == (all_of, one)


def test_taken_apart_and_put_together_again(shipped_rules: Ruleset) -> None:

    assert unpack(pack(shipped_rules)) == shipped_rules


@pytest.mark.parametrize(
    ("rule_id", "category"),
    [
        ("AD101", "absolute"),
        ("AD199", "absolute"),
        ("AD203", "unsourced-statistic"),
        ("AD311", "false-promise"),
        ("AD321", "price-fraud"),
        ("AD331", "disparagement"),
        ("AD341", "patent"),
        ("AD401", "medical-claim"),
        ("AD431", "health-food-claim"),
        ("AD451", "cosmetic-claim"),
        ("AD511", "finance-promise"),
        ("AD521", "education-promise"),
        ("AD531", "real-estate"),
        ("AD541", "franchise-promise"),
        ("AD601", "alcohol"),
        ("AD611", "restricted-goods"),
        ("AD701", "state-symbol"),
        ("AD711", "superstition-vulgar"),
        ("AD721", "minors"),
        ("AD801", "disclosure"),
        ("PI101", "pii"),
        ("PI201", "privacy-consent"),
        ("BW101", "brand-wording"),
        ("VI101", "palette"),
        ("VI201", "logo"),
        ("VI301", "typography"),
        ("VI401", "co-branding"),
        ("AL901", "housekeeping"),
        ("AD901", "custom"),
        ("AD391", "custom"),
        ("XX101", "custom"),
    ],
)
def test_the_block_decides_the_category(rule_id: str, category: str) -> None:
    assert category_of(rule_id) == category


def test_blocks_are_prefixes_of_ids() -> None:
    assert all(key[:2].isalpha() and key[2:].isdigit() for key in BLOCKS)
