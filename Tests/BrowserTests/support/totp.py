"""Codes of an authenticator program (RFC 6238: HMAC-SHA-1, 30 seconds, six digits), written without the program."""

import base64
import hashlib
import hmac

PERIOD = 30


def code(secret: str, step: int) -> str:
    """The code of one step; `secret` is base32, with or without spaces."""
    text = secret.replace(" ", "")
    key = base64.b32decode(text + "=" * (-len(text) % 8))
    digest = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    word = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{word % 10**6:06d}"
