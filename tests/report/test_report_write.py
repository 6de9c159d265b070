"""Reports on disk: the old one or the whole new one."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from adlint.errors import AdlintError
from adlint.i18n import config_sentences
from adlint.report import write_report


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_it_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "报告.json"
    write_report(target, b"one")
    write_report(str(target), b"two")
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["报告.json"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_report(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.json"
    write_report(target, b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, failing, fail)
    monkeypatch.setattr(Path, failing, fail, raising=False)
    with pytest.raises(AdlintError) as caught:
        write_report(target, b"new")
    assert caught.value.code == "config.report-unwritable"
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["report.json"]
    message, hint = config_sentences(caught.value.code, "zh", caught.value.facts)
    assert str(target) in message and "No space" in message and hint


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_report(tmp_path / "report.json", b"new")
    assert names(tmp_path) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdlintError):
        write_report(tmp_path / "nowhere" / "report.json", b"")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AdlintError):
        write_report(tmp_path / "file" / "report.json", b"")
    with pytest.raises(AdlintError):
        write_report(tmp_path, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and devices")
def test_links_permissions_and_devices(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    real.chmod(0o600)
    link.symlink_to(real)
    write_report(link, b"new")
    assert link.is_symlink() and real.read_bytes() == b"new" and real.stat().st_mode & 0o777 == 0o600
    write_report("/dev/null", b"gone")
    assert Path("/dev/null").is_char_device()
    if Path("/dev/full").exists():
        with pytest.raises(AdlintError):
            write_report("/dev/full", b"x")
