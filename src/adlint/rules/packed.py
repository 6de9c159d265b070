"""A ruleset as bytes for the cache: what every check needs in one piece, the rest rule by rule, read when asked for.

Most rules are never hit in a given text. Their patterns, messages and examples stay compressed JSON.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from adlint.finding import Cue, Evidence, Exemption, Phase, Profile, Rule, Severity, Suggestion
from adlint.rules.ruleset import Ruleset
from adlint.rules.words import Words, prepared

_Kind = TypeVar("_Kind")

#: Fields that are only read for rules that are hit, shown or tested.
_LATER: dict[type, tuple[str, ...]] = {
    Rule: (
        *("message", "why", "law", "terms", "second", "patterns", "anchors", "allow"),
        *("params", "suggest", "bad", "good"),
    ),
    Profile: ("cues", "say", "law", "needs"),
    Exemption: ("say", "law", "covers", "before", "after", "sentence", "requires", "unless", "needs"),
}
#: Where these stand in the record.
_PLACES = {kind: [(name, kind._fields.index(name)) for name in names] for kind, names in _LATER.items()}  # type: ignore[attr-defined]
_SEVERITY, _PHASES = Rule._fields.index("severity"), Rule._fields.index("phases")
_MAPPINGS = frozenset({"message", "why", "needs", "params", "say"})


def pack(ruleset: Ruleset) -> bytes:
    """The ruleset as bytes: a line of JSON, and after it what the numbers in it say how long each is."""
    pieces: list[bytes] = []

    def parted(kind: type, fields: dict[str, Any]) -> list[Any]:
        later = {name: _plain(fields[name]) for name in _LATER[kind]}
        pieces.append(zlib.compress(_json(later)))
        now = [None if name in later else value for name, value in fields.items()]
        return [now, [len(value) for value in later.values()], len(pieces[-1])]

    words = ruleset.words or prepared(ruleset.rules)
    lists = [text.encode("utf-8", "surrogatepass") for text in words]
    now: dict[str, Any] = {
        "rules": [parted(Rule, rule._asdict()) for rule in ruleset.rules],
        "exemptions": [parted(Exemption, item._asdict()) for item in ruleset.exemptions],
        "evidence": {name: item._asdict() for name, item in ruleset.evidence.items()},
        "genres": [parted(Profile, item._asdict()) for item in ruleset.genres],
        "trades": [parted(Profile, item._asdict()) for item in ruleset.trades],
        "digest": ruleset.digest,
        "words": list(map(len, lists)),
    }
    pieces.append(zlib.compress(_json({"statutes": _plain(ruleset.statutes)})))
    now["statutes"] = [len(ruleset.statutes), len(pieces[-1])]
    return b"".join([_json(now), b"\n", *lists, *pieces])


def unpack(data: bytes) -> Ruleset:
    """The ruleset that pack made bytes of; AttributeError, KeyError, TypeError or ValueError if it was not one."""
    head, _, tail = data.partition(b"\n")
    now = json.loads(head)
    at = 0

    def piece(length: int) -> bytes:
        nonlocal at
        at += length
        if at > len(tail):
            raise ValueError("cut short")
        return tail[at - length : at]

    words = Words(*(piece(length).decode("utf-8", "surrogatepass") for length in now["words"]))
    rules = [_rule(values, lengths, piece(length)) for values, lengths, length in now["rules"]]
    exemptions = [_made(Exemption, values, lengths, piece(length)) for values, lengths, length in now["exemptions"]]
    genres, trades = (
        tuple(_made(Profile, values, lengths, piece(length)) for values, lengths, length in now[key])
        for key in ("genres", "trades")
    )
    return Ruleset(
        tuple(rules),
        tuple(exemptions),
        {name: Evidence(**_frozen(fields)) for name, fields in now["evidence"].items()},
        genres,
        trades,
        now["digest"],
        words,
        _Mapping(_Line(piece(now["statutes"][1])), "statutes", now["statutes"][0]),
    )


class _Line:
    """The later fields of one rule, decoded when the first of them is asked for."""

    __slots__ = ("_data", "_fields")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._fields: dict[str, Any] | None = None

    def field(self, name: str) -> Any:
        """The value of one field."""
        if self._fields is None:
            fields = _frozen(json.loads(zlib.decompress(self._data).decode("utf-8", "surrogatepass")))
            if "suggest" in fields:
                fields["suggest"] = tuple(Suggestion(*item) for item in fields["suggest"])
            if "cues" in fields:
                fields["cues"] = tuple(Cue(*map(_tupled, item)) for item in fields["cues"])
            self._fields = fields
        return self._fields[name]


class _Tuple(Sequence[Any]):
    """A tuple whose length is known before its content."""

    __slots__ = ("_length", "_line", "_name")

    def __init__(self, line: _Line, name: str, length: int) -> None:
        self._line, self._name, self._length = line, name, length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        return self._line.field(self._name)[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._line.field(self._name))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class _Mapping(Mapping[str, Any]):
    """A mapping whose length is known before its content."""

    __slots__ = ("_length", "_line", "_name")

    def __init__(self, line: _Line, name: str, length: int) -> None:
        self._line, self._name, self._length = line, name, length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, key: str) -> Any:
        return self._line.field(self._name)[key]

    def get(self, key: str, default: Any = None) -> Any:
        """As of any mapping, at the speed of a dictionary."""
        return self._line.field(self._name).get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._line.field(self._name))


def _rule(values: list[Any], lengths: list[int], data: bytes) -> Rule:
    values[_SEVERITY] = Severity(values[_SEVERITY])
    values[_PHASES] = [Phase(start, severity, tuple(law)) for start, severity, law in values[_PHASES]]
    return _made(Rule, values, lengths, data)


def _made(kind: type[_Kind], values: list[Any], lengths: list[int], data: bytes) -> _Kind:
    """A record of its values in order, with the later ones, by their lengths, put in where they belong."""
    line = _Line(data)
    for (name, at), length in zip(_PLACES[kind], lengths, strict=True):
        is_mapping = name in _MAPPINGS
        if length:
            values[at] = (_Mapping if is_mapping else _Tuple)(line, name, length)
        else:
            values[at] = _EMPTY[is_mapping]
    return kind._make([tuple(value) if type(value) is list else value for value in values])  # type: ignore[attr-defined,no-any-return]


_EMPTY: dict[bool, Any] = {True: {}, False: ()}


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else list(value)


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _frozen(plain: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {key: _tupled(value) for key, value in plain.items()}
    if "needs" in fields:
        fields["needs"] = {pattern: tuple(words) for pattern, words in fields["needs"].items()}
    return fields


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
