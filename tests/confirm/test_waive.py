"""What lets findings stand: comments, written waivers, per-file-ignores; and what is wrong with them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adlint.confirm.trace import Trace
from adlint.confirm.waive import MOST_DIRECTIVES, load_waivers, ruled_out
from adlint.errors import AdlintError, Misconfigured, Unreadable
from adlint.finding import Finding, Report, Rule, Severity, Status
from adlint.linter import Linter
from adlint.model import Directive, Document, Place, Segment, Source
from adlint.rules.ruleset import Ruleset
from adlint.settings import Settings

TODAY = date(2026, 11, 23)


def rule(rule_id: str, *terms: str, **fields: Any) -> Rule:
    message = {"zh": f"{rule_id}“{{text}}”", "en": rule_id}
    defaults: dict[str, Any] = {"category": rule_id, "severity": Severity.ERROR, "kind": "terms", "law": ("法",)}
    return Rule(
        id=rule_id, name=f"rule-{rule_id.lower()}", message=message, why=message, terms=terms, **{**defaults, **fields}
    )


@pytest.fixture(scope="session")
def housekeeping(shipped_rules: Ruleset) -> tuple[Rule, ...]:
    return tuple(item for item in shipped_rules.rules if item.kind == "housekeeping")


@pytest.fixture(scope="session")
def ruleset(housekeeping: tuple[Rule, ...]) -> Ruleset:
    """XX101 finds 第一, XX102 finds 最佳, YY101 finds 祖传; and the housekeeping rules."""
    ours = (rule("XX101", "第一"), rule("XX102", "最佳"), rule("YY101", "祖传"))
    return Ruleset((*housekeeping, *ours))


def check(
    ruleset: Ruleset, texts: list[str], *directives: tuple[str, int, int], name: str = "a.md", **settings: Any
) -> list[Finding]:
    linter = Linter(ruleset, Settings(**settings))
    return list(report_of(linter, texts, *directives, name=name).findings)


def report_of(linter: Linter, texts: list[str], *directives: tuple[str, int, int], name: str = "a.md") -> Report:
    document = Document(
        name,
        tuple(Segment(text, "body") for text in texts),
        directives=tuple(Directive(text, Place(line=n + 50), *span) for n, (text, *span) in enumerate(directives)),
    )
    return linter.check_document(document)


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(item.rule_id, item.status.value) for item in findings]


# ---------------------------------------------------------------------------------------------------- comments


@pytest.mark.parametrize(
    "text",
    [
        "adlint-ignore XX101: 已附截图",
        "  adlint-ignore XX101：已附截图  ",
        "adlint-ignore xx101: 已附截图",
        "ａｄｌｉｎｔ-ignore ＸＸ１０１：已附截图",
        "adlint-ignore XX1: 已附截图",
        "adlint-ignore XX: 已附截图",
        "adlint-ignore rule-xx101: 已附截图",
        "Adlint-Ignore XX101:已附截图",
    ],
)
def test_a_comment_lets_its_block_stand(ruleset: Ruleset, text: str) -> None:
    findings = check(ruleset, ["第一", "第一"], (text, 0, 1))
    assert told(findings) == [("XX101", "waived"), ("XX101", "open")]
    assert findings[0].reason == "已附截图"


@pytest.mark.parametrize("separator", [",", "，", "、", " ", ", ", "　"])
def test_several_rules_in_one_comment(ruleset: Ruleset, separator: str) -> None:
    text = f"adlint-ignore XX101{separator}YY101: 引用：原文"
    findings = check(ruleset, ["祖传第一最佳"], (text, 0, 1))
    assert told(findings) == [("YY101", "waived"), ("XX101", "waived"), ("XX102", "open")]
    assert findings[0].reason == "引用：原文"


def test_start_and_end(ruleset: Ruleset) -> None:
    findings = check(ruleset, ["第一"] * 4, ("adlint-ignore-start XX101: 案例", 1, 1), ("adlint-ignore-end", 3, 3))
    assert [item.status.value for item in findings] == ["open", "waived", "waived", "open"]


def test_stretches_inside_one_another(ruleset: Ruleset) -> None:
    findings = check(
        ruleset,
        ["第一最佳"] * 3,
        ("adlint-ignore-start XX101: 甲", 0, 0),
        ("adlint-ignore-start XX102: 乙", 1, 1),
        ("adlint-ignore-end XX101", 2, 2),
        ("adlint-ignore-end", 3, 3),
    )
    assert [(item.rule_id, item.reason) for item in findings] == [
        ("XX101", "甲"), ("XX102", ""), ("XX101", "甲"), ("XX102", "乙"), ("XX101", ""), ("XX102", "乙")
    ]  # fmt: skip


def test_the_whole_file(ruleset: Ruleset) -> None:
    findings = check(ruleset, ["第一", "第一"], ("adlint-ignore-file XX101: 案例库", 2, 2))
    assert told(findings) == [("XX101", "waived")] * 2


@pytest.mark.parametrize("text", ["adlint-ignore XX101", "adlint-ignore XX101:", "adlint-ignore-file XX101： ——"])
def test_without_a_reason_it_does_nothing(ruleset: Ruleset, text: str) -> None:
    findings = check(ruleset, ["第一"], (text, 0, 1))
    assert told(findings) == [("AL902", "open"), ("XX101", "open")]
    complaint = findings[0]
    assert complaint.message == "放行 XX101 没有写原因，不起作用"
    assert complaint.places == (Place(line=50),)
    assert complaint.text == text and complaint.severity is Severity.WARNING
    assert complaint.category == "housekeeping" and complaint.kind == "note"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("adlint-ignore: 已核对", "没有写规则编号"),
        ("adlint-ignore", "没有写规则编号"),
        ("adlint-ignored XX101: 已核对", "没有写规则编号"),
        ("adlint-ignore " + "XX101 " * 60 + ": 已核对", "超过 50 条"),
        ("adlint-ignore-end", "前面没有对应的"),
        ("adlint-ignore-start XX101: 已核对", "后面没有对应的"),
    ],
)
def test_a_comment_that_makes_no_sense(ruleset: Ruleset, text: str, problem: str) -> None:
    findings = check(ruleset, ["第一"], (text, 0, 1))
    assert told(findings) == [("AL901", "open"), ("XX101", "open")]
    assert problem in findings[0].message


def test_an_unknown_rule(ruleset: Ruleset) -> None:
    findings = check(ruleset, ["第一"], ("adlint-ignore XX101 ZZ999 已附截图: 好", 0, 1))
    assert told(findings) == [("AL901", "open"), ("XX101", "waived")]
    assert findings[0].message == "看不懂这条放行说明：没有规则“ZZ999、已附截图”"


def test_a_rule_that_is_not_in_force_is_neither_unknown_nor_unused(ruleset: Ruleset) -> None:
    comment = ("adlint-ignore XX102, AD101: 已核对", 0, 1)  # AD101 is a shipped rule, not of this ruleset
    assert told(check(ruleset, ["第一"], comment, ignore=("XX102",))) == [("AL901", "open"), ("XX101", "open")]
    assert told(check(ruleset, ["第一"], ("adlint-ignore AD101: 已核对", 0, 1))) == [("XX101", "open")]


def test_unused(ruleset: Ruleset) -> None:
    findings = check(
        ruleset, ["第一", "国家"], ("adlint-ignore XX101，XX102: 已核对", 0, 1), ("adlint-ignore YY: 好", 1, 2)
    )
    assert told(findings) == [("AL903", "open"), ("XX101", "waived"), ("AL903", "open")]
    assert findings[0].message == "放行 XX102 没有用上，可以删去"
    assert findings[2].place == Place(line=51)


def test_unused_is_not_said_of_rules_for_other_trades(housekeeping: tuple[Rule, ...]) -> None:
    ruleset = Ruleset((*housekeeping, rule("XX103", "治愈", scenes=("medical",))))
    comment = ("adlint-ignore XX103: 已核对", 0, 1)
    assert check(ruleset, ["你好"], comment) == []
    assert told(check(ruleset, ["你好"], comment, scenes=("medical",))) == [("AL903", "open")]


def test_unused_is_not_said_where_not_everything_was_checked(ruleset: Ruleset) -> None:
    linter = Linter(ruleset)
    segments = (Segment("你好", "body"),)
    directives = (Directive("adlint-ignore XX101: 已核对", Place(line=1), 0, 1),)
    broken: tuple[AdlintError, ...] = (Unreadable("doc-partial"),)
    assert linter.check_document(Document("a.md", segments, directives=directives, problems=broken)).findings == ()


def test_unused_is_not_said_where_something_doubtful_stands(ruleset: Ruleset) -> None:
    unsure = ruleset._replace(rules=(*ruleset.rules[:4], rule("XX101", "第一", confidence=0.2)))
    assert check(unsure, ["第一"], ("adlint-ignore XX101: 已核对", 0, 1)) == []


def test_personal_data_in_a_comment_is_masked(ruleset: Ruleset) -> None:
    findings = check(
        ruleset,
        ["第一"],
        ("adlint-ignore XX101: 王敏 13800138000 同意", 0, 1),
        ("adlint-ignore XX102 13800138000", 0, 1),
    )
    assert "13800138000" not in repr(findings)
    assert findings[-1].reason == "王敏 138****8000 同意"


def test_switched_off(ruleset: Ruleset) -> None:
    directives = (("adlint-ignore XX101: 已核对", 0, 1), ("adlint-ignore", 0, 1))
    assert told(check(ruleset, ["第一"], *directives, waive=False)) == [("XX101", "open")]


def test_housekeeping_obeys_select_and_severity(ruleset: Ruleset) -> None:
    comment = ("adlint-ignore XX101", 0, 1)
    assert told(check(ruleset, ["第一"], comment, select=("XX",))) == [("XX101", "open")]
    assert check(ruleset, ["第一"], comment, severity={"AL": "error"})[0].severity is Severity.ERROR


def test_too_many_comments(ruleset: Ruleset) -> None:
    comment = ("adlint-ignore XX101: 已核对", 0, 1)
    findings = check(ruleset, ["第一", "第一"], *[comment] * MOST_DIRECTIVES, ("adlint-ignore XX101: 晚了", 1, 2))
    assert told(findings) == [("XX101", "waived"), ("AL901", "open"), ("XX101", "open")]


def test_comments_in_markdown(ruleset: Ruleset) -> None:
    text = "<!-- adlint-ignore XX101: 引用他人评价，已附截图 -->\n我们第一\n\n我们第一\n"
    report = Linter(ruleset).check(Source("a.md", text.encode()))
    assert [(item.rule_id, item.status, item.place.line) for item in report.findings] == [
        ("XX101", Status.WAIVED, 2),
        ("XX101", Status.OPEN, 4),
    ]
    assert report.summary["waived"] == 1


def test_the_examples_of_the_housekeeping_rules(
    ruleset: Ruleset, housekeeping: tuple[Rule, ...], tmp_path: Path
) -> None:
    words = {"国家级工艺": "XX101"}
    for item in housekeeping:
        for example in (*item.bad, *item.good):
            comment, _, copy = re.sub(r"\[\[|\]\]", "", example).partition("\n")
            ids = {"AD101": "XX101", "AD102": "XX102", "AD2": "XX1", "AD:": "XX:", "PI101": "XX101"}
            for shipped, ours in ids.items():
                comment = comment.replace(shipped, ours)
            text = ("第一" if copy in words else copy) if copy else "第一"
            if item.id == "AL904":
                path = tmp_path / "adlint-waivers.toml"
                entry = f'[[waiver]]\nrule = "XX101"\npath = "a.md"\n{comment}\n'
                path.write_text(entry + ("" if "reason" in comment else 'reason = "商标"\n'), "utf-8")
                found = check(ruleset, [text], name=str(tmp_path / "a.md"), waivers=str(path))
            else:
                found = check(ruleset, [text], (comment, 0, 1))
            assert (item.id in {finding.rule_id for finding in found}) == (example in item.bad), example


# --------------------------------------------------------------------------------------------- written waivers


def write(folder: Path, *entries: str) -> str:
    path = folder / "adlint-waivers.toml"
    path.write_text("".join(f"[[waiver]]\n{entry}\n" for entry in entries), "utf-8")
    return str(path)


FULL = """rule = "XX101"
path = "文案/商标故事.docx"
text = "第一夫人"
reason = "已注册商标，见商标证 1234567"
by = "法务 王敏"
until = 2027-03-31
"""


def test_a_written_waiver(ruleset: Ruleset, tmp_path: Path) -> None:
    waivers = write(tmp_path, FULL)
    name = str(tmp_path / "文案/商标故事.docx")
    linter = Linter(ruleset, Settings(waivers=waivers))
    findings = report_of(linter, ["第一夫人与第一"], name=name).findings
    assert [item.status.value for item in findings] == ["waived", "open"]
    assert findings[0].reason == "已注册商标，见商标证 1234567（法务 王敏）"
    assert report_of(linter, ["第一夫人"], name=str(tmp_path / "文案/其他.docx")).summary["waived"] == 0


def test_a_written_waiver_by_path_from_the_current_folder(
    ruleset: Ruleset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "文案").mkdir()
    monkeypatch.chdir(tmp_path / "文案")
    waivers = write(tmp_path, FULL)
    assert told(check(ruleset, ["第一夫人"], name="商标故事.docx", waivers=waivers)) == [("XX101", "waived")]
    assert told(check(ruleset, ["第一夫人"], name="./x/../商标故事.docx", waivers=waivers)) == [("XX101", "waived")]


@pytest.mark.parametrize(
    ("path", "is_for"),
    [
        ("文案/*.md", True),
        ("文案/**", True),
        ("*.md", True),
        ("文案", True),
        ("文案/", True),
        ("文案/a[1].md", True),
        ("a[1].md", False),
        ("文", False),
        ("其他/**", False),
    ],
)
def test_paths_and_globs(ruleset: Ruleset, tmp_path: Path, path: str, is_for: bool) -> None:
    waivers = write(tmp_path, f'rule = "XX101"\npath = "{path}"\nreason = "好"')
    findings = check(ruleset, ["第一"], name=str(tmp_path / "文案/a[1].md"), waivers=waivers)
    assert told(findings) == [("XX101", "waived" if is_for else "open")]


@pytest.mark.parametrize(
    ("until", "works"), [("2026-11-23", True), ("2026-11-22", False), ('"2026-11-23"', True), ('"2020-01-01"', False)]
)
def test_the_last_day(ruleset: Ruleset, tmp_path: Path, until: str, works: bool) -> None:
    waivers = write(tmp_path, f'rule = "XX101"\npath = "a.md"\nreason = "好"\nuntil = {until}')
    linter = Linter(ruleset, Settings(waivers=waivers))
    document = Document(str(tmp_path / "a.md"), (Segment("第一", "body"),))
    found = linter.judge(document, [], Trace())
    plain = Linter(ruleset).check_document(document).findings
    settled = linter._waive(plain, found, document, unseen=found, today=TODAY)
    if works:
        assert told(settled) == [("XX101", "waived")]
    else:
        assert sorted(told(settled)) == [("AL904", "open"), ("XX101", "open")]
        complaint = next(item for item in settled if item.rule_id == "AL904")
        assert complaint.message.endswith(f"第1行：对 XX101 的放行已于 {until.strip(chr(34))} 到期，不再起作用")
        assert complaint.source == str(tmp_path / "a.md")


def test_faults_of_written_waivers(ruleset: Ruleset, tmp_path: Path) -> None:
    waivers = write(
        tmp_path,
        'rule = "XX101"\npath = "a.md"',
        'rule = "XX102"\npath = "a.md"\nreason = "没用上"',
        'rule = "XX999"\npath = "a.md"\nreason = "没有这条"',
        'rule = "XX102"\npath = "*.md"\nreason = "给别的文件用的"',
        'rule = "XX102"\npath = "*.md"',
        'rule = "XX101"\npath = "*.md"',
        'rule = "XX101"\npath = "a.md"\ntext = "第二"\nreason = "字不对"',
    )
    findings = check(ruleset, ["第一"], name=str(tmp_path / "a.md"), waivers=waivers)
    lines = [(item.rule_id, re.findall(r"第(\d+)行", item.message)) for item in findings]
    assert lines == [
        ("AL902", ["1"]),
        ("AL903", ["4"]),
        ("AL901", ["8"]),
        ("AL902", ["19"]),
        ("AL903", ["22"]),
        ("XX101", []),
    ]


def test_waivers_of_folders_are_not_called_unused(ruleset: Ruleset, tmp_path: Path) -> None:
    waivers = write(tmp_path, 'rule = "XX102"\npath = "文案"\nreason = "给别的文件用的"')
    assert check(ruleset, ["你好"], name=str(tmp_path / "文案/a.md"), waivers=waivers) == []


def test_words_of_a_waiver_cover_the_finding(ruleset: Ruleset, tmp_path: Path) -> None:
    waivers = write(tmp_path, 'rule = "XX"\npath = "a.md"\ntext = "ＡＢ第一"\nreason = "商标"')
    findings = check(ruleset, ["第一ab第一第一", "第一", "a第一b"], name=str(tmp_path / "a.md"), waivers=waivers)
    assert [item.status.value for item in findings] == ["open", "waived", "open", "open", "open"]


@pytest.mark.parametrize(
    ("entry", "code", "line", "key"),
    [
        ('rule = "AD101"', "config.missing-key", 1, "path"),
        ('path = "a"', "config.missing-key", 1, "rule"),
        ('rule = "AD101"\npath = "a"\nreson = ""', "config.unknown-key", 4, "reson"),
        ('rule = "AD101"\npath = 3', "config.bad-type", 3, "path"),
        ('rule = "AD101"\npath = "a"\nuntil = "bald"', "config.bad-type", 4, "until"),
        ('rule = "AD101"\npath = "a"\nuntil = 2027-01-01T00:00:00', "config.bad-type", 4, "until"),
        ('rule = "AD101"\npath = "*a*a*a*a*a"', "config.bad-value", 3, "path"),
    ],
)
def test_waivers_that_do_not_load(tmp_path: Path, entry: str, code: str, line: int, key: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        load_waivers(write(tmp_path, entry))
    facts = caught.value.facts
    assert (caught.value.code, facts["line"], facts["key"]) == (code, line, key)


def test_other_tables_and_missing_files(tmp_path: Path, ruleset: Ruleset) -> None:
    path = tmp_path / "w.toml"
    path.write_text("[[waivers]]\n", "utf-8")
    with pytest.raises(Misconfigured) as caught:
        load_waivers(str(path))
    assert caught.value.facts["suggestion"] == "waiver"
    with pytest.raises(Misconfigured, match="missing-file"):
        Linter(ruleset, Settings(waivers=str(tmp_path / "none.toml")))
    assert Linter(ruleset, Settings(waivers=str(tmp_path / "none.toml"), waive=False))


# -------------------------------------------------------------------------------------------- per-file-ignores


def test_per_file_ignores_are_dropped_not_waived(ruleset: Ruleset, tmp_path: Path) -> None:
    settings: dict[str, Any] = {"per_file_ignores": {f"{tmp_path.as_posix()}/法务/**": ("XX1", "AL903")}}
    there = str(tmp_path / "法务/案例.md")
    assert told(check(ruleset, ["第一祖传"], name=there, **settings)) == [("YY101", "open")]
    assert told(check(ruleset, ["第一"], name=str(tmp_path / "a.md"), **settings)) == [("XX101", "open")]
    unused = ("adlint-ignore XX101: 已核对", 0, 1)
    assert check(ruleset, ["第一"], unused, name=there, **settings) == []


def test_a_rule_that_is_ruled_out_does_not_overshadow_another(ruleset: Ruleset, tmp_path: Path) -> None:
    both = Ruleset((rule("XX101", "第一品牌", category="c"), rule("XX102", "第一", category="c")))
    settings: dict[str, Any] = {"per_file_ignores": {"/**/a.md": ("XX101",)}}
    assert told(check(both, ["第一品牌"], name=str(tmp_path / "a.md"), **settings)) == [("XX102", "open")]


def test_ruled_out_asks_for_nothing_without_settings(ruleset: Ruleset) -> None:
    assert ruled_out("a.md", ruleset, Settings()) == frozenset()
