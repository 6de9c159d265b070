"""What holds for every format: personal data stays hidden, no control characters, clean is clean, unread is told."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import LEAK, LEAKED, MISSING, PHONE, SECRETS, everything, finding

from adlint.errors import Misconfigured
from adlint.finding import Report, Status
from adlint.report import MODULES, Options, render, render_text, step_summary
from adlint.text import CONTROLS

FORMATS = list(MODULES)
FILES = ["json", "jsonl", "sarif", "junit", "csv", "html"]

#: What a reader or a script takes for a sign that something went wrong.
ALARM = re.compile(
    r"error|cannot|fail|unreadable|incomplete|partial|unsupported|skipp|timed? ?out|exceed|too (large|many)|limit|"
    r"encrypt|password|corrupt|broken|truncat|denied|not found|no such|"
    r"错误|无法|失败|未扫描|未完成|不完整|部分|不支持|跳过|超时|超出|超过|过大|上限|加密|密码|损坏|拒绝|不存在|乱码",
    re.IGNORECASE,
)
#: Counts of nothing are no such sign.
NO_ALARM = re.compile(r'"?\b\w*(errors?|failures?|skipped)\w*"?\s*[:=]\s*"?0\b')


def spellings(value: str) -> set[str]:
    """A value as it stands, without gaps, in ASCII, and as base64."""
    bare = re.sub(r"[ -]", "", value)
    folded = unicodedata.normalize("NFKC", value)
    return {value, bare, folded, base64.b64encode(value.encode()).decode()}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_personal_data_is_masked(format: str, lang: str, report: Report, options: Options) -> None:
    told = render(report, format, options._replace(lang=lang, verbose=2, strict=True)).decode()
    assert not [form for value in SECRETS for form in spellings(value) if form in told]


def test_personal_data_is_masked_in_the_step_summary(report: Report, options: Options) -> None:
    told = step_summary(report, options)
    assert not [value for value in SECRETS if value in told]


@pytest.mark.parametrize("format", FILES)
def test_personal_data_that_no_rule_knows_is_masked(format: str, options: Options) -> None:
    stray = finding(LEAK.replace(LEAKED[0], "某某"), "销量冠军", message="见 13800138000", reason="致电13800138000")
    told = render(Report((stray._replace(status=Status.WAIVED),)), format, options).decode()
    assert not [value for value in SECRETS if value in told]


@pytest.mark.parametrize("format", FORMATS)
def test_personal_data_is_shown_when_asked_for(format: str, report: Report, options: Options) -> None:
    assert PHONE in render(report, format, options._replace(show_personal_data=True)).decode()


@pytest.mark.parametrize("format", FORMATS)
def test_a_date_in_a_file_name_is_legible(format: str, report: Report, options: Options) -> None:
    told = render(report, format, options).decode()
    assert MISSING in told or MISSING.removeprefix("双十二") in told  # sarif has URIs


@pytest.mark.parametrize("format", FORMATS)
def test_no_control_characters(format: str, report: Report, options: Options) -> None:
    told = render(report, format, options).decode()
    allowed = {ord("\n"), ord("\r")} if format == "csv" else {ord("\n")}
    assert not {ord(char) for char in told} & (set(CONTROLS) - allowed)
    if format == "csv":
        assert told.count("\r") == told.count("\r\n")


@pytest.mark.parametrize("format", FORMATS)
def test_clean_raises_no_alarm(format: str, clean: Report, options: Options) -> None:
    told = NO_ALARM.sub("", render(clean, format, options).decode())
    assert not ALARM.search(told)


@pytest.mark.parametrize("format", FORMATS)
def test_unread_is_named_with_an_alarm(format: str, report: Report, options: Options) -> None:
    unread = report._replace(findings=())
    told = render(unread, format, options).decode()
    assert "type-unsupported" in told or "不支持 .doc" in told
    assert ".doc" in told
    assert ALARM.search(NO_ALARM.sub("", told))


@pytest.mark.parametrize("format", ["json", "jsonl", "html"])
def test_unread_is_never_a_pass(format: str, report: Report, options: Options) -> None:
    told = render(report._replace(findings=()), format, options).decode()
    assert '"verdict": "review"' in told or '"verdict verdict-review"' in told
    assert '"verdict": "pass"' not in told and '"verdict verdict-pass"' not in told


def test_unknown_format(clean: Report, options: Options) -> None:
    with pytest.raises(Misconfigured) as caught:
        render(clean, "pdf", options)
    assert caught.value.code == "config.unknown-format"


def test_screen_survives_a_gbk_console(report: Report, clean: Report, options: Options) -> None:
    for told in (render_text(report, "full", options), render_text(clean, "full", options)):
        told.translate(dict.fromkeys(map(ord, "😀"))).encode("gbk")  # the copy's emoji is the console's to replace
        told.encode("gbk", "backslashreplace")


NASTY = "销1380 \t\r\n\0\x1b\x7f\x85\u202e\u2028\ufeff\ufffe😀\ud800\udcff<>&\"'|=+-@,;:%{}[]\\`*"
AWKWARD = st.text(st.sampled_from(NASTY))


@given(text=AWKWARD, words=AWKWARD.filter(bool), more=AWKWARD)
def test_every_writer_parses_whatever_it_is_given(text: str, words: str, more: str) -> None:
    whole = text + words + more
    item = finding(whole, words, message=more, source=f"a{more}.md", reason=more, rule_name=more, category=more or "c")
    report = everything()._replace(findings=(item, item._replace(status=Status.WAIVED)))
    made = {format: render(report, format, Options(show_personal_data=True)).decode() for format in FILES}
    assert json.loads(made["json"])["findings"][0]["segment"]["end"] == item.end
    assert all(json.loads(line)["type"] for line in made["jsonl"].split("\n")[:-1])
    assert json.loads(made["sarif"])["runs"][0]["results"]
    assert ElementTree.fromstring(made["junit"]).tag == "testsuites"
    rows = list(csv.reader(io.StringIO(made["csv"], newline="")))
    assert {len(row) for row in rows} == {11}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]
    for told in made.values():
        assert not set(map(ord, told)) & (set(CONTROLS) - {10, 13})
