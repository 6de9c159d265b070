"""Every end of a run, one file of each kind: exit codes, and that the words say what is the matter."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = "当季新款，欢迎到店选购。\n"
BAD = "这款面膜采用最高级面料。\n"

Adlint = Callable[..., Any]


@pytest.fixture(autouse=True)
def files(here: Path) -> None:
    (here / "好.md").write_text(GOOD, "utf-8")
    (here / "坏.md").write_text(BAD, "utf-8")
    (here / "海报.psd").write_bytes(b"8BPS")
    (here / "旧版.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (here / "乱码.txt").write_bytes(bytes(range(0x80, 0x100)) * 3)
    (here / "坏规则.yaml").write_text("rules:\n  - id: X1\n    severity: fatal\n", "utf-8")
    (here / "空").mkdir()
    (here / "夹").mkdir()
    (here / "夹/a.md").write_text(GOOD, "utf-8")
    (here / "夹/b.psd").write_bytes(b"8BPS")


CASES = [
    (("check", "好.md"), 0, "√ 检查了 1 个文件，未发现问题。"),
    (("check", "坏.md"), 1, "【最高级】"),
    (("check", "好.md", "坏.md"), 1, "检查了 2 个文件"),
    (("check", "坏.md", "--fail-on", "never"), 0, "【最高级】"),
    (("check", "没有.md"), 3, "找不到“没有.md”"),
    (("check", "坏.md", "没有.md"), 3, "结果不完整，不能当作通过。"),
    (("check", "坏.md", "没有.md", "--allow-unchecked"), 1, "结果不完整，不能当作通过。"),
    (("check", "好.md", "没有.md", "--allow-unchecked"), 0, "找不到“没有.md”"),
    (("check", "海报.psd"), 3, "不支持 .psd，请导出为 PNG 或 JPG"),
    (("check", "旧版.doc"), 3, "请在 Word 或 WPS 里另存为 .docx"),
    (("check", "乱码.txt"), 3, "既不是 UTF-8 也不是 GBK"),
    (("check", "夹"), 0, "跳过 1 个不支持的文件：.psd 1"),
    (("check", "夹", "--strict"), 3, "不支持 .psd"),
    (("check", "空"), 2, "“空”里没有可检查的文件"),
    (("check",), 2, "没有说要检查什么"),
    (("check", "好.md", "--select", "AD999"), 2, "没有规则 AD999"),
    (("check", "好.md", "--ignore", "AD999"), 0, "没有规则 AD999，ignore 里的这一条不起作用"),
    (("check", "好.md", "--rules", "坏规则.yaml"), 2, "坏规则.yaml:3:15: severity 只能是"),
    (("check", "好.md", "--rules", "没有.yaml"), 2, "找不到“没有.yaml”"),
    (("check", "好.md", "--baseline", "没有.json"), 2, "找不到“没有.json”"),
    (("check", "好.md", "--config", "没有.toml"), 2, "找不到“没有.toml”"),
    (("check", "好.md", "--vi", "规范.yaml"), 2, "找不到“规范.yaml”"),
    (("check", "好.md", "--vi", "坏规则.yaml"), 2, "坏规则.yaml:1:1: 这不是品牌规范"),
    (("check", "好.md", "--fail-in", "error"), 2, "没有选项“--fail-in”，是不是 --fail-on？"),
    (("check", "好.md", "--fail-on"), 2, "选项“--fail-on”后面要写一个值"),
    (("check", "好.md", "--strict=1"), 2, "选项“--strict”后面不能写值"),
    (("check", "好.md", "--fail-on", "fatal"), 2, "可以写：error、warning、info、never"),
    (("check", "好.md", "--scene", "卖菜"), 2, "--scene 不能是“卖菜”"),
    (("check", "好.md", "--jobs", "-1"), 2, "--jobs 要写一个不小于 0 的整数"),
    (("check", "好.md", "--shard", "4/3"), 2, "--shard 要写“第几份/共几份”"),
    (("check", "好.md", "--max-size", "大"), 2, "--max-size 要写一个大小"),
    (("check", "好.md", "--report", "pdf=x"), 2, "--report 要写“格式=文件”"),
    (("check", "好.md", "--exclude", "a*b*c*d*e*f"), 2, "不是一个能用的模式"),
    (("check", "好.md", "--encoding", "no-such"), 2, "no-such"),
    (("check", "-", "--files-from", "-"), 2, "标准输入（-）只能用一次"),
    (("check", "-", "--fix"), 2, "--fix 改不了"),
    (("chekc", "x"), 2, "没有命令“chekc”，是不是 check？"),
    (("rules", "a", "b"), 2, "用不上的参数：b"),
    (("rule",), 2, "缺少 RULE..."),
    (("rule", "AD999"), 2, "没有规则 AD999"),
    (("text",), 2, "没有给出要检查的文字"),
    (("baseline",), 2, "adlint baseline"),
    (("text", "最高级的面料"), 1, "【最高级】"),
    (("text", "当季新款"), 0, "未发现问题"),
]


@pytest.mark.parametrize(("args", "code", "says"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_exit_code_and_words(adlint: Adlint, args: tuple[str, ...], code: int, says: str) -> None:
    result = adlint(*args)
    assert says in result.out + result.err
    assert result.code == code
    assert "Traceback" not in result.out + result.err


@pytest.mark.parametrize(("args", "code", "says"), [case for case in CASES if case[1] == 2])
def test_errors_are_one_line_of_what_and_one_of_what_next_on_standard_error(
    adlint: Adlint, args: tuple[str, ...], code: int, says: str
) -> None:
    if args == ("baseline",):
        pytest.skip("shows its help page")
    result = adlint(*args)
    assert result.out == ""
    first, second = result.err.strip("\n").split("\n")
    assert first.startswith("错误：")
    assert second.strip()
    assert adlint(*args, "--lang", "en").err.startswith("error: ")


def test_no_words_show_the_help_and_are_no_pass(adlint: Adlint) -> None:
    result = adlint()
    assert result.code == 2
    assert "用法：adlint" in result.err


def test_a_path_means_check(adlint: Adlint, here: Path) -> None:
    assert adlint("坏.md").code == adlint("check", "坏.md").code == 1
    assert adlint("--quiet", "坏.md").out == adlint("check", "-q", "坏.md").out
    assert adlint("没有.md").code == 3
    assert adlint("夹/").code == 0
    assert adlint("-", stdin=BAD.encode()).code == 1


def test_locked_files_and_folders_are_named(adlint: Adlint, here: Path) -> None:
    (here / "夹/a.md").chmod(0)
    if os.access(here / "夹/a.md", os.R_OK):
        pytest.skip("nothing is locked for this user")
    result = adlint("夹")
    assert (result.code, "没有权限读取“夹/a.md”" in result.out) == (3, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_dangling_links_are_named_and_never_opened(adlint: Adlint, here: Path) -> None:
    os.mkfifo(here / "管.txt")
    (here / "断.txt").symlink_to("没有")
    (here / "环.txt").symlink_to("环.txt")
    result = adlint("check", "管.txt", "断.txt", "环.txt")
    assert result.code == 3
    assert "不是普通文件" in result.out
    assert "找不到“断.txt”" in result.out
    assert "找不到“环.txt”" in result.out
    for device in ("/dev/zero", "/dev/null"):
        assert adlint("check", device).code == 3


def test_names_that_the_system_refuses(adlint: Adlint) -> None:
    assert adlint("check", "长" * 3000 + ".txt").code == 3
    assert adlint("check", "a\0b.txt").code == 3


def test_too_large(adlint: Adlint, here: Path) -> None:
    (here / "大.html").write_text("<p>" + GOOD * 200, "utf-8")
    (here / "大.txt").write_text(GOOD * 200, "utf-8")
    result = adlint("check", "大.html", "大.txt", "--max-size", "1KB", "--format", "json")
    assert result.code == 3
    codes = {item["source"]: item.get("code") for item in json.loads(result.out)["inputs"]}
    assert codes == {"大.html": "limit-size", "大.txt": None}
    assert adlint("check", "大.html", "--max-size", "0").code == 0


def test_internal_errors_say_so_and_show_details_only_when_asked(
    adlint: Adlint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("电话 13812345678")

    monkeypatch.setattr("adlint.cli.check_run.plan_of", fail)
    result = adlint("check", "好.md")
    assert (result.code, result.err.count("\n"), "ZeroDivisionError" in result.err) == (3, 2, True)
    detailed = adlint("check", "好.md", "--debug")
    assert "Traceback" in detailed.err
    assert "13812345678" not in detailed.err


def test_an_internal_error_in_one_file_stops_no_other(adlint: Adlint, monkeypatch: pytest.MonkeyPatch) -> None:
    from adlint.extract import extract

    def fail(source: object) -> object:
        if getattr(source, "name", "") == "好.md":
            raise ZeroDivisionError("secret")
        return extract(source)  # type: ignore[arg-type]

    monkeypatch.setattr("adlint.linter.extract", fail)
    result = adlint("check", "好.md", "坏.md")
    assert result.code == 3
    assert "【最高级】" in result.out
    assert "secret" not in result.out + result.err


def test_interrupted_runs_tell_what_was_done(adlint: Adlint, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adlint.linter import Linter

    def check(self: Linter, source: object, **_: object) -> object:
        if getattr(source, "name", "") == "夹/a.md":
            raise KeyboardInterrupt
        return original(self, source)  # type: ignore[arg-type]

    original = Linter.check
    monkeypatch.setattr(Linter, "check", check)
    result = adlint("check", "坏.md", "夹/a.md", "好.md", "--format", "json", "--report", "json=r.json")
    told = json.loads(result.out)
    assert result.code == 130
    assert (told["complete"], told["problems"][-1]["code"]) == (False, "interrupted")
    assert told["findings"]
    assert not (here / "r.json").exists()


@pytest.mark.parametrize("args", [("好.md",), ("坏.md", "没有.md"), ("--force-exclude", "坏.md"), ("夹",), ("空",)])
def test_the_plainest_form_is_read_without_click_and_means_the_same(
    adlint: Adlint, here: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    (here / "adlint.toml").write_text('exclude = ["坏.md"]\n', "utf-8")
    plain = adlint("check", *args)
    monkeypatch.setattr("adlint.cli.asked.plain_check", lambda args: None)
    assert adlint("check", *args) == plain
