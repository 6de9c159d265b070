"""adlint check: what is read, by which settings, and where the results go."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = "当季新款，欢迎到店选购。\n"
BAD = "这款面膜采用最高级面料。\n"

Adlint = Callable[..., Any]


def sources(adlint: Adlint, *args: str) -> list[str]:
    """The inputs of a run, but for those that were skipped."""
    inputs = json.loads(adlint("check", *args, "--format", "json").out)["inputs"]
    return [item["source"] for item in inputs if item["status"] != "skipped"]


def rules(adlint: Adlint, *args: str, stdin: bytes = b"") -> list[str]:
    """The rules of the open findings of a run."""
    told = json.loads(adlint("check", *args, "--format", "json", stdin=stdin).out)
    return [item["rule"] for item in told["findings"] if item["status"] == "open"]


# ------------------------------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-be"])
def test_files_in_the_encodings_of_offices_are_read_right(adlint: Adlint, here: Path, encoding: str) -> None:
    (here / "a.txt").write_bytes((GOOD * 3 + BAD).encode(encoding))
    result = adlint("check", "a.txt")
    assert (result.code, "【最高级】" in result.out) == (1, True)
    assert "a.txt  已检查  " in adlint("check", "a.txt", "-v").out


def test_big5_is_not_taken_for_gbk(adlint: Adlint, here: Path) -> None:
    (here / "a.txt").write_bytes(("本季最佳面料選擇，歡迎選購。\n" * 12).encode("big5"))
    assert "【最佳】" in adlint("check", "a.txt").out
    assert adlint("check", "a.txt", "--encoding", "big5").code == 1


# --------------------------------------------------------------------------------------------------- what is checked


@pytest.fixture
def tree(here: Path) -> Path:
    for name in (
        "b.md",
        "a/深/c.txt",
        "a/d.MD",
        "归档/旧.md",
        ".git/x.md",
        ".venv/x.md",
        "node_modules/x.md",
        "忽略/x.md",
        "草稿.md",
        "a/草稿2.md",
        "a/留.md",
    ):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(BAD, "utf-8")
    (here / ".gitignore").write_text("忽略/\n草稿*\n", "utf-8")
    (here / "a/.gitignore").write_text("留.md\n!草稿2.md\n", "utf-8")
    return here


def test_folders_are_walked_in_order_and_ignore_files_honoured(adlint: Adlint, tree: Path) -> None:
    assert sources(adlint, ".") == ["a/d.MD", "a/深/c.txt", "a/草稿2.md", "b.md", "归档/旧.md"]
    assert sources(adlint, "a") == ["a/d.MD", "a/深/c.txt", "a/草稿2.md"]
    assert sources(adlint, "a/", "./a", "a/d.MD")[0] == "a/d.MD"
    assert len(sources(adlint, "a/", "./a", "a/d.MD")) == 3


def test_ignore_files_of_folders_above_count_inside_a_repository(adlint: Adlint, tree: Path) -> None:
    (tree / "a/草稿3.md").write_text(BAD, "utf-8")
    assert "a/草稿3.md" not in sources(adlint, "a")
    (tree / ".git/x.md").unlink()
    (tree / ".git").rmdir()
    assert "a/草稿3.md" in sources(adlint, "a")


def test_what_is_named_is_checked_whatever_ignore_files_say(adlint: Adlint, tree: Path) -> None:
    assert sources(adlint, "草稿.md") == ["草稿.md"]
    assert sources(adlint, "忽略") == ["忽略/x.md"]
    assert sources(adlint, "草稿.md", "b.md", "--exclude", "草稿*") == ["b.md", "草稿.md"]
    assert sources(adlint, "草稿.md", "b.md", "--exclude", "草稿*", "--force-exclude") == ["b.md"]


def test_when_all_that_was_named_is_excluded_there_is_nothing_wrong(adlint: Adlint, tree: Path) -> None:
    result = adlint("check", "草稿.md", "--exclude", "草稿*", "--force-exclude")
    assert (result.code, "都在排除之列" in result.err) == (0, True)


def test_exclude(adlint: Adlint, tree: Path) -> None:
    assert sources(adlint, ".", "--exclude", "归档/**", "--exclude", "*.MD") == ["a/深/c.txt", "a/草稿2.md", "b.md"]
    (tree / "adlint.toml").write_text('exclude = ["归档/**", "深/"]\n', "utf-8")
    assert sources(adlint, ".") == ["a/d.MD", "a/草稿2.md", "b.md"]


def test_links_inside_folders_are_not_followed(adlint: Adlint, tree: Path) -> None:
    (tree / "a/连.md").symlink_to("d.MD")
    (tree / "a/圈").symlink_to("..")
    assert sources(adlint, "a") == ["a/d.MD", "a/深/c.txt", "a/草稿2.md"]
    assert sources(adlint, "a/连.md") == ["a/连.md"]
    assert "跳过 2 个" in adlint("check", "a").out


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="file names are text here")
def test_names_that_are_no_text(adlint: Adlint, tree: Path) -> None:
    (tree / os.fsdecode(b"\xb9\xe3.txt")).write_text(BAD, "utf-8")
    result = adlint("check", ".")
    assert r"\xb9\xe3.txt" in result.out
    told = json.loads(adlint("check", ".", "--format", "json").out)
    assert "%B9%E3.txt" in {item.get("source_uri") for item in told["inputs"]}


@pytest.mark.parametrize("data", ["b.md\n\na/d.MD\n", "b.md\r\na/d.MD", "\ufeffb.md\na/d.MD", "b.md\0a/d.MD\0"])
def test_files_from(adlint: Adlint, tree: Path, data: str) -> None:
    (tree / "清单").write_bytes(data.encode())
    assert sources(adlint, "--files-from", "清单") == ["a/d.MD", "b.md"]
    result = adlint("check", "--files-from", "-", "--format", "compact", stdin=data.encode())
    assert result.out.count("AD101") == 2


def test_an_empty_list_is_no_pass(adlint: Adlint, here: Path) -> None:
    assert adlint("check", "--files-from", "-", stdin=b"\n").code == 2


def test_shards_are_disjoint_and_together_everything(adlint: Adlint, tree: Path) -> None:
    whole = sources(adlint, ".")
    parts = [sources(adlint, ".", "--shard", f"{number}/3") for number in (1, 2, 3)]
    assert sorted(name for part in parts for name in part) == sorted(whole)
    empty = adlint("check", "b.md", "--shard", "2/2")
    assert (empty.code, "里没有文件" in empty.err) == (0, True)


def test_the_verdict_is_worded_by_the_settings(adlint: Adlint, here: Path) -> None:
    (here / "adlint.toml").write_text('[verdict]\nerror = "review"\n', "utf-8")
    (here / "a.psd").write_bytes(b"")
    (here / "b.txt").write_text(BAD, "utf-8")
    assert json.loads(adlint("check", ".", "--format", "json").out)["verdict"] == "review"


def test_warnings_are_given_once(adlint: Adlint, here: Path) -> None:
    for folder in ("甲", "乙"):
        (here / folder).mkdir()
        (here / folder / "a.txt").write_text(GOOD, "utf-8")
        (here / folder / "adlint.toml").write_text("", "utf-8")
    assert adlint("check", ".", "--ignore", "AD999").err.count("AD999") == 1


def test_standard_input(adlint: Adlint, here: Path) -> None:
    assert rules(adlint, "-", stdin=BAD.encode("gbk")) == ["AD101"]
    page = b"<p>a</p><!-- " + BAD.encode() + b" -->"
    assert rules(adlint, "-", "--stdin-filename", "x.html", stdin=page) == []
    assert "x.html" in adlint("check", "-", "--stdin-filename", "x.html", stdin=BAD.encode()).out
    assert adlint("check", "-", stdin=b"").code == 0
    assert rules(adlint, "-", "--encoding", "big5", stdin="最佳".encode("big5")) == ["AD101"]


# ------------------------------------------------------------------------------------------------------- settings


def test_the_nearest_settings_apply_to_each_file(adlint: Adlint, here: Path) -> None:
    for folder, ignore in (("甲", "AD1"), ("乙", "PI1"), ("甲/里", "")):
        (here / folder).mkdir(parents=True)
        (here / folder / "a.txt").write_text("最高级，电话13812345678\n", "utf-8")
        (here / folder / "adlint.toml").write_text(f'ignore = ["{ignore}"]\n' if ignore else "", "utf-8")
    told = json.loads(adlint("check", ".", "--format", "json").out)
    found = [(item["source"], item["rule"][:3]) for item in told["findings"]]
    assert found == [("乙/a.txt", "AD1"), ("甲/a.txt", "PI1"), ("甲/里/a.txt", "AD1"), ("甲/里/a.txt", "PI1")]
    told = json.loads(adlint("check", ".", "--format", "json", "--ignore", "AD1").out)
    assert {item["rule"][:3] for item in told["findings"]} == {"PI1"}
    assert len(rules(adlint, ".", "--isolated")) == 6
    assert len(rules(adlint, ".", "--config", "乙/adlint.toml")) == 3


def test_fail_levels_count_for_each_file_by_its_own_settings(adlint: Adlint, here: Path) -> None:
    (here / "甲").mkdir()
    (here / "甲/a.txt").write_text(BAD, "utf-8")
    (here / "甲/adlint.toml").write_text('fail-on = "never"\nunchecked = "warn"\n', "utf-8")
    (here / "b.txt").write_text(GOOD, "utf-8")
    assert adlint("check", ".").code == 0
    assert adlint("check", ".", "--fail-on", "error").code == 1
    assert adlint("check", "b.txt", "甲/没有.txt").code == 0
    assert adlint("check", "没有.txt", "甲/a.txt").code == 3


@pytest.mark.parametrize(
    ("level", "code"),
    [("error", 0), ("warning", 1), ("info", 1), ("never", 0)],
    ids=["error", "warning", "info", "never"],
)
def test_fail_on(adlint: Adlint, here: Path, level: str, code: int) -> None:
    (here / "a.txt").write_text("联系电话13812345678\n", "utf-8")
    (here / "adlint.toml").write_text('[severity]\nPI1 = "warning"\n', "utf-8")
    assert adlint("check", "a.txt", "--fail-on", level).code == code


def test_settings_that_do_not_load_stop_everything(adlint: Adlint, here: Path) -> None:
    (here / "a.txt").write_text(BAD, "utf-8")
    (here / "adlint.toml").write_text('\n\nfail_one = "error"\n', "utf-8")
    result = adlint("check", "a.txt")
    assert (result.code, result.out) == (2, "")
    assert "adlint.toml:3" in result.err
    assert "fail-on" in result.err


def test_language(adlint: Adlint, here: Path) -> None:
    (here / "a.txt").write_text(BAD, "utf-8")
    assert "error  AD101" in adlint("check", "a.txt", "--lang", "en").out
    (here / "adlint.toml").write_text('lang = "en"\n', "utf-8")
    assert "error  AD101" in adlint("check", "a.txt").out


def test_baseline_from_settings_and_command_line(adlint: Adlint, here: Path) -> None:
    (here / "a.txt").write_text(BAD, "utf-8")
    assert "记下了 1 处现有问题" in adlint("baseline", "create").out
    assert adlint("check", "a.txt").code == 1
    assert adlint("check", "a.txt", "--baseline", ".adlint-baseline.json").code == 0
    (here / "adlint.toml").write_text('baseline = ".adlint-baseline.json"\n', "utf-8")
    assert adlint("check", "a.txt").code == 0
    (here / "a.txt").write_text(BAD + "全网第一\n", "utf-8")
    assert [name[:3] for name in rules(adlint, "a.txt")] == ["AD1"]
    (here / "a.txt").write_text(GOOD, "utf-8")
    assert "去掉了 1 条" in adlint("baseline", "prune").out
    assert "0 处" in adlint("baseline", "show").out


def test_baseline_create_makes_the_file_that_the_settings_name(adlint: Adlint, here: Path) -> None:
    (here / "a.txt").write_text(BAD, "utf-8")
    (here / "adlint.toml").write_text('baseline = "旧账.json"\n', "utf-8")
    missing = adlint("check", "a.txt")
    assert (missing.code, "旧账.json" in missing.err) == (2, True)
    assert adlint("baseline", "create", "a.txt").code == 0
    assert "     1  AD101  a.txt" in adlint("baseline", "show").out
    assert adlint("check", "a.txt").code == 0


# --------------------------------------------------------------------------------------------------------- output


@pytest.mark.parametrize("format", ["full", "compact", "json", "jsonl", "sarif", "github", "junit", "csv", "html"])
def test_every_format_to_screen_and_file_alike(adlint: Adlint, here: Path, format: str) -> None:
    (here / "a.md").write_text(BAD, "utf-8")
    shown = adlint("check", "a.md", "--format", format)
    assert shown.code == 1
    assert "最高级" in shown.out
    written = adlint("check", "a.md", "-q", "--format", format, "-o", "出", "--report", f"{format}=另")
    assert (written.code, written.out) == (1, "")
    assert (here / "出").read_bytes() == (here / "另").read_bytes()
    if format not in ("full", "compact"):
        assert (here / "出").read_bytes().decode() == shown.out


def test_github_also_writes_the_step_summary(adlint: Adlint, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.md").write_text(BAD, "utf-8")
    (here / "summary").write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary"))
    assert "::error" in adlint("check", "a.md", "--format", "github").out
    assert (here / "summary").read_text("utf-8").startswith("before\n")
    assert "AD101" in (here / "summary").read_text("utf-8")


def test_reports_that_cannot_be_written_leave_the_others(adlint: Adlint, here: Path) -> None:
    (here / "a.md").write_text(BAD, "utf-8")
    result = adlint("check", "a.md", "--report", "json=没有/r.json", "--report", "csv=r.csv")
    assert (result.code, "没能写入“没有/r.json”" in result.err) == (3, True)
    assert (here / "r.csv").exists()
    assert "【最高级】" in result.out


def test_statistics(adlint: Adlint, here: Path) -> None:
    (here / "a.md").write_text(BAD * 3 + "\n电话13812345678\n", "utf-8")
    result = adlint("check", "a.md", "--statistics")
    assert "3   AD101" in result.out
    machine = adlint("check", "a.md", "--statistics", "--format", "json")
    assert json.loads(machine.out)["summary"]["error"] >= 3
    assert "3   AD101" in machine.err


def test_quiet_and_verbose(adlint: Adlint, here: Path) -> None:
    (here / "a.md").write_text(BAD, "utf-8")
    (here / "b.md").write_text(GOOD, "utf-8")
    assert adlint("check", "b.md", "-q").out == ""
    assert "【最高级】" in adlint("check", "a.md", "-q").out
    assert "检查了" not in adlint("check", "a.md", "-q").out
    assert "秒" in adlint("check", "a.md", "-v").out
    assert "秒" not in adlint("check", "a.md").out  # so that two runs are alike


def test_color(adlint: Adlint, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.md").write_text(BAD, "utf-8")
    assert "\x1b[" not in adlint("check", "a.md").out
    assert "\x1b[" in adlint("check", "a.md", "--color", "always").out
    assert "\x1b[" not in adlint("check", "a.md", "--color", "always", "--format", "json").out


def test_personal_data_is_masked_unless_asked_for(adlint: Adlint, here: Path) -> None:
    (here / "a.md").write_text("咨询热线13812345678\n", "utf-8")
    for format in ("full", "compact", "json", "jsonl", "sarif", "github", "junit", "csv", "html"):
        result = adlint("check", "a.md", "--format", format)
        assert "13812345678" not in result.out + result.err
    shown = adlint("check", "a.md", "--show-personal-data")
    assert "13812345678" in shown.out
    assert "没有遮盖" in shown.err


def test_controls_in_copy_and_names_do_not_reach_the_terminal(adlint: Adlint, here: Path) -> None:
    (here / "a\x1b[2J.md").write_text("\x1b]2;t\x07最高级\u202e\n", "utf-8")
    for format in ("full", "compact", "json", "jsonl"):
        result = adlint("check", ".", "--format", format)
        assert not {"\x1b", "\x07", "\u202e"} & set(result.out + result.err)


# --------------------------------------------------------------------------------------------------- letting stand


def test_no_waivers(adlint: Adlint, here: Path) -> None:
    (here / "a.md").write_text("<!-- adlint-ignore AD101: 引用他人评价 -->\n\n" + BAD, "utf-8")
    assert adlint("check", "a.md").code == 0
    assert adlint("check", "a.md", "--no-waivers").code == 1


# ------------------------------------------------------------------------------------------------------- mending

SAFE = """
version: 1
rules:
  - id: XB101
    name: old-slogan
    kind: terms
    severity: error
    terms: [旧口号]
    message: {zh: "“{text}”已经停用"}
    why: {zh: "品牌换了口号。"}
    law: ["品牌手册"]
    suggest: [{text: 新口号, safe: true}]
    examples: {bad: ["[[旧口号]]"], good: ["新口号", "口号"]}
