"""Finding rule files, user over shipped, and the cache that is only ever a convenience."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

import adlint
from adlint.cache import cache_folder, read_cache, write_cache
from adlint.errors import Misconfigured
from adlint.finding import Severity
from adlint.rules import load
from adlint.rules.load import load_ruleset, shipped_folder

Write = Callable[..., Path]
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and XDG folders")
not_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")

FIRST = ("XX101", "terms", "terms: [最佳]")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own for each test, and nothing remembered from before."""
    home = tmp_path_factory.mktemp("home") / "base"
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(home))
    load._parsed.cache_clear()
    yield home / "adlint"
    load._parsed.cache_clear()


def forget() -> None:
    """As if the process started anew."""
    load._parsed.cache_clear()


# ------------------------------------------------------------------------------------------------------- files


def test_shipped_rules_load_and_user_rules_stand_over_them(ruleset_file: Write) -> None:
    mine = ruleset_file(FIRST, ("AD101", "terms", "terms: [国家级]"))
    shipped, both = load_ruleset(), load_ruleset((mine,))
    assert len(both.rules) == len(shipped.rules) + 1
    replaced = both.rule_of("AD101")
    assert (replaced.name, replaced.trusted, replaced.origin) == ("rule-AD101", False, f"{mine}:12")
    assert shipped.rule_of("AD101").trusted
    assert both.exemptions == shipped.exemptions


def test_user_rules_may_use_shipped_classes_and_evidence(ruleset_file: Write) -> None:
    mine = ruleset_file(("XX101", "terms", 'terms: ["{scope}最靓"]\nevidence: [source]'))
    assert "全国最靓" in load_ruleset((mine,)).rule_of("XX101").terms
    with pytest.raises(Misconfigured):
        load_ruleset((mine,), shipped=False)


def test_without_the_shipped_ones_only_the_users(ruleset_file: Write) -> None:
    assert [rule.id for rule in load_ruleset((ruleset_file(FIRST),), shipped=False).rules] == ["XX101"]


def test_of_several_paths_the_later_stands(ruleset_file: Write, tmp_path: Path) -> None:
    one, two = ruleset_file(FIRST, name="b.yaml"), ruleset_file(("XX101", "terms", "terms: [第一]"), name="a.yml")
    assert load_ruleset((one, two), shipped=False).rules[0].terms == ("第一",)
    assert load_ruleset((two, one), shipped=False).rules[0].terms == ("最佳",)
    (tmp_path / "readme.md").write_text("not a ruleset")
    (tmp_path / "sub.yaml").mkdir()
    assert load_ruleset((tmp_path,), shipped=False).rules[0].terms == ("最佳",)  # b.yaml after a.yml


def test_json_rulesets(tmp_path: Path, ruleset_file: Write) -> None:
    from adlint.rules.yaml_reader import read_yaml

    value, _ = read_yaml(ruleset_file(FIRST).read_text("utf-8"), "f")
    path = tmp_path / "r.json"
    path.write_text(json.dumps(value), "utf-8")
    assert load_ruleset((path,), shipped=False).rules[0].terms == ("最佳",)


def test_a_missing_file_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as caught:
        load_ruleset((tmp_path / "无.yaml",))
    assert (caught.value.code, caught.value.facts["name"]) == ("config.missing-file", str(tmp_path / "无.yaml"))
    with pytest.raises(Misconfigured) as caught:
        load_ruleset((tmp_path,))
    assert caught.value.code == "config.no-rulesets"


def test_an_oversized_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(Misconfigured) as caught:
        load_ruleset((path,), shipped=False)
    assert caught.value.code == "config.too-large"


def test_a_changed_file_is_read_anew_in_the_same_process(ruleset_file: Write) -> None:
    path = ruleset_file(FIRST)
    assert load_ruleset((path,), shipped=False).rules[0].terms == ("最佳",)
    ruleset_file(("XX101", "terms", "terms: [第一]"))
    assert load_ruleset((path,), shipped=False).rules[0].terms == ("第一",)


def test_the_package_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = Path(__file__).parents[2]
    if not (Path(adlint.__file__).parent / "_data").is_dir():
        assert shipped_folder() == checkout / "rulesets"
        assert shipped_folder("vi_specs") == checkout / "vi_specs"
    package = tmp_path / "site-packages/adlint"
    (package / "_data/rulesets").mkdir(parents=True)
    monkeypatch.setattr(adlint, "__file__", str(package / "__init__.py"))
    assert shipped_folder() == package / "_data/rulesets"


# ------------------------------------------------------------------------------------------------------- cache


def only_file(folder: Path) -> Path:
    [path] = folder.glob("*")
    return path


