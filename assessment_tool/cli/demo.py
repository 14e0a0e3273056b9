"""`demo`: a fictional family to try the service with, on this machine alone."""

import secrets
import socket

import click
from argon2 import PasswordHasher
from gunicorn.app.base import BaseApplication

from assessment_tool import clock
from assessment_tool.app import create_app
from assessment_tool.cli.output import print_json, refuse
from assessment_tool.cli.place import catalogue, new_engine
from assessment_tool.config import Settings, database_url, demonstration_audit_keys, instrument_dirs
from assessment_tool.records import migrate
from assessment_tool.records.engine import writing
from assessment_tool.services.authenticators import code_at
from assessment_tool.services.demonstration.accounts import ACCOUNTS, PASSWORD
from assessment_tool.services.demonstration.load import OtherUsersError
from assessment_tool.services.demonstration.load import load as load_demonstration

HOST = "127.0.0.1"
THREADS = 4
SECRET_BYTES = 32


@click.group()
def demo() -> None:
    """Load and serve a demonstration with a fictional family."""


@demo.command()
def load() -> None:
    """Migrate the database and load the fictional family, unless it is there."""
    click.echo(_loaded())


@demo.command()
@click.option("--json", "as_json", is_flag=True, help="Print the accounts as JSON.")
def accounts(*, as_json: bool) -> None:
    """Show the demonstration's accounts and what their authenticators show now.

    They open nothing outside of a demonstration.
    """
    if as_json:
        print_json(
            [
                {
                    "username": one.username,
                    "password": PASSWORD,
                    "code": code_at(one.authenticator, clock.now()),
                    "role": one.role,
                    "name": one.name,
                }
                for one in ACCOUNTS
            ]
        )
        return
    click.echo(_account_lines())


@demo.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen."
)
def serve(*, port: int) -> None:
    """Migrate, load the family if it is not there, and serve on 127.0.0.1 until stopped."""
    _refuse_a_taken(port)
    click.echo(_loaded())
    click.echo(f"\n  http://{HOST}:{port}/\n\n{_account_lines()}\n\nStop it with Ctrl+C.")
    settings = Settings(
        database_url=database_url(),
        secret_key=secrets.token_urlsafe(SECRET_BYTES),
        audit_keys=demonstration_audit_keys(),
        is_demonstration=True,
        instrument_dirs=instrument_dirs(),
    )
    _Server(settings, port).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """One process with threads; the application is made in it, so that no connection is inherited."""

    def __init__(self, settings: Settings, port: int) -> None:
        self.settings = settings
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        """Listen on this machine alone; say nothing but what goes wrong."""
        chosen = {
            "bind": f"{HOST}:{self.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """The application in demonstration mode."""
        return create_app(self.settings)


def _loaded() -> str:
    """Migrate and load, and say what was done."""
    engine = new_engine()
    migrate.upgrade(engine)
    try:
        with writing(engine) as session:
            is_new = load_demonstration(session, catalogue(), PasswordHasher(), clock.now())
    except OtherUsersError as error:
        refuse([str(error)])
    engine.dispose()
    demonstration_audit_keys()  # made now, so that every command of the demonstration finds it
    done = "was loaded" if is_new else "is there already"
    return f"The demonstration {done}: {database_url()}"


def _account_lines() -> str:
    width = max(len(one.username) for one in ACCOUNTS)
    at = clock.now()
    lines = [
        f"  {one.username:<{width}}  {code_at(one.authenticator, at)}  {one.post} ({one.name})"
        for one in ACCOUNTS
    ]
    asked = "Then a code is asked for, and is filled in already. Of this minute they are:"
    return "\n".join([f"Sign in with the password “{PASSWORD}” as one of these.", asked, *lines])


def _refuse_a_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            refuse([f"Port {port} cannot be used ({error.strerror}): name another with --port."])
