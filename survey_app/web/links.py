"""Links that open something: a city's personal link, and the tokens of sign-in links and sessions.

A city's link derives from the secret key, the invitation and its nonce: it can be shown again, is stored
nowhere, and a new nonce makes the old link worthless.
"""

import base64
import hashlib
import hmac
import secrets

_MAC_LENGTH = 27  # characters of base64: 162 bits
_PUBLIC_LENGTH = 12


def new_public_id() -> str:
    """Return a random name for an invitation, as it stands in addresses."""
    return secrets.token_hex(_PUBLIC_LENGTH // 2)


def new_nonce() -> str:
    """Return a random nonce for an invitation."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """Return a random token of 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of a token: its hash, which opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def city_token(secret_key: str, public_id: str, nonce: str) -> str:
    """Return the token of a city's personal link."""
    return public_id + _mac(secret_key, public_id, nonce)


def split_city_token(token: str) -> tuple[str, str]:
    """Return an invitation's public id and the proof that follows it."""
    return token[:_PUBLIC_LENGTH], token[_PUBLIC_LENGTH:]


def proves(secret_key: str, public_id: str, nonce: str, proof: str) -> bool:
    """Tell, in constant time, whether a proof belongs to an invitation's present nonce."""
    return hmac.compare_digest(_mac(secret_key, public_id, nonce).encode(), proof.encode("utf-8", "replace"))


def _mac(secret_key: str, public_id: str, nonce: str) -> str:
    message = f"city-link\x00{public_id}\x00{nonce}".encode()
    mac = hmac.digest(secret_key.encode(), message, "sha256")
    return base64.urlsafe_b64encode(mac).decode()[:_MAC_LENGTH]
