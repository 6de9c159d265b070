"""The other commands: text, rule, rules, test-rules, extract, init, config, doctor, help."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from adlint.cli.app import COMMANDS, HIDDEN
from adlint.cli.manual import wrapped
from adlint.text import width

GOOD = "当季新款，欢迎到店选购。\n"
BAD = "这款面膜采用最高级面料。\n"

Adlint = Callable[..., Any]


@pytest.mark.parametrize("name", [*COMMANDS, *HIDDEN, "baseline create", "baseline prune", "baseline show"])
def test_every_command_has_help_in_columns(adlint: Adlint, name: str) -> None:
    result = adlint(*name.split(), "--help")
    assert result.code == 0
    assert result.out.startswith("用法：adlint")
    assert "选项：" in result.out
    assert "--lang" in result.out or name == "baseline"
    assert adlint(*name.split(), "-h").out == result.out
    assert all(width(line) <= 100 for line in result.out.split("\n"))


def test_every_option_is_explained() -> None:
    for module, _ in COMMANDS.values():
        for param in import_module(f"adlint.cli.{module}").command.params:
            if param.param_type_name == "option":
                assert param.help, (module, param.name)


def test_commands_are_listed_without_being_imported(adlint: Adlint) -> None:
    result = adlint("--help")
    assert all(name in result.out for name in COMMANDS)


def test_help_wraps_wide_characters() -> None:
    lines = list(wrapped("检查文件和文件夹，遵守 .gitignore 的写法。", 16))
    assert all(width(line) <= 18 for line in lines)
    assert "".join(lines).replace(" ", "") == "检查文件和文件夹，遵守.gitignore的写法。"


def test_both_catalogues_have_the_same_keys_and_facts() -> None:
    import re

    folder = Path(import_module("adlint.cli").__file__ or "").parent
    zh, en = (json.loads((folder / f"{lang}.json").read_text("utf-8")) for lang in ("zh", "en"))
    assert list(zh) == list(en)
    for key in zh:
        assert set(re.findall(r"{(\w+)}", zh[key])) >= set(re.findall(r"{(\w+)}", en[key])), key
        zh[key].encode("gbk")


def test_text_with_trace(adlint: Adlint) -> None:
    result = adlint("text", "拒绝最高级宣传", "--trace")
    assert result.code == 0
    assert "“最高级”  放过（适用的情形）：" in result.out
    assert adlint("text", "-", stdin="最高级".encode()).code == 1
    assert json.loads(adlint("text", "最高级", "--format", "json", "--trace").out)["verdict"] == "block"
    assert adlint("text", "最高级", "--fail-on", "never").code == 0
    masked = adlint("text", "电话13812345678", "--trace")
    assert "13812345678" not in masked.out + masked.err


def test_rule(adlint: Adlint) -> None:
    page = adlint("rule", "AD101").out
    for part in ("AD101", "级别", "为什么", "依据", "《广告法》", "可改为", "正反例", "adlint-ignore AD101"):
        assert part in page
    assert "**" not in page
    assert adlint("rule", "AD101", "--format", "md").out.startswith("# AD101")
    assert json.loads(adlint("rule", "AD101", "--format", "json").out)["id"] == "AD101"
    assert [item["id"] for item in json.loads(adlint("rule", "AD101", "AD102", "--format", "json").out)] == [
        "AD101",
        "AD102",
    ]


def test_rules(adlint: Adlint) -> None:
    listed = adlint("rules", "AD10")
    assert listed.code == 0
    assert "AD101  error" in listed.out
    assert adlint("rules", "没有这样的词").code == 1
    told = json.loads(adlint("rules", "--category", "pii", "--severity", "warning", "--format", "json").out)
    assert {(item["category"], item["severity"]) for item in told} <= {("pii", "warning")}
    assert "](AD101.md)" in adlint("rules", "AD1", "--format", "md").out
    everything = json.loads(adlint("rules", "--all", "--format", "json").out)
    assert len(everything) >= len(json.loads(adlint("rules", "--format", "json").out))


def test_rules_mine(adlint: Adlint, here: Path) -> None:
    pytest.importorskip("jieba")
    (here / "语料.txt").write_text("第一次来。\n这是第一次。\n第一品牌。\n第一品牌！\n", "utf-8")
    result = adlint("rules", "mine", "语料.txt", "--term", "第一")
    assert result.code == 0
    assert "       2  第一次" in result.out
    assert "第一品牌" in result.out
    assert "逐条看过" in result.out
    assert adlint("rules", "mine", "语料.txt").code == 2
    assert adlint("rules", "mine", "没有.txt", "--term", "第一").code == 3


RULE = """
version: 1
rules:
  - id: XB104
    name: zero-additive
    kind: terms
    severity: error
    terms: [零添加]
    message: {{zh: "“{{text}}”没有依据"}}
    why: {{zh: "因为"}}
    law: ["法"]
    examples: {{bad: ["{bad}"], good: ["加一点糖", "不甜"]}}
