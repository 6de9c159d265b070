"""Options that several commands share, and the kinds of value they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from adlint.day import EARLIEST, is_day
from adlint.errors import Misconfigured
from adlint.report import MODULES as FORMATS
from adlint.settings import SCENES

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:
    ParamType = click.ParamType

Function = TypeVar("Function", bound=Callable[..., Any])

LEVELS = ("error", "warning", "info", "never")
_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


class Option(click.Option):
    """An option that stands in a section of the help page."""

    def __init__(self, *args: Any, section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


def option(*names: str, **kwargs: Any) -> Callable[[Function], Function]:
    """click.option with a section."""
    return click.option(*names, cls=Option, **kwargs)


def _name(param: click.Parameter | None) -> str:
    return max(param.opts, key=len) if param else ""


def _is_given(param: click.Parameter | None, ctx: click.Context | None) -> bool:
    """True if the option stands on the command line."""
    source = ctx.get_parameter_source(param.name) if ctx and param and param.name else None
    return source is click.core.ParameterSource.COMMANDLINE


class Choice(ParamType):
    """One of a few words."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; raises Misconfigured (cli.bad-choice)."""
        if value == "" and param is not None and param.default == "":
            return ""
        if value not in self.words:
            raise Misconfigured("cli.bad-choice", option=_name(param), value=value, allowed="、".join(self.words))
        return str(value)


class Whole(ParamType):
    """A whole number of at least so much."""

    name = "number"

    def __init__(self, least: int = 0) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; raises Misconfigured (cli.bad-number)."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= self.least):
            raise Misconfigured("cli.bad-number", option=_name(param), value=value, least=self.least)
        return int(text)


class Day(ParamType):
    """A day, written 2027-03-16."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day; raises Misconfigured (cli.bad-day)."""
        if value == "" and not _is_given(param, ctx):
            return ""
        if not is_day(value) or value < EARLIEST:
            raise Misconfigured("cli.bad-day", option=_name(param), value=value, earliest=EARLIEST)
        return str(value)


class Size(ParamType):
    """A size such as 100MB, as a number of bytes; 0 means no limit."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes; raises Misconfigured (cli.bad-size)."""
        if isinstance(value, int):
            return value
        text = value.strip().upper().removesuffix("B").removesuffix("I").strip()
        unit = text[-1:] if text[-1:] in ("K", "M", "G") else ""
        number = text.removesuffix(unit).strip()
        if not (number.isascii() and number.isdigit() and len(number) < 13):
            raise Misconfigured("cli.bad-size", option=_name(param), value=value)
        return int(number) * _UNITS[unit]


class Encoding(ParamType):
    """A charset that Python knows, or auto."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; raises Misconfigured (cli.bad-encoding)."""
        try:
            " ".encode("utf-8" if value in ("auto", "") else value)  # of nothing, the charset would not be looked up
        except (LookupError, ValueError) as error:  # ValueError: a NUL in the name
            raise Misconfigured("cli.bad-encoding", option=_name(param), value=value) from error
        return str(value)


class Shard(ParamType):
    """Part 3 of 16, written 3/16."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Number and count; raises Misconfigured (cli.bad-shard)."""
        if isinstance(value, tuple):
            return value
        number, _, count = value.partition("/")
        if not (number.isdigit() and count.isdigit() and len(count) < 10 and 1 <= int(number) <= int(count)):
            raise Misconfigured("cli.bad-shard", option=_name(param), value=value)
        return int(number), int(count)


class ReportFile(ParamType):
    """A report to write, FORMAT=FILE."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Format and file; raises Misconfigured (cli.bad-report)."""
        if isinstance(value, tuple):
            return value
        format, _, file = value.partition("=")
        if format not in FORMATS or not file:
            raise Misconfigured("cli.bad-report", option=_name(param), value=value, allowed="、".join(FORMATS))
        return format, file


def together(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Several options as one decorator, shown in this order."""

    def decorate(function: Function) -> Function:
        for decorator in reversed(options):
            function = decorator(function)
        return function

    return decorate


#: Every command has these.
common = together(
    option("--lang", type=Choice("zh", "en"), default="", metavar="zh|en", help="提示的语言 / language of messages"),
    option("--debug", is_flag=True, help="出错时显示详情 / show tracebacks"),
)

#: Which settings file applies.
which_settings = together(
    option("--config", metavar="FILE", default="", help="用这份设置文件，不再按位置查找", section="运行"),
    option("--isolated", is_flag=True, help="不读任何设置文件", section="运行"),
)

#: The law of which day applies.
as_of = option(
    "--as-of", type=Day(), default="", metavar="DATE", help="按这一天的法规，如 2027-03-16；默认今天", section="规则"
)

#: Which rules apply.
which_rules = together(
    option("--select", multiple=True, metavar="AD1,PI", help="只用这些规则：编号、前缀或名称", section="规则"),
    option("--ignore", multiple=True, metavar="AD203", help="不用这些规则", section="规则"),
    option("--rules", multiple=True, metavar="PATH", help="另加规则文件或文件夹，可重复", section="规则"),
    option("--vi", multiple=True, metavar="SPEC", help="品牌规范文件或文件夹，可重复；只查文字", section="规则"),
    option(
        "--scene",
        multiple=True,
        type=Choice(*SCENES),
        metavar="SCENE",
        help="行业或渠道，可重复：" + " ".join(SCENES),
        section="规则",
    ),
    as_of,
)
