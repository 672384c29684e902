"""Whether a secret is one: long enough, not an example, not one letter over and over."""

from __future__ import annotations

import base64
import binascii
import contextlib
import re

LEAST = 20
LEAST_LETTERS = 8
EXAMPLES = (
    "change", "secret", "password", "example", "default", "insert", "your", "todo", "test-",
    "placeholder", "12345678", "abcdef012345", "<",
)  # fmt: skip


def weakness(secret: str, *, least: int = LEAST) -> str:
    """Say what is wrong with a secret, as the end of a sentence; empty: nothing was found.

    The decoded form is looked at too: an example in hexadecimal or base64 is still an example.

    >>> weakness("")
    'is empty'
    >>> weakness("short")
    'is shorter than 20 characters'
    >>> weakness("please-change-me-before-use")
    'looks like an example'
    """
    if not secret:
        return "is empty"
    if len(secret) < least:
        return f"is shorter than {least} characters"
    if len(set(secret)) < LEAST_LETTERS:
        return "repeats a few letters"
    if any(word in form.lower() for form in _forms(secret) for word in EXAMPLES):
        return "looks like an example"
    return ""


def is_key(text: str) -> bool:
    """Whether a text is 32 bytes in hexadecimal."""
    return re.fullmatch("[0-9a-fA-F]{64}", text) is not None


def _forms(secret: str) -> list[str]:
    found = [secret]
    for decode in (bytes.fromhex, base64.b64decode, base64.urlsafe_b64decode):
        with contextlib.suppress(ValueError, binascii.Error, UnicodeDecodeError):
            found.append(decode(secret).decode("ascii"))
    return found
