"""The life of a rule: from which day it holds, how severe it is then, and on which law it rests.

Worked out for all days when a ruleset is read, so that what is kept of it is right on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from adlint.day import EARLIEST, day_after, is_day
from adlint.errors import Misconfigured
from adlint.finding import Phase
from adlint.rules.opened import Opened
from adlint.rules.schema import EditionStanza, Stanza
from adlint.rules.statutes import Statutes, is_coming, turns_of, wording_on
from adlint.rules.yaml_reader import Path


def statutes_of(files: Iterable[Opened]) -> dict[str, Any]:
    """The statutes of all files by short title, plain; of two with one title the later stands.

    Raises Misconfigured (config.bad-day) where a day is none, or editions are not in order.
    """
    statutes: dict[str, Any] = {}
    for file in files:
        for title, statute in file.content.statutes.items():
            last = ""
            for number, edition in enumerate(statute.editions):
                _check_edition(file, ("statutes", title, "editions", number), edition, last)
                last = edition.until or edition.from_ or last
            statutes[title] = msgspec.to_builtins(statute)
    return statutes


def phases_of(file: Opened, number: int, stanza: Stanza, statutes: Statutes) -> tuple[Phase, ...]:
    """The phases of a rule, or none if it is at all times as its stanza says.

    Raises Misconfigured (config.bad-day) where a day is none, or it would end before it begins.
    """
    path: Path = ("rules", number)
    for key, day in (
        ("from", stanza.from_),
        ("until", stanza.until),
        *(("severity_from", d) for d in stanza.severity_from),
    ):
        if day and not is_day(day):
            raise _bad_day(file, (*path, key), key, day)
    if stanza.until and stanza.until < stanza.from_:
        raise _bad_day(file, (*path, "until"), "until", stanza.until)
    phases: list[Phase] = []
    for day in sorted({"", *(turn for turn in _turns(stanza, statutes) if turn > EARLIEST)}):
        phase = _phase_on(day, stanza, statutes)
        if not phases or phase[1:] != phases[-1][1:]:
            phases.append(phase)
    is_plain = len(phases) == 1 and phases[0] == Phase("", stanza.severity, tuple(stanza.law))
    return () if is_plain else tuple(phases)


def _turns(stanza: Stanza, statutes: Statutes) -> Iterator[str]:
    """The days on which something may change."""
    yield stanza.from_
    if stanza.until:
        yield day_after(stanza.until)
    yield from stanza.severity_from
    for entry in stanza.law:
        yield from turns_of(entry, statutes)


def _phase_on(start: str, stanza: Stanza, statutes: Statutes) -> Phase:
    """How the rule stands on the first day of a phase."""
    day = start or EARLIEST
    wordings = (wording_on(entry, statutes, day) for entry in stanza.law)
    law = tuple(dict.fromkeys(wording for wording in wordings if wording))
    if stanza.until and day > stanza.until:
        return Phase(start, "", ())
    is_early = day < stanza.from_
    if is_early or (stanza.law and not law):
        is_awaited = is_early or any(is_coming(entry, statutes, day) for entry in stanza.law)
        told = stanza.before == "info" and is_awaited
        return Phase(start, "info", tuple(stanza.law)) if told else Phase(start, "", ())
    changes = [severity for since, severity in sorted(stanza.severity_from.items()) if since <= day]
    return Phase(start, changes[-1] if changes else stanza.severity, law)


def _check_edition(file: Opened, path: Path, edition: EditionStanza, last: str) -> None:
    """Raises Misconfigured unless the days of an edition are days, after `last`, the last day of the one before."""
    for key, day in (("from", edition.from_), ("until", edition.until)):
        if day and not is_day(day, least=3 if key == "until" else 1):
            raise _bad_day(file, (*path, key), key, day)
    if (last and edition.from_ <= last) or (edition.until and edition.until < edition.from_):
        raise _bad_day(file, (*path, "from"), "from", edition.from_)


def _bad_day(file: Opened, path: Path, key: str, day: str) -> Misconfigured:
    return file.refuse(path, "config.bad-day", key=key, value=day)
