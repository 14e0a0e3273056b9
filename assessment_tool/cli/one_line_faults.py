"""A command group whose faults are one clear line each, on standard error, with exit 2."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
from alembic.util import CommandError
from sqlalchemy.exc import ArgumentError, DatabaseError

from assessment_tool.cli.output import BAD_INPUT, refuse
from assessment_tool.config import SettingsError
from assessment_tool.definitions.catalogue import UnknownInstrumentError
from assessment_tool.definitions.findings import DefinitionError
from assessment_tool.records.connection_settings import WeakSettingError
from assessment_tool.records.engine import StaleError, UnsupportedDatabaseError
from assessment_tool.resources import ResourcesMissingError

FAULTS = (
    ArgumentError,
    CommandError,
    DatabaseError,
    DefinitionError,
    OSError,
    ResourcesMissingError,
    SettingsError,
    StaleError,
    UnknownInstrumentError,
    UnsupportedDatabaseError,
    WeakSettingError,
)
"""What a person can put right by giving something else; any other exception is a fault of the program."""


class OneLineFaults(click.Group):
    """The outermost group: wherever a fault arises, it ends the command in the same way."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's own
        """Run the command line; exit 0 when it is done, 1 when something was found, 2 for bad input."""
        try:
            code = super().main(args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            raise SystemExit(BAD_INPUT) from None
        except click.Abort:
            refuse(["Stopped."])
        except click.ClickException as error:
            refuse([_told(error)])
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(1) from None
        except FAULTS as error:
            refuse(_lines(error))
        raise SystemExit(code if isinstance(code, int) else 0)


def _told(error: click.ClickException) -> str:
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    return f"{error.format_message()} See: {where} --help" if where else error.format_message()


def _lines(error: Exception) -> Iterator[str]:
    match error:
        case DefinitionError():
            yield from (str(finding) for finding in error.findings)
        case StaleError():
            yield "Somebody else is writing to the database. Try again in a moment."
        case CommandError():
            yield f"The database cannot be migrated: {error}. Was it made by a newer version?"
        case ArgumentError():
            yield "ASSESSMENT_TOOL_DATABASE is no database address: give sqlite:///FILE or postgresql://…"
        case DatabaseError():
            yield f"The database cannot be used: {error.orig}."
        case OSError():
            yield f"{error.filename or 'The file'}: {error.strerror or error}."
        case _:
            yield str(error)
