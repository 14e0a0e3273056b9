"""Replacing one's own authenticator, as with a new phone."""

from flask import session as cookie
from flask import url_for

from assessment_tool import clock
from assessment_tool.core.text import cleaned
from assessment_tool.services import authenticators, second_factor
from assessment_tool.web.account.blueprint import pages
from assessment_tool.web.audited import transaction
from assessment_tool.web.authenticator_offer import offer_page, offered_secret
from assessment_tool.web.identity import TOKEN, current_user
from assessment_tool.web.parts import parts
from assessment_tool.web.second_factor import WRONG, CodeForm, codes_page


@pages.get("/account/authenticator")
def authenticator_form() -> str:
    """A new secret for an app; the present authenticator opens until the new one's code is entered."""
    return _page(CodeForm(), authenticators.new_secret())


@pages.post("/account/authenticator")
def replace_authenticator() -> str | tuple[str, int]:
    """Take the authenticator whose code proves that the app has its secret, with ten new recovery codes."""
    user, entered, at = current_user(), CodeForm(), clock.now()
    secret, code = offered_secret(user.id), cleaned(entered.code.data or "")
    is_whole = entered.validate_on_submit()
    if is_whole and not authenticators.shows(secret, code, at):
        entered.code.errors = [WRONG]
    if entered.code.errors:
        return _page(entered, secret), 400
    with transaction() as session:
        codes = second_factor.replace(
            session, parts().vault, user.id, str(cookie[TOKEN]), secret=secret, code=code, at=at
        )
    return codes_page(codes, url_for("account.page"))


def _page(entered: CodeForm, secret: str) -> str:
    user = current_user()
    return offer_page(entered, secret, user.id, user.username, is_first=False)
