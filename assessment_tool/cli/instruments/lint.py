"""`instruments lint`: whether the files are sound."""

from collections import Counter
from pathlib import Path

import click

from assessment_tool.cli.output import print_json
from assessment_tool.definitions.findings import Severity
from assessment_tool.definitions.lint import has_errors, lint_folder
from assessment_tool.resources import instruments_dir


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def lint(path: Path | None, *, as_json: bool) -> None:
    """Check the instruments under PATH (by default those that ship); exit 1 on errors."""
    findings = lint_folder(path or instruments_dir())
    if as_json:
        print_json([one.as_json() for one in findings])
    else:
        for one in findings:
            click.echo(str(one))
        counts = Counter(one.severity for one in findings)
        click.echo(f"Errors: {counts[Severity.ERROR]}. Warnings: {counts[Severity.WARNING]}.")
    raise SystemExit(1 if has_errors(findings) else 0)
