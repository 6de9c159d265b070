"""The house rules of docs/architecture.md, checked on the files themselves."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import adlint
from adlint.i18n import LANGUAGES, catalogue
from adlint.rules.categories import BLOCKS, category_of
from adlint.rules.load import load_ruleset

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/adlint"
#: Slow to import and wanted by few: whoever needs one imports it in the function that does.
HEAVY = (
    *("yaml", "msgspec", "regex", "jieba", "PIL", "numpy", "pytesseract", "markdown_it", "click", "pathspec"),
    *("multiprocessing", "concurrent.futures", "asyncio", "logging", "dataclasses", "inspect", "importlib.metadata"),
    *("unittest", "http", "urllib.request", "xml.etree", "zipfile", "sqlite3", "tomllib", "email", "ssl"),
)

checkout_only = pytest.mark.skipif(not PACKAGE.is_dir(), reason="the sources are not here")
pytestmark = checkout_only


def sources() -> list[Path]:
    """The modules of the package, by path."""
    return sorted(PACKAGE.rglob("*.py"))


def within(path: Path) -> str:
    """A path as the rules name it: extract/decode.py."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """Every piece of syntax in the package, with its file."""
    return [(within(path), node) for path in sources() for node in ast.walk(ast.parse(path.read_text("utf-8")))]


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    return []


def run(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that finds the package where this one does."""
    path = os.pathsep.join([str(Path(adlint.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path, **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# ---------------------------------------------------------------------------------------------------------- layers


def test_arrows_only_point_down() -> None:
    pytest.importorskip("importlinter")
    done = run(
        "import sys; from importlinter.cli import lint_imports_command\n"
        "sys.argv = ['lint-imports', '--no-cache']; lint_imports_command()",
        PYTHONIOENCODING="utf-8",
        NO_COLOR="1",
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("ahocorasick", {"match/automaton.py"}),
        ("daachorse", {"match/automaton.py"}),
        ("jieba", {"confirm/boundary.py", "cli/rules.py", "cli/mine.py"}),
        ("yaml", {"rules/yaml_reader.py", "extract/frontmatter.py"}),
        ("regex", {"rules/expression.py"}),
        ("pickle", {"processes.py", "batch.py"}),
        ("marshal", set()),
        ("requests", set()),
        ("socket", set()),
        ("urllib.request", set()),
        ("http.client", set()),
    ],
)
def test_a_library_is_imported_in_its_home_only(library: str, homes: set[str]) -> None:
    found = {
        file
        for file, node in nodes()
        if any(name == library or name.startswith(f"{library}.") for name in imported(node))
    }
    assert found <= homes


def test_only_the_command_line_prints_and_exits() -> None:
    guilty = set()
    for file, node in nodes():
        if file.startswith("cli/") or file == "__main__.py":
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "exit", "quit"):
            guilty.add((file, node.func.id))
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and (node.value.id, node.attr) in {("sys", "exit"), ("sys", "stdout"), ("sys", "stderr"), ("sys", "stdin")}
        ):
            guilty.add((file, f"sys.{node.attr}"))
    assert guilty == set()


def test_only_decode_decodes_the_bytes_of_text_formats() -> None:
    guilty = set()
    for file, node in nodes():
        if file.startswith("extract/") and file != "extract/decode.py":
            if isinstance(node, ast.Attribute) and node.attr in ("decode", "read_text", "open", "TextIOWrapper"):
                guilty.add((file, node.attr))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
                guilty.add((file, node.func.id))
    assert guilty == set()


def test_broad_excepts_stand_where_the_plan_has_them() -> None:
    """`except Exception` without raising again: exceptions become problems or exit codes in a few places only."""
    broad = set()
    for file, node in nodes():
        if isinstance(node, ast.ExceptHandler) and (
            node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
        ):
            again = any(isinstance(part, ast.Raise) for part in ast.walk(node))
            if not again:
                broad.add(file.split("/")[0])
    assert broad <= {"linter.py", "batch.py", "processes.py", "cli", "extract"}


# ---------------------------------------------------------------------------------------------------------- weight


def loaded(code: str) -> set[str]:
    """The modules that are loaded after some code has run."""
    done = run(f"import sys\n{code}\nprint(*sys.modules)")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return set(done.stdout.split())


def test_import_adlint_is_light() -> None:
    bare = loaded("pass")
    modules = loaded("import adlint") - bare
    assert modules & set(HEAVY) == set()
    assert {name for name in modules if name.startswith("adlint.")} == set()
    assert len(modules) < 20, sorted(modules)


def test_checking_a_text_loads_what_it_needs() -> None:
    load_ruleset()  # the rules are in the cache now
    modules = loaded("import adlint; adlint.Linter().check_text('全网第一，好评率98%，电话13800138000')")
    assert modules & set(HEAVY) == set()


def test_the_version_is_written_once_and_needs_no_metadata() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:\.dev\d+|[ab]\d+|rc\d+)?", adlint.__version__)
    assert (ROOT / "pyproject.toml").read_text("utf-8").count(adlint.__version__) == 0


