"""The shipped statutes: all that is cited is known, dates that matter are right, pages tell them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from adlint.day import EARLIEST
from adlint.finding import Phase, Rule, Severity
from adlint.linter import Linter
from adlint.rules.document import as_json, document, index, laws
from adlint.rules.ruleset import DORMANT, Ruleset
from adlint.rules.statutes import citation_of, edition_on
from adlint.selftest import run_examples
from adlint.settings import Settings

_TITLE = re.compile(r"《([^《》]+)》")
ZERO, WELL_KNOWN = "AD442", "AD315"


def entries(ruleset: Ruleset) -> list[tuple[str, str]]:
    """All law entries with what has them."""
    ours = (rule for rule in ruleset.rules if rule.category != "brand-wording")  # they rest on the brand's manual
    rules = [(rule.id, entry) for rule in ours for entry in rule.law]
    return rules + [(item.name, entry) for item in ruleset.exemptions for entry in item.law]


def test_everything_that_is_cited_is_known(shipped_rules: Ruleset) -> None:
    unknown = [
        (where, entry)
        for where, entry in entries(shipped_rules)
        if citation_of(entry).title not in shipped_rules.statutes
        or any(title not in shipped_rules.statutes for title in _TITLE.findall(entry))
    ]
    assert unknown == []


def test_every_entry_cites_one_statute(shipped_rules: Ruleset) -> None:
    for where, entry in entries(shipped_rules):
        assert len(_TITLE.findall(entry)) <= 1, (where, entry)


def test_statutes_are_told_in_full(shipped_rules: Ruleset) -> None:
    for title, statute in shipped_rules.statutes.items():
        assert statute["title"].endswith(title) or title in statute["title"] or title.startswith("GB"), title
        assert statute["issuer"] and statute["en"] and not re.search(r"[\u4e00-\u9fff]", statute["en"]), title
        if statute["note"]:
            assert statute["note"]["en"] and statute["note"]["zh"] != statute["note"]["en"], title
        for edition in statute["editions"]:
            assert edition["source"] == "" or edition["source"].startswith("https://"), title
        assert statute["replaced_by"] == "" or statute["replaced_by"] in shipped_rules.statutes


@pytest.mark.parametrize(
    ("title", "day", "name"),
    [
        ("反不正当竞争法", "2025-10-14", "2017年修订，2019年修正"),
        ("反不正当竞争法", "2025-10-15", "2025年修订"),
        ("商标法", "2026-12-31", "2013年、2019年修正"),
        ("商标法", "2027-01-01", "2026年修订"),
    ],
)
def test_editions(shipped_rules: Ruleset, title: str, day: str, name: str) -> None:
    edition = edition_on(shipped_rules.statutes[title], day)
    assert edition and edition["name"] == name


@pytest.mark.parametrize(
    ("title", "last", "first"),
    [
        ("金融产品网络营销管理办法", "2026-09-29", "2026-09-30"),
        ("GB 7718-2025", "2027-03-15", "2027-03-16"),
        ("食品标识监督管理办法", "2027-03-15", "2027-03-16"),
        ("广告绝对化用语执法指南", "2023-02-24", "2023-02-25"),
        ("个人信息保护法", "2021-10-31", "2021-11-01"),
        ("明码标价和禁止价格欺诈规定", "2022-06-30", "2022-07-01"),
        ("广告引证内容执法指南", "2026-05-31", "2026-06-01"),
    ],
)
def test_days_of_entry_into_force(shipped_rules: Ruleset, title: str, last: str, first: str) -> None:
    statute = shipped_rules.statutes[title]
    assert edition_on(statute, last) is None
    assert edition_on(statute, first)


def found(ruleset: Ruleset, text: str, day: str, rule_id: str) -> list[tuple[str, tuple[str, ...], str]]:
    report = Linter(ruleset, Settings(as_of=day)).check_text(text)
    return [(item.severity.value, item.law, item.message) for item in report.findings if item.rule_id == rule_id]


def test_zero_additive_becomes_an_error(shipped_rules: Ruleset) -> None:
    copy = "古法酿造酱油，0添加"
    [(severity, law, message)] = found(shipped_rules, copy, "2027-03-15", ZERO)
    assert (severity, law) == ("warning", ("《广告法》第四条、第二十八条",))
    assert message.endswith("（2027-03-16 起：错误）")
    [(severity, law, message)] = found(shipped_rules, copy, "2027-03-16", ZERO)
    assert (severity, law[1:]) == ("error", ("《食品标识监督管理办法》", "GB 7718-2025"))
    assert "2027" not in message


def test_well_known_marks_are_cited_anew(shipped_rules: Ruleset) -> None:
    [(severity, law, _)] = found(shipped_rules, "中国驰名商标，值得信赖", "2026-12-31", WELL_KNOWN)
    assert severity == "error" and "《商标法》第十四条第五款" in law
    [(severity, law, _)] = found(shipped_rules, "中国驰名商标，值得信赖", "2027-01-01", WELL_KNOWN)
    assert severity == "error" and "《商标法》（2026年修订，条号待核）" in law


def test_unfair_competition_law_was_numbered_otherwise(shipped_rules: Ruleset) -> None:
    before, after = (shipped_rules.at(day).rule_of("AD316").law for day in ("2025-10-14", "2025-10-15"))
    assert before[0] == "《反不正当竞争法》第八条" and after[0] == "《反不正当竞争法》第九条"


def test_most_rules_hold_from_the_first_day_on(shipped_rules: Ruleset) -> None:
    first = shipped_rules.at(EARLIEST)
    silent = [rule.id for rule in first.rules if rule.stage == DORMANT]
    assert len(silent) < len(first.rules) / 4
    assert "AD101" not in silent and first.rule_of("AD101").law == ("《广告法》第九条第（三）项",)


def test_no_rule_falls_silent_without_being_told_to(shipped_rules: Ruleset) -> None:
    for day in ("2026-11-23", "2027-01-01", "2027-03-16", "2030-01-01"):
        assert [rule.id for rule in shipped_rules.at(day).rules if rule.stage == DORMANT] == []


def test_examples_are_run_on_a_day_on_which_the_rule_speaks(rule: Callable[..., Rule]) -> None:
    phases = (Phase("", "", ()), Phase("2099-01-01", "error", ("法",)))
    late = rule(terms=("零添加",), bad=("[[零添加]]",), good=("添加好友",), phases=phases, origin="r.yaml:1")
    assert run_examples(Ruleset((late,))) == []


# ------------------------------------------------------------------------------------------------------- pages


def test_the_page_tells_law_days_status_and_source(shipped_rules: Ruleset) -> None:
    page = document(shipped_rules.rule_of(WELL_KNOWN), shipped_rules)
    assert "- 《商标法》第十四条第五款（2027-01-01 起：《商标法》（2026年修订，条号待核））" in page
    line = next(line for line in page.splitlines() if line.startswith("- 《商标法》："))
    for part in (
        "中华人民共和国商标法",
        "2014-05-01 至 2026-12-31 施行",
        "已对照全文",
        "2027-01-01 起施行",
        "据二手资料",
        "https://",
    ):
        assert part in line
    assert "**级别**：警告；2027-03-16 起：错误" in document(shipped_rules.rule_of(ZERO), shipped_rules)
    assert "（2025-10-15 前：《反不正当竞争法》第八条）" in document(shipped_rules.rule_of("AD316"), shipped_rules)
    english = document(shipped_rules.rule_of(ZERO), shipped_rules, "en")
    assert "warning; from 2027-03-16: error" in english and "Advertising Law" in english


def test_without_a_day_the_page_is_the_same_on_every_day(
    shipped_rules: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = shipped_rules.rule_of(ZERO)
    page = document(rule, shipped_rules)
    monkeypatch.setattr("adlint.day.localtime", lambda: pytest.fail("asked for the day"))
    assert document(rule, shipped_rules) == page
    assert "尚未施行" not in page
    assert "尚未施行" in document(rule, shipped_rules, day="2027-03-15")
    after = document(rule, shipped_rules, day="2027-03-16")
    assert "尚未施行" not in after and "**2027-03-16 的情况**：错误" in after


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_all_statutes(shipped_rules: Ruleset, lang: str) -> None:
    page = laws(shipped_rules, lang)
    for title in shipped_rules.statutes:
        assert f"- 《{title}》" in page or f"- {title}" in page
    assert "(law.md)" in index(shipped_rules, lang, "law.md") and "(law.md)" not in index(shipped_rules, lang)
    changes = page.splitlines()
    [zero] = [line for line in changes if line.startswith("- 2027-03-16")]
    [marks] = [line for line in changes if line.startswith("- 2027-01-01")]
    assert "[AD442](AD442.md)" in zero and "[AD315](AD315.md)" in marks
    assert set(re.findall(r"\[(\w+)\]\(", page)) <= {rule.id for rule in shipped_rules.rules}


def test_json_has_it_all(shipped_rules: Ruleset) -> None:
    told = json.loads(json.dumps(as_json(shipped_rules.at("2027-03-16").rule_of(ZERO), shipped_rules)))
    assert told["severity"] == Severity.ERROR.value and "GB 7718-2025" in told["law"]
    assert told["phases"][0]["severity"] == "warning" and told["phases"][-1]["from"] == "2027-03-16"
    assert told["statutes"]["食品标识监督管理办法"]["editions"][0]["from"] == "2027-03-16"
