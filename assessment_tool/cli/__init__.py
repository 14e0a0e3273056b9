"""The assessment-tool command: exit 0 when it is done, 1 when something was found, 2 for bad input."""

import click

from assessment_tool import __version__
from assessment_tool.cli.agreement import agreement
from assessment_tool.cli.audit import audit
from assessment_tool.cli.backup import backup, restore
from assessment_tool.cli.database import database
from assessment_tool.cli.demo import demo
from assessment_tool.cli.families import families
from assessment_tool.cli.health import health
from assessment_tool.cli.instruments import instruments
from assessment_tool.cli.method import method
from assessment_tool.cli.one_line_faults import OneLineFaults
from assessment_tool.cli.report import report
from assessment_tool.cli.rescore import rescore
from assessment_tool.cli.scoring import score
from assessment_tool.cli.trend import trend
from assessment_tool.cli.users import user


@click.group(cls=OneLineFaults, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assessment-tool")
def main() -> None:
    """Structured parenting assessments: instruments, scores, families and reports."""


for command in (
    instruments,
    score,
    method,
    trend,
    agreement,
    demo,
    database,
    health,
    backup,
    restore,
    user,
    rescore,
    families,
    report,
    audit,
):
    main.add_command(command)
