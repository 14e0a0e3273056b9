"""Security as an administrator reads it: each requirement of OWASP ASVS 5.0, and what stands behind it."""

import tomllib
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, render_template

from assessment_tool.resources import security_requirements_file

pages = Blueprint("security", __name__)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement that applies: either met, with how and by which tests, or with what is missing."""

    id: str
    level: int
    says: str
    how: str = ""
    tests: tuple[str, ...] = ()
    missing: str = ""

    @property
    def is_met(self) -> bool:
        """Whether tests prove it."""
        return bool(self.tests)


@dataclass(frozen=True, slots=True)
class Requirements:
    """All of them, in the order of the standard; those that do not apply with the reason."""

    applying: tuple[Requirement, ...]
    not_applicable: tuple[tuple[str, str], ...]

    def met(self, level: int) -> tuple[int, int]:
        """How many of a level are met, and how many of it apply."""
        of_level = [one for one in self.applying if one.level == level]
        return sum(one.is_met for one in of_level), len(of_level)


@cache
def requirements() -> Requirements:
    """What the file says, which the build holds to its tests."""
    said = tomllib.loads(security_requirements_file().read_text(encoding="utf-8"))
    applying = (Requirement(**{**one, "tests": tuple(one.get("tests", ()))}) for one in said["requirement"])
    return Requirements(tuple(applying), tuple(said["not_applicable"].items()))


@pages.get("/security")
def page() -> str:
    """The count by level, what is not met yet, what is met and by which tests, and what does not apply."""
    found = requirements()
    return render_template(
        "security/page.html",
        page_title="Security requirements",
        counts=[(level, *found.met(level)) for level in (1, 2, 3)],
        missing=[one for one in found.applying if not one.is_met],
        met=[one for one in found.applying if one.is_met],
        not_applicable=found.not_applicable,
    )