def test_what_is_read_twice_is_the_same_from_the_cache(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_ruleset()
    assert only_file(own_cache).name == first.digest
    forget()
    monkeypatch.setitem(sys.modules, "adlint.rules.parse", None)  # would fail if it were needed
    second = load_ruleset()
    assert second == first
    assert second is not first


def test_the_cache_is_private_and_leaves_no_scraps(own_cache: Path, ruleset_file: Write) -> None:
    load_ruleset((ruleset_file(FIRST),), shipped=False)
    assert [path.suffix for path in own_cache.iterdir()] == [""]
    if sys.platform != "win32":
        assert own_cache.stat().st_mode & 0o777 == 0o700
        assert only_file(own_cache).stat().st_mode & 0o077 == 0


def test_a_change_in_content_trust_or_version_has_another_key(
    own_cache: Path, ruleset_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ruleset_file(FIRST)
    load_ruleset((path,), shipped=False)
    ruleset_file(("XX101", "terms", "terms: [第一]"))
    load_ruleset((path,), shipped=False)
    monkeypatch.setattr(adlint, "__version__", "99")
    forget()
    load_ruleset((path,), shipped=False)
    assert len(list(own_cache.iterdir())) == 3


def poison(path: Path, payload: bytes, *, whole: bool = True) -> None:
    checksum = blake2b(payload, digest_size=16).hexdigest().encode() if whole else b"0" * 32
    path.write_bytes(checksum + b"\n" + payload)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe",
        b'"text"',
        b'{"rules": [{}], "exemptions": [], "evidence": {}, "digest": ""}',
        b'{"rules": [{"id": "XX101", "nonsense": 1}], "exemptions": [], "evidence": {}, "digest": ""}',
        b'{"rules": [[1]], "exemptions": [], "evidence": {}, "digest": ""}',
        b'{"rules": 7, "exemptions": [], "evidence": {}, "digest": ""}',
        b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_poisoned_cache_file_is_ignored_and_replaced(
    own_cache: Path,
    ruleset_file: Write,
    payload: bytes,
    whole: bool,
) -> None:
    path = ruleset_file(FIRST)
    right = load_ruleset((path,), shipped=False)
    cached = only_file(own_cache)
    good = cached.read_bytes()
    poison(cached, payload, whole=whole)
    forget()
    assert load_ruleset((path,), shipped=False) == right
    assert cached.read_bytes() == good


@pytest.mark.parametrize("keep", [0, 1, 31, 32, 33, 100, -1])
def test_a_truncated_cache_file_is_ignored(own_cache: Path, ruleset_file: Write, keep: int) -> None:
    path = ruleset_file(FIRST)
    right = load_ruleset((path,), shipped=False)
    cached = only_file(own_cache)
    good = cached.read_bytes()
    cached.write_bytes(good[:keep])
    forget()
    assert load_ruleset((path,), shipped=False) == right
    assert cached.read_bytes() == good


def test_a_planted_pickle_is_never_loaded(own_cache: Path, ruleset_file: Write, tmp_path: Path) -> None:
    path = ruleset_file(FIRST)
    load_ruleset((path,), shipped=False)
    only_file(own_cache).write_bytes(b"cposix\nsystem\n(S'touch " + str(tmp_path / "pwned").encode() + b"'\ntR.")
    forget()
    load_ruleset((path,), shipped=False)
    assert not (tmp_path / "pwned").exists()


@posix
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_may_write_to_is_not_used(own_cache: Path, mode: int, ruleset_file: Write) -> None:
    own_cache.mkdir(parents=True)
    own_cache.chmod(mode)
    assert cache_folder() is None
    load_ruleset((ruleset_file(FIRST),), shipped=False)
    assert list(own_cache.iterdir()) == []


@posix
def test_a_folder_of_somebody_else_is_not_used(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_cache.mkdir(parents=True, mode=0o700)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert cache_folder() is None


@posix
def test_a_link_is_not_used(own_cache: Path, tmp_path: Path) -> None:
    own_cache.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    own_cache.symlink_to(tmp_path / "elsewhere")
    assert cache_folder() is None


@posix
@pytest.mark.parametrize("base", ["", "relative/cache"])
def test_without_a_home_there_is_no_cache_and_all_works(
    base: str, monkeypatch: pytest.MonkeyPatch, ruleset_file: Write, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    assert cache_folder() is None
    assert load_ruleset((ruleset_file(FIRST),), shipped=False).rules
    assert read_cache("x") is None
    write_cache("x", b"1")


@posix
@not_root
def test_an_unwritable_folder_means_no_cache(own_cache: Path, ruleset_file: Write) -> None:
    own_cache.mkdir(parents=True, mode=0o500)
    assert load_ruleset((ruleset_file(FIRST),), shipped=False).rules


def test_a_file_where_the_folder_should_be(own_cache: Path, ruleset_file: Write) -> None:
    own_cache.parent.mkdir(parents=True)
    own_cache.write_text("in the way")
    assert cache_folder() is None
    assert load_ruleset((ruleset_file(FIRST),), shipped=False).rules


def test_a_full_disk_leaves_no_scraps(own_cache: Path, ruleset_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    assert load_ruleset((ruleset_file(FIRST),), shipped=False).rules
    assert list(own_cache.iterdir()) == []


def test_severity_and_suggestions_survive_the_cache(ruleset_file: Write) -> None:
    path = ruleset_file(
        ("XX101", "terms", "terms: [最佳]\nsuggest: [{text: 甲, safe: true}]\nparams: {a: [1, {b: 2}]}")
    )
    first = load_ruleset((path,), shipped=False)
    forget()
    [rule] = load_ruleset((path,), shipped=False).rules
    assert rule == first.rules[0]
    assert rule.severity is Severity.ERROR
    assert rule.suggest[0].safe is True
