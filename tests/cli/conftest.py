"""Runs the command line in this process, in a folder of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from adlint.cli import run


class Result(NamedTuple):
    """What a run said."""

    code: int
    out: str
    err: str


Adlint = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: empty, below no settings file and in no repository."""
    folder = tmp_path / "店"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "GITHUB_STEP_SUMMARY", "ADLINT_NO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def adlint(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Adlint:
    """`adlint(*args)` in the current folder; standard input is what `stdin` says."""

    def call(*args: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        code = run([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return Result(code, out, err)

    return call
