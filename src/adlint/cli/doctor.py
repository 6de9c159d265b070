"""adlint doctor: what works here, what is missing, and how to install it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

import adlint
from adlint.cache import cache_folder
from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.options import common
from adlint.cli.plan import Scope
from adlint.cli.words import say
from adlint.extract import MODULES as FORMATS
from adlint.linter import Linter
from adlint.settings import Settings
from adlint.text import visible

OK, BAD, NOTE = "√", "×", "●"

#: How to get tesseract with Chinese, by platform.
_OCR = {
    "win32": "https://github.com/UB-Mannheim/tesseract/wiki （安装时勾选 Chinese simplified）",
    "darwin": "brew install tesseract tesseract-lang",
    "linux": "apt install tesseract-ocr tesseract-ocr-chi-sim",
}


@click.command(
    cls=Command, help="看这里什么能用、缺什么、怎么装。\n\nWhat works here, what is missing, how to install it."
)
@common
def command(lang: str, debug: bool) -> int:
    """Print one line each; 0, since everything a check of text needs comes with adlint."""
    settings = Scope(Asked(lang=lang)).settings_of("x")
    for mark, line in _lines(settings):
        console.out(f"{mark} {visible(line)}\n")
    return 0


def _lines(settings: Settings) -> Iterator[tuple[str, str]]:
    lang = settings.lang
    python = ".".join(map(str, sys.version_info[:3]))
    yield OK, say("doctor.version", lang, version=adlint.__version__)
    yield OK, say("doctor.python", lang, version=python, where=sys.executable)
    yield _matcher(lang)
    jieba = _version("jieba")
    yield (OK, say("doctor.jieba", lang, version=jieba)) if jieba else (NOTE, say("doctor.no-jieba", lang))
    yield OK, say("doctor.rules", lang, count=len(Linter(settings=settings).ruleset.rules))
    if settings.origin:
        yield OK, say("doctor.settings", lang, name=settings.origin)
    else:
        yield NOTE, say("doctor.no-settings", lang)
    folder = cache_folder()
    yield (OK, say("doctor.cache", lang, name=folder)) if folder else (NOTE, say("doctor.no-cache", lang))
    streams = [getattr(stream, "encoding", None) or "-" for stream in (sys.stdout, sys.stderr)]
    yield OK, say("doctor.console", lang, out=streams[0], err=streams[1])
    yield OK, say("doctor.formats", lang, suffixes=" ".join(sorted(suffix[1:] for suffix in FORMATS)))
    yield _ocr(lang)
    yield NOTE, say("doctor.no-images", lang)


def _matcher(lang: str) -> tuple[str, str]:
    fast = _version("daachorse")
    if fast:
        return OK, say("doctor.matcher", lang, name="daachorse", version=fast)
    return NOTE, say("doctor.matcher-slow", lang, name="pyahocorasick", version=_version("pyahocorasick"))


def _ocr(lang: str) -> tuple[str, str]:
    from shutil import which

    how = _OCR.get(sys.platform, _OCR["linux"])
    program = which("tesseract")
    if program is None:
        return NOTE, say("doctor.no-ocr", lang, how=how)
    first, languages = _asked(program, "--version").partition("\n")[0], _asked(program, "--list-langs").split("\n")[1:]
    number = first.removeprefix("tesseract ").strip()
    chinese = sorted(name for name in languages if name.startswith("chi_"))
    if not chinese:
        return NOTE, say("doctor.ocr-no-chinese", lang, version=number, how=how)
    return OK, say("doctor.ocr", lang, version=number, languages=" ".join(chinese))


def _asked(program: str, question: str) -> str:
    import subprocess

    try:
        answer = subprocess.run([program, question], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (answer.stdout or answer.stderr).decode("utf-8", "replace")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
