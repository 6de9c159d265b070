"""Loaded rulesets kept as JSON in a private folder of the user, keyed by content and version; never pickle.

A cache is a convenience: where the folder is missing, foreign, unwritable or its file altered, rules are read anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import Any

from adlint.digest import blake2b


def cache_folder() -> str | None:
    """adlint's own folder for caches, made private if need be; None where it cannot be had safely."""
    if os.environ.get("ADLINT_NO_CACHE"):
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.join(os.environ["HOME"], "Library/Caches") if os.environ.get("HOME") else ""
    else:
        home = os.environ.get("HOME", "")
        base = os.environ.get("XDG_CACHE_HOME", "") or (os.path.join(home, ".cache") if home else "")
    if not base or not os.path.isabs(base):
        return None
    folder = os.path.join(base, "adlint")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        about = os.lstat(folder)
    except OSError:
        return None
    private = not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o022)
    return folder if private and not os.path.islink(folder) else None


def read_cache(key: str) -> Any:
    """What was kept under the key, or None if nothing whole is there."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        checksum, _, payload = _content_of(os.path.join(folder, f"{key}.json")).partition(b"\n")
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
        os.replace(name, os.path.join(folder, f"{key}.json"))
    except OSError:
        if name:
            with contextlib.suppress(OSError):
                os.unlink(name)


def _content_of(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()
