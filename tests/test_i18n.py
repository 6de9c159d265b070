"""Both catalogues say the same things, whole sentences for everything that can go wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from adlint import i18n
from adlint.finding import Report, Severity, Status
from adlint.i18n import LANGUAGES, catalogue, config_sentences, knows, place_label, problem_sentences, say
from adlint.model import Box, Kind, Place

ROOT = Path(__file__).parents[1]
FOLDER = Path(i18n.__file__).parent

#: Every code of docs/problems.md.
_CODES = """
io-missing io-denied io-vanished io-special io-name type-unsupported type-mismatch enc-uncertain enc-mixed
doc-broken doc-encrypted doc-partial limit-size limit-expand limit-entries limit-depth limit-pixels limit-frames
limit-pages limit-cells limit-text limit-time limit-memory limit-findings engine-missing ocr-unsure worker-died
internal
"""

#: Every category of the shipped rules.
_CATEGORIES = """
absolute unsourced-statistic false-promise price-fraud disparagement patent medical-claim
health-food-claim cosmetic-claim finance-promise education-promise real-estate franchise-promise alcohol
restricted-goods state-symbol superstition-vulgar minors disclosure pii privacy-consent brand-wording palette logo
typography co-branding housekeeping
"""

CODES, CATEGORIES = _CODES.split(), _CATEGORIES.split()

FACTS = {
    "name": "文案/a.md",
    "detail": "某事",
    "suffix": ".xyz",
    "size": "312 MB",
    "limit": "100 MB",
    "option": "max-pages",
    "encoding": "gb18030",
    "cwd": "D:\\运营",
    "line": 7,
    "rule": "AD101",
    "supported": "txt md",
}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_same_keys_and_same_facts() -> None:
    assert catalogue("zh").keys() == catalogue("en").keys()
    differing = [key for key in catalogue("zh") if fields(catalogue("zh")[key]) != fields(catalogue("en")[key])]
    assert not differing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_are_sorted_one_sentence_a_line(lang: str) -> None:
    text = (FOLDER / f"{lang}.json").read_text("utf-8")
    assert text == json.dumps(dict(sorted(catalogue(lang).items())), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty_or_in_the_wrong_language(lang: str) -> None:
    for key, sentence in catalogue(lang).items():
        assert sentence.strip(), key
        if lang == "en" and not key.startswith("doc."):
            assert not re.search("[\u4e00-\u9fff]", sentence), key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_problem_says_what_and_what_next(code: str, lang: str) -> None:
    message, hint = problem_sentences(code, lang, FACTS)
    assert message and hint
    assert knows(f"problem.{code}", lang)
    for sentence in (catalogue(lang)[f"problem.{code}"], catalogue(lang)[f"problem.{code}.hint"]):
        assert fields(sentence) <= FACTS.keys()
    bare_message, bare_hint = problem_sentences(code, lang, {"name": "a.md"})
    for sentence in (message, hint, bare_message, bare_hint):
        assert not re.search(r"[\[\]{}|]|  |：$|: *$|（）|\(\)|“”| [，。；]|None", sentence), sentence


def test_the_sentences_of_the_manual() -> None:
    def told(code: str, **facts: object) -> str:
        return say("report.what-next", what=(pair := problem_sentences(code, "zh", facts))[0], next=pair[1])

    assert told("io-missing", name="双十二.md", cwd="D:\\运营") == (
        "找不到“双十二.md”，请检查文件名；当前目录是 D:\\运营"
    )
    assert told("type-unsupported", name="a.psd", suffix=".PSD") == "不支持 .PSD，请导出为 PNG 或 JPG"
    assert told("doc-encrypted", name="价目.xlsx").startswith("“价目.xlsx”有密码，打不开，")
    assert told("enc-uncertain", name="旧稿.txt") == (
        "“旧稿.txt”既不是 UTF-8 也不是 GBK，请另存为 UTF-8，或用 --encoding 指明"
    )
    assert told("doc-broken", name="海报.pptx", detail="压缩包不完整").startswith("“海报.pptx”已损坏：压缩包不完整，")
    assert told("limit-size", name="目录.pdf", size="312 MB", limit="100 MB") == (
        "“目录.pdf”有 312 MB，超过 100 MB 上限，可用 max-size 调整"
    )
    assert told("ocr-unsure", name="a.png", detail="41%") == "图中文字较模糊（可信度 41%），请人工复核"


def test_facts_are_never_taken_for_templates() -> None:
    message, _ = problem_sentences("doc-broken", "zh", {"name": "{detail}[x].md", "detail": "{name}"})
    assert message == "“{detail}[x].md”已损坏：{name}"


def test_unknown_codes_still_say_something() -> None:
    assert problem_sentences("brand-new", "zh", {"name": "a.md"})[0] == "“a.md”没能检查完"
    assert config_sentences("config.brand-new", "en", {"name": "a.toml", "line": 3})[0].startswith("a.toml:3: ")


def test_settings_sentences_lead_with_the_place() -> None:
    message, hint = config_sentences(
        "config.unknown-key", "zh", {"name": "adlint.toml", "line": 7, "key": "fail_one", "suggestion": "fail-on"}
    )
    assert message == "adlint.toml:7: 不认识“fail_one”，是不是 fail-on？" and hint
    facts = {
        "name": "母婴.yaml",
        "line": 12,
        "column": 15,
        "key": "severity",
        "value": "fatal",
        "allowed": "error 或 info",
    }
    assert config_sentences("config.bad-value", "zh", facts)[0] == (
        "母婴.yaml:12:15: severity 只能是 error 或 info，写成了 fatal"
    )


def test_every_code_that_is_raised_has_sentences() -> None:
    package = ROOT / "src/adlint"
    files = [path for path in package.rglob("*.py") if "cli" not in path.parts]  # which has words of its own
    source = "\n".join(path.read_text("utf-8") for path in files)
    raised = set(re.findall(r'"(config\.[a-z-]+)"', source))
    raised |= {f"problem.{code}" for code in re.findall(r'Unreadable\(\s*"([a-z]+-[a-z]+)"', source)}
    assert raised
    assert not [key for key in sorted(raised) if not knows(key)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_a_report_needs(lang: str) -> None:
    for severity in Severity:
        assert say(f"severity.{severity.value}", lang) and say(f"report.count.{severity.value}", lang, count=1)
    for status in Status:
        assert say(f"status.{status.value}", lang)
    for verdict in ("pass", "review", "block"):
        assert say(f"verdict.{verdict}", lang) and say(f"html.verdict.{verdict}", lang)
    for kind in get_args(Kind):
        assert say(f"kind.{kind}", lang)
    for category in CATEGORIES:
        assert knows(f"category.{category}", lang)
    for count in Report().summary:
        assert count == "unlisted" or say(f"tile.{count}", lang)


def test_place_labels() -> None:
    assert place_label(Place(line=12, column=7)) == "第12行"
    assert place_label(Place(page=3)) == "第3页"
    assert place_label(Place(cell="价目表!B4")) == "价目表!B4"
    assert place_label(Place(box=Box(120, 40, 380.4, 96))) == "图中(120,40)-(380,96)"
    assert place_label(Place(time=12.4)) == "00:12.4"
    assert place_label(Place(), "en") == "whole text"


def test_a_cell_of_a_table_in_a_page_says_its_line_too() -> None:
    assert place_label(Place(line=28, column=3, cell="表格第2行·说明")) == "第28行 表格第2行·说明"
    assert place_label(Place(line=7, column=3, cell="第6行·卖点")) == "第6行·卖点"
    assert place_label(Place(cell="价目表!B4")) == "价目表!B4"
