"""`import adlint`: typed, frozen, shared between threads, and the same answers as the command line."""

from __future__ import annotations

import asyncio
import json
import pickle
import subprocess
import sys
import typing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import adlint

BAD = "补水面膜销量全网第一，买一送一。\n"
GOOD = "当季新款，欢迎到店选购。\n"


def test_check_text() -> None:
    report = adlint.check_text(BAD)
    assert [finding.text for finding in report.findings] == ["全网第一"]
    assert (report.verdict, report.complete, len(report.open)) == ("block", True, 1)
    finding = report.findings[0]
    assert BAD[finding.start : finding.end] == finding.text
    assert finding.place == adlint.Place(line=1, column=7, end_column=11)
    assert adlint.check_text(GOOD).verdict == "pass"
    assert adlint.check_text(BAD, name="banner-42").findings[0].source == "banner-42"
    assert adlint.check_text("").verdict == "pass"


def test_scenes_and_linters_of_ones_own() -> None:
    assert adlint.check_text(GOOD, scenes=["cosmetics"]).complete
    linter = adlint.Linter(settings=adlint.Settings(ignore=("AD1",)))
    assert adlint.check_text(BAD, linter=linter).verdict == "pass"


def test_check_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD, "utf-8")
    assert adlint.check_file(tmp_path / "a.md").findings
    assert adlint.check_file(str(tmp_path / "a.md")).findings[0].source == str(tmp_path / "a.md")
    report = adlint.check_file(tmp_path / "没有.md")
    assert (report.complete, report.verdict, report.problems[0].code) == (False, "review", "io-missing")
    assert report.inputs[0].status == "failed"


def test_sources(tmp_path: Path) -> None:
    linter = adlint.Linter()
    report = linter.check(adlint.Source(name="banner-42.html", data=f"<p>{BAD}</p>".encode()))
    assert report.findings[0].text == "全网第一"
    assert linter.check(adlint.Source("x.png", b"")).problems[0].code == "type-unsupported"


def test_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "合规").mkdir()
    (tmp_path / "合规/adlint.toml").write_text('select = ["PI"]\nlang = "en"\n', "utf-8")
    linter = adlint.Linter.load(tmp_path / "合规/adlint.toml")
    assert linter.settings.lang == "en"
    assert not linter.check_text(BAD).findings
    monkeypatch.chdir(tmp_path / "合规")
    assert adlint.Linter.load().settings[:15] == linter.settings[:15]
    with pytest.raises(adlint.Misconfigured) as caught:
        adlint.Linter.load(tmp_path / "没有.toml")
    assert caught.value.code == "config.missing-file"


def test_check_many(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD, "utf-8")
    sources = [adlint.Source(f"{number}.txt", (BAD if number % 3 else GOOD).encode()) for number in range(50)]
    linter = adlint.Linter()
    one_by_one = [linter.check(source) for source in sources]
    assert list(adlint.check_many(sources)) == list(adlint.check_many(iter(sources), linter)) == one_by_one
    with ThreadPoolExecutor(4) as pool:
        assert list(adlint.check_many(sources, linter, executor=pool)) == one_by_one
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert list(adlint.check_many(sources, linter, executor=pool)) == one_by_one
    assert next(iter(adlint.check_many([tmp_path / "a.md"]))).findings


def test_off_the_event_loop() -> None:
    async def several() -> list[adlint.Report]:
        linter = adlint.Linter()
        sources = [adlint.Source(f"{number}.txt", BAD.encode()) for number in range(10)]
        return await asyncio.gather(*(adlint.acheck(linter, source) for source in sources))

    assert [report.inputs[0].source for report in asyncio.run(several())] == [f"{number}.txt" for number in range(10)]


def test_one_linter_serves_many_threads() -> None:
    linter = adlint.Linter()
    texts = [
        f"{BAD * (number % 5)}{GOOD}第{number}款，电话1381234{number:04}，98%的用户表示有效\n" for number in range(40)
    ]
    expected = [linter.check_text(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            assert list(pool.map(linter.check_text, texts)) == expected


def test_what_is_public_is_frozen_and_hashable_where_it_matters() -> None:
    report = adlint.check_text(BAD)
    for value, name in ((report, "findings"), (report.findings[0], "message"), (adlint.Source("x", b""), "data")):
        with pytest.raises(AttributeError):
            setattr(value, name, None)
    assert hash(report.findings[0]) == hash(adlint.check_text(BAD).findings[0])
    assert len({adlint.Source("x", b""), adlint.Source("x", b"")}) == 1


def test_errors_are_values_that_travel() -> None:
    error = adlint.Misconfigured("config.unknown-rule", rule="AD999")
    assert pickle.loads(pickle.dumps(error)) == error
    assert issubclass(adlint.Misconfigured, adlint.AdlintError)
    assert issubclass(adlint.Unreadable, adlint.AdlintError)


def test_everything_public_is_exported_documented_and_typed() -> None:
    for name in adlint.__all__:
        thing = getattr(adlint, name)
        assert thing.__doc__, name
        if callable(thing) and not isinstance(thing, type):
            hints = typing.get_type_hints(thing)
            assert "return" in hints, name
    assert set(adlint.__all__) <= set(dir(adlint)) | set(adlint.__all__)
    assert (Path(adlint.__file__).parent / "py.typed").exists()
    with pytest.raises(AttributeError):
        adlint.no_such_thing  # noqa: B018


def test_importing_it_is_light() -> None:
    script = "import sys, adlint; print(*sys.modules, sep='\\n')"
    env = {"PYTHONPATH": str(Path(adlint.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env)
    loaded = set(done.stdout.split())
    assert not loaded & {"click", "yaml", "msgspec", "regex", "jieba", "PIL", "adlint.linter", "json"}


def test_the_command_line_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from adlint.cli import run
    from adlint.report import Options, render

    monkeypatch.chdir(tmp_path)
    for name, text in (("a.md", BAD), ("b.txt", GOOD), ("c.md", "电话13812345678，98%的用户表示有效\n")):
        (tmp_path / name).write_text(text, "utf-8")
    code = run(["check", "a.md", "b.txt", "c.md", "没有.md", "--format", "json"])
    told = capfd.readouterr().out
    names = ["a.md", "b.txt", "c.md", "没有.md"]
    from adlint.batch import merge

    whole = merge(adlint.check_many(names))
    assert code == 3
    assert told == render(whole, "json", Options(version=adlint.__version__)).decode()
    assert json.loads(told)["verdict"] == whole.verdict
