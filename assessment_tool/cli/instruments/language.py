"""A language as a command is told it; never a path to somewhere else."""

import click

from assessment_tool.definitions.schemas.fields import Language


class LanguageCode(click.ParamType[str]):
    """A code such as en or cy."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code as it was written."""
        if not Language.pattern.fullmatch(value):
            self.fail(f"“{value}” names no language. Write {Language.wanted}.", param, ctx)
        return value
