"""adlint init: a settings file with comments."""

from __future__ import annotations

from pathlib import Path

import click

from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.options import common, option
from adlint.cli.words import say
from adlint.errors import Misconfigured
from adlint.report import write_report

NAME = "adlint.toml"

CONTENT = """\
# adlint 的设置。离文件最近的一份起作用；不写的用默认值（下面注释掉的就是默认值）。
# 命令行的选项优先于这里。运行 adlint config 可以看到哪些设置在起作用、从哪来。

# 继承另一份设置，只写不同的地方
# extends = "../adlint.toml"

# 用哪些规则：编号、前缀或名称；不写就是全部稳定的规则。adlint rules 列出全部
# select = ["AD", "PI"]
# 不用哪些规则
# ignore = ["AD203"]

# 行业或渠道，打开对应的规则：cosmetics 化妆品、food 食品、health-food 保健食品、medical 医疗、drug 药品、
# device 医疗器械、beauty-clinic 医美、finance 金融、education 教育、real-estate 房地产、franchise 招商、
# alcohol 酒、agriculture 农资、infant 婴幼儿、live 直播、retail 零售
# scenes = ["cosmetics"]

# 自己的规则文件或文件夹；编号相同的替换自带的
# rules = ["合规/我的规则"]

# 品牌规范：名称、口号、禁用说法、核准的宣称、合作方；可以是列表
# vi = "规范/品牌.yaml"

# 按哪一天的法规检查；不写是今天
# as-of = 2027-03-16

# 到哪一级算不通过：error 错误、warning 警告、info 提示、never 从不
fail-on = "error"

# 有文件没检查完时：error 算失败（退出码 3）、warn 只提醒
unchecked = "error"

# 只报新的问题：先运行 adlint baseline create 记下现有的
# baseline = ".adlint-baseline.json"

# 不看哪些文件，写法同 .gitignore
# exclude = ["归档/**"]

# 提示的语言 zh 或 en；文字的编码，auto 是自动判断
# lang = "zh"
# encoding = "auto"

# 单个文件的上限（纯文本没有上限）；用几个进程，0 是全部核心
# max-size = "100MB"
# jobs = 0

# 按规则或前缀改级别
# [severity]
# AD201 = "error"

# 给接口的结论：block 拦下、review 复核、pass 放过
# [verdict]
# error = "block"
# warning = "review"
# info = "pass"

# 某些文件不用某些规则
# [per-file-ignores]
# "法务/**" = ["AD1"]
"""


@click.command(cls=Command, help="在当前文件夹写一份带注释的 adlint.toml。\n\nWrites adlint.toml with comments.")
@option("--force", is_flag=True, help="已经有了也覆盖 / overwrite")
@common
def command(force: bool, lang: str, debug: bool) -> int:
    """Write the file; refuses to overwrite one."""
    if Path(NAME).exists() and not force:
        raise Misconfigured("cli.exists", name=NAME)
    write_report(NAME, CONTENT.encode())
    console.out(say("cli.written", lang or "zh", name=NAME) + "\n")
    return 0
