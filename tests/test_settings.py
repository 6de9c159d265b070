"""Settings: found, read, inherited, and refused where they say what they may not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import adlint
from adlint.errors import Misconfigured
from adlint.finding import VERDICTS
from adlint.globs import anchored, is_matched, normal_path
from adlint.i18n import config_sentences
from adlint.settings import SCENES, Settings, explain, find_settings, load_settings, settings_from
from adlint.toml_reader import read_toml

EVERYTHING = """
select = ["AD", "PI", "VI"]
ignore = ["AD203"]
scenes = ["cosmetics"]
rules = ["合规/我的规则"]
vi = "vi/品牌规范.yaml"
fail-on = "warning"
unchecked = "warn"
baseline = ".adlint-baseline.json"
exclude = ["归档/**"]
lang = "en"
encoding = "gb18030"
max-size = "50MB"
jobs = 2
waivers = "合规/放行.toml"

[severity]
AD201 = "error"

[verdict]
info = "review"

[per-file-ignores]
"法务/**" = ["AD1"]

[ocr]
engine = "tesseract"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "adlint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refusal(path: Path | None = None) -> dict[str, Any]:
    with pytest.raises(Misconfigured) as caught:
        load_settings(path)
    code, facts = caught.value.code, caught.value.facts
    for lang in ("zh", "en"):
        message, hint = config_sentences(code, lang, facts)
        assert message and hint and "{" not in message + hint
        assert message != config_sentences("config.other", lang, facts)[0], f"{code} has no sentence"
    return {"code": code, **facts}


def test_every_key(project: Path) -> None:
    path = write(project, EVERYTHING)
    settings = load_settings()
    assert settings._replace(origins={}) == Settings(
        select=("AD", "PI", "VI"),
        ignore=("AD203",),
        scenes=("cosmetics",),
        rules=(str(project / "合规/我的规则"),),
        vi=(str(project / "vi/品牌规范.yaml"),),
        fail_on="warning",
        unchecked="warn",
        baseline=str(project / ".adlint-baseline.json"),
        exclude=("归档/**",),
        lang="en",
        encoding="gb18030",
        max_size=50 * 1024 * 1024,
        jobs=2,
        severity={"AD201": "error"},
        verdict={**VERDICTS, "info": "review"},
        per_file_ignores={f"{project.as_posix()}/法务/**": ("AD1",)},
        ocr={"engine": "tesseract"},
        waivers=str(project / "合规/放行.toml"),
        origin=str(path),
    )
    assert settings.origins["select"] == "adlint.toml:2"
    assert settings.origins["severity.AD201"] == "adlint.toml:18"


def test_no_file_means_defaults_and_imports_nothing(project: Path) -> None:
    assert load_settings() == Settings()
    code = "import sys; from adlint.settings import load_settings; load_settings()\n"
    code += "print(sorted({'tomllib', 'tomli', 'msgspec', 'pathspec', 'difflib'} & set(sys.modules)))"
    environ = {**os.environ, "PYTHONPATH": str(Path(adlint.__file__).parents[1])}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
    assert told.stdout.strip() == "[]"


def test_the_nearest_file_wins_and_nothing_is_merged(project: Path) -> None:
    write(project, 'ignore = ["AD1"]')
    near = write(project / "a/b", 'select = ["PI"]')
    deep = project / "a/b/c/d"
    deep.mkdir(parents=True)
    assert find_settings(deep) == near
    settings = load_settings(start=deep)
    assert (settings.select, settings.ignore) == (("PI",), ())
    assert find_settings(project / "a") == project / "adlint.toml"


def test_pyproject(project: Path) -> None:
    write(project, 'ignore = ["AD1"]')
    write(project / "a", '[project]\ndependencies = ["adlint"]\n', "pyproject.toml")
    assert load_settings(start=project / "a").ignore == ("AD1",)
    write(project / "a", '[tool.adlint]\nignore = ["AD2"]\n[tool.adlint.severity]\nAD3 = "info"\n', "pyproject.toml")
    settings = load_settings(start=project / "a")
    assert settings.ignore == ("AD2",)
    assert settings.origins["severity.AD3"].endswith("pyproject.toml:4")
    write(project / "a", "[tool.adlint]\n", "pyproject.toml")
    assert load_settings(start=project / "a") == Settings(origin=str(project / "a/pyproject.toml"))
    write(project / "a", "", "adlint.toml")
    assert load_settings(start=project / "a").origin.endswith("adlint.toml")


