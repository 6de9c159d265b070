"""Set everything up and run all checks: lint, format, types, layers, the examples inside the rules, the tests.

    python3 scripts/check.py                 all of it, in .venv (made if it is not there)
    python3 scripts/check.py --venv PATH     in a virtual environment elsewhere
    python3 scripts/check.py --only pytest   one step (repeatable); --no-install leaves the environment as it is

Needs Python 3.10 or newer and nothing else. Every step runs even if one before it failed; the exit status is 0 only
if all went well.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]

#: Name and command of each step; the commands are found in the virtual environment.
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("ruff", "check", "--quiet", ".")),
    ("ruff format", ("ruff", "format", "--quiet", "--check", ".")),
    ("mypy", ("mypy",)),
    ("mypy scripts", ("mypy", "scripts", "benchmarks")),
    ("lint-imports", ("lint-imports",)),
    ("test-rules", ("adlint", "test-rules")),
    ("pytest", ("pytest",)),
)


def main() -> int:
    """0 if every step went well, 1 if one failed, 2 if the environment could not be made."""
    parser = argparse.ArgumentParser(description="Set everything up and run all checks.")
    parser.add_argument("--venv", default=str(HERE / ".venv"), help="virtual environment to make or use")
    parser.add_argument("--no-install", action="store_true", help="use the environment as it is")
    parser.add_argument("--only", action="append", default=[], choices=[name for name, _ in STEPS], help="run one step")
    options = parser.parse_args()
    if sys.version_info < (3, 10):  # noqa: UP036 - it is run before anything is installed
        print(f"Python 3.10 or newer is needed; this is {sys.version.split()[0]}.")
        return 2
    folder = Path(options.venv).absolute()
    if not options.no_install and not installed(folder):
        return 2
    results = []
    for name, command in STEPS:
        if not options.only or name in options.only:
            results.append((name, *run(name, [str(program(folder, command[0])), *command[1:]])))
    print(
        "\n" + "\n".join(f"{'ok    ' if passed else 'FAILED'}  {took:6.1f} s  {name}" for name, passed, took in results)
    )
    failed = [name for name, passed, _ in results if not passed]
    print(f"\nsteps: {len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def installed(folder: Path) -> bool:
    """True once the virtual environment exists and holds adlint with everything its checks need."""
    if not program(folder, "python").exists():
        passed, _ = run("make environment", [sys.executable, "-m", "venv", str(folder)])
        if not passed:
            print("Could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv")
            return False
    pip = [str(program(folder, "python")), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    return run("install", [*pip, "--editable", ".[dev]"])[0]


def program(folder: Path, name: str) -> Path:
    """Where a virtual environment keeps a program."""
    return folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name


def run(name: str, command: list[str]) -> tuple[bool, float]:
    """Whether the command went well, and the seconds it took; its output goes to ours."""
    print(f"\n=== {name}", flush=True)
    environment = {**os.environ, "PYTHONUTF8": "1"}
    began = time.perf_counter()
    try:
        code = subprocess.run(command, cwd=HERE, env=environment, check=False).returncode
    except FileNotFoundError:
        print(f"{command[0]} is not there; run once without --no-install.")
        code = 127
    took = time.perf_counter() - began
    print(f"=== {name}: {'ok' if code == 0 else f'failed (exit {code})'}, {took:.1f} s", flush=True)
    return code == 0, took


if __name__ == "__main__":
    sys.exit(main())
