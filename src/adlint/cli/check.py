"""adlint check: files and folders."""

from __future__ import annotations

from typing import Any

import click

from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.check_run import check_run
from adlint.cli.options import (
    LEVELS,
    Choice,
    Encoding,
    ReportFile,
    Shard,
    Size,
    Whole,
    common,
    option,
    together,
    which_rules,
    which_settings,
)
from adlint.report import MODULES as FORMATS

HELP = """检查文件和文件夹。文件夹里只看认识的格式，遵守 .gitignore；点名的文件总会检查。

Checks files and folders. Exit codes: 0 通过, 1 有问题, 2 没能开始, 3 有文件没检查完."""

what = together(
    click.argument("paths", nargs=-1, metavar="PATH..."),
    option(
        "--stdin-filename", metavar="NAME", default="", help="PATH 写 - 时，把标准输入当作这个文件", section="检查什么"
    ),
    option(
        "--files-from", metavar="FILE", default="", help="从清单读文件名，每行一个；- 是标准输入", section="检查什么"
    ),
    option("--exclude", multiple=True, metavar="GLOB", help="不看这些，写法同 .gitignore，可重复", section="检查什么"),
    option("--force-exclude", is_flag=True, help="点名的文件也按 --exclude 排除", section="检查什么"),
    option(
        "--encoding",
        type=Encoding(),
        metavar="NAME",
        default="",
        help="文字的编码，如 gb18030；默认自动判断",
        section="检查什么",
    ),
    option("--max-size", type=Size(), metavar="100MB", help="单个文件的上限，0 为不限", section="检查什么"),
)
judging = together(
    option(
        "--fail-on",
        type=Choice(*LEVELS),
        default="",
        metavar="LEVEL",
        help="到这一级算不通过：" + " ".join(LEVELS),
        section="判定",
    ),
    option("--strict", is_flag=True, help="把握不大的也列出；跳过的文件也算没检查", section="判定"),
    option("--baseline", metavar="FILE", default="", help="只报基线里没有的", section="判定"),
    option("--no-waivers", is_flag=True, help="不理会放行说明", section="判定"),
    option("--allow-unchecked", is_flag=True, help="有文件没检查完也不算失败（不推荐）", section="判定"),
)
writing = together(
    option("--format", type=Choice(*FORMATS), default="full", metavar="FORMAT", help=" ".join(FORMATS), section="输出"),
    option(
        "--report", multiple=True, type=ReportFile(), metavar="FORMAT=FILE", help="另写一份报告，可重复", section="输出"
    ),
    option("-o", "--output", metavar="FILE", default="", help="把 --format 的结果写进文件", section="输出"),
    option("--statistics", is_flag=True, help="按规则统计", section="输出"),
    option(
        "--color",
        type=Choice("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto always never",
        section="输出",
    ),
    option("-q", "--quiet", is_flag=True, help="只列问题，不写总结", section="输出"),
    option("-v", "--verbose", count=True, help="多说一些：编码、用时", section="输出"),
    option("--show-personal-data", is_flag=True, help="不遮盖个人信息", section="输出"),
)
changing = together(
    option("--diff", is_flag=True, help="显示能自动替换的地方，不改文件", section="修改"),
    option("--fix", is_flag=True, help="替换标为 safe 的说法，别的一概不动", section="修改"),
)
running = together(
    option("--jobs", type=Whole(), metavar="N", help="用几个进程，0 为全部核心", section="运行"),
    option("--shard", type=Shard(), metavar="I/N", help="只做 N 份里的第 I 份", section="运行"),
    option("--watch", is_flag=True, help="文件有改动就重新检查", section="运行"),
    option("--no-cache", is_flag=True, help="不用规则缓存", section="运行"),
    which_settings,
)


@click.command(cls=Command, help=HELP)
@together(what, which_rules, judging, writing, changing, running, common)
def command(**given: Any) -> int:
    """Check what the command line names; the exit code."""
    return check_run(Asked(**given))