def test_a_pyproject_with_a_fault_in_our_table(project: Path) -> None:
    write(project, '[project]\nname = "x"\n\n[tool.adlint]\nselect = ["AD"]\nfail_on = "error"\n', "pyproject.toml")
    told = refusal()
    assert (told["code"], told["line"], told["suggestion"]) == ("config.unknown-key", 6, "fail-on")
    write(project, '[tool]\nadlint = "x"\n', "pyproject.toml")
    assert refusal()["code"] == "config.bad-type"


@pytest.mark.parametrize(
    ("text", "code", "line", "facts"),
    [
        ('\n\nfail_one = "error"', "config.unknown-key", 3, {"key": "fail_one", "suggestion": "fail-on"}),
        ('plugins = ["os"]', "config.unknown-key", 1, {"key": "plugins", "suggestion": ""}),
        ('[ocr]\nengin = "x"', "config.unknown-key", 2, {"key": "engin", "suggestion": "engine"}),
        ('[verdict]\nerrors = "block"', "config.unknown-key", 2, {"key": "errors", "suggestion": "error"}),
        ('select = "AD"', "config.bad-type", 1, {"key": "select"}),
        ("jobs = true", "config.bad-type", 1, {"key": "jobs"}),
        ('select = ["AD", 3]', "config.bad-type", 1, {"key": "select"}),
        ('[severity]\nAD1 = "info"\nAD2 = 3', "config.bad-type", 3, {"key": "AD2"}),
        ('[per-file-ignores]\n"a" = ["AD"]\n"b" = "AD"', "config.bad-type", 3, {"key": "b"}),
        ('x = 1\nfail-on = "fatal"', "config.unknown-key", 1, {"key": "x"}),
        ('lang = "zh"\nfail-on = "fatal"', "config.bad-value", 2, {"key": "fail-on", "value": "fatal"}),
        ('scenes = ["cosmetics", "cosmetic"]', "config.bad-value", 1, {"value": "cosmetic", "suggestion": "cosmetics"}),
        ('severity = {AD1 = "fatal"}', "config.bad-value", 1, {"key": "AD1", "value": "fatal"}),
        ('[severity]\nAD1 = "info"\n\nAD2 = "fatal"', "config.bad-value", 4, {"key": "AD2"}),
        ('[verdict]\nerror = "stop"', "config.bad-value", 2, {"key": "error"}),
        ('max-size = "viel"', "config.bad-value", 1, {"key": "max-size"}),
        ("max-size = -1", "config.bad-value", 1, {"key": "max-size"}),
        ("jobs = -1", "config.bad-value", 1, {"key": "jobs"}),
        ('encoding = "utf-99"', "config.bad-value", 1, {"key": "encoding"}),
        ('encoding = "rot13"', "config.bad-value", 1, {"key": "encoding"}),
        ('[per-file-ignores]\n"*a*b*c*d*e" = ["AD"]', "config.bad-value", 2, {"value": "*a*b*c*d*e"}),
        ('[per-file-ignores]\n"[z-a]" = ["AD"]', "config.bad-value", 2, {"value": "[z-a]"}),
        ("a = ", "config.bad-toml", 1, {}),
        ("a = 1\nb = [1,\n", "config.bad-toml", 2, {}),
        ("a = 1\na b = 2", "config.bad-toml", 2, {"column": 3}),
        ("a = " + "[" * 5000, "config.bad-toml", 1, {}),
        ("\n" + "a." * 500_000 + "a = 1", "config.bad-toml", 2, {}),
        ('baseline = "../x.json"', "config.untrusted-path", 1, {"key": "baseline"}),
        ('rules = ["/etc"]', "config.untrusted-path", 1, {"value": "/etc"}),
        ('vi = "C:\\\\vi.yaml"', "config.untrusted-path", 1, {"key": "vi"}),
        ('waivers = "\\\\\\\\host\\\\share"', "config.untrusted-path", 1, {"key": "waivers"}),
        ('extends = "/etc/adlint.toml"', "config.untrusted-path", 1, {"key": "extends"}),
        ('vi = "a\\u0000b"', "config.untrusted-path", 1, {"key": "vi"}),
        ('max-size = "101MB"', "config.untrusted-limit", 1, {"value": "101MB"}),
        ("max-size = 0", "config.untrusted-limit", 1, {"value": 0}),
        ('extends = "https://example.com/adlint.toml"', "config.extends-missing", 1, {"key": "extends"}),
    ],
)
def test_refused(project: Path, text: str, code: str, line: int, facts: dict[str, object]) -> None:
    write(project, text)
    told = refusal()
    assert {key: told.get(key) for key in ("code", "name", "line", *facts)} == {
        "code": code,
        "name": "adlint.toml",
        "line": line,
        **facts,
    }


