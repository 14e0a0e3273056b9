"""`user`: enter members of staff, and let one who lost their phone begin anew."""

from datetime import datetime

import click
from argon2 import PasswordHasher

from assessment_tool import clock
from assessment_tool.cli.acts import act_of, leave_entry
from assessment_tool.cli.output import refuse
from assessment_tool.cli.place import engine
from assessment_tool.core.permissions import Role
from assessment_tool.records.engine import writing
from assessment_tool.services import authenticators, sign_in
from assessment_tool.services.staff import NewUser, StaffFactError, add_user, user_named


@click.group()
def user() -> None:
    """Enter members of staff, and let one who lost their phone begin anew."""


@user.command()
@click.argument("username")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--post", required=True, help="The person's post, as documents name it.")
@click.option("--registration-number", help="For registered social workers.")
@click.option("--checked-on", type=click.DateTime(["%Y-%m-%d"]), help="When the register was checked.")
@click.option("--expires-on", type=click.DateTime(["%Y-%m-%d"]), help="When the registration expires.")
@click.password_option(help="At least 15 characters; asked for where it is not given.")
def add(
    *,
    username: str,
    name: str,
    role: str,
    post: str,
    registration_number: str | None,
    checked_on: datetime | None,
    expires_on: datetime | None,
    password: str,
) -> None:
    """Enter a member of staff who signs in as USERNAME."""
    new = NewUser(
        username=username,
        name=name,
        role=Role(role),
        post=post,
        password=password,
        registration_number=registration_number,
        register_checked_on=checked_on.date() if checked_on else None,
        registration_expires_on=expires_on.date() if expires_on else None,
    )
    try:
        with writing(engine()) as session:
            added = add_user(session, PasswordHasher(), new, clock.now())
            leave_entry(session, act_of("add_user", record=f"user {added.id}"))
    except StaffFactError as error:
        refuse([error.message])
    click.echo(f"{added.name} can sign in as {added.username}.")


@user.command("forget-authenticator")
@click.argument("username")
def forget_authenticator(*, username: str) -> None:
    """Let USERNAME set up another authenticator at the next sign-in; their open sessions end.

    Make sure first that it is really them who ask.
    """
    try:
        with writing(engine()) as session:
            found = user_named(session, username)
            authenticators.forget(session, found.id)
            sign_in.end_all(session, found.id, clock.now())
            leave_entry(session, act_of("forget_authenticator", record=f"user {found.id}"))
            done = f"{found.name} sets up another authenticator at the next sign-in."
    except StaffFactError as error:
        refuse([error.message])
    click.echo(done)
