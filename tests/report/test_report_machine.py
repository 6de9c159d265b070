"""json, jsonl, sarif, github, junit and csv: what programs rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import jsonschema
import pytest
from report_samples import LONG, MAIN, finding

from adlint.finding import Finding, Problem, Report, Severity
from adlint.model import Box, Place
from adlint.report import Options, render, step_summary
from adlint.report.shown import machine_name, uri_of

GOLDEN = Path(__file__).parents[1] / "golden"


def written(report: Report, format: str, options: Options) -> Any:
    return json.loads(render(report, format, options))


def schema(name: str) -> Any:
    return json.loads((GOLDEN / name).read_bytes())


# ---------------------------------------------------------------------------------------------------- json


def test_json_is_of_its_schema(report: Report, clean: Report, options: Options) -> None:
    for given in (report, clean, Report()):
        jsonschema.validate(written(given, "json", options), schema("report.schema.json"))


def test_json_offsets_mark_the_words(report: Report, options: Options) -> None:
    for item in written(report, "json", options)["findings"]:
        segment = item["segment"]
        text = segment["text"]
        assert text[segment["start"] : segment["end"]] == item["text"]
        units = text.encode("utf-16-le")
        assert units[2 * segment["start_utf16"] : 2 * segment["end_utf16"]].decode("utf-16-le") == item["text"]


def test_json_counts_utf16_units_past_an_emoji(options: Options) -> None:
    [item] = written(Report((finding("😀😀最佳", "最佳"),)), "json", options)["findings"]
    assert (item["segment"]["start"], item["segment"]["start_utf16"]) == (2, 4)


def test_json_carries_no_whole_book(options: Options) -> None:
    [item] = written(Report((finding(LONG, "全球领先"),)), "json", options)["findings"]
    segment = item["segment"]
    assert len(segment["text"]) == 1004
    assert segment["cut_before"] + segment["start"] == LONG.index("全球领先")
    assert segment["cut_before"] + len(segment["text"]) + segment["cut_after"] == len(LONG)


def test_names_lead_back_to_their_bytes(report: Report, options: Options) -> None:
    name = "文案/坏\udcff名.txt"
    [item] = [item for item in written(report, "json", options)["inputs"] if "source_uri" in item]
    assert item["source"] == "文案/坏\\xff名.txt"
    assert unquote_to_bytes(item["source_uri"]) == name.encode("utf-8", "surrogateescape")


def test_windows_paths_are_told_with_slashes() -> None:
    assert machine_name("D:\\运营\\a.md") == "D:/运营/a.md"
    assert uri_of("D:\\a b.md") == "file:///D:/a%20b.md"
    assert uri_of("/tmp/a.md") == "file:///tmp/a.md"
    assert uri_of("a/b:c.md") == "a/b%3Ac.md"


def test_jsonl_tells_what_json_tells(report: Report, options: Options) -> None:
    whole = written(report, "json", options)
    lines = [json.loads(line) for line in render(report, "jsonl", options).decode().splitlines()]
    for kind in ("finding", "problem", "input"):
        told = [{key: line[key] for key in line if key != "type"} for line in lines if line["type"] == kind]
        assert told == whole[f"{kind}s"]
    assert lines[-1]["type"] == "summary" and lines[-1]["summary"] == whole["summary"]


# --------------------------------------------------------------------------------------------------- sarif


def test_sarif_is_of_its_schema(report: Report, clean: Report, options: Options) -> None:
    checker = jsonschema.Draft4Validator(schema("sarif-schema-2.1.0.json"))
    for given in (report, clean, Report()):
        assert not list(checker.iter_errors(written(given, "sarif", options)))


def test_sarif_says_that_the_run_was_not_whole(report: Report, clean: Report, options: Options) -> None:
    [invocation] = written(report, "sarif", options)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    codes = [note["descriptor"]["id"] for note in invocation["toolExecutionNotifications"]]
    assert codes == [problem.code for problem in report.problems]
    assert written(clean, "sarif", options)["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_sarif_is_worst_first_and_rules_fit(report: Report, options: Options) -> None:
    [run] = written(report, "sarif", options)["runs"]
    order = [(result["properties"]["status"] != "open", result["level"]) for result in run["results"]]
    assert order == sorted(order, key=lambda item: (item[0], ("error", "warning", "note").index(item[1])))
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert rules[0]["fullDescription"]["text"].startswith("广告不得使用")
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    assert all("suppressions" in result for result in run["results"])


def test_sarif_tells_boxes_pages_and_cells(options: Options) -> None:
    box = Box(1, 2, 3.5, 4)
    places = (Place(page=2, box=box), Place(cell="表!B4"), Place(line=3, column=2, end_column=4))
    [result] = written(Report((finding(MAIN, "买一", places=places),)), "sarif", options)["runs"][0]["results"]
    assert result["attachments"][0]["rectangles"] == [{"left": 1, "top": 2, "right": 3.5, "bottom": 4}]
    logical = [item["kind"] for location in result["locations"] for item in location.get("logicalLocations", ())]
    assert logical == ["page", "cell"]
    region = result["locations"][2]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 2, 4)
    assert result["partialFingerprints"] == {"adlint/v1": "1:6f0c"}


# -------------------------------------------------------------------------------------------------- github


def test_github_commands_are_escaped(options: Options) -> None:
    item = finding("涨价100%，最佳", "最佳", source="a,b:c.md", line=2, message="第一行\n50%::error::")
    line = render(Report((item,)), "github", options).decode()
    assert line.startswith("::error file=a%2Cb%3Ac.md,line=2,col=8,endColumn=10,title=AD101::第一行 50%25::error::%0A")
    assert line.count("\n") == 1


def test_github_is_worst_first(report: Report, options: Options) -> None:
    lines = render(report, "github", options).decode().splitlines()
    found = [line.split(" ")[0] for line in lines[len(report.problems) :]]
    assert found == sorted(found, key=["::error", "::warning", "::notice"].index)
    assert len(found) == len(report.open)


def test_step_summary_fits_and_says_what_it_left_out(options: Options) -> None:
    report = Report((finding(MAIN * 3, "全网第一"),) * 5000)
    told = step_summary(report, options)
    assert len(told.encode()) < 1 << 20
    assert "没有列出" in told.splitlines()[-1]


def test_step_summary_is_inert_markdown(report: Report, options: Options) -> None:
    told = step_summary(report, options)
    assert "<svg" not in told and "<script" not in told and "结果不完整" in told
    tables = [line for line in told.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in tables} <= {4, 8}


# --------------------------------------------------------------------------------------------------- junit


def test_junit_counts(report: Report, options: Options) -> None:
    suites = {suite.get("name"): suite for suite in ElementTree.fromstring(render(report, "junit", options))}
    assert len(suites) == len({item.source for item in report.inputs})
    main = suites["文案/双十一主推.md"]
    assert [main.get(key) for key in ("tests", "failures", "errors", "skipped")] == ["4", "2", "0", "2"]
    unread = suites["文案/旧版.doc"]
    assert unread.get("errors") == "1" and unread.get("failures") == "0"
    assert unread.find("testcase/error") is not None and unread.find("testcase/skipped") is None
    for suite in suites.values():
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(key, "")) == len(suite.findall(f"testcase/{tag}"))
        assert int(suite.get("tests", "")) == len(suite.findall("testcase")) > 0


def test_junit_hints_do_not_fail(options: Options) -> None:
    hint = finding(MAIN, "全网第一", severity=Severity.INFO)
    [suite] = ElementTree.fromstring(render(Report((hint,)), "junit", options))
    assert suite.get("failures") == "0" and suite.find("testcase/system-out") is not None


# ----------------------------------------------------------------------------------------------------- csv


def rows(report: Report, options: Options) -> list[list[str]]:
    data = render(report, "csv", options)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_columns(report: Report, options: Options) -> None:
    table = rows(report, options)
    assert table[0] == ["文件", "位置", "级别", "规则", "类别", "原文", "说明", "可改为", "依据", "状态", "可信度"]
    assert len(table) == 1 + len(report.findings) + len(report.problems)
    assert {len(row) for row in table} == {11}
    assert rows(report, options._replace(lang="en"))[0][0] == "file"


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝"])
def test_csv_holds_no_formula(lead: str, options: Options) -> None:
    text = f"{lead}1+2最佳"
    item: Finding = finding(text, "最佳", source=f"{lead}a.md", message=text, reason=text)
    problem = Problem("io-missing", f"{lead}b.md", text)
    told = render(Report((item,), (problem,)), "csv", options).decode("utf-8-sig")
    assert not [mark for mark in ("\n=", ",=", ',"=', "\n@", ",@", ',"@') if mark in told]
    for row in rows(Report((item,), (problem,)), options)[1:]:
        for cell in row:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝"))
        assert row[6].startswith("'")