def test_the_sentence_for_a_slip(project: Path) -> None:
    write(project, '\n\n\n\n\n\nfail_one = "error"')
    with pytest.raises(Misconfigured) as caught:
        load_settings()
    assert config_sentences(caught.value.code, "zh", caught.value.facts)[0].endswith(
        "不认识“fail_one”，是不是 fail-on？"
    )


def test_a_file_that_is_named_may_do_more(project: Path) -> None:
    path = write(project / "a", 'rules = ["/opt/规则"]\nmax-size = "1 GB"\nbaseline = "../b.json"')
    settings = load_settings(path)
    assert settings.rules == (str(Path("/opt/规则").absolute()),)
    assert settings.max_size == 1024**3
    assert settings.baseline == str(project / "b.json")
    write(project / "a", "max-size = 0")
    assert load_settings(path).max_size == 0


def test_files_that_cannot_be_read(project: Path) -> None:
    assert refusal(project / "nichts.toml")["code"] == "config.missing-file"
    assert refusal(project)["code"] == "config.missing-file"
    (project / "big.toml").write_bytes(b"#" * 2_000_000)
    assert refusal(project / "big.toml")["code"] == "config.too-large"
    (project / "gbk.toml").write_bytes('select = ["绝对"]'.encode("gbk"))
    assert refusal(project / "gbk.toml")["code"] == "config.encoding"


def test_byte_order_mark_and_windows_lines(project: Path) -> None:
    (project / "adlint.toml").write_bytes(b'\xef\xbb\xbfselect = ["AD"]\r\nlang = "en"\r\n')
    assert load_settings().lang == "en"


def test_extends_child_over_parent_key_by_key(project: Path) -> None:
    parent = 'select = ["AD"]\nignore = ["AD1"]\nrules = ["规则"]\nexclude = ["文案/草稿/**", "*.bak"]\n'
    parent += '[severity]\nAD1 = "info"\nAD2 = "info"\n[per-file-ignores]\n"法务/**" = ["AD1"]\n'
    write(project, parent)
    write(project / "文案", 'extends = "../adlint.toml"\nignore = ["AD9"]\n[severity]\nAD2 = "error"\n')
    settings = load_settings(start=project / "文案")
    assert settings.select == ("AD",)
    assert settings.ignore == ("AD9",)
    assert settings.rules == (str(project / "规则"),)
    assert settings.severity == {"AD1": "info", "AD2": "error"}
    assert list(settings.per_file_ignores) == [f"{project.as_posix()}/法务/**"]
    assert settings.origin == str(project / "文案/adlint.toml")
    globs = tuple(anchored(str(project / "文案"), glob) for glob in settings.exclude)
    assert is_matched(normal_path(str(project / "文案/草稿/a.md")), globs)
    assert is_matched(normal_path(str(project / "文案/a.bak")), globs)
    assert not is_matched(normal_path(str(project / "文案/文案/草稿/a.md")), globs)


def test_extends_in_a_circle_or_too_far(project: Path) -> None:
    write(project, 'extends = "a/adlint.toml"')
    write(project / "a", '\nextends = "../adlint.toml"')
    assert refusal()["code"] == "config.extends-cycle"
    write(project, 'extends = "adlint.toml"')
    assert refusal()["code"] == "config.extends-cycle"
    for number in range(12):
        write(project, f'extends = "{number + 1}.toml"', f"{number}.toml")
    assert refusal(project / "0.toml")["code"] == "config.extends-deep"


def test_extends_a_faulty_file_names_that_file(project: Path) -> None:
    write(project, "\nselekt = []")
    write(project / "a", 'extends = "../adlint.toml"')
    with pytest.raises(Misconfigured) as caught:
        load_settings(start=project / "a")
    assert (caught.value.facts["name"], caught.value.facts["line"]) == ("adlint.toml", 2)


