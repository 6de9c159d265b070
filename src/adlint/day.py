"""Days as text, 2027-03-16: they compare as they stand, and the way of every check imports nothing for them."""

from __future__ import annotations

from time import localtime

#: The first day that can be asked about: the Advertising Law took its present shape (《广告法》 of 2015).
EARLIEST = "2015-09-01"

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def today() -> str:
    """The current day, where this machine is."""
    now = localtime()
    return _told(now.tm_year, now.tm_mon, now.tm_mday)


def is_day(text: str, *, least: int = 3) -> bool:
    """True if the text is a day of the calendar; with `least` 1 or 2, a year or month alone will do."""
    parts = text.split("-")
    if not (text.isascii() and least <= len(parts) <= 3 and [len(part) for part in parts] == [4, 2, 2][: len(parts)]):
        return False
    if not all(part.isdigit() for part in parts):
        return False
    year, month, day = (*map(int, parts), *(1, 1)[len(parts) - 1 :])
    return year > 0 and 1 <= month <= 12 and 1 <= day <= _length(year, month)


def first_of(start: str) -> str:
    """The first day of a year or month, or the day itself; the earliest of all for the empty text."""
    return start + "-01-01"[len(start) - 10 :] if 0 < len(start) < 10 else start or EARLIEST


def day_after(day: str) -> str:
    """The next day."""
    year, month, number = map(int, day.split("-"))
    if number < _length(year, month):
        return _told(year, month, number + 1)
    return _told(year + (month == 12), month % 12 + 1, 1)


def _length(year: int, month: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTHS[month - 1] + (month == 2 and is_leap)


def _told(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
