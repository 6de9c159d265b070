"""The report on a screen: full and compact."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from report_samples import MAIN, finding

from adlint.finding import Input, Problem, Report, Severity, Status
from adlint.model import Place
from adlint.report import Options, render_text

SRC = Path(__file__).parents[2] / "src"


def screen(report: Report, **options: object) -> str:
    return render_text(report, "full", Options(**options))  # type: ignore[arg-type]


def test_the_screen_of_the_manual() -> None:
    """The sample in the documentation, line by line."""
    report = Report(
        findings=(finding("补水面膜销量全网第一，买一送一", "全网第一", line=12),),
        problems=(
            Problem("type-unsupported", "文案/旧版.doc", "不支持老式 .doc", "请在 Word 或 WPS 里另存为 .docx"),
            Problem("engine-missing", "文案/海报2.png", "没有安装中文识别包", "运行 adlint doctor 查看安装方法"),
        ),
        inputs=(Input("文案/双十一主推.md"), Input("文案/旧版.doc", "failed"), Input("文案/海报2.png", "failed")),
        doubtful=3,
    )
    assert screen(report, elapsed=2.44) == (
        "文案/双十一主推.md\n"
        "  第12行  错误  AD101  “全网第一”是绝对化用语\n"
        "      补水面膜销量【全网第一】，买一送一\n"
        "      → 可改为：广受好评 ／ 深受欢迎\n"
        "      依据：《广告法》第九条第（三）项\n"
        "\n"
        "检查了 1 个文件，用时 2.4 秒。\n"
        "× 错误 1 处，必须修改\n"
        "另有 3 处把握不大（--strict 查看）。\n"
        "\n"
        "有 2 个文件没能检查：\n"
        "  文案/旧版.doc   不支持老式 .doc，请在 Word 或 WPS 里另存为 .docx\n"
        "  文案/海报2.png  没有安装中文识别包，运行 adlint doctor 查看安装方法\n"
        "结果不完整，不能当作通过。\n"
    )


def test_clean() -> None:
    assert screen(Report(inputs=(Input("a.md"),) * 36)) == "√ 检查了 36 个文件，未发现问题。\n"
    assert screen(Report(inputs=(Input("a.md"),)), quiet=True) == ""


def test_no_tick_when_something_was_not_checked() -> None:
    told = screen(Report(problems=(Problem("io-missing", "a.md", "找不到“a.md”"),), inputs=(Input("a.md", "failed"),)))
    assert "√" not in told
    assert "a.md" in told and told.endswith("结果不完整，不能当作通过。\n")


def test_quiet_still_says_what_was_not_checked() -> None:
    report = Report((finding(MAIN, "全网第一"),), (Problem("io-missing", "a.md", "找不到“a.md”"),))
    told = screen(report, quiet=True)
    assert "AD101" in told and "找不到" in told and "结果不完整" in told
    assert "检查了" not in told


def test_advice_does_not_make_a_run_incomplete() -> None:
    told = screen(Report(problems=(Problem("ocr-unsure", "a.png", "图中文字较模糊", unchecked=False),)))
    assert told.startswith("√") and "a.png" in told and "结果不完整" not in told


def test_what_was_let_stand_is_counted_not_listed() -> None:
    waived = finding(MAIN, "全网第一", status=Status.WAIVED, reason="商标")
    told = screen(Report((waived, waived._replace(status=Status.KNOWN))))
    assert told == "√ 检查了 0 个文件，未发现问题。\n1 处已按说明放行，基线中已有 1 处。\n"


def test_strict_does_not_point_to_strict() -> None:
    assert "--strict" not in screen(Report(doubtful=3), strict=True)


def test_unlisted_findings_are_no_pass() -> None:
    told = screen(Report(unlisted=7))
    assert "√" not in told and "7 处" in told


def test_problem_does_not_say_the_name_twice() -> None:
    told = screen(Report(problems=(Problem("doc-encrypted", "文案/价目.xlsx", "“价目.xlsx”有密码，打不开"),)))
    assert "  文案/价目.xlsx  有密码，打不开\n" in told


def test_severity_is_a_word_with_and_without_colour() -> None:
    report = Report((finding(MAIN, "全网第一"), finding(MAIN, "买一", severity=Severity.INFO)))
    for color in (True, False):
        told = screen(report, color=color)
        assert "错误" in told and "提示" in told and "【" in told
        assert ("\x1b[" in told) is color


def test_a_file_name_of_digits_hides_no_number_in_a_message() -> None:
    told = screen(Report(problems=(Problem("doc-broken", "1", "“1”已损坏：13800138000"),)))
    assert "138****8000" in told


def test_a_suggestion_that_says_what_to_do_is_no_replacement(report: Report, options: Options) -> None:
    told = render_text(report, "full", options)
    assert "→ 请补充来源" in told and "可改为：请" not in told


@pytest.mark.parametrize("name", ["::error::x", "##vso[task]x", "  ::stop-commands::x", "##[error]x"])
@pytest.mark.parametrize("format", ["full", "compact"])
def test_copy_and_names_are_no_commands_to_a_ci_runner(name: str, format: str) -> None:
    report = Report(
        (finding(f"{name}全网第一", "全网第一", source=name, message=f"{name}“{name}”"),),
        (Problem("io-missing", name, f"“{name}”{name}"),),
    )
    for line in render_text(report, format, Options()).splitlines():
        assert not line.lstrip().startswith("::")
        assert "##vso[" not in line and "##[" not in line


def test_compact_is_one_line_each(report: Report, options: Options) -> None:
    lines = render_text(report, "compact", options).splitlines()
    assert len(lines) == len(report.open) + len(report.problems)
    assert "文案/双十一主推.md:12:13: error AD101 “全网第一”是绝对化用语" in lines
    assert "文案/旧版.doc: error type-unsupported 不支持 .doc，请在 Word 或 WPS 里另存为 .docx" in lines


def test_skipped_files_are_counted_by_suffix() -> None:
    skipped = [Input(f"{number}.YAML", "skipped") for number in range(2)] + [Input("a/LICENSE", "skipped")]
    assert "跳过 3 个不支持的文件：.yaml 2 无后缀 1\n" in screen(Report(inputs=tuple(skipped)))


def test_verbose_names_the_encoding() -> None:
    assert "a.txt  已检查  gb18030\n" in screen(Report(inputs=(Input("a.txt", encoding="gb18030"),)), verbose=1)


def test_finding_about_no_words_has_no_excerpt() -> None:
    picture = finding("", "", places=(Place(),), source="a.png", message="颜色不在规范内")
    assert "【】" not in screen(Report((picture,)))


def test_the_screen_needs_few_modules() -> None:
    """It is on the way of every cold start."""
    code = (
        "import sys; from adlint.report import render_text, Options; from adlint.finding import Report;"
        "render_text(Report(), 'full', Options());"
        "print({'html', 'csv', 'xml', 'hashlib', 'base64', 'tempfile', 'msgspec', 'yaml', 'click'}"
        " & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(SRC)}, check=False
    )
    assert done.stdout.strip() == "set()", done.stderr
