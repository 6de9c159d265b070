"""Reading files once, many of them on any executor, in order, and losing none when a process dies."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib import import_module
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import pytest

from adlint.batch import check_all, check_each, check_path, merge, name_key, read_source, workers_for
from adlint.errors import Unreadable
from adlint.finding import Report
from adlint.linter import Linter
from adlint.model import Source
from adlint.processes import CHUNK_FILES, in_processes
from adlint.settings import Settings

GOOD = "当季新款，欢迎到店选购。\n"
BAD = "这款面膜采用最高级面料。\n"


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(settings=Settings(strict=True, fail_on="info"))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    names = [tmp_path / f"{number:03}.txt" for number in range(3 * CHUNK_FILES + 5)]
    for number, name in enumerate(names):
        name.write_text(BAD if number % 2 else GOOD, "utf-8")
    return list(map(str, names))


# ------------------------------------------------------------------------------------------------------- one file


def code_of(path: Path | str, settings: Settings | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_source(str(path), settings or Settings())
    return caught.value.code


def test_what_cannot_be_read_has_a_code(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(GOOD, "utf-8")
    assert code_of(tmp_path / "y.txt") == "io-missing"
    assert code_of(tmp_path / "x.txt/y.txt") == "io-missing"
    assert code_of(tmp_path) == "io-special"
    assert code_of(tmp_path / ("x" * 300 + ".txt")) == "io-name"
    assert code_of("a\0b.txt") == "io-name"
    (tmp_path / "x.xyz").write_bytes(b"")
    assert code_of(tmp_path / "x.xyz") == "type-unsupported"
    assert code_of(tmp_path / "none.xyz") == "io-missing"


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_special_files_are_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("void")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert code_of(tmp_path / "pipe.txt") == "io-special"
    assert code_of(tmp_path / "link.txt") == "io-missing"
    assert code_of(tmp_path / "zero.txt") == "io-special"


def test_sizes(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_bytes(b"x" * 2000)
    (tmp_path / "x.txt").write_bytes(b"x" * 2000)
    assert code_of(tmp_path / "x.html", Settings(max_size=1999)) == "limit-size"
    assert len(read_source(str(tmp_path / "x.html"), Settings(max_size=0)).data) == 2000
    assert len(read_source(str(tmp_path / "x.txt"), Settings(max_size=10)).data) == 2000


def test_a_file_that_grows_is_read_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"before")
    original = os.fstat

    def fstat(handle: int) -> os.stat_result:
        about = original(handle)
        if about.st_size == 6:
            path.write_bytes(b"before and after")
        return about

    monkeypatch.setattr("adlint.batch.os.fstat", fstat)
    assert read_source(str(path), Settings()).data == b"before"


def test_no_memory_is_a_problem_of_that_file(tmp_path: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise MemoryError

    (tmp_path / "x.txt").write_text(GOOD, "utf-8")
    monkeypatch.setattr("adlint.batch._read", fail)
    assert check_path(str(tmp_path / "x.txt"), linter).problems[0].code == "limit-memory"


def test_handles_are_closed(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("cannot count")
    (tmp_path / "x.txt").write_text(GOOD, "utf-8")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in ("x.txt", "none.txt", ".", "x.xyz"):
        for _ in range(5):
            try:
                read_source(str(tmp_path / name), Settings())
            except Unreadable:
                continue
    assert len(list(Path("/proc/self/fd").iterdir())) == before


# ----------------------------------------------------------------------------------------------------- many of them


def test_order_is_kept_on_every_executor(files: list[str], linter: Linter) -> None:
    sources: list[Source | str | Path] = [*files, Source("a.txt", BAD.encode()), Path(files[0]), "none.txt"]
    alone = list(check_each(sources, linter))
    assert [report.inputs[0].source for report in alone] == [*files, "a.txt", files[0], "none.txt"]
    assert alone[1].findings
    with ThreadPoolExecutor(3) as threads:
        assert list(check_each(sources, linter, threads)) == alone
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        assert list(check_each(sources, linter, processes)) == alone
    assert list(check_all(files, linter, 2)) == alone[: len(files)]


def test_sources_are_taken_as_they_are_needed(linter: Linter) -> None:
    taken = []

    def sources() -> object:
        for number in range(1000):
            taken.append(number)
            yield Source(f"{number}.txt", GOOD.encode())

    with ThreadPoolExecutor(2) as threads:
        reports = check_each(sources(), linter, threads)  # type: ignore[arg-type]
        next(reports)
        assert len(taken) < 20
        reports.close()  # type: ignore[attr-defined]


def test_workers_have_the_very_same_rules(files: list[str]) -> None:
    whole = Linter()
    rules = tuple(rule for rule in whole.ruleset.rules if rule.id == "AD101")
    own = Linter(whole.ruleset._replace(rules=rules), Settings(select=("AD1",), ignore=("AD102",)))
    assert list(check_all(files, own, 2)) == list(check_each(files, own))
    none = Linter(settings=Settings(select=("AD101",), ignore=("AD101",)))
    assert list(check_all(files, none, 2)) == list(check_each(files, none))


def test_what_is_sent_with_every_task_is_short(linter: Linter) -> None:
    from adlint.processes import _built, _recipe_of, _short_recipe_of

    short = _short_recipe_of(linter)
    assert 0 < len(short) < 4096
    for recipe in (short, _recipe_of(linter)):
        assert _built(recipe).ruleset == linter.ruleset
        assert _built(recipe).settings == linter.settings._replace(as_of=linter.as_of)  # the same law past midnight
    assert not _short_recipe_of(Linter(linter.ruleset._replace(rules=linter.ruleset.rules[:3])))


def test_reports_go_through_pickle(linter: Linter) -> None:
    import adlint.processes  # registers how

    assert adlint.processes
    report = linter.check_text(BAD)
    assert pickle.loads(pickle.dumps(report)) == report


def test_merge_orders_by_the_bytes_of_names_and_adds_up(linter: Linter) -> None:
    names = ["b.txt", "a.txt", "a/b.txt", "é.txt", "\udce9.txt", "Z.txt"]
    whole = merge([linter.check(Source(name, BAD.encode(), ".txt")) for name in names])
    assert [item.source for item in whole.inputs] == sorted(names, key=name_key)
    assert [item.source for item in whole.findings] == sorted(names, key=name_key)
    assert whole == merge([linter.check(Source(name, BAD.encode(), ".txt")) for name in reversed(names)])
    assert merge([]) == Report()
    assert merge([Report(doubtful=1, unlisted=2), Report(doubtful=3, unlisted=4)])[3:5] == (4, 6)
    assert name_key("\ud800")


def test_processes_are_only_started_for_much(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 9_000_000)
    big = str(tmp_path / "big.txt")
    assert workers_for(0, files) == 1
    assert workers_for(1, files * 9) == 1
    assert workers_for(0, [big]) == 1
    assert workers_for(2, files) == 2
    assert workers_for(4, files[:2]) == 2
    many = workers_for(0, files * 9)
    assert many == workers_for(0, [big, *files])
    assert many >= 1


# ------------------------------------------------------------------------------------------------- a process dies


CHECKS = """
import os, signal, time
from adlint.batch import check_item

