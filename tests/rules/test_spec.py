"""Brand specs: what loads, what does not and where it says so, and that the JSON Schema says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from adlint.errors import Misconfigured
from adlint.linter import Linter
from adlint.rules.load import shipped_folder
from adlint.rules.spec import CODES, load_specs
from adlint.rules.yaml_reader import read_yaml
from adlint.settings import Settings

HEAD = "spec: 1\nbrand: {id: a, name: {zh: 甲}, status: official}\n"
SCHEMA = json.loads((shipped_folder("vi_specs") / "vi-spec.schema.json").read_text("utf-8"))

#: All there is, the visual sections too.
WHOLE = """\
$schema: x.json
spec: 1
brand:
  id: whole
  name: {zh: 全, en: Whole}
  status: transcribed
  guideline: {title: 手册, url: "https://example.com", version: "1.0", retrieved: "2026-11-23", license: CC}
  owner: 品牌部
  valid_until: "2027-01-31"
tokens: {color: {ink: {$value: "#111111"}}}
palette: {colors: [{color: "{color.ink}"}]}
logos: {primary: {file: logos/a.svg, versions: [{id: a, fill: as-drawn}]}}
presence: {require_any: [primary]}
typography: {families: [{names: [Inter]}]}
cobrand: {allowed: [{brand: other}]}
wording:
  names:
    - {official: 全茶, lang: zh, case: any, also_ok: [全], never: [金茶], symbol: {mark: "™", where: every}}
  slogans: [{official: 全心全意一杯茶, lang: zh, similarity: 1}]
  forbidden: [{pattern: 坏, reason: 不好, use: 好, safe: true, except: [坏处]}, {pattern: "a|b", regex: true}]
  claims: [{text: 全国门店千家, status: approved, evidence: 台账, until: "2027-01-01", campaigns: [c], reason: 无}]
  campaigns: {c: {name: 活动, approval: X-1, from: "2026-01-01", until: "2027-01-01"}}
  partners: [{names: [乙], status: review, approval: Y, until: "2027-01-01", reason: 无}]
