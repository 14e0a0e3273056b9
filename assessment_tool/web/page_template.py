"""Pages as they leave the service: nothing on them turns about the reading of what follows."""

import re

from jinja2 import Template

from assessment_tool.core.text import has_turning, shown

_FIELD = re.compile(r'(<textarea\b[^>]*>[^<]*</textarea>| value="[^"]*")')
"""What a field holds. A typed quote or angle bracket is always escaped: no text passes itself off as one."""


class PageTemplate(Template):
    """Every page, whichever template and macro wrote it."""

    def render(self, *arguments: object, **named: object) -> str:
        """The page, in which characters that turn about what follows are shown by their names."""
        return shown_outside_fields(super().render(*arguments, **named))


def shown_outside_fields(page: str) -> str:
    """The page with such characters named, except in what a field holds: that stays as typed."""
    if not has_turning(page):  # nearly always
        return page
    pieces = _FIELD.split(page)
    return "".join(piece if place % 2 else shown(piece) for place, piece in enumerate(pieces))