def deadly(item, linter):
    if str(item).endswith("dies.txt"):
        os.kill(os.getpid(), signal.SIGKILL) if hasattr(signal, "SIGKILL") else os._exit(9)
    return check_item(item, linter)

def slow(item, linter):
    time.sleep(30)
    return check_item(item, linter)
"""


@pytest.fixture
def checks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Checks that die of some inputs, or take their time, in a module that other processes can import."""
    folder = tmp_path_factory.mktemp("checks")
    (folder / "checks_of_test_batch.py").write_text(CHECKS, "utf-8")
    monkeypatch.syspath_prepend(folder)
    yield import_module("checks_of_test_batch")
    del sys.modules["checks_of_test_batch"]


@pytest.mark.parametrize("own", [True, False], ids=["own", "foreign"])
def test_a_dead_process_costs_only_the_input_that_killed_it(
    tmp_path: Path, linter: Linter, checks: Any, own: bool
) -> None:
    names = [f"{number:03}.txt" for number in range(5 * CHUNK_FILES)]
    names[3], names[40] = "003-dies.txt", "040-dies.txt"
    paths = []
    for name in names:
        (tmp_path / name).write_text(BAD, "utf-8")
        paths.append(str(tmp_path / name))
    if own:
        reports = list(in_processes(paths, linter, checks.deadly, workers=2))
    else:
        with ProcessPoolExecutor(2, get_context("spawn")) as processes:
            reports = list(in_processes(paths, linter, checks.deadly, processes))
    assert [report.inputs[0].source for report in reports] == paths
    lost = {Path(report.inputs[0].source).name for report in reports if not report.complete}
    assert lost == {"003-dies.txt", "040-dies.txt"}
    assert {problem.code for report in reports for problem in report.problems} == {"worker-died"}
    assert not active_children()


def test_processes_are_gone_when_nobody_wants_the_rest(files: list[str], linter: Linter) -> None:
    reports = check_all(files * 20, linter, 2)
    next(reports)
    reports.close()  # type: ignore[attr-defined]
    assert not active_children()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm here")
def test_interruption_does_not_wait_for_slow_inputs(files: list[str], linter: Linter, checks: Any) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.0)
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(in_processes(files, linter, checks.slow, workers=2))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 4
    assert not active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path, files: list[str], checks: Any) -> None:
    import subprocess

    script = tmp_path / "parent.py"
    script.write_text(
        "import sys\n"
        f"sys.path[:0] = [{str(Path(checks.__file__).parent)!r}, {str(Path(__file__).parents[1] / 'src')!r}]\n"
        "from adlint.linter import Linter\n"
        "from adlint.processes import in_processes\n"
        "from checks_of_test_batch import slow\n"
        "if __name__ == '__main__':\n"
        f"    list(in_processes({files!r}, Linter(), slow, workers=2))\n",
        "utf-8",
    )
    parent = subprocess.Popen([sys.executable, str(script)], start_new_session=True)
    until = time.monotonic() + 20
    while time.monotonic() < until and len(_session(parent.pid)) < 3:
        time.sleep(0.1)
    time.sleep(0.5)
    parent.kill()
    parent.wait()
    until = time.monotonic() + 5
    while time.monotonic() < until and _session(parent.pid):
        time.sleep(0.1)
    assert not _session(parent.pid)


def _session(leader: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except (OSError, UnicodeError):
            continue
        if folder.name.isdigit() and int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(folder.name))
    return found
