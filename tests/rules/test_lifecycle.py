"""What a rule is on which day: statutes in force, articles renumbered, severity by date; cached or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from adlint.errors import Misconfigured
from adlint.finding import Phase, Rule
from adlint.i18n import config_sentences
from adlint.linter import Linter
from adlint.rules import load
from adlint.rules.load import load_ruleset
from adlint.rules.ruleset import DORMANT, Ruleset
from adlint.rules.statutes import Citation, citation_of, edition_on, wording_on
from adlint.settings import Settings

Write = Callable[..., Path]

HEAD = """version: 1
statutes:
  旧法:
    title: 旧法
    en: Old Law
    issuer: 某机关
    editions:
      - name: 2017年修订
        from: 2018-01-01
        until: 2025-10-14
        renumbered: {第九条: 第八条, 第十条第二款: 第九条第三款}
      - {name: 2025年修订, from: 2025-10-15, status: verified}
  新法:
    title: 新法
    en: New Law
    issuer: 某机关
    editions: [{from: 2027-03-16}]
  换号法:
    title: 换号法
    en: Renumbered Law
    issuer: 某机关
    editions: [{from: 2015-09-01, until: 2026-12-31}, {name: 2026年修订, from: 2027-01-01, renumbered: {}}]
  限期法:
    title: 限期法
    en: Expiring Law
    issuer: 某机关
    editions: [{from: 2026-06, until: 2026-12-31}]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache folder of its own for each test, and nothing remembered from before."""
    home = str(tmp_path_factory.mktemp("home") / "base")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, home)
    monkeypatch.delenv("ADLINT_NO_CACHE", raising=False)
    load._parsed.cache_clear()
    yield
    load._parsed.cache_clear()


@pytest.fixture
def rules(ruleset_file: Write) -> Callable[[str], Ruleset]:
    """A ruleset with one rule, XX101, that finds 零添加; the argument is more YAML for its stanza."""

    def make(more: str, head: str = HEAD) -> Ruleset:
        path = ruleset_file(("XX101", "terms", f"terms: [零添加]\n{more}"), head=head)
        path.write_text(
            path.read_text("utf-8").replace("    law: [法]\n", "" if "law:" in more else "    law: [法]\n"), "utf-8"
        )
        return load_ruleset([path], shipped=False)

    return make


def at(ruleset: Ruleset, day: str) -> tuple[str, tuple[str, ...]]:
    """Severity and law of the rule on a day; an empty severity: it is silent."""
    rule = ruleset.at(day).rules[0]
    return ("" if rule.stage == DORMANT else rule.severity.value), (() if rule.stage == DORMANT else rule.law)


def said(ruleset: Ruleset, day: str, **settings: Any) -> list[tuple[str, str]]:
    """Severity and message of what the rule finds on a day."""
    report = Linter(ruleset, Settings(as_of=day, **settings)).check_text("零添加")
    assert report.as_of == day
    return [(item.severity.value, item.message) for item in report.findings]


# --------------------------------------------------------------------------------------------------- citations


def test_citations() -> None:
    assert citation_of("《广告法》第九条第（三）项") == Citation("广告法", "第九条第（三）项")
    assert citation_of("《广告法适用问题执法指南（一）》") == Citation("广告法适用问题执法指南（一）", "")
    assert citation_of("GB 7718-2025") == Citation("GB 7718-2025", "")
    assert citation_of("GB/T 23347-2021 第4章") == Citation("GB/T 23347-2021", "第4章")
    assert citation_of("公司手册第三章") == Citation()


def test_wording(rules: Callable[[str], Ruleset]) -> None:
    statutes = rules("").statutes
    old = "2025-10-14"
    assert wording_on("《旧法》第九条第（二）项", statutes, old) == "《旧法》第八条第（二）项"
    assert wording_on("《旧法》第九条、第十条第二款", statutes, old) == "《旧法》第八条、第九条第三款"
    assert wording_on("《旧法》第九条", statutes, "2025-10-15") == "《旧法》第九条"
    assert wording_on("《旧法》第九条", statutes, "2017-12-31") == ""
    for unknown in ("第十条", "第九条、第十一条", "第十九条"):
        assert wording_on(f"《旧法》{unknown}", statutes, old) == "《旧法》（2017年修订，条号待核）"
    assert wording_on("《旧法》", statutes, old) == "《旧法》"
    assert wording_on("《没有的法》第一条", statutes, old) == "《没有的法》第一条"
    assert edition_on(statutes["限期法"], "2026-05-31") is None
    assert edition_on(statutes["限期法"], "2026-06-01") == statutes["限期法"]["editions"][0]
    assert edition_on(statutes["限期法"], "2027-01-01") is None


# ------------------------------------------------------------------------------------------------------ phases


def test_a_rule_of_always_has_no_phases(rules: Callable[[str], Ruleset]) -> None:
    assert rules("").rules[0].phases == ()
    assert rules("law: [《没有的法》第一条]").rules[0].phases == ()
    assert rules("").rules[0].phase("2027-01-01") is None


def test_severity_by_date(rules: Callable[[str], Ruleset]) -> None:
    found = rules("severity_from: {2026-01-01: info, 2027-03-16: error}")
    assert [phase.start for phase in found.rules[0].phases] == ["", "2026-01-01", "2027-03-16"]
    assert [at(found, day)[0] for day in ("2025-12-31", "2026-01-01", "2027-03-15", "2027-03-16", "2027-03-17")] == [
        "error",
        "info",
        "info",
        "error",
        "error",
    ]
    assert said(found, "2027-03-15") == [("info", "XX101“零添加”（2027-03-16 起：错误）")]
    assert said(found, "2027-03-16") == [("error", "XX101“零添加”")]
    assert said(found, "2025-12-31") == [("error", "XX101“零添加”")]
    assert said(found, "2027-03-15", lang="en")[0][1].endswith(" (error from 2027-03-16 on)")
    assert said(found, "2027-03-15", severity={"XX": "warning"}) == [("warning", "XX101“零添加”")]  # settings say


def test_from_and_until(rules: Callable[[str], Ruleset]) -> None:
    found = rules("from: 2026-09-30\nuntil: 2026-12-31")
    assert [at(found, day)[0] for day in ("2026-09-29", "2026-09-30", "2026-12-31", "2027-01-01")] == [
        "",
        "error",
        "error",
        "",
    ]
    assert said(found, "2026-09-29") == [] and len(said(found, "2026-09-30")) == 1


def test_before_it_holds_a_rule_may_say_from_when(rules: Callable[[str], Ruleset]) -> None:
    found = rules("from: 2026-09-30\nuntil: 2026-12-31\nbefore: info")
    assert said(found, "2026-09-29") == [("info", "XX101“零添加”（2026-09-30 起：错误）")]
    assert said(found, "2027-01-01") == []


def test_a_rule_whose_law_is_not_in_force_is_silent(rules: Callable[[str], Ruleset]) -> None:
    found = rules("law: [《新法》第五条]")
    assert [at(found, day) for day in ("2027-03-15", "2027-03-16")] == [("", ()), ("error", ("《新法》第五条",))]
    hinting = rules("law: [《新法》第五条]\nbefore: info")
    assert said(hinting, "2027-03-15") == [("info", "XX101“零添加”（2027-03-16 起：错误）")]
    ended = rules("law: [《限期法》]\nbefore: info")
    assert [at(ended, day)[0] for day in ("2026-05-31", "2026-06-01", "2026-12-31", "2027-01-01")] == [
        "info",
        "error",
        "error",
        "",
    ]


def test_law_is_cited_as_it_is_numbered_on_the_day(rules: Callable[[str], Ruleset]) -> None:
    found = rules("law: [《旧法》第九条, 《新法》第五条, 《换号法》第十四条第五款]")
    assert at(found, "2025-10-14")[1] == ("《旧法》第八条", "《换号法》第十四条第五款")
    assert at(found, "2025-10-15")[1] == ("《旧法》第九条", "《换号法》第十四条第五款")
    assert at(found, "2026-12-31")[1] == ("《旧法》第九条", "《换号法》第十四条第五款")
    assert at(found, "2027-01-01")[1] == ("《旧法》第九条", "《换号法》（2026年修订，条号待核）")
    assert at(found, "2027-03-16")[1] == ("《旧法》第九条", "《新法》第五条", "《换号法》（2026年修订，条号待核）")
    finding = Linter(found, Settings(as_of="2027-01-01")).check_text("零添加").findings[0]
    assert finding.law == ("《旧法》第九条", "《换号法》（2026年修订，条号待核）")


def test_the_same_day_twice_changes_nothing(rules: Callable[[str], Ruleset]) -> None:
    once = rules("severity_from: {2027-03-16: warning}").at("2027-03-16")
    lowered = once.chosen(severity={"XX101": "info"})
    assert once.at("2027-03-16") is once
    assert lowered.at("2027-03-16").rules[0].severity.value == "info"


def test_a_silent_rule_may_still_be_named(rules: Callable[[str], Ruleset]) -> None:
    found = rules("from: 2027-03-16")
    assert found.at("2027-01-01").chosen(select=("XX101",)).rules == ()
    assert found.at("2027-01-01").rule_of("XX101").stage == DORMANT


def test_coming(rule: Callable[..., Rule]) -> None:
    phases = (
        Phase("", "", ()),
        Phase("2020", "warning", ("法",)),
        Phase("2021-01-01", "info", ()),
        Phase("2022", "error", ()),
    )
    found = rule(phases=phases)
    starts = [found.coming(day) for day in ("2019-12-31", "2020-01-01", "2021-01-01", "2022-01-01")]
    assert [phase and phase.start for phase in starts] == ["2020", "2022", "2022", None]


# ------------------------------------------------------------------------------------------------------- cache


def test_the_cache_is_right_on_any_day(rules: Callable[[str], Ruleset], monkeypatch: pytest.MonkeyPatch) -> None:
    more = "law: [《旧法》第九条, 《新法》第五条]\nseverity_from: {2027-03-16: warning}"
    days = ("2017-12-31", "2025-10-14", "2025-10-15", "2027-03-15", "2027-03-16")
    fresh = rules(more)
    expected = [at(fresh, day) for day in days]
    for day in days:  # each from the cache, whatever day was asked for when it was written
        load._parsed.cache_clear()
        monkeypatch.setattr("adlint.rules.parse.parse_rulesets", lambda read: pytest.fail("read anew"))
        cached = rules(more)
        assert cached == fresh and cached.statutes == fresh.statutes
        assert [at(cached, each) for each in days] == expected
        assert cached.at(day).rules == fresh.at(day).rules
    monkeypatch.undo()
    monkeypatch.setenv("ADLINT_NO_CACHE", "1")
    load._parsed.cache_clear()
    assert [at(rules(more), day) for day in days] == expected


# ---------------------------------------------------------------------------------------------------- bad days


@pytest.mark.parametrize(
    ("more", "key", "value"),
    [
        ("from: 2027-02-30", "from", "2027-02-30"),
        ('from: "2027"', "from", "2027"),
        ("until: 明天", "until", "明天"),
        ("from: 2027-01-02\nuntil: 2027-01-01", "until", "2027-01-01"),
        ("severity_from: {2027-13-01: error}", "severity_from", "2027-13-01"),
    ],
)
def test_bad_days_in_a_rule(rules: Callable[[str], Ruleset], more: str, key: str, value: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        rules(more)
    assert (caught.value.code, caught.value.facts["key"], caught.value.facts["value"]) == ("config.bad-day", key, value)
    assert caught.value.facts["line"] > 30
    for lang in ("zh", "en"):
        told = config_sentences("config.bad-day", lang, caught.value.facts)
        assert all(told) and "{" not in "".join(told) and value in told[0]


@pytest.mark.parametrize(
    "editions",
    [
        "[{from: 2027-02-30}]",
        '[{until: "2027"}]',
        "[{from: 2027-01-01, until: 2026-12-31}]",
        "[{from: 2027-01-01}, {from: 2026-01-01}]",
        "[{from: 2026-01-01, until: 2027-01-01}, {from: 2027-01-01}]",
    ],
)
def test_bad_days_in_a_statute(rules: Callable[..., Ruleset], editions: str) -> None:
    head = f"statutes:\n  甲法:\n    title: 甲法\n    en: A\n    issuer: 乙\n    editions: {editions}\n"
    with pytest.raises(Misconfigured) as caught:
        rules("", head=head)
    assert caught.value.code == "config.bad-day"


def test_what_a_statute_may_not_say(rules: Callable[..., Ruleset]) -> None:
    head = "statutes:\n  甲法:\n    title: 甲法\n    en: A\n    issuer: 乙\n    editions: {}\n"
    for editions, code in (
        ("[]", "config.bad-type"),
        ("[{status: 听说}]", "config.bad-value"),
        ("[{起: 1}]", "config.unknown-key"),
    ):
        with pytest.raises(Misconfigured) as caught:
            rules("", head=head.format(editions))
        assert caught.value.code == code
    with pytest.raises(Misconfigured) as caught:
        rules("before: maybe")
    assert caught.value.code == "config.bad-value"
