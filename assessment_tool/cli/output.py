"""What commands print: data on standard output, faults one clear line each on standard error."""

import json
from collections.abc import Iterable
from typing import NoReturn

import click

BAD_INPUT = 2


def print_json(data: object) -> None:
    """Print data as JSON, indented, with letters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def refuse(faults: Iterable[str]) -> NoReturn:
    """Print one line for each fault on standard error, nothing on standard output, and exit 2."""
    for fault in faults:
        click.echo(" ".join(fault.split()), err=True)
    raise SystemExit(BAD_INPUT)
