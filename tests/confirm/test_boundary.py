"""The boundary judge: only for rules that ask, and jieba started without its hazards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from adlint.confirm.boundary import boundary
from adlint.confirm.trace import Step, Trace
from adlint.finding import Rule
from adlint.match.lexicon import Lexicon
from adlint.match.scan import Scan
from adlint.match.terms import find_terms
from adlint.model import Document

Make = Callable[..., Rule]
Doc = Callable[..., Document]

SETUP = """
import sys
from adlint.confirm.boundary import boundary
from adlint.confirm.trace import Trace
from adlint.finding import Rule, Severity
from adlint.match.lexicon import Lexicon
from adlint.match.scan import Scan
from adlint.match.terms import find_terms
from adlint.model import Document, Segment
text = "国家神药品监督管理局"
rule = Rule("XX101", "x", "terms", "custom", Severity.ERROR, {}, {}, (), terms=("神药",), boundary=%s)
scan = Scan(Document("t", (Segment(text, "body"),)), Lexicon([rule]))
kept = boundary(list(find_terms(rule, scan)), scan, Trace())
"""


def run(code: str, temp: Path, *, asks: bool) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with its own temporary folder."""
    env = {**os.environ, "TMPDIR": str(temp), "TEMP": str(temp), "TMP": str(temp), "PYTHONDONTWRITEBYTECODE": "1"}
    script = SETUP % asks + dedent(code)
    return subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)


def judged(document: Document, *rules: Rule) -> tuple[list[tuple[str, int]], list[Step]]:
    scan, trace = Scan(document, Lexicon(rules)), Trace(on=True)
    found = [item for rule in rules for item in find_terms(rule, scan)]
    return [(item.rule.id, item.start) for item in boundary(found, scan, trace)], trace.steps


def test_words_that_straddle_two_others_go_where_the_rule_asks(rule: Make, document: Doc) -> None:
    asking, silent = rule("XX101", terms=("产品",), boundary=True), rule("XX102", terms=("产品",))
    kept, steps = judged(document("我们生产品牌服装", "这款产品"), asking, silent)
    assert kept == [("XX101", 2), ("XX102", 3), ("XX102", 2)]
    assert steps == [Step("XX101", 0, 3, 5, "dropped", "boundary", steps[0].by)]
    assert len(steps[0].by) > 1


def test_what_is_not_seen_does_not_part_words(rule: Make, document: Doc) -> None:
    kept, _ = judged(document("我们生\u200b产品\u200b牌服装"), rule(terms=("产品",), boundary=True))
    assert kept == []


def test_jieba_stays_away_while_no_rule_asks(tmp_path: Path) -> None:
    done = run("assert 'jieba' not in sys.modules and len(kept) == 1", tmp_path, asks=False)
    assert done.returncode == 0, done.stderr


def test_it_starts_without_files_noise_or_traces(tmp_path: Path) -> None:
    code = """
        assert 'jieba' in sys.modules
        assert 'pkg_resources' not in sys.modules, 'left behind'
        import tempfile, pathlib
        left = list(pathlib.Path(tempfile.gettempdir()).iterdir())
        assert not left, left
    """
    done = run(code, tmp_path, asks=True)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_a_planted_cache_is_not_even_opened(tmp_path: Path) -> None:
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(b"not marshal at all")
    planted.chmod(0o666)
    opened = f"""
        import sys
        assert not any({str(planted)!r} == str(name) for name in OPENED), 'opened'
    """
    hook = """
        import sys
        OPENED = []
        sys.addaudithook(lambda event, args: OPENED.append(args[0]) if event == 'open' else None)
    """
    code = dedent(hook) + SETUP % True + dedent(opened)
    env = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert planted.read_bytes() == b"not marshal at all"


def test_a_fresh_start_warns_of_nothing(tmp_path: Path) -> None:
    # jieba has "\\s" in plain strings: a SyntaxWarning each time it is compiled, which is not ours to show.
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    code = SETUP % True
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
