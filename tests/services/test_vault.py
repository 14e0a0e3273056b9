"""What is sealed is opened again by the same installation, for the same matter, and by nobody else."""

import pytest

from assessment_tool.services.vault import SealedElsewhereError, Vault

VAULT = Vault("a secret of thirty-two characters")


def test_a_sealed_text_opens_again_and_never_looks_the_same_twice() -> None:
    first, second = (VAULT.seal("straße", "m") for _ in range(2))
    assert (VAULT.open(first, "m"), VAULT.open(second, "m")) == ("straße", "straße")
    assert first != second
    assert "straße".encode() not in first


@pytest.mark.parametrize("sealed", [b"", b"short", b"x" * 40])
def test_what_was_not_sealed_here_for_this_does_not_open(sealed: bytes) -> None:
    with pytest.raises(SealedElsewhereError):
        VAULT.open(sealed, "m")


def test_another_installation_a_changed_byte_and_another_matter_open_nothing() -> None:
    sealed = VAULT.seal("one", "m")
    for vault, changed in (
        (Vault("another secret, as long as it must be"), sealed),
        (VAULT, sealed[:-1] + b"!"),
    ):
        with pytest.raises(SealedElsewhereError):
            vault.open(changed, "m")
