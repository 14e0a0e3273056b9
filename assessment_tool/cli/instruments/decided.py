"""What every decision on a version names: which version, who decided it, who approved it, and why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from assessment_tool import clock
from assessment_tool.definitions.life import Decision

Command = Callable[..., Any]


def the_version(command: Command) -> Command:
    """FOLDER, INSTRUMENT as ID@VERSION, and who decides."""
    command = click.option("--by", required=True, help="Who proposes it, as the registry names them.")(
        command
    )
    command = click.argument("instrument")(command)
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.argument("folder", type=folder)(command)


def approver(command: Command) -> Command:
    """The second person."""
    return click.option("--approved-by", required=True, help="Who else approves it.")(command)


def reason(*, required: bool = True) -> Callable[[Command], Command]:
    """Why."""
    return click.option("--because", required=required, default="", help="Why; the registry keeps it.")


def decision_of(by: str, because: str, approved_by: str = "") -> Decision:
    """The decision of these people, taken today."""
    return Decision(by, clock.today(), because, approved_by)
