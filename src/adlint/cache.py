"""What is costly to make, kept in a private folder of the user: rulesets and compiled expressions; never pickle.

A cache is a convenience: where the folder is missing, foreign, unwritable or its file altered, rules are read anew.
"""

from __future__ import annotations

import contextlib
import os
import sys

from adlint.digest import blake2b

#: Files of one kind that are kept.
_MOST = 12


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


def read_cache(key: str) -> bytes | None:
    """What was kept under the key, or None if nothing whole is there."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        with open(os.path.join(folder, key), "rb") as file:
            checksum, _, payload = file.read().partition(b"\n")
    except OSError:
        return None
    return payload if blake2b(payload, digest_size=16).hexdigest().encode() == checksum else None


def write_cache(key: str, payload: bytes) -> None:
    """Keep the payload under the key, in one step; no room or no right means no cache.

    Of keys with the same beginning (up to the first -) only those used last are kept.
    """
    folder = cache_folder()
    if folder is None:
        return
    import tempfile

    checksum = blake2b(payload, digest_size=16).hexdigest().encode()
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(checksum + b"\n" + payload)
        os.replace(name, os.path.join(folder, key))
    except OSError:
        if name:
            with contextlib.suppress(OSError):
                os.unlink(name)
        return
    _drop_old(folder, key.partition("-")[0] + "-")


def _drop_old(folder: str, beginning: str) -> None:
    """Leave only the newest files of that beginning: settings and versions that nobody uses any more go."""
    with contextlib.suppress(OSError):
        ages = [(entry.stat().st_mtime, entry.path) for entry in os.scandir(folder) if entry.name.startswith(beginning)]
        for _, path in sorted(ages, reverse=True)[_MOST:]:
            os.unlink(path)
