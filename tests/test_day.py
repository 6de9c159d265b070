"""Days as text, held against the calendar of the standard library."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.day import EARLIEST, day_after, first_of, is_day, today

days = st.dates(date(1900, 1, 1), date(9998, 12, 31))


@given(days)
def test_days_of_the_calendar(day: date) -> None:
    assert is_day(day.isoformat())
    assert day_after(day.isoformat()) == (day + timedelta(days=1)).isoformat()


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True))
def test_what_is_no_day(text: str) -> None:
    try:
        is_one = text == date.fromisoformat(text).isoformat()
    except ValueError:
        is_one = False
    assert is_day(text) is is_one


@pytest.mark.parametrize(
    "text",
    ["", "-", "2027", "2027-03", "2027-3-16", "20270316", "2027-02-29", "２０２７-03-16", "2027-03-16 ", "0000-01-01"],
)
def test_near_misses(text: str) -> None:
    assert not is_day(text)


def test_part_of_a_day_will_do_where_that_is_said() -> None:
    assert is_day("2027", least=1) and is_day("2027-03", least=2) and is_day("2027-03-16", least=1)
    assert not is_day("2027", least=2) and not is_day("2027-13", least=1) and not is_day("", least=1)
    assert [first_of(start) for start in ("", "2026", "2026-06", "2026-06-12")] == [
        EARLIEST,
        "2026-01-01",
        "2026-06-01",
        "2026-06-12",
    ]


def test_today() -> None:
    before = date.today().isoformat()
    assert before <= today() <= date.today().isoformat()
