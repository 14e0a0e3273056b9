"""What must be read again and by nobody else: sealed under a key of the installation's own."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32
_NONCE_BYTES = 12
_PURPOSE = b"parenting assessment: vault 1"
_OF_DEMONSTRATIONS = "known to everybody: a demonstration holds no secret"


class SealedElsewhereError(Exception):
    """What was sealed under another key, for another purpose or person, or was changed since."""

    def __init__(self) -> None:
        super().__init__("This was not sealed here, or not for this.")


class Vault:
    """Seals texts and opens them again; what is sealed for one matter opens for no other."""

    def __init__(self, secret: str) -> None:
        key = HKDF(SHA256(), _KEY_BYTES, salt=None, info=_PURPOSE).derive(secret.encode())
        self._cipher = AESGCM(key)

    def seal(self, text: str, matter: str) -> bytes:
        """The text, readable by this vault alone; twice the same text is never twice the same seal."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), matter.encode())

    def open(self, sealed: bytes, matter: str) -> str:
        """The text again; raises `SealedElsewhereError` where it was not sealed here for this matter."""
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, matter.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise SealedElsewhereError from error


def demonstration_vault() -> Vault:
    """The vault of every demonstration: its key is known, so that what it seals opens after a new start."""
    return Vault(_OF_DEMONSTRATIONS)
