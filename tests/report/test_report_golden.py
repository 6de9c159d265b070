"""Every format against a report kept in tests/golden. ADLINT_UPDATE_GOLDEN=1 writes them anew: read the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from adlint.finding import Report
from adlint.report import Options, render, step_summary

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = {
    "full": "report.full.txt",
    "compact": "report.compact.txt",
    "json": "report.json",
    "jsonl": "report.jsonl",
    "sarif": "report.sarif",
    "github": "report.github.txt",
    "junit": "report.junit.xml",
    "csv": "report.csv",
    "html": "report.html",
}


def compare(name: str, data: bytes) -> None:
    """Fails where the bytes differ from those kept."""
    path = GOLDEN / name
    if os.environ.get("ADLINT_UPDATE_GOLDEN"):
        path.write_bytes(data)
    assert data.decode() == path.read_bytes().decode()


@pytest.mark.parametrize("format", NAMES)
def test_format(format: str, report: Report, options: Options) -> None:
    data = render(report, format, options)
    compare(NAMES[format], data)
    assert render(report, format, options) == data


def test_clean_screen(clean: Report, options: Options) -> None:
    compare("clean.full.txt", render(clean, "full", options))


def test_screen_in_english_with_colour_time_and_details(report: Report, options: Options) -> None:
    told = options._replace(lang="en", color=True, elapsed=2.44, strict=True, verbose=1)
    compare("report.full.en.txt", render(report, "full", told))


def test_step_summary(report: Report, options: Options) -> None:
    compare("report.summary.md", step_summary(report, options).encode("utf-8", "replace"))
