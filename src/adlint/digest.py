"""Hashing of content for fingerprints and cache keys."""

from __future__ import annotations

try:
    # The same function that hashlib offers; importing hashlib loads OpenSSL, which costs a third of a bare start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b", "short_digest"]


def short_digest(*parts: str, size: int = 8) -> str:
    """A hash of the parts as hexadecimal digits, two for each of `size` bytes; surrogates and all."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
