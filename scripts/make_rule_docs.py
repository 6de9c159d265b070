"""Write what is generated in the documents: docs/rules/ from the rulesets, and the screen in README.md from a run.

python scripts/make_rule_docs.py            write them, and remove the pages of rules that are gone
python scripts/make_rule_docs.py --check    change nothing; exit status 1 if they are not current
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from adlint.rules.document import document, index, laws
from adlint.rules.load import load_ruleset

HERE = Path(__file__).resolve().parents[1]
PROMPT = "$ adlint check examples/"


def main() -> int:
    """0 if the documents are current (now), 1 if --check found that they are not."""
    parser = argparse.ArgumentParser(description="Write what is generated in the documents.")
    parser.add_argument("--check", action="store_true", help="change nothing")
    is_check = parser.parse_args().check
    wanted = {**pages(), HERE / "README.md": readme()}
    there = {path: read(path) for path in (*HERE.glob("docs/rules/*.md"), HERE / "README.md")}
    stale = sorted(path for path in wanted.keys() | there.keys() if wanted.get(path) != there.get(path))
    if stale and not is_check:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path in wanted:
                path.write_bytes(wanted[path])
            else:
                path.unlink()
    if stale:
        verb = "not current, run scripts/make_rule_docs.py" if is_check else "written"
        print(f"{len(stale)} pages {verb}: {' '.join(path.name for path in stale)}")
    return 1 if stale and is_check else 0


def read(path: Path) -> bytes:
    """The bytes of a page as it is kept: a Windows checkout may have other line ends."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def pages() -> dict[Path, bytes]:
    """The pages of docs/rules/."""
    ruleset = load_ruleset()
    told = {f"{rule.id}.md": document(rule, ruleset) for rule in ruleset.rules}
    told |= {"index.md": index(ruleset, law_page="law.md"), "law.md": laws(ruleset)}
    return {HERE / "docs/rules" / name: text.encode() for name, text in told.items()}


def readme() -> bytes:
    """README.md with what the command at the head of its screen prints now."""
    text = read(HERE / "README.md").decode()
    start = text.index(PROMPT)
    command, _, rest = text[start:].partition("\n")
    arguments = command.removeprefix("$ adlint ").split()
    done = subprocess.run(
        [sys.executable, "-m", "adlint", *arguments],
        cwd=HERE,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        check=False,
    )
    screen = done.stdout.decode().replace("\r\n", "\n")
    return f"{text[:start]}{command}\n{screen}{rest[rest.index('```') :]}".encode()


if __name__ == "__main__":
    sys.exit(main())
