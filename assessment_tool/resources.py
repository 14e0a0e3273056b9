"""Where the files are that are no code: in an installed wheel, or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "_data", _PACKAGE.parent)


class ResourcesMissingError(FileNotFoundError):
    """A folder that every installation brings is not there."""

    def __init__(self, folder: str, places: tuple[Path, ...]) -> None:
        looked_in = " or ".join(str(place) for place in places)
        super().__init__(
            f"There is no folder '{folder}' in {looked_in}. "
            "The installation is incomplete: install the wheel again, or run from a whole checkout."
        )
        self.folder = folder
        self.places = places


def templates_dir() -> Path:
    """The folder of the pages' and documents' templates."""
    return _folder("templates")


def instruments_dir() -> Path:
    """The folder of the instruments that come with this version."""
    return _folder("instruments")


def security_requirements_file() -> Path:
    """The file that says of each requirement of OWASP ASVS how it is met, and by which tests."""
    return _folder("tests") / "asvs.toml"


def _folder(name: str) -> Path:
    for place in _PLACES:
        if (place / name).is_dir():
            return place / name
    raise ResourcesMissingError(name, _PLACES)
