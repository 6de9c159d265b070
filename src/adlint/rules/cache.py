"""Loaded rulesets kept as JSON in a private folder of the user, keyed by content and version; never pickle.

A cache is a convenience: where the folder is missing, foreign, unwritable or its file altered, rules are read anew.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from adlint.digest import blake2b


def cache_folder() -> Path | None:
    """adlint's own folder for caches, made private if need be; None where it cannot be had safely."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = str(Path(os.environ.get("HOME", "")) / "Library/Caches") if os.environ.get("HOME") else ""
    else:
        home = os.environ.get("HOME", "")
        base = os.environ.get("XDG_CACHE_HOME", "") or (str(Path(home) / ".cache") if home else "")
    if not base or not Path(base).is_absolute():
        return None
    folder = Path(base) / "adlint"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.lstat()
    except OSError:
        return None
    private = not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o022)
    return folder if private and not folder.is_symlink() else None


def read_cache(key: str) -> Any:
    """What was kept under the key, or None if nothing whole is there."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        checksum, _, payload = (folder / f"{key}.json").read_bytes().partition(b"\n")
    except OSError:
        return None
    if blake2b(payload, digest_size=16).hexdigest().encode() != checksum:
        return None
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def write_cache(key: str, value: Any) -> None:
    """Keep the value, which must be JSON, under the key, in one step; no room or no right means no cache."""
    folder = cache_folder()
    if folder is None:
        return
    import tempfile

    payload = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    checksum = blake2b(payload, digest_size=16).hexdigest().encode()
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(checksum + b"\n" + payload)
        Path(name).replace(folder / f"{key}.json")
    except OSError:
        if name:
            Path(name).unlink(missing_ok=True)
