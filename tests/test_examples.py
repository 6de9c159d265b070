"""The examples: exactly the planted words are found, where they stand, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

#: File, line, rule, words as shown (personal data masked), status. Every one was looked at by a person.
PLANTED = [
    ("上新推文.md", 4, "AD103", "全网销量第一", "open"),
    ("上新推文.md", 4, "AD203", "全网销量第一", "open"),
    ("上新推文.md", 7, "AD103", "全国第一", "open"),
    ("上新推文.md", 11, "AD101", "国家级", "open"),
    ("上新推文.md", 17, "AD205", "98%的顾客表示", "open"),
    ("上新推文.md", 26, "AD101", "最佳", "waived"),
    ("上新推文.md", 28, "AL902", "adlint-ignore AD101", "open"),
    ("上新推文.md", 29, "AD101", "最佳", "open"),
    ("上新推文.md", 31, "AD110", "全网最低价", "open"),
    ("内容平台导出.jsonl", 2, "AD123", "独一无二", "open"),
    ("内容平台导出.jsonl", 2, "AD202", "超过300万用户的选择", "open"),
    ("内容平台导出.jsonl", 5, "AD312", "月入2万", "open"),
    ("内容平台导出.jsonl", 5, "AD542", "月入2万", "open"),
    ("商品清单.csv", 3, "AD121", "最先进", "open"),
    ("商品清单.csv", 4, "AD105", "极品", "waived"),
    ("商品清单.csv", 5, "AD105", "顶级", "open"),
    ("商品清单.csv", 7, "AD202", "累计销量突破30万盒", "open"),
    ("客服话术.txt", 10, "PI109", "张**", "open"),
    ("客服话术.txt", 10, "PI101", "138****8000", "open"),
    ("旧稿-春季海报.txt", 3, "AD105", "业界领先", "known"),
    ("旧稿-春季海报.txt", 4, "AD201", "好评率99%", "known"),
    ("短视频口播.srt", 12, "AD103", "全网销量第 一", "open"),
    ("短视频口播.srt", 16, "AD313", "一周瘦8斤", "open"),
    ("短视频口播.srt", 16, "AD313", "躺着也能瘦", "open"),
    ("短视频口播.srt", 16, "AD432", "一周瘦8斤", "open"),
    ("短视频口播.srt", 16, "AD432", "躺着也能瘦", "open"),
    ("落地页.html", 6, "AD105", "业内领先", "open"),
    ("落地页.html", 14, "AD102", "最醇厚", "open"),
    ("落地页.html", 17, "AD103", "行业第一", "open"),
    ("落地页.html", 21, "AD313", "三周减重5斤", "open"),
    ("落地页.html", 24, "AD311", "无效退款", "open"),
    ("落地页.html", 24, "AD427", "无效退款", "open"),
]


@pytest.fixture(scope="module")
def run() -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "adlint", "check", "examples", "--format", "json"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})


@pytest.fixture(scope="module")
def report(run: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def test_exactly_the_planted_words_are_found(report: dict[str, Any]) -> None:
    found = [
        (
            item["source"].removeprefix("examples/"),
            item["places"][0]["line"],
            item["rule"],
            item["text"],
            item["status"],
        )
        for item in report["findings"]
    ]
    assert sorted(found) == sorted(PLANTED)


def test_everything_is_read_and_the_run_fails(run: subprocess.CompletedProcess[bytes], report: dict[str, Any]) -> None:
    assert report["complete"] is True
    assert report["problems"] == []
    assert report["verdict"] == "block"
    assert run.returncode == 1
    assert run.stderr == b""


def test_the_examples_show_every_kind_of_thing(report: dict[str, Any]) -> None:
    assert {"absolute", "unsourced-statistic", "pii", "false-promise", "housekeeping"} <= {
        item["category"] for item in report["findings"]
    }
    assert {item["status"] for item in report["findings"]} == {"open", "waived", "known"}
    suffixes = {item["source"].rpartition(".")[2] for item in report["inputs"]}
    assert suffixes == {"md", "html", "csv", "srt", "jsonl", "txt"}


def test_no_personal_data_is_shown(run: subprocess.CompletedProcess[bytes]) -> None:
    assert b"13800138000" not in run.stdout
    assert "张晓明".encode() not in run.stdout