"""


def test_test_rules(adlint: Adlint, here: Path) -> None:
    (here / "母婴.yaml").write_text(RULE.format(bad="宝宝[[零添加]]米粉"), "utf-8")
    good = adlint("test-rules", "母婴.yaml")
    assert (good.code, good.out) == (0, "√ 1 条规则、3 个例句，全部符合\n")
    (here / "母婴.yaml").write_text(RULE.format(bad="宝宝[[零 添 加]]米粉"), "utf-8")
    bad = adlint("test-rules", "母婴.yaml")
    assert bad.code == 1
    assert bad.out.startswith("母婴.yaml:4  XB104  违规例句没有被发现")
    assert "squeezed" in bad.out
    assert adlint("test-rules", "母婴.yaml", "--select", "ZZ").code == 2
    assert adlint("test-rules", "没有.yaml").code == 2


def test_extract(adlint: Adlint, here: Path) -> None:
    (here / "a.md").write_text("# 标题\n\n正文，电话13812345678\n", "utf-8")
    result = adlint("extract", "a.md")
    assert result.code == 0
    assert "第1行  [title]  标题" in result.out
    assert "13812345678" not in result.out
    lines = [json.loads(line) for line in adlint("extract", "a.md", "--format", "jsonl").out.splitlines()]
    assert lines[0] | {"places": []} == {
        "source": "a.md",
        "kind": "title",
        "text": "标题",
        "confidence": 1.0,
        "places": [],
    }
    assert lines[0]["places"][0]["line"] == 1
    assert "13812345678" in adlint("extract", "a.md", "--show-personal-data").out
    broken = adlint("extract", "没有.md", "a.md")
    assert (broken.code, "找不到“没有.md”" in broken.err, "标题" in broken.out) == (3, True, True)
    assert adlint("extract", "x.psd").code == 3


def test_init_writes_settings_that_load_and_never_overwrites(adlint: Adlint, here: Path) -> None:
    assert adlint("init").code == 0
    (here / "a.md").write_text(GOOD, "utf-8")
    assert adlint("check", "a.md").code == 0
    text = (here / "adlint.toml").read_text("utf-8")
    (here / "adlint.toml").write_text("", "utf-8")
    refused = adlint("init")
    assert (refused.code, (here / "adlint.toml").read_text("utf-8")) == (2, "")
    assert "--force" in refused.err
    assert adlint("init", "--force").code == 0
    assert (here / "adlint.toml").read_text("utf-8") == text


def test_the_sample_settings_load_with_every_key_switched_on(adlint: Adlint, here: Path) -> None:
    adlint("init")
    lines = (here / "adlint.toml").read_text("utf-8").split("\n")
    sample = [line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines]
    text = "\n".join(line for line in sample if not re.search(r"extends|rules =|vi =", line))
    (here / "adlint.toml").write_text(text.replace('baseline = ".adlint-baseline.json"', ""), "utf-8")
    (here / "a.md").write_text(GOOD, "utf-8")
    result = adlint("check", "a.md")
    assert (result.code, result.err) == (0, "")
    assert "AD201" in adlint("config").out


def test_config_says_what_applies_and_why(adlint: Adlint, here: Path) -> None:
    (here / "甲").mkdir()
    (here / "甲/adlint.toml").write_text('\nfail-on = "warning"\n', "utf-8")
    assert "没有找到 adlint.toml" in adlint("config").out
    told = adlint("config", "甲").out
    assert "甲/adlint.toml:2" in told
    assert adlint("config", "甲/x.md").out == told
    (here / "甲/adlint.toml").write_text("fail-on = 1\n", "utf-8")
    assert adlint("config", "甲").code == 2


def test_doctor(adlint: Adlint) -> None:
    result = adlint("doctor")
    assert result.code == 0
    for part in ("adlint", "Python", "匹配", "规则", "屏幕编码", "能检查", "识图"):
        assert part in result.out
    assert adlint("doctor", "--lang", "en").code == 0


def test_version(adlint: Adlint) -> None:
    from adlint import __version__

    assert adlint("--version").out == adlint("-V").out == f"adlint {__version__}\n"


def test_english(adlint: Adlint, here: Path) -> None:
    (here / "a.md").write_text(BAD, "utf-8")
    for args in (
        ("check", "a.md"),
        ("check", "nope.md"),
        ("check", "--nope"),
        ("text", "最高级", "--trace"),
        ("rules",),
    ):
        result = adlint(*args, "--lang", "en")
        assert not any("错误" in text or "规则" in text for text in (result.out, result.err))