# ----------------------------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("path", sources(), ids=within)
def test_a_module_is_one_idea(path: Path) -> None:
    text = path.read_text("utf-8")
    if within(path) != "normalize/fold_data.py":
        assert text.count("\n") <= 300
    body = ast.parse(text)
    if path.stat().st_size:
        assert ast.get_docstring(body), "what is in it, in one line"


def test_every_public_function_says_what_it_gives() -> None:
    silent = []
    for path in sources():
        for node in ast.parse(path.read_text("utf-8")).body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if named and not ast.get_docstring(node):
                silent.append(f"{within(path)}:{node.name}")
    assert silent == []


def test_identifiers_are_english_and_plain() -> None:
    forbidden = re.compile(r"(?:Manager|Helper|Utils?|Base|Impl|Processor)$")
    for file, node in nodes():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            assert node.name.isascii(), (file, node.name)
            assert not forbidden.search(node.name), (file, node.name)
    assert [within(path) for path in sources() if not within(path).isascii()] == []


def test_the_two_hook_files_hold_the_same_bytes() -> None:
    read_by_pre_commit, shown = (ROOT / name for name in (".pre-commit-hooks.yaml", "pre-commit-hooks.yaml"))
    assert not shown.is_symlink()
    assert not read_by_pre_commit.is_symlink()
    assert read_by_pre_commit.read_bytes() == shown.read_bytes()


def test_catalogues_have_the_same_keys_and_facts() -> None:
    first, second = (catalogue(lang) for lang in LANGUAGES)
    assert first.keys() == second.keys()
    for key in first:
        assert set(re.findall(r"\{(\w+)", first[key])) == set(re.findall(r"\{(\w+)", second[key])), key


def test_sentences_that_the_code_asks_for_are_there() -> None:
    asked = set()
    for file, node in nodes():
        if file.startswith("cli/"):
            continue  # has words of its own
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                asked.add(key.value)
    assert asked - set(catalogue("zh")) == set()


def test_every_rule_lies_in_a_block() -> None:
    for rule in load_ruleset().rules:
        assert category_of(rule.id) in BLOCKS.values(), rule.id
        assert rule.category == category_of(rule.id), rule.id


def tracked() -> list[Path]:
    """The files that are or will be in the repository."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("not a checkout")
    names = os.fsdecode(done.stdout).split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_file_names_the_machine_it_was_written_on() -> None:
    machine = {str(ROOT), str(Path.home()), "/work" + "/main", "/work" + "/shared", "/root" + "/.", "/home" + "/user"}
    machine -= {"/", "/root", ""}
    found = []
    for path in tracked():
        data = path.read_bytes()
        found += [(path.relative_to(ROOT).as_posix(), name) for name in machine if name.encode() in data]
    assert found == []


def test_texts_end_their_lines_as_unix_does_and_the_last_one_too() -> None:
    wrong = []
    for path in tracked():
        if path.suffix in (".py", ".toml", ".yaml", ".yml", ".md") and "fixtures" not in path.parts:
            data = path.read_bytes()
            if b"\r\n" in data or (data and not data.endswith(b"\n")) or data.startswith(b"\xef\xbb\xbf"):
                wrong.append(path.relative_to(ROOT).as_posix())
    assert wrong == []
