"""YAML from strangers: values with places, and every known way to hurt a reader refused in time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.errors import Misconfigured
from adlint.rules.yaml_reader import MAX_ALIASES, MAX_BYTES, MAX_DEPTH, Place, read_yaml


def refused(text: str) -> tuple[str, int, int]:
    """Code, line and column of the refusal, which must come soon."""
    began = time.perf_counter()
    with pytest.raises(Misconfigured) as caught:
        read_yaml(text, "f.yaml")
    assert time.perf_counter() - began < 5
    assert caught.value.facts["name"] == "f.yaml"
    return caught.value.code, caught.value.facts.get("line", 0), caught.value.facts.get("column", 0)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb: [x, 'y', \"z\"]\n", {"a": 1, "b": ["x", "y", "z"]}),
        ("", None),
        ("---\n", None),
        ("- 1\n- -2\n- 1.5\n- true\n- ~\n- null\n-\n", [1, -2, 1.5, True, None, None, None]),
        ("[yes, no, on, Off, True, 1_000, 0x1F, 010, 1e3, 2026-01-01, 12:30]", "as written"),
        ("a: '1'\nb: \"true\"\nc: ''", {"a": "1", "b": "true", "c": ""}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("# 注释\na: 全网第一 # 后\n", {"a": "全网第一"}),
        ("a: |\n  第一行\n  第二行\n", {"a": "第一行\n第二行\n"}),
        ('{"a": ["b", {"c": null}]}', {"a": ["b", {"c": None}]}),
        ("1: x\ntrue: y\n", {"1": "x", "true": "y"}),
    ],
)
def test_values(text: str, value: Any) -> None:
    if value == "as written":
        value = ["yes", "no", "on", "Off", "True", "1_000", "0x1F", "010", "1e3", "2026-01-01", "12:30"]
    assert read_yaml(text, "f")[0] == value


def test_places_are_counted_from_one() -> None:
    _, places = read_yaml("a: 1\nb:\n  - x\n  - {c: 最, d: 佳}\n", "f")
    assert places[()] == Place(1, 1)
    assert places["a",] == Place(1, 4)
    assert places["b", 1, "d"] == Place(4, 15)
    assert places["b", 1, "d", "key"] == Place(4, 12)


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 60_000])
@pytest.mark.parametrize("nest", ["[", "{a: ", "- ", "? "])
def test_deep_nesting(nest: str, depth: int) -> None:
    assert refused(nest * depth)[0] in ("config.yaml-depth", "config.bad-yaml", "config.yaml-key")


def test_depth_up_to_the_limit_is_fine() -> None:
    read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")
    assert refused("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)) == ("config.yaml-depth", 1, MAX_DEPTH + 2)


def test_aliases() -> None:
    read_yaml("a: &x 1\nb: [" + "*x, " * MAX_ALIASES + "]", "f")
    assert refused("a: &x 1\nb: [" + "*x, " * (MAX_ALIASES + 1) + "]")[0] == "config.yaml-aliases"
    assert refused("a: *nobody")[0] == "config.yaml-aliases"
    assert refused("a: &x [*x]")[0] == "config.yaml-aliases"


def test_aliases_of_aliases_do_not_grow_without_end() -> None:
    levels = [f"l{n}: &l{n} [" + f"*l{n - 1}, " * 9 + "]" for n in range(1, 11)]
    text = "l0: &l0 [x, x, x, x, x, x, x, x, x]\n" + "\n".join(levels)
    assert text.count("*") <= MAX_ALIASES
    assert refused(text)[0] == "config.yaml-aliases"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: {x: 1}\nb:\n  <<: *a\n", "config.yaml-key", 3, 3),
        ("a: 1\n? [b]\n: 2", "config.yaml-key", 2, 3),
        ("? {b: c}\n: 2", "config.yaml-key", 1, 3),
        ("a: &x k\n*x : 1", "config.yaml-key", 2, 1),
        ("a: !!python/object/apply:os.system ['id']", "config.yaml-tag", 1, 4),
        ("a: !!str 1", "config.yaml-tag", 1, 4),
        ("!!map\na: 1", "config.yaml-tag", 1, 1),
        ("a: !!binary aGk=", "config.yaml-tag", 1, 4),
        ("a: 1\nb: 2\na: 3\n", "config.yaml-twice", 3, 1),
        ("a: 1\n---\nb: 2\n", "config.yaml-documents", 2, 1),
        ("a: 1\n  b: 2\n", "config.bad-yaml", 2, 4),
        ("a: [1, 2\nb: 3\n", "config.bad-yaml", 2, 2),
        ("a: 'x\n", "config.bad-yaml", 2, 1),
        ("\tx: 1", "config.bad-yaml", 1, 1),
        ("a: %x", "config.bad-yaml", 1, 4),
        ('a: "\\ud800"', "config.bad-yaml", 1, 7),
    ],
)
def test_what_is_refused_and_where(text: str, code: str, line: int, column: int) -> None:
    assert refused(text) == (code, line, column)


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x07", "\ufffe", "\ud800"])
def test_characters_that_yaml_forbids(char: str) -> None:
    assert refused(f"a: x{char}y")[0] == "config.bad-yaml"


def test_merge_keys_by_the_dozen_do_not_hang() -> None:
    lines = ["a0: &a0 {k: 1}"] + [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40)]
    assert refused("\n".join(lines))[0] == "config.yaml-key"


def test_size() -> None:
    assert refused("# " + "x" * MAX_BYTES)[0] == "config.too-large"
    assert refused("[" + "1," * 400_000 + "]")[0] == "config.too-large"


@given(st.text(st.sampled_from("a: -[]{},&*!|>'\"%@`#?<~\n\t 1最")) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value, places = read_yaml(text, "f")
    except Misconfigured as error:
        assert error.code.startswith("config.")
    else:
        assert value is None or () in places
