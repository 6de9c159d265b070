"""The pre-commit hook, installed from this checkout into a repository, as a team would use it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]

BAD = "补水面膜销量全网第一，买一送一。\n"
GOOD = "补水面膜深受欢迎，买一送一。\n"


def test_both_hook_files_are_the_same_bytes_and_copies() -> None:
    dotted, undotted = ROOT / ".pre-commit-hooks.yaml", ROOT / "pre-commit-hooks.yaml"
    assert dotted.read_bytes() == undotted.read_bytes()
    assert not dotted.is_symlink()
    assert not undotted.is_symlink()


def test_the_hooks_take_the_files_they_should() -> None:
    import re

    yaml = pytest.importorskip("yaml")
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert set(hooks) == {"adlint", "adlint-images"}
    copy, images = (re.compile(hooks[name]["files"]) for name in ("adlint", "adlint-images"))
    for name in ("文案/a.md", "a.TXT", "a.markdown", "a.htm", "a.html", "a.csv", "a.jsonl", "a.srt", "a.docx"):
        assert copy.search(name)
        assert not images.search(name)
    for name in ("海报.PNG", "a.jpeg", "a.jpg", "a.webp"):
        assert images.search(name)
        assert not copy.search(name)
    for name in ("a.py", "md", "a.md.bak", "a.json5"):
        assert not copy.search(name)
    for hook in hooks.values():
        assert hook["name"].isascii()
        assert hook["require_serial"]
        assert "--force-exclude" in hook["entry"]


class Shop(NamedTuple):
    """A repository that uses the hook."""

    folder: Path
    env: dict[str, str]

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, cwd=self.folder, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def commit(self, **files: str) -> tuple[int, str]:
        for name, text in files.items():
            (self.folder / f"{name}.md").write_text(text, "utf-8")
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", "change")


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    if not shutil.which("git"):
        pytest.skip("no git")
    folder = tmp_path_factory.mktemp("hook")
    (folder / "gitconfig").write_text(
        "[user]\n\tname = t\n\temail = t@example.com\n[safe]\n\tdirectory = *\n[init]\n\tdefaultBranch = main\n",
        "utf-8",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON", "PRE_COMMIT"))}
    yield kept | {
        "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
        "PYTHONUTF8": "1",
    }


@pytest.fixture(scope="module")
def checkout(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as it is now, committed: pre-commit installs hooks from a commit."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        env=env,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    copy = tmp_path_factory.mktemp("checkout")
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "docs/", "examples/")):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    for command in (["init", "-q"], ["add", "--all"], ["commit", "-q", "-m", "now"]):
        subprocess.run(["git", *command], cwd=copy, env=env, check=True)
    return copy


@pytest.fixture
def shop(checkout: Path, env: dict[str, str], tmp_path: Path) -> Shop:
    pytest.importorskip("pre_commit")
    shop = Shop(tmp_path, env)
    shop.run("git", "init", "-q")
    _, revision = shop.run("git", "-C", str(checkout), "rev-parse", "HEAD")
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {checkout}\n  rev: {revision.strip()}\n  hooks:\n  - id: adlint\n", "utf-8"
    )
    code, said = shop.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert code == 0, said
    return shop


def test_a_commit_with_a_finding_is_stopped_and_the_corrected_one_passes(shop: Shop) -> None:
    code, said = shop.commit(文案=BAD)
    assert code != 0
    assert "全网第一" in said
    assert "广告法" in said
    assert shop.run("git", "log")[0] != 0  # nothing was committed
    code, said = shop.commit(文案=GOOD)
    assert (code, "Passed" in said) == (0, True), said


def test_the_baseline_lets_old_findings_through_and_stops_new_ones(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    from adlint.cli import run

    shop.run("git", "commit", "--no-verify", "--allow-empty", "-m", "start")
    (shop.folder / "旧.md").write_text(BAD, "utf-8")
    (shop.folder / "adlint.toml").write_text('baseline = ".adlint-baseline.json"\n', "utf-8")
    monkeypatch.chdir(shop.folder)
    assert run(["baseline", "create"]) == 0
    code, said = shop.commit(旧="新的一行。\n\n" + BAD)
    assert code == 0, said
    before = (shop.folder / ".adlint-baseline.json").read_bytes()
    code, said = shop.commit(旧=BAD + "\n史上最低价，国家级品质。\n")
    assert (code != 0, "国家级" in said, "全网第一" in said) == (True, True, False), said
    assert (shop.folder / ".adlint-baseline.json").read_bytes() == before


def test_what_settings_exclude_is_let_through(shop: Shop) -> None:
    (shop.folder / "adlint.toml").write_text('exclude = ["旧.md"]\n', "utf-8")
    code, said = shop.commit(旧=BAD)
    assert code == 0, said


def test_try_repo(checkout: Path, shop: Shop) -> None:
    (shop.folder / "a.md").write_text(BAD, "utf-8")
    shop.run("git", "add", "--all")
    command = (sys.executable, "-m", "pre_commit", "try-repo", str(checkout), "adlint", "--files", "a.md")
    code, said = shop.run(*command)
    assert (code, "全网第一" in said) == (1, True), said
