"""The page that offers a secret for an authenticator app: its form carries it sealed, nothing is kept yet."""

import segno
from flask import render_template, request
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.exceptions import BadRequest

from assessment_tool import clock
from assessment_tool.services import authenticators
from assessment_tool.services.staff import is_demonstration_name
from assessment_tool.services.vault import SealedElsewhereError
from assessment_tool.web.parts import parts
from assessment_tool.web.sign_in import faults_of


def offer_page(entered: FlaskForm, secret: str, user_id: int, username: str, *, is_first: bool) -> str:
    """The secret as a QR code and as text, for the person's first authenticator or in the place of theirs."""
    address = authenticators.setting_up(secret, username)
    picture = segno.make(address, error="m").svg_inline(scale=5, border=4, light="#fff")
    return render_template(
        "second_factor/set_up.html",
        page_title="Set up your authenticator" if is_first else "Replace your authenticator",
        is_first=is_first,
        form=entered,
        picture=Markup(picture),  # noqa: S704 - segno draws squares; of the address nothing is written
        secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        sealed=parts().vault.seal(secret, _matter(user_id)).hex(),
        offered=_filled_in(secret, username),
        errors=faults_of(entered),
    )


def offered_secret(user_id: int) -> str:
    """The secret that our page offered to this person, which its form carries sealed."""
    try:
        sealed = bytes.fromhex(request.form.get("sealed", ""))
        return parts().vault.open(sealed, _matter(user_id))
    except (ValueError, SealedElsewhereError) as error:
        raise BadRequest from error


def _filled_in(secret: str, username: str) -> str:
    """The code that the new app would show, where a demonstration's person holds none."""
    is_shown = parts().settings.is_demonstration and is_demonstration_name(username)
    return authenticators.code_at(secret, clock.now()) if is_shown else ""


def _matter(user_id: int) -> str:
    return f"authenticator offered to {user_id}"