"""


def test_diff_shows_and_fix_mends_only_what_is_safe(adlint: Adlint, here: Path) -> None:
    (here / "规则.yaml").write_text(SAFE, "utf-8")
    (here / "a.txt").write_bytes("旧口号，最高级\r\n".encode("gb18030"))
    before = (here / "a.txt").read_bytes()
    shown = adlint("check", "a.txt", "--rules", "规则.yaml", "--diff")
    assert shown.code == 1
    assert "-旧口号，最高级" in shown.out
    assert "+新口号，最高级" in shown.out
    assert (here / "a.txt").read_bytes() == before
    fixed = adlint("check", "a.txt", "--rules", "规则.yaml", "--fix")
    assert fixed.code == 1  # the other finding is still there
    assert "改好了 1 处：a.txt" in fixed.err
    assert "XB101" not in fixed.out
    assert (here / "a.txt").read_bytes().decode("gb18030") == "新口号，最高级\r\n"
    assert "+新口号" in adlint("check", "-", "--diff", "--rules", "规则.yaml", stdin="旧口号".encode()).out


# ------------------------------------------------------------------------------------------------ again and again


def test_two_runs_and_any_number_of_workers_say_the_same(adlint: Adlint, here: Path) -> None:
    for number in range(90):
        text = (BAD if number % 3 else GOOD) + f"第{number}款，电话1381234{number:04}\n"
        (here / f"{number % 7}").mkdir(exist_ok=True)
        (here / f"{number % 7}/{number}.txt").write_text(text, "utf-8")
    (here / "坏.txt").write_bytes(bytes(range(0x80, 0x100)) * 3)
    runs = [adlint("check", ".", "没有.md", "--format", "json", "--jobs", jobs) for jobs in ("1", "1", "2", "3", "0")]
    assert len(set(runs)) == 1
    assert runs[0].code == 3
    assert json.loads(runs[0].out)["summary"]["error"] == 60


def test_watch_checks_again_after_a_change(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from adlint.cli import check_run
    from adlint.cli.asked import Asked
    from adlint.cli.watch import watch

    changes = iter(
        [
            lambda: (here / "a.md").write_text(GOOD, "utf-8"),
            lambda: None,
            lambda: (here / "b.md").write_text(BAD, "utf-8"),
            lambda: (here / "adlint.toml").write_text("fail_on = 1\n", "utf-8"),
            lambda: (here / "adlint.toml").write_text('fail-on = "never"\n', "utf-8"),
        ]
    )

    def pause(seconds: float) -> None:
        change = next(changes, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    asked = Asked(paths=(".",), format="compact")
    assert watch(asked, lambda plan: check_run._run(plan, asked), pause) == 0
    out, err = capfd.readouterr()
    assert out.count("b.md:1:") == 2
    starts = ("“.”里没有", "支持：", "正在留意 1", "正在留意 2", "adlint.toml:1", "运行 adlint init", "正在留意 2", "")
    assert all(line.startswith(start) for line, start in zip(err.split("\n"), starts, strict=True)), err


# ---------------------------------------------------------------------------------------- what one must not spoil


def test_settings_that_do_not_load_stop_only_what_is_under_them(adlint: Adlint, here: Path) -> None:
    for folder in ("甲", "乙", "丙", "丁"):
        (here / folder).mkdir()
        (here / folder / "a.txt").write_text(BAD, "utf-8")
    (here / "乙/adlint.toml").write_text('plugins = ["hook"]\n', "utf-8")
    (here / "丙/adlint.toml").write_text('rules = ["没有.yaml"]\n', "utf-8")
    (here / "丁/adlint.toml").write_text('exclude = ["a*b*c*d*e*f"]\n', "utf-8")
    result = adlint("check", ".")
    assert result.code == 3
    assert result.out.count("【最高级】") == 1
    assert "乙/adlint.toml:1" in result.out
    assert "没有.yaml" in result.out
    told = json.loads(adlint("check", ".", "--format", "json").out)
    statuses = {item["source"]: (item["status"], item.get("code", "")) for item in told["inputs"]}
    assert statuses == {
        "甲/a.txt": ("scanned", ""),
        "乙/a.txt": ("failed", "config.unknown-key"),
        "丙/a.txt": ("failed", "config.missing-file"),
        "丁/a.txt": ("failed", "cli.bad-glob"),
    }
    assert adlint("check", "乙").code == adlint("check", "丙").code == 2


def test_a_hostile_ignore_file_hides_nothing(adlint: Adlint, here: Path) -> None:
    (here / ("a" * 200 + ".md")).write_text(BAD, "utf-8")
    (here / ".gitignore").write_text("*a" * 40 + "b\n*.md\n", "utf-8")
    assert adlint("check", ".").code == 1
    (here / ".gitignore").write_bytes(b"*.txt\n" * 10_001 + b"*.md\n")
    assert adlint("check", ".").code == 1
    (here / ".gitignore").unlink()
    (here / ".gitignore").mkdir()
    assert adlint("check", ".").code == 1