def test_a_baseline_behind_a_link_is_outside(project: Path) -> None:
    (project / "in").mkdir()
    (project / "out").mkdir()
    (project / "in/link").symlink_to(project / "out")
    write(project / "in", 'baseline = "link/b.json"')
    with pytest.raises(Misconfigured, match="untrusted-path"):
        load_settings(start=project / "in")


def test_waivers_beside_the_settings(project: Path) -> None:
    write(project, "")
    assert load_settings().waivers == ""
    write(project, "", "adlint-waivers.toml")
    settings = load_settings()
    assert settings.waivers == str(project / "adlint-waivers.toml")
    assert settings.origins["waivers"] == "adlint.toml"
    write(project, 'waivers = ""')
    assert load_settings().waivers == ""


def test_vi_is_one_or_many(project: Path) -> None:
    write(project, 'vi = ["a.yaml", "b.yaml"]')
    assert load_settings().vi == (str(project / "a.yaml"), str(project / "b.yaml"))


@pytest.mark.parametrize(
    ("size", "count"), [("100MB", 100 << 20), ("1 kb", 1024), ("7", 7), (9, 9), ("2MiB", 2 << 20), ("5B", 5)]
)
def test_sizes(project: Path, size: str | int, count: int) -> None:
    assert settings_from({"max-size": size}, "api", project).max_size == count


def test_settings_of_a_program(project: Path) -> None:
    settings = settings_from({"rules": ["规则"], "verdict": {"info": "block"}}, "PUT /v1/settings", project)
    assert settings.rules == (str(project / "规则"),)
    assert settings.verdict == {**VERDICTS, "info": "block"}
    with pytest.raises(Misconfigured) as caught:
        settings_from({"sevrity": {}}, "PUT /v1/settings", project)
    assert caught.value.facts == {
        "name": "PUT /v1/settings",
        "line": 1,
        "column": 1,
        "key": "sevrity",
        "suggestion": "severity",
    }


def test_explain(project: Path) -> None:
    write(project, EVERYTHING)
    told = {item.key: item for item in explain(load_settings())}
    assert told["fail-on"].value == "warning" and told["fail-on"].origin == "adlint.toml:7"
    assert told["severity.AD201"].origin == "adlint.toml:18"
    assert told["verdict.error"] == ("verdict.error", "block", "")
    assert told["jobs"].value == 2
    assert not {"strict", "origin", "waive"} & told.keys()
    assert all(item.origin == "" for item in explain(Settings()))


def test_lines_of_keys(project: Path) -> None:
    text = '# select = 1\n"select" = []\n[ "severity" ]\n"AD 1" = ""\n'
    text += '[[waiver]]\nrule = ""\n[[waiver]]\n  rule = ""\na.b = 1'
    file = read_toml(write(project, text))
    assert file.line_of("select") == 2
    assert file.line_of("severity") == 3
    assert file.line_of("severity", "AD 1") == 4
    assert file.line_of("waiver", 0, "rule") == 6
    assert file.line_of("waiver", 1) == 7
    assert file.line_of("waiver", 1, "rule") == 8
    assert file.line_of("waiver", 1, "a", "b") == 9
    assert file.line_of("waiver", 1, "path") == 7
    assert file.line_of("other") == 1


@pytest.mark.parametrize(
    ("glob", "path", "is_meant"),
    [
        ("法务/**", "法务/a/b.md", True),
        ("法务/**", "x/法务/a.md", False),
        ("法务", "x/法务/a.md", True),
        ("*.md", "a/b/c.md", True),
        ("/*.md", "a/c.md", False),
        ("/*.md", "c.md", True),
        ("文案/", "文案/a.md", True),
        ("a?.md", "ab.md", True),
        ("cafe\u0301.md", "caf\u00e9.md", True),
    ],
)
def test_globs(tmp_path: Path, glob: str, path: str, is_meant: bool) -> None:
    folder = tmp_path / "[odd] name*"
    assert is_matched(normal_path(path, str(folder)), (anchored(str(folder), glob),)) is is_meant
    assert not is_matched(normal_path(path, str(tmp_path / "other")), (anchored(str(folder), glob),))


def test_scenes_are_those_of_the_design() -> None:
    assert len(SCENES) == 16 and {"cosmetics", "beauty-clinic", "live", "retail"} <= set(SCENES)
