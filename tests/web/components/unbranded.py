"""Takes out of an official fixture what only GOV.UK itself may show."""

import re

BRANDED = {
    "footer": (
        r"<svg[^>]*govuk-footer__crown.*?</svg>",
        r"<svg[^>]*govuk-footer__licence-logo.*?</svg>",
        r'<span class="govuk-footer__licence-description">.*?</span>',
        r'<div class="govuk-footer__meta-item">.*?</div>',
    ),
}


def unbranded(component: str, html: str) -> str:
    """Return the HTML without the crown, the royal arms and the Crown's licence."""
    for pattern in BRANDED.get(component, ()):
        html = re.sub(pattern, "", html, flags=re.DOTALL)
    return html
