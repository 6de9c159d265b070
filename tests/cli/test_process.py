"""What only a process of its own shows: what is imported, consoles, pipes and signals."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

GOOD = "当季新款，欢迎到店选购。\n"
BAD = "这款面膜采用最高级面料。\n"

SRC = str(Path(__file__).parents[2] / "src")


def start(*args: str, cwd: Path, python: tuple[str, ...] = (), **options: object) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": SRC, **options.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, *python, "-m", "adlint", *args]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    return subprocess.Popen(command, cwd=cwd, env=env, **pipes)  # type: ignore[call-overload,no-any-return]


def end(process: subprocess.Popen[bytes], seconds: float = 60) -> tuple[int, bytes, bytes]:
    try:
        out, err = process.communicate(timeout=seconds)
    finally:
        process.kill()
    return process.returncode, out or b"", err or b""


def imported(*args: str, cwd: Path) -> set[str]:
    _, _, err = end(start(*args, cwd=cwd, python=("-X", "importtime")))
    return {line.rpartition("|")[2].strip() for line in err.decode().split("\n") if line.startswith("import time:")}


NEVER = {"jieba", "PIL", "yaml", "regex", "numpy", "pytesseract", "msgspec", "multiprocessing", "concurrent.futures"}


def test_help_and_version_import_next_to_nothing(here: Path) -> None:
    # Not asked about subprocess: on Python 3.10 click itself brings it in, through uuid.
    assert not imported("--help", cwd=here) & {*NEVER, "pathspec", "adlint.linter", "adlint.settings"}
    assert not imported("--version", cwd=here) & {*NEVER, "click", "json", "adlint.cli"}


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv"])
def test_checking_one_file_imports_nothing_for_other_occasions(here: Path, suffix: str) -> None:
    (here / f"a.{suffix}").write_text(BAD, "utf-8")
    imported("check", f"a.{suffix}", cwd=here)  # warms the cache
    assert not imported("check", f"a.{suffix}", cwd=here) & {*NEVER, "pathspec", "subprocess", "tempfile"}


def test_the_hook_path_imports_what_it_needs(here: Path) -> None:
    (here / "a.txt").write_text(BAD, "utf-8")
    imported("check", "a.txt", cwd=here)  # warms the cache
    rare = {"click", "pathspec", "subprocess", "logging", "dataclasses"}
    assert not imported("check", "--force-exclude", "a.txt", cwd=here) & {*NEVER, *rare}


@pytest.mark.parametrize("encoding", ["gbk:strict", "ascii:strict", "cp1252:strict", "utf-8"])
@pytest.mark.parametrize("format", ["full", "compact", "json"])
def test_no_console_is_too_poor(here: Path, encoding: str, format: str) -> None:
    (here / "a.txt").write_text("全网第一\U0001f600ﷺ•\n", "utf-8")
    code, out, err = end(
        start("check", "a.txt", "没有\U0001f600", "--format", format, cwd=here, env={"PYTHONIOENCODING": encoding})
    )
    assert (code, b"Error" in err, b"AD10" in out) == (3, False, True)
    code, out, err = end(start("--help", cwd=here, env={"PYTHONIOENCODING": encoding}))
    assert (code, err) == (0, b"")
    if format == "json":
        assert b"\xf0\x9f\x98\x80" in end(start("check", "a.txt", "--format", "json", cwd=here))[1]


def test_symbols_of_our_own_are_all_in_gbk(here: Path) -> None:
    (here / "a.txt").write_text(GOOD, "utf-8")
    (here / "b.txt").write_text(BAD + "98%的用户表示有效\n", "utf-8")
    for args in (("check", ".", "没有.md", "-v"), ("doctor",), ("check", "a.txt"), ("rules",), ("check", "--help")):
        out = end(start(*args, cwd=here, env={"PYTHONIOENCODING": "utf-8"}))[1]
        assert out.decode().encode("gbk")


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_nobody_reads(here: Path) -> None:
    (here / "a.txt").write_text(BAD * 20000, "utf-8")
    for format in ("full", "json"):
        read, write = os.pipe()
        os.close(read)
        process = start("check", "a.txt", "--format", format, cwd=here, stdout=write)
        os.close(write)
        assert end(process)[::2] == (1, b"")
    for args in (("--version",), ("--help",), ("rules",)):
        read, write = os.pipe()
        os.close(read)
        process = start(*args, cwd=here, stdout=write)
        os.close(write)
        assert end(process)[::2] == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "args", [("check", "a.txt"), ("check", "a.txt", "--format", "json"), ("--version",), ("--help",)]
)
def test_full_disk(here: Path, args: tuple[str, ...]) -> None:
    (here / "a.txt").write_text(BAD, "utf-8")
    with Path("/dev/full").open("wb") as full:
        code, _, err = end(start(*args, cwd=here, stdout=full))
    assert code == 3
    assert "结果写不出来" in err.decode()
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err


SLOW = """
import sys, time
import adlint.batch

