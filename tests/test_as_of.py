"""The day whose law applies, from every side: command line, settings files, library, reports, processes."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import adlint
from adlint.cli import run
from adlint.day import today
from adlint.errors import Misconfigured
from adlint.i18n import config_sentences
from adlint.settings import Settings, explain, load_settings, settings_from

COPY = "古法酿造酱油，0添加\n"
LAST, FIRST = "2027-03-15", "2027-03-16"
BAD = ("2027-02-30", "明天", "2027", "20270316", "2014-12-31", "２０２７-03-16")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """`adlint …` in a folder with 标签.md in it: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADLINT_NO_CACHE", "")  # put back afterwards: --no-cache sets it
    (tmp_path / "标签.md").write_text(COPY, "utf-8")

    def call(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), "utf-8"))
        code = run(args)
        return (code, *capfd.readouterr())

    return call


# ------------------------------------------------------------------------------------------------ command line


@pytest.mark.parametrize(
    ("day", "code", "level"), [(LAST, 0, "warning"), (FIRST, 1, "error"), ("2030-01-01", 1, "error")]
)
def test_check_and_text(cli: Run, day: str, code: int, level: str) -> None:
    for command in (("check", "标签.md"), ("text", COPY)):
        result, out, _ = cli(*command, "--as-of", day, "--format", "json")
        told = json.loads(out)
        assert (result, told["as_of"]) == (code, day)
        assert [(item["rule"], item["severity"]) for item in told["findings"]] == [("AD442", level)]
        assert f"法规日期：{day}" in cli(*command, "--as-of", day)[1]


def test_without_a_day_it_is_today_and_the_screen_does_not_say_so(cli: Run) -> None:
    before = today()
    told = json.loads(cli("check", "标签.md", "--format", "json")[1])
    assert before <= told["as_of"] <= today()
    assert "法规日期" not in cli("check", "标签.md")[1]
    assert "法规日期" in cli("check", "标签.md", "-v")[1]


def test_every_format_for_keeping_says_the_day(cli: Run) -> None:
    for format in ("json", "jsonl", "sarif", "html"):
        assert FIRST in cli("check", "标签.md", "--as-of", FIRST, "--format", format)[1], format


def test_the_same_day_gives_the_same_bytes(cli: Run) -> None:
    first = cli("check", "标签.md", "--as-of", LAST, "--format", "json")
    assert cli("check", "标签.md", "--as-of", LAST, "--format", "json") == first
    assert cli("check", "标签.md", "--as-of", LAST, "--format", "json", "--no-cache") == first
    assert cli("check", "标签.md", "--as-of", FIRST, "--format", "json")[1] != first[1]


def test_rule_and_rules(cli: Run) -> None:
    assert "2027-03-15 的情况：警告" in cli("rule", "AD442", "--as-of", LAST)[1]
    assert "2027-03-16 的情况：错误" in cli("rule", "AD442", "--as-of", FIRST)[1]
    told = json.loads(cli("rule", "AD442", "--as-of", FIRST, "--format", "json")[1])
    assert (told["severity"], told["as_of"]) == ("error", FIRST)
    assert "AD442  warning" in cli("rules", "AD442", "--as-of", LAST)[1]
    assert "AD442  error" in cli("rules", "AD442", "--as-of", FIRST)[1]
    assert "AD442  error" in cli("rules", "AD442", "--all", "--as-of", FIRST)[1]
    assert cli("rules", "AD104", "--as-of", "2016-01-01", "--format", "md")[0] == 0


@pytest.mark.parametrize("day", [*BAD, ""])
def test_bad_days_are_named_and_nothing_starts(cli: Run, day: str) -> None:
    for command in (("check", "标签.md"), ("text", COPY), ("rule", "AD442"), ("rules",)):
        code, out, err = cli(*command, "--as-of", day)
        assert (code, out) == (2, "")
        assert "--as-of" in err and f"“{day}”" in err and "--as-of 2027-03-16" in err
    assert "wants a day" in cli("check", "标签.md", "--as-of", day, "--lang", "en")[2]


# ----------------------------------------------------------------------------------------------- settings files


@pytest.mark.parametrize("written", [FIRST, f'"{FIRST}"'])
def test_a_settings_file_says_the_day_and_the_command_line_over_it(cli: Run, tmp_path: Path, written: str) -> None:
    (tmp_path / "adlint.toml").write_text(f"as-of = {written}\n", "utf-8")
    assert load_settings().as_of == FIRST
    assert cli("check", "标签.md")[0] == 1
    assert f"法规日期：{FIRST}" in cli("check", "标签.md")[1]
    assert cli("check", "标签.md", "--as-of", LAST)[0] == 0
    assert any(
        (item.key, item.value, item.origin) == ("as-of", FIRST, "adlint.toml:1") for item in explain(load_settings())
    )
    assert FIRST in cli("config")[1]


