"""The command `adlint`: its commands, each imported when it is called, and click's errors in our words."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click

from adlint.cli import COULD_NOT_START, console
from adlint.cli.words import say
from adlint.errors import Misconfigured
from adlint.extract import MODULES as FORMATS
from adlint.extract import suffix_of

#: Module and one line of help of every command; "rules mine" is reached as a word after `rules`.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "检查文件和文件夹 / check files and folders"),
    "text": ("text", "检查一句文案，--trace 看判断过程 / check a sentence"),
    "rule": ("rule", "解释一条规则 / explain a rule"),
    "rules": ("rules", "列出、筛选规则；rules mine 从语料里找正常说法 / list rules"),
    "test-rules": ("test_rules", "跑规则里写的例句 / run the examples inside rulesets"),
    "extract": ("extract", "看读出了什么文字、在哪里 / what was read, and where"),
    "baseline": ("baseline", "记下现有问题，以后只报新的：create、prune、show"),
    "init": ("init", "写一份带注释的 adlint.toml / write adlint.toml"),
    "config": ("config", "看哪些设置在起作用、从哪来 / what applies and why"),
    "doctor": ("doctor", "看什么能用、缺什么、怎么装 / what works here"),
}
HIDDEN: dict[str, str] = {"rules mine": "mine"}


class Command(click.Command):
    """A command whose help and errors are ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allow_extra_args = True  # to name them in our own words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but for words left over."""
        rest = super().parse_args(ctx, args)
        if ctx.args:
            raise Misconfigured("cli.extra", words=" ".join(ctx.args), command=ctx.command_path)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, in both languages."""
        return help_option()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The page that --help shows."""
        from adlint.cli.manual import page

        formatter.write(page(ctx, self))


class Family(click.Group):
    """Commands of one name, whose help and errors are ours."""

    def words(self) -> list[tuple[str, str]]:
        """The commands with a line of help each, in the order of the help page."""
        return [(name, command.help or "") for name, command in self.commands.items()]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, or our error with the closest one."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise _refusal("cli.no-command", args[0], dict(self.words()), name=args[0], command=ctx.command_path)
        return args[0], command, args[1:]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; without a word, the help page, and a status that no one takes for a pass."""
        if not args:
            console.err(self.get_help(ctx))
            raise SystemExit(COULD_NOT_START)
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, in both languages."""
        return help_option()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The page that --help shows."""
        from adlint.cli.manual import page

        formatter.write(page(ctx, self, self.words()))


class Commands(Family):
    """Commands that are imported when they are called; what is no command but a file is checked."""

    def words(self) -> list[tuple[str, str]]:
        """The commands with a line of help each, without importing them."""
        return [(name, text) for name, (_, text) in COMMANDS.items()]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        module = HIDDEN.get(cmd_name) or COMMANDS.get(cmd_name, ("", ""))[0]
        if not module:
            return None
        command: click.Command = import_module(f"adlint.cli.{module}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`adlint 文案.docx` and `adlint --strict 文案/` mean check."""
        ours = {name for option in self.get_params(ctx) for name in option.opts}
        if args and args[0] not in COMMANDS and args[0] not in ours and _is_to_check(args[0]):
            args = ["check", *args]
        if args[:2] == ["rules", "mine"]:
            args = ["rules mine", *args[2:]]
        return super().parse_args(ctx, args)


def help_option() -> click.Option:
    """-h and --help."""
    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=say("help.help"),
    )


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        console.out(ctx.get_help() + "\n")
        ctx.exit()


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from adlint import __version__

        console.out(f"adlint {__version__}\n")
        ctx.exit()


adlint = Commands(
    "adlint",
    help="检查中文广告文案：广告法、数据出处、个人信息。adlint 文案.md 就是 adlint check 文案.md。\n\n"
    "Checks Chinese ad copy. Exit codes: 0 通过, 1 有问题, 2 没能开始, 3 有文件没检查完.",
    params=[
        click.Option(
            ["-V", "--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=say("help.version"),
        )
    ],
)


def invoke(args: list[str]) -> int:
    """Run the command that the arguments name; its exit code. Raises Misconfigured where they are not understood."""
    try:
        with adlint.make_context("adlint", args) as ctx:
            code = adlint.invoke(ctx)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        raise _in_our_words(error, error.ctx.command_path if error.ctx else _path_of(args)) from error
    return code if isinstance(code, int) else 0


def _is_to_check(word: str) -> bool:
    return word.startswith("-") or os.path.lexists(word) or "/" in word or suffix_of(word).lower() in FORMATS


def _path_of(args: list[str]) -> str:
    """The command that the arguments name, for errors that click raises without saying where."""
    return f"adlint {args[0]}" if args and args[0] in COMMANDS else "adlint"


def _in_our_words(error: click.UsageError, command: str) -> Misconfigured:
    if isinstance(error, click.NoSuchOption):
        known = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
        return _refusal("cli.no-option", error.option_name, known, option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        name = _name_of(error.param) if error.param else str(error)
        return Misconfigured("cli.missing", name=name, command=command)
    if isinstance(error, click.BadOptionUsage):
        code = "cli.wants-no-value" if "not take" in error.message else "cli.wants-value"
        return Misconfigured(code, option=error.option_name, command=command)
    return Misconfigured("cli.usage", detail=error.format_message(), command=command)


def _name_of(param: click.Parameter) -> str:
    return param.metavar or param.opts[-1]


def _refusal(code: str, word: str, known: Iterable[str], **facts: object) -> Misconfigured:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return Misconfigured(f"{code}-but", near=near[0], **facts) if near else Misconfigured(code, **facts)