rules: {slogan-altered: ignore, palette-pair: info}
profiles: {print: {logos: {primary: {max_share: 0.2}}}}
"""

#: What is wrong, the code, the line, the column, the facts that are told.
BAD: list[tuple[str, str, int, int, dict[str, str]]] = [
    ("[]", "config.not-a-spec", 1, 1, {}),
    ("rules: []\n", "config.not-a-spec", 1, 1, {}),
    ("spec: 2\nbrand: {id: a, name: {zh: 甲}, status: official}\n", "config.bad-value", 1, 7, {"allowed": "1"}),
    ("spec: 1\n", "config.missing-key", 1, 1, {"key": "brand"}),
    ("spec: 1\nbrand: {id: a, status: official}\n", "config.missing-key", 2, 8, {"key": "name"}),
    ("spec: 1\nbrand: {id: A B, name: {zh: 甲}, status: official}\n", "config.bad-type", 2, 13, {"key": "id"}),
    ("spec: 1\nbrand: {id: a, name: {zh: 1}, status: official}\n", "config.bad-type", 2, 27, {"key": "zh"}),
    ("spec: 1\nbrand: {id: a, name: {zh: 甲}, status: new}\n", "config.bad-value", 2, 39, {"value": "new"}),
    (HEAD + "colours: []\n", "config.unknown-key", 3, 1, {"key": "colours"}),
    (HEAD + "wording: {name: []}\n", "config.unknown-key", 3, 11, {"key": "name"}),
    (HEAD + "wording:\n  names:\n    - {offical: 甲}\n", "config.unknown-key", 5, 8, {"key": "offical"}),
    (HEAD + "wording:\n  names:\n    - {lang: zh}\n", "config.missing-key", 5, 7, {"key": "official"}),
    (HEAD + "wording: {names: [{official: 甲, symbol: {where: all}}]}\n", "config.bad-value", 3, 49, {"key": "where"}),
    (HEAD + 'wording: {names: [{official: "——"}]}\n', "config.bad-word", 3, 30, {"value": "——"}),
    (HEAD + "wording: {names: [{official: 甲, never: [甲]}]}\n", "config.contradiction", 3, 41, {"value": "甲"}),
    (HEAD + "wording: {slogans: [{official: 甲, similarity: 2}]}\n", "config.bad-type", 3, 47, {"key": "similarity"}),
    (HEAD + 'wording: {forbidden: [{pattern: "(", regex: true}]}\n', "config.bad-pattern", 3, 33, {"value": "("}),
    (HEAD + 'wording: {forbidden: [{pattern: "a*", regex: true}]}\n', "config.empty-pattern", 3, 33, {"value": "a*"}),
    (HEAD + 'wording: {forbidden: [{pattern: "(a+)+b", regex: true}]}\n', "config.slow-pattern", 3, 33, {}),
    (HEAD + 'wording: {forbidden: [{pattern: "a\\u202eb"}]}\n', "config.control-character", 3, 33, {"key": "pattern"}),
    (HEAD + "wording: {claims: [{text: 甲乙丙丁, status: good}]}\n", "config.bad-value", 3, 41, {"value": "good"}),
    (HEAD + "wording: {claims: [{text: 第一, status: approved}]}\n", "config.short-claim", 3, 27, {"value": "第一"}),
    (
        HEAD + 'wording: {claims: [{text: 甲乙丙丁, status: approved, until: "2027-02-30"}]}\n',
        "config.bad-day", 3, 58, {"key": "until"},
    ),
    (
        HEAD + "wording:\n  campaigns: {c: {name: 丙}}\n  claims: [{text: 甲乙丙丁, status: approved, campaigns: [d]}]",
        "config.bad-value", 5, 55, {"value": "d", "allowed": "c"},
    ),
    (HEAD + "wording: {campaigns: {c: {name: 丙}, d: {nam: 丁}}}\n", "config.unknown-key", 3, 41, {"key": "nam"}),
    (
        HEAD + 'wording: {campaigns: {c: {name: 丙, from: "2027-02-01", until: "2027-01-01"}}}\n',
        "config.bad-day", 3, 63, {"key": "until"},
    ),
    (HEAD + "wording: {partners: [{names: [], status: denied}]}\n", "config.bad-type", 3, 30, {"key": "names"}),
    (HEAD + "wording: {partners: [{names: [乙], status: maybe}]}\n", "config.bad-value", 3, 43, {"value": "maybe"}),
    (HEAD + "rules: {slogan-alterd: info}\n", "config.unknown-key", 3, 9, {"suggestion": "slogan-altered"}),
    (HEAD + "rules: {slogan-altered: loud}\n", "config.bad-value", 3, 25, {"allowed": "ignore、info、warning、error"}),
    (HEAD + "wording: {}\nwording: {}\n", "config.yaml-twice", 4, 1, {}),
    (HEAD + "wording: [\n", "config.bad-yaml", 4, 1, {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "column", "facts"), BAD)
def test_what_does_not_load_says_where(
    tmp_path: Path, text: str, code: str, line: int, column: int, facts: dict[str, str]
) -> None:
    path = tmp_path / "规范.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Misconfigured) as raised:
        Linter(settings=Settings(vi=(str(path),)))
    told = raised.value.facts
    assert (raised.value.code, told["line"], told["column"]) == (code, line, column)
    assert told["name"] == str(path)
    assert {key: told[key] for key in facts} == facts


@pytest.mark.parametrize("name", ["没有.yaml", "空", "a\0b"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(Misconfigured):
        load_specs([str(tmp_path / name)])


def test_a_whole_spec_loads_with_what_nothing_reads_yet(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WHOLE, "utf-8")
    [spec] = load_specs([path])
    assert spec.brand.id == "whole"
    assert spec.unchecked == ("tokens", "palette", "logos", "presence", "typography", "cobrand")
    Linter(settings=Settings(vi=(str(path),)))
    path.write_text(HEAD, "utf-8")
    assert load_specs([path])[0].unchecked == ()


def test_a_folder_means_the_specs_in_it_each_once(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml"):
        (tmp_path / name).write_text(HEAD, "utf-8")
    (tmp_path / "tokens.json").write_text("{}", "utf-8")
    names = [Path(spec.name).name for spec in load_specs([tmp_path, tmp_path / "a.yml"])]
    assert names == ["a.yml", "b.yaml"]


def test_the_schema_accepts_what_loads() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(read_yaml(WHOLE, "x")[0], SCHEMA)
    for path in shipped_folder("vi_specs").glob("*.yaml"):
        jsonschema.validate(read_yaml(path.read_text("utf-8"), path.name)[0], SCHEMA)


#: Beyond a schema: days of the calendar, expressions, what contradicts, what names what.
_BEYOND = {"config.bad-day", "config.bad-pattern", "config.empty-pattern", "config.slow-pattern", "config.short-claim"}
_BEYOND |= {
    "config.bad-word",
    "config.contradiction",
    "config.control-character",
    "config.yaml-twice",
    "config.bad-yaml",
}


@pytest.mark.parametrize("text", [case[0] for case in BAD if case[1] not in _BEYOND])
def test_the_schema_refuses_what_does_not_load(text: str) -> None:
    value: Any = read_yaml(text, "x")[0]
    if "[d]" in text or "slogan-alterd" in text:
        pytest.skip("names that refer to others")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA)


def test_every_brand_rule_has_a_code_in_specs() -> None:
    from adlint.rules.load import load_ruleset

    ours = [rule for rule in load_ruleset().rules if rule.kind.startswith("brand.")]
    assert [rule.id for rule in ours] == [f"BW10{number}" for number in range(1, 9)]
    assert {rule.name for rule in ours} <= set(CODES)


def test_severity_by_spec_and_over_it_by_settings(tmp_path: Path) -> None:
    words = "wording: {forbidden: [{pattern: 坏茶}], partners: [{names: [乙丙], status: review}]}\n"
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(HEAD + words + "rules: {brand-phrase-forbidden: warning, partner-needs-review: ignore}\n", "utf-8")
    second.write_text(HEAD + "wording: {forbidden: [{pattern: 烂茶}]}\n", "utf-8")

    def told(**settings: Any) -> list[tuple[str, str]]:
        linter = Linter(settings=Settings(vi=(str(first), str(second)), **settings))
        return [(item.text, item.severity.value) for item in linter.check_text("坏茶，烂茶，乙丙").findings]

    assert told() == [("坏茶", "warning"), ("烂茶", "error")]
    assert told(severity={"BW104": "info"}) == [("坏茶", "info"), ("烂茶", "info")]


def test_the_manual_is_what_a_finding_rests_on(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WHOLE.replace("similarity: 1", "similarity: 0.8"), "utf-8")
    [finding] = Linter(settings=Settings(vi=(str(path),))).check_text("金茶").findings
    assert finding.law == ("《手册》1.0",)
    path.write_text(HEAD + "wording: {forbidden: [{pattern: 坏茶}]}\n", "utf-8")
    [finding] = Linter(settings=Settings(vi=(str(path),))).check_text("坏茶").findings
    assert finding.law == ("品牌规范 wording.forbidden",)


def test_the_sample_in_the_documents_loads(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs/brand-wording.md"
    if not page.is_file():
        pytest.skip("the documents are not here")
    sample = page.read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "a.yaml"
    path.write_text(sample, "utf-8")
    jsonschema.validate(read_yaml(sample, "a.yaml")[0], SCHEMA)
    linter = Linter(settings=Settings(vi=(str(path),), as_of="2027-03-01", select=("BW",)))
    found = {
        item.rule_id for item in linter.check_text("Qing Yu，小青茶，奶茶刺客，零农残，山岚咖啡，鹿汀影业").findings
    }
    assert found == {"BW101", "BW104", "BW105", "BW106", "BW107"}
