"""What the documents say holds: commands parse, links lead somewhere, samples load, pages and codes are complete."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from adlint.cli.app import adlint
from adlint.rules.load import load_ruleset
from adlint.selftest import run_examples
from adlint.settings import load_settings
from adlint.toml_reader import read_toml

ROOT = Path(__file__).parents[1]

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/rules/index.md"), *ROOT.glob("changelog.d/*.md")]
)
SHELLS = {"console", "sh", "bash", "powershell", "bat", "yaml"}

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_COMMAND = re.compile(r"(?:^|[\s\\/:])(adlint(?:\.exe)? [^|&>#\n]+)", re.MULTILINE)


def fences(page: Path) -> Iterator[tuple[str, str]]:
    for match in _FENCE.finditer(page.read_text("utf-8")):
        yield match[1], match[2]


def commands() -> Iterator[tuple[str, str]]:
    """Every line in a shell or CI sample that runs adlint, with the page it stands on."""
    for page in PAGES:
        for language, text in fences(page):
            if language in SHELLS:
                prompted = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
                lines = prompted if language == "console" else text.splitlines()
                for line in lines:
                    if match := _COMMAND.search(line):
                        yield page.name, match[1].strip()


def samples(page: str, language: str) -> list[str]:
    return [text for kind, text in fences(ROOT / "docs" / page) if kind == language]


@pytest.mark.parametrize(("page", "line"), list(commands()))
def test_commands_parse(page: str, line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = adlint
    context = click.Context(adlint, info_name="adlint")
    if words[0] in ("--version", "--help"):
        return
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found, f"{page}: no command {words[0]} in {line}"
        command, words = found, words[1:]
        if words[:1] == ["mine"]:
            found = adlint.get_command(context, "rules mine")
            assert found
            command, words = found, words[1:]
    command.make_context(command.name or "", words, parent=context)


def test_there_are_commands_to_check() -> None:
    assert len(list(commands())) > 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text("utf-8")):
        if link.startswith(("http://", "https://", "#")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve()
        assert target.exists(), f"{page.name} links to {link}"
        if anchor:
            assert f"# {anchor}\n" in target.read_text("utf-8"), f"{page.name} links to {link}"


def test_every_problem_code_has_a_paragraph() -> None:
    catalogue = json.loads((ROOT / "src/adlint/i18n/zh.json").read_bytes())
    codes = {key.split(".")[1] for key in catalogue if key.startswith("problem.")} - {"other"}
    headings = set(re.findall(r"^### (\S+)$", (ROOT / "docs/problems.md").read_text("utf-8"), re.MULTILINE))
    assert headings == codes


def test_every_command_is_told_of_in_the_readme() -> None:
    from adlint.cli.app import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"adlint {name}" not in readme] == []


def test_the_sample_rule_holds(tmp_path: Path) -> None:
    sample = next(text for text in samples("writing-rules.md", "yaml") if "version: 1" in text)
    (tmp_path / "r.yaml").write_text(sample, "utf-8")
    ruleset = load_ruleset((tmp_path / "r.yaml",))
    assert ruleset.rule_of("XB104").terms
    assert run_examples(ruleset, ["XB104"]) == []


def test_the_sample_settings_load(tmp_path: Path) -> None:
    (tmp_path / "adlint.toml").touch()
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "adlint.toml").write_text(samples("settings.md", "toml")[0], "utf-8")
    settings = load_settings(folder / "adlint.toml")
    assert settings.select == ("AD", "PI")
    assert settings.severity == {"AD201": "error"}


def test_every_field_of_a_stanza_is_documented() -> None:
    from adlint.rules.schema import Stanza

    page = (ROOT / "docs/writing-rules.md").read_text("utf-8")
    assert [name for name in Stanza.__struct_encode_fields__ if f"`{name}`" not in page] == []


def test_every_setting_is_documented() -> None:
    from adlint.settings_file import _shape

    page = (ROOT / "docs/settings.md").read_text("utf-8")
    assert [name for name in _shape().__struct_encode_fields__ if name not in page] == []


def test_what_is_generated_is_current() -> None:
    script = [sys.executable, "scripts/make_rule_docs.py", "--check"]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")


@pytest.mark.parametrize("page", ["README.md", "README.en.md"])
def test_the_readme_says_how_to_start(page: str) -> None:
    readme = (ROOT / page).read_text("utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/adlint check examples" in readme
    assert "python3 scripts/check.py" in readme


def test_the_layers_in_the_design_are_the_ones_enforced() -> None:
    project = read_toml(ROOT / "pyproject.toml").values
    enforced = [
        [name.strip().removeprefix("adlint.") for name in layer.split("|")]
        for layer in project["tool"]["importlinter"]["contracts"][0]["layers"]
    ]
    page = (ROOT / "docs/design.md").read_text("utf-8")
    block = page.partition("## 谁可以认识谁\n\n```\n")[2].partition("```")[0]
    drawn = [[name.strip() for name in line.partition("←")[0].split("│")] for line in block.splitlines()]
    assert drawn == enforced
