"""`instruments`: everything that is done with instruments and their versions."""

import click

from assessment_tool.cli.instruments.affected import affected
from assessment_tool.cli.instruments.blank import blank
from assessment_tool.cli.instruments.diff import diff
from assessment_tool.cli.instruments.life import retire, supersede, withdraw
from assessment_tool.cli.instruments.lint import lint
from assessment_tool.cli.instruments.look import list_instruments, show
from assessment_tool.cli.instruments.publish import publish
from assessment_tool.cli.instruments.schema import schema
from assessment_tool.cli.instruments.translation import translation


@click.group()
def instruments() -> None:
    """List, check, show, compare and publish instruments."""


for command in (
    list_instruments,
    show,
    lint,
    diff,
    translation,
    schema,
    publish,
    supersede,
    retire,
    withdraw,
    affected,
    blank,
):
    instruments.add_command(command)