def check_slowly(item, linter):
    sys.stderr.write("started\\n")
    sys.stderr.flush()
    time.sleep(60)

adlint.batch.check_item = check_slowly
from adlint.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems start workers afresh, which are not slow")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["int", "term"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_signals_end_it_and_its_workers(here: Path, number: int, code: int, jobs: str) -> None:
    for name in range(40):
        (here / f"{name}.txt").write_text(BAD, "utf-8")
    command = [sys.executable, "-c", SLOW, "check", ".", "--jobs", jobs, "--format", "json"]
    env = {**os.environ, "PYTHONPATH": SRC}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, cwd=here, env=env, start_new_session=True, **pipes)  # type: ignore[call-overload]
    assert process.stderr.readline() == b"started\n"
    process.send_signal(number)
    started = time.monotonic()
    result = end(process, 20)
    assert time.monotonic() - started < 5
    assert result[0] == code
    assert b"Traceback" not in result[2]
    assert json.loads(result[1])["complete"] is False if code == 130 else result[1] == b""
    with pytest.raises(ProcessLookupError):  # nobody is left of its session
        os.killpg(process.pid, 0)


@pytest.mark.skipif(os.name == "nt", reason="a folder in use stays there")
def test_the_current_folder_may_be_gone(here: Path) -> None:
    (here / "weg").mkdir()
    script = 'cd weg && rmdir ../weg && exec "$@"'
    for args in (("check", "a.txt"), ("check", str(here)), ("text", "最高级"), ("doctor",)):
        env = {**os.environ, "PYTHONPATH": SRC}
        command = ["sh", "-c", script, "sh", sys.executable, "-m", "adlint", *args]
        (here / "weg").mkdir(exist_ok=True)
        done = subprocess.run(command, cwd=here, env=env, capture_output=True, check=False, timeout=60)
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2, 3)


def test_hash_seeds_change_nothing(here: Path) -> None:
    (here / "a.txt").write_text(BAD + "全网第一，98%的用户表示有效，电话13812345678\n", "utf-8")
    outs = {end(start("check", ".", "--format", "json", cwd=here, env={"PYTHONHASHSEED": seed}))[1] for seed in "0123"}
    assert len(outs) == 1


def test_progress_is_for_terminals_only(here: Path) -> None:
    pty = pytest.importorskip("pty")
    for name in range(300):
        (here / f"{name}.txt").write_text((GOOD * 1500) + BAD, "utf-8")
    assert end(start("check", ".", "-q", cwd=here))[2] == b""
    ours, theirs = pty.openpty()
    process = start("check", ".", "--jobs", "1", "--format", "json", cwd=here, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    process.wait(60)
    os.close(ours)
    if shown:  # it took more than a second
        assert re.search(rb"\r\[#*-*\] \d+/300\r", shown)
        assert shown.endswith(b" \r\r\n") or shown.endswith(b"\r")
