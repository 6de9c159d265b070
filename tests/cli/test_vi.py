"""--vi and the setting vi: what is checked, what is told, and how a bad spec ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import adlint
from adlint.rules.load import shipped_folder

Adlint = Callable[..., Any]
QINGYU = str(shipped_folder("vi_specs") / "qingyu.yaml")
SPEC = "spec: 1\nbrand: {id: b, name: {zh: 乙}, status: official}\nwording: {forbidden: [{pattern: 坏茶}]}\n"


@pytest.fixture(autouse=True)
def files(here: Path) -> None:
    (here / "a.md").write_text("# 青屿上新\n\nQINGYU® 连续三年茶饮好评第一。\n\n坏茶\n", "utf-8")
    (here / "b.yaml").write_text(SPEC, "utf-8")


def rules(result: Any) -> list[tuple[str, str]]:
    return [(item["rule"], item["text"]) for item in json.loads(result.out)["findings"]]


def test_one_spec_or_several(adlint: Adlint) -> None:
    more = ("--format", "json", "--as-of", "2026-11-23")
    result = adlint("check", "a.md", "--vi", QINGYU, *more)
    assert (result.code, rules(result), result.err) == (1, [("BW101", "青屿")], "")
    result = adlint("check", "a.md", "--vi", QINGYU, "--vi", "b.yaml", *more)
    assert rules(result) == [("BW101", "青屿"), ("BW104", "坏茶")]
    without = rules(adlint("check", "a.md", *more))
    assert {rule[:2] for rule, _ in without} == {"AD"}


def test_claims_end(adlint: Adlint) -> None:
    result = adlint("check", "a.md", "--vi", QINGYU, "--format", "json", "--as-of", "2027-04-01")
    found = dict(rules(result))
    assert found["BW108"] == "连续三年茶饮好评第一"
    assert any(rule.startswith("AD") for rule in found)


def test_the_trace_tells_the_grounds(adlint: Adlint) -> None:
    result = adlint("text", "连续三年茶饮好评第一", "--vi", QINGYU, "--trace", "--as-of", "2026-11-23")
    assert result.code == 0
    assert "放过（已核准的说法）：活动 春茶季 已核准的说法（MK-2027-008），依据 ××市消协" in result.out
    assert "至 2027-03-31" in result.out


@pytest.mark.parametrize("setting", ['vi = "b.yaml"', 'vi = ["b.yaml"]', 'vi = ["."]'])
def test_the_setting(adlint: Adlint, here: Path, setting: str) -> None:
    (here / "adlint.toml").write_text(setting, "utf-8")
    result = adlint("check", "a.md", "--format", "json", "--select", "BW")
    assert rules(result) == [("BW104", "坏茶")]
    result = adlint("check", "a.md", "--format", "json", "--select", "BW", "--vi", QINGYU)
    assert len(rules(result)) > 1


def test_what_is_not_checked_is_told_once(adlint: Adlint, here: Path) -> None:
    (here / "b.yaml").write_text(SPEC + "palette: {colors: []}\nlogos: {a: {}}\n", "utf-8")
    result = adlint("check", "a.md", "--vi", "b.yaml", "--select", "BW")
    assert result.err == "注意：b.yaml：只查了文字（wording）；palette、logos 这个版本还不查\n"
    (here / "b.yaml").write_text(SPEC.replace("status:", 'valid_until: "2026-01-31", status:'), "utf-8")
    result = adlint("text", "好", "--vi", "b.yaml")
    assert "b.yaml 的有效期已于 2026-01-31 结束" in result.err
    assert adlint("text", "好", "--vi", "b.yaml", "--as-of", "2026-01-31").err == ""


@pytest.mark.parametrize("command", [("check", "a.md"), ("text", "好"), ("baseline", "create", "a.md")])
def test_a_bad_spec_ends_the_run(adlint: Adlint, here: Path, command: tuple[str, ...]) -> None:
    (here / "b.yaml").write_text(SPEC + "rules: {slogan-altered: loud}\n", "utf-8")
    result = adlint(*command, "--vi", "b.yaml")
    assert (result.code, result.out) == (2, "")
    assert "错误：b.yaml:4:25: slogan-altered 只能是 ignore、info、warning、error，写成了 loud" in result.err
    assert adlint(*command, "--vi", "没有.yaml").code == 2


def test_fix_puts_in_names_and_symbols(adlint: Adlint, here: Path) -> None:
    (here / "c.md").write_text("青屿、青 屿茶与 QINGYU 的 Qing Yu 茶，小青茶，一片青屿，半日悠闲\n", "utf-8")
    adlint("check", "c.md", "--vi", QINGYU, "--fix")
    text = (here / "c.md").read_text("utf-8")
    assert text == "青屿、青屿茶与 QINGYU® 的 QINGYU 茶，青屿茶，一片青屿，半日悠闲\n"


def test_waivers_comments_and_ignore_work_as_ever(adlint: Adlint, here: Path) -> None:
    (here / "d.md").write_text("<!-- adlint-ignore BW104: 引用顾客原话 -->\n坏茶\n", "utf-8")
    result = adlint("check", "d.md", "--vi", "b.yaml", "--format", "json")
    assert [item["status"] for item in json.loads(result.out)["findings"]] == ["waived"]
    assert adlint("check", "a.md", "--vi", "b.yaml", "--select", "BW", "--ignore", "brand-phrase-forbidden").code == 0


def test_the_rules_are_listed_and_explained(adlint: Adlint) -> None:
    listed = adlint("rules", "BW").out
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("BW")] == [
        f"BW10{n}" for n in range(1, 9)
    ]
    page = adlint("rule", "BW101").out
    assert "BW101 brand-name-miswritten" in page
    assert "品牌话术" in page


def test_the_library(here: Path) -> None:
    found = adlint.check_text("青屿", vi=QINGYU).findings
    assert [(item.rule_id, item.start, item.end) for item in found] == [("BW101", 0, 2)]
    assert adlint.check_text("坏茶", vi=[here / "b.yaml", QINGYU]).findings[0].rule_id == "BW104"
    assert adlint.check_text("青屿").findings == ()
    for vi in ("b.yaml", ("b.yaml",)):
        linter = adlint.Linter(settings=adlint.Settings(vi=vi))
        assert len(linter.check_text("坏茶").findings) == 1
    with pytest.raises(adlint.Misconfigured):
        adlint.check_text("好", vi="没有.yaml")


def test_a_spec_that_changes_is_read_anew(here: Path) -> None:
    import os

    path = here / "b.yaml"
    assert len(adlint.check_text("坏茶", vi=path).findings) == 1
    path.write_text(SPEC.replace("坏茶", "烂茶"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert adlint.check_text("坏茶", vi=path).findings == ()


def test_selected_without_a_spec_is_told(adlint: Adlint) -> None:
    result = adlint("check", "a.md", "--select", "BW101")
    assert result.code == 0
    assert "没有用 --vi 或设置 vi 给出品牌规范" in result.err


def test_without_a_spec_nothing_of_it_is_loaded(here: Path) -> None:
    import subprocess
    import sys

    code = "import sys, adlint; adlint.check_text('青屿'); print([name for name in sys.modules if 'brand' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_wrapped_lines_and_markup(here: Path) -> None:
    linter = adlint.Linter(settings=adlint.Settings(vi=QINGYU, select=("BW",)))
    page = "<p>QINGYU<sup>®</sup> 青屿\n  茶 <a href='https://qingyu.com'>qingyu.com</a> <b>青屿</b>茶</p>"
    for name, text in (
        ("a.html", page),
        ("a.md", "我们的青屿\n茶很好，**青屿**茶\n"),
        ("a.txt", "一片青屿，\n半日清闲\n"),
    ):
        assert linter.check(adlint.Source(name, text.encode())).findings == (), name


def test_fix_leaves_a_file_readable_whose_encoding_lacks_the_symbol(adlint: Adlint, here: Path) -> None:
    (here / "c.txt").write_bytes("青·屿茶 QINGYU 上新，欢迎到店选购".encode("gbk"))
    adlint("check", "c.txt", "--vi", QINGYU, "--fix", "--encoding", "gbk")
    assert (here / "c.txt").read_bytes().decode("gb18030").startswith("青屿茶 QINGYU")
