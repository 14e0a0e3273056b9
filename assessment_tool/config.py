"""Settings, read once from the environment; the only reader of environment variables."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "ASSESSMENT_TOOL_"
DEFAULT_DATABASE = "sqlite:///var/assessment.sqlite"
MINIMUM_SECRET = 32
_NUMBERS_OF_PROXIES = frozenset("0123456789")


class SettingsError(ValueError):
    """A setting that is missing or cannot be; the message names the variable and what to give it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one installation runs.

    `is_demonstration` is for one machine alone: the service then answers only on a loopback address,
    says on every page that it is a demonstration, and knows the demonstration accounts.
    """

    database_url: str
    secret_key: str
    audit_keys: tuple[str, ...]
    """The keys of the audit: the last one seals, the older ones still verify."""
    is_demonstration: bool = False
    instrument_dirs: tuple[Path, ...] = ()
    """Folders of instruments beside those that ship."""
    trusted_proxies: int = 0
    """How many proxies of one's own stand in front and add to `X-Forwarded-For` and `X-Forwarded-Proto`.

    So many of the newest entries are believed; with 0 none, and every request counts as coming from
    whoever connects. One too many, and anybody may claim any address.
    """

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings of the environment; raises `SettingsError` naming what is missing.

        A demonstration makes itself a secret for as long as it runs; everything else needs one.
        """
        values = os.environ if environment is None else environment
        is_demonstration = values.get(_PREFIX + "DEMO", "") == "1"
        return cls(
            database_url=database_url(values),
            secret_key=_secret(values, is_demonstration=is_demonstration),
            audit_keys=demonstration_audit_keys(values) if is_demonstration else audit_keys(values),
            is_demonstration=is_demonstration,
            instrument_dirs=instrument_dirs(values),
            trusted_proxies=_trusted_proxies(values, is_demonstration=is_demonstration),
        )


def database_url(environment: Mapping[str, str] | None = None) -> str:
    """The database of the environment; by default a SQLite file in `var/` of the current folder."""
    values = os.environ if environment is None else environment
    return values.get(_PREFIX + "DATABASE", "") or DEFAULT_DATABASE


def audit_keys(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys of the environment, the sealing one last; by default those kept beside a demonstration.

    Raises `SettingsError` where there is none, or one that is too short.
    """
    values = os.environ if environment is None else environment
    name, kept = _PREFIX + "AUDIT_KEY", _audit_key_file(values)
    told = values.get(name, "") or (f"@{kept}" if kept and kept.is_file() else "")
    keys = Path(told[1:]).read_text(encoding="utf-8").split() if told.startswith("@") else told.split()
    if not keys or min(map(len, keys)) < MINIMUM_SECRET:
        raise SettingsError(
            f"Set {name} to a random text of at least {MINIMUM_SECRET} characters without spaces, or to @ "
            "and a file with one such key on each line, the newest last; it seals the record of who saw what."
        )
    return tuple(keys)


def demonstration_audit_keys(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The same; a demonstration that has none makes one and keeps it beside its database."""
    values = os.environ if environment is None else environment
    kept = _audit_key_file(values)
    if kept is None and not values.get(_PREFIX + "AUDIT_KEY"):
        return (secrets.token_urlsafe(MINIMUM_SECRET),)
    if kept and not kept.is_file() and not values.get(_PREFIX + "AUDIT_KEY"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with (
            suppress(FileExistsError),
            open(kept, "x", encoding="utf-8", opener=_for_its_owner_alone) as file,
        ):
            file.write(secrets.token_urlsafe(MINIMUM_SECRET) + "\n")
    return audit_keys(values)


def _audit_key_file(values: Mapping[str, str]) -> Path | None:
    """Where a demonstration keeps its key: beside the SQLite file; None where there is no file."""
    make, _, file = database_url(values).partition(":///")
    return Path(f"{file}.audit-key") if make == "sqlite" and file else None


def _for_its_owner_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def instrument_dirs(environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The folders of instruments that the environment adds to those that ship."""
    values = os.environ if environment is None else environment
    folders = values.get(_PREFIX + "INSTRUMENT_DIRS", "")
    return tuple(Path(folder) for folder in folders.split(os.pathsep) if folder)


def _secret(values: Mapping[str, str], *, is_demonstration: bool) -> str:
    secret = values.get(_PREFIX + "SECRET_KEY", "")
    if not secret and is_demonstration:
        return secrets.token_urlsafe(MINIMUM_SECRET)
    if len(secret) < MINIMUM_SECRET:
        raise SettingsError(
            f"Set {_PREFIX}SECRET_KEY to a random text of at least {MINIMUM_SECRET} characters that "
            "nobody else knows; it protects every session."
        )
    return secret


def _trusted_proxies(values: Mapping[str, str], *, is_demonstration: bool) -> int:
    name = _PREFIX + "TRUSTED_PROXIES"
    told = values.get(name, "") or "0"
    if told not in _NUMBERS_OF_PROXIES:
        raise SettingsError(f"Set {name} to the number of your own proxies in front of the service, 0 to 9.")
    if is_demonstration and told != "0":
        raise SettingsError(f"A demonstration answers on its own machine alone: leave {name} unset.")
    return int(told)
