"""The baseline: known findings do not block; it holds no copy and no personal data and merges quietly."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adlint.confirm.baseline import Baseline, baseline_of, load_baseline, mark_known, prune, write_baseline
from adlint.errors import Misconfigured
from adlint.finding import Finding, Input, Problem, Report, Severity, Status
from adlint.linter import Linter
from adlint.rules.ruleset import Ruleset
from adlint.settings import Settings

OPEN, WAIVED, KNOWN = Status.OPEN, Status.WAIVED, Status.KNOWN


def finding(source: str = "a.md", words: str = "h1", rule: str = "AD101", **fields: object) -> Finding:
    start = Finding(
        rule, "", "absolute", Severity.ERROR, 1.0, source, (), 0, 2, "最佳", "", (), (), fingerprint=f"1:{words}"
    )
    return start._replace(**fields)


def report(*findings: Finding, inputs: tuple[str, ...] = ("a.md",), problems: tuple[Problem, ...] = ()) -> Report:
    return Report(findings, problems, tuple(Input(name) for name in inputs))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_and_back(here: Path) -> None:
    found = report(finding(), finding(), finding(words="h2"), finding("文案/b.md", rule="AD2"))
    baseline = baseline_of([found], here)
    write_baseline(here / "b.json", baseline)
    assert load_baseline(here / "b.json") == baseline == Baseline(
        {("a.md", "AD101", "1:h1"): 2, ("a.md", "AD101", "1:h2"): 1, ("文案/b.md", "AD2", "1:h1"): 1}, str(here)
    )  # fmt: skip


def test_the_file_is_sorted_and_one_entry_a_line(here: Path) -> None:
    write_baseline(here / "b.json", baseline_of([report(finding("b.md"), finding("a.md"))], here))
    text = (here / "b.json").read_text("utf-8")
    assert text == (
        '{\n  "schema": "adlint.baseline/1",\n  "entries": [\n'
        '    {"path": "a.md", "rule": "AD101", "hash": "1:h1", "count": 1},\n'
        '    {"path": "b.md", "rule": "AD101", "hash": "1:h1", "count": 1}\n  ]\n}\n'
    )
    write_baseline(here / "b.json", Baseline({}, str(here)))
    assert json.loads((here / "b.json").read_bytes()) == {"schema": "adlint.baseline/1", "entries": []}


def test_at_most_so_many_are_known(here: Path) -> None:
    baseline = baseline_of([report(finding(), finding())], here)
    marked = mark_known([finding(start=9), finding(), finding(), finding(words="new")], baseline)
    assert [item.status for item in marked] == [KNOWN, KNOWN, OPEN, OPEN]


def test_waived_ones_use_nothing_up(here: Path) -> None:
    baseline = baseline_of([report(finding())], here)
    marked = mark_known([finding(status=WAIVED), finding()], baseline)
    assert [item.status for item in marked] == [WAIVED, KNOWN]


def test_waived_and_housekeeping_findings_are_not_remembered(here: Path) -> None:
    found = report(finding(status=WAIVED), finding(category="housekeeping", rule="AL902"), finding(status=KNOWN))
    assert baseline_of([found], here).counts == {("a.md", "AD101", "1:h1"): 1}
    assert mark_known([finding(category="housekeeping")], baseline_of([found], here))[0].status is OPEN


def test_paths_start_at_the_baseline(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "文案").mkdir()
    monkeypatch.chdir(here / "文案")
    baseline = baseline_of([report(finding("x/../a.md"), finding(str(here / "c.md")))], "..")
    assert [key[0] for key in baseline.counts] == ["文案/a.md", "c.md"]
    monkeypatch.chdir(here)
    assert mark_known([finding("文案/a.md")], baseline)[0].status is KNOWN
    assert mark_known([finding("a.md")], baseline)[0].status is OPEN


def test_no_personal_data_and_no_copy(here: Path, shipped_rules: Ruleset) -> None:
    linter = Linter(shipped_rules)
    name = "名片13800138000.md"
    first = linter.check_text("国家级工艺，联系人王敏，电话13912345678", name)
    baseline = baseline_of([first], here)
    write_baseline(here / "b.json", baseline)
    text = (here / "b.json").read_text("utf-8")
    assert baseline.counts
    for secret in ("13800138000", "13912345678", "王敏", "国家级", "工艺"):
        assert secret not in text
    again = linter.check_text("国家级工艺，联系人王敏，电话13912345678", name)
    assert {item.status for item in mark_known(again.findings, load_baseline(here / "b.json"))} == {KNOWN}


def test_names_that_are_no_text(here: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.md")
    baseline = baseline_of([report(finding(name))], here)
    write_baseline(here / "b.json", baseline)
    (here / "b.json").read_bytes().decode("utf-8")
    assert mark_known([finding(name)], load_baseline(here / "b.json"))[0].status is KNOWN


def test_through_the_linter(here: Path, shipped_rules: Ruleset) -> None:
    before = Linter(shipped_rules).check_text("国家级工艺", "a.md")
    write_baseline(here / "b.json", baseline_of([before], here))
    linter = Linter(shipped_rules, Settings(baseline=str(here / "b.json")))
    assert [item.status for item in linter.check_text("新的一行\n国家级工艺", "a.md").findings] == [KNOWN]
    assert [item.status for item in linter.check_text("国家级工艺，国家级品质", "a.md").findings] == [KNOWN, OPEN]
    assert linter.check_text("国家级工艺", "a.md").verdict == "pass"


def test_prune(here: Path) -> None:
    (here / "there.md").write_text("x", "utf-8")
    names = ("a.md", "there.md", "gone.md", "cut.md", "partial.md", "13800138000.md")
    old = baseline_of([report(*[finding(name) for name in names for _ in range(2)])], here)
    limit = Problem("limit-findings", "cut.md", "", unchecked=False)
    now = report(finding("a.md"), finding("new.md"), inputs=("a.md", "new.md", "cut.md"), problems=(limit,))
    now = now._replace(inputs=(*now.inputs, Input("partial.md", "partial", "doc-broken")))
    for name in ("cut.md", "partial.md"):
        (here / name).write_text("x", "utf-8")
    left = {key[0]: count for key, count in prune(old, [now]).counts.items()}
    assert left == {"a.md": 1, "there.md": 2, "cut.md": 2, "partial.md": 2, "138****8000.md": 2}


def test_prune_drops_what_was_mended(here: Path) -> None:
    old = baseline_of([report(finding(), finding(words="h2"))], here)
    assert prune(old, [report(finding(words="h2", status=KNOWN))]).counts == {("a.md", "AD101", "1:h2"): 1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "adlint.baseline/2", "entries": []}',
        '{"schema": "adlint.baseline/1"}',
        '{"schema": "adlint.baseline/1", "entries": [1]}',
        '{"schema": "adlint.baseline/1", "entries": [{"path": "a", "rule": "b", "hash": "c", "count": 0}]}',
        '{"schema": "adlint.baseline/1", "entries": [{"path": "a", "rule": "b", "hash": "c", "count": true}]}',
        '{"schema": "adlint.baseline/1", "entries": [{"path": 1, "rule": "b", "hash": "c", "count": 1}]}',
        '<<<<<<< HEAD\n{"schema": "adlint.baseline/1"}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_broken_ones_are_refused(here: Path, text: str) -> None:
    (here / "b.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(Misconfigured, match="bad-baseline") as caught:
        load_baseline(here / "b.json")
    assert "\n" not in str(caught.value.facts["detail"])


def test_a_missing_one_is_refused(here: Path, shipped_rules: Ruleset) -> None:
    with pytest.raises(Misconfigured, match="missing-file"):
        Linter(shipped_rules, Settings(baseline=str(here / "b.json")))


def test_later_fields_and_lines_twice_are_borne(here: Path) -> None:
    entry = '{"path": "a", "rule": "b", "hash": "c", "count": %d, "later": 1}'
    text = f'{{"schema": "adlint.baseline/1", "by": "x", "entries": [{entry % 1}, {entry % 3}, {entry % 1}]}}'
    (here / "b.json").write_text(text, "utf-8")
    assert load_baseline(here / "b.json").counts == {("a", "b", "c"): 3}


def test_the_old_file_stays_if_writing_fails(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / "b.json"
    write_baseline(path, Baseline({}, str(here)))
    old = path.read_bytes()

    def fail(self: Path, target: object) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_baseline(path, Baseline({("a", "b", "c"): 1}, str(here)))
    assert path.read_bytes() == old
    assert [item.name for item in here.iterdir()] == ["b.json"]


@pytest.mark.skipif(os.name == "nt", reason="modes are a thing of POSIX")
def test_the_mode_stays(here: Path) -> None:
    path = here / "b.json"
    write_baseline(path, Baseline({}, str(here)))
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o600)
    write_baseline(path, Baseline({}, str(here)))
    assert path.stat().st_mode & 0o777 == 0o600


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=12), st.randoms())
def test_what_was_there_is_known_in_any_order(pairs: list[tuple[str, str]], random: object) -> None:
    found = [finding(f"{name}.md", words) for name, words in pairs]
    baseline = baseline_of([report(*found)], ".")
    random.shuffle(found)  # type: ignore[attr-defined]
    by_file = [[item for item in found if item.source == name] for name in ("a.md", "b.md")]
    assert all(item.status is KNOWN for part in by_file for item in mark_known(part, baseline))
    for part in by_file:
        if part:
            assert [item.status for item in mark_known([*part, part[0]], baseline)].count(OPEN) == 1
