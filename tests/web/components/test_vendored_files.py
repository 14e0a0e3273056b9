"""What came from others is what we say it is: unchanged since, licensed, and without the Crown's brand."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "assessment_tool" / "web" / "static"
VENDORED = [
    STATIC / "vendor",
    ROOT / "tests" / "vendor" / "govuk-frontend",
    ROOT / "tests" / "vendor" / "axe-core",
]
STYLES_AND_SCRIPTS = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"})


def manifest(folder: Path) -> list[dict[str, str]]:
    """Return what the manifest of this folder lists."""
    files: list[dict[str, str]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    return files


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_every_vendored_file_has_the_hash_of_its_manifest(folder: Path) -> None:
    for entry in manifest(folder):
        assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry[
            "file"
        ]


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_the_manifest_lists_every_file_with_its_package_version_and_change(folder: Path) -> None:
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {entry["file"] for entry in manifest(folder)} == present - {"manifest.json"}
    assert all(entry[key] for entry in manifest(folder) for key in ("package", "version", "changed"))


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_every_vendored_package_carries_its_licence(folder: Path) -> None:
    licensed = {entry["package"] for entry in manifest(folder) if Path(entry["file"]).name == "LICENCE"}
    assert licensed == {entry["package"] for entry in manifest(folder)}


@pytest.mark.parametrize("path", STYLES_AND_SCRIPTS, ids=lambda path: path.name)
def test_no_style_or_script_shows_the_brand_of_the_crown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"GDS Transport|crest|crown|royal|govuk-logo|@font-face", text, re.IGNORECASE)


@pytest.mark.parametrize("path", STYLES_AND_SCRIPTS, ids=lambda path: path.name)
def test_no_style_or_script_fetches_anything_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""url\(|@import|sourceMappingURL|(?:src|from)\s*=?\s*["'](?:https?:)?//""", text)