@pytest.mark.parametrize(
    "written", [*(f'"{day}"' for day in BAD), '""', "2014-12-31", "2027-03-16T00:00:00", "20", "[1]"]
)
def test_bad_days_in_a_settings_file(cli: Run, tmp_path: Path, written: str) -> None:
    (tmp_path / "adlint.toml").write_text(f"lang = 'zh'\nas-of = {written}\n", "utf-8")
    with pytest.raises(Misconfigured) as caught:
        load_settings()
    assert (caught.value.code, caught.value.facts["line"]) == ("config.bad-day", 2)
    for lang in ("zh", "en"):
        told = config_sentences("config.bad-day", lang, caught.value.facts)
        assert "as-of" in told[0] and "2015-09-01" in told[0] and "{" not in "".join(told)
    assert cli("check", "标签.md")[0] == 2


def test_folders_may_go_by_different_days(cli: Run, tmp_path: Path) -> None:
    for name, day in (("甲", LAST), ("乙", FIRST)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "adlint.toml").write_text(f"as-of = {day}\n", "utf-8")
        (tmp_path / name / "a.md").write_text(COPY, "utf-8")
    told = json.loads(cli("check", "甲", "乙", "--format", "json")[1])
    assert sorted(item["severity"] for item in told["findings"]) == ["error", "warning"]
    assert told["as_of"] == f"{LAST},{FIRST}"


def test_waivers_expire_by_that_day_too(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "adlint.toml").write_text("", "utf-8")
    waiver = '[[waiver]]\nrule = "AD442"\npath = "标签.md"\nreason = "有检测报告"\nuntil = 2027-06-30\n'
    (tmp_path / "adlint-waivers.toml").write_text(waiver, "utf-8")
    assert cli("check", "标签.md", "--as-of", "2027-06-30")[0] == 0
    code, out, _ = cli("check", "标签.md", "--as-of", "2027-07-01")
    assert code == 1 and "AL904" in out


# ------------------------------------------------------------------------------------------------------ library


def test_check_text() -> None:
    before, after = (adlint.check_text(COPY, as_of=day) for day in (LAST, FIRST))
    assert (before.as_of, before.verdict) == (LAST, "review")
    assert (after.as_of, after.verdict) == (FIRST, "block")
    assert adlint.check_text(COPY, as_of=FIRST, scenes=["food"]).verdict == "block"
    assert adlint.check_text(COPY).as_of in (today(), adlint.check_text(COPY).as_of)


@pytest.mark.parametrize("day", BAD)
def test_bad_days_in_the_library(day: str) -> None:
    for attempt in (lambda: adlint.check_text(COPY, as_of=day), lambda: adlint.Linter(settings=Settings(as_of=day))):
        with pytest.raises(Misconfigured) as caught:
            attempt()
        assert (caught.value.code, caught.value.facts["key"], caught.value.facts["value"]) == (
            "config.bad-day",
            "as-of",
            day,
        )


def test_settings_of_a_program(tmp_path: Path) -> None:
    settings = settings_from({"as-of": FIRST}, "ours", tmp_path)
    assert adlint.Linter(settings=settings).check_text(COPY).verdict == "block"


def test_a_program_that_runs_for_months_goes_by_the_law_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for day, verdict in ((LAST, "review"), (FIRST, "block"), (LAST, "review")):
        monkeypatch.setattr("adlint.settings.today", lambda day=day: day)
        report = adlint.check_text(COPY)
        assert (report.as_of, report.verdict) == (day, verdict)


def test_other_processes_apply_the_same_day(tmp_path: Path) -> None:
    from adlint.processes import _built, _recipe_of, _short_recipe_of

    linter = adlint.Linter(settings=Settings(as_of=FIRST))
    for recipe in (_recipe_of(linter), _short_recipe_of(linter)):
        again = _built(recipe)
        assert again.as_of == FIRST and again.ruleset == linter.ruleset
        assert again.check_text(COPY) == linter.check_text(COPY)
    assert pickle.loads(pickle.dumps(linter.check_text(COPY))).as_of == FIRST


def test_files_that_cannot_be_read_say_the_day_too(tmp_path: Path) -> None:
    linter = adlint.Linter(settings=Settings(as_of=FIRST))
    assert adlint.check_file(tmp_path / "没有.md", linter=linter).as_of == FIRST


# ------------------------------------------------------------------------------------------------------- start


def test_a_plain_check_imports_nothing_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("当季新款，欢迎选购。", "utf-8")
    code = (
        "import sys\nfrom adlint.cli import run\nassert run(['check', 'a.txt']) == 0\n"
        "print(sorted({'datetime', 'yaml', 'msgspec', 'adlint.rules.statutes', 'adlint.rules.lifecycle',"
        " 'adlint.rules.law_page'} & set(sys.modules)))"
    )
    env = {**os.environ, "ADLINT_NO_CACHE": "", "PYTHONUTF8": "1"}
    for _ in range(2):  # the first may have to read the rules; the second has them from the cache
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, env=env)
    assert done.stdout.decode().splitlines()[-1] == "[]"
