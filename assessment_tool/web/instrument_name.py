"""Names of instruments in addresses and titles: of those that nobody else may know, one that says nothing.

A browser keeps addresses and titles in its history, and a tablet is handed round in a home.
"""

import hashlib
from typing import ClassVar

from flask import Flask
from werkzeug.routing import UnicodeConverter

from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.web.parts import parts

_PREFIX = "form-"
_LENGTH = 10
A_FORM = "A form"


class InstrumentName(UnicodeConverter):
    """An instrument's id in an address; in those that we make, a restricted one is not named."""

    catalogue: ClassVar[Catalogue]

    def to_url(self, value: str) -> str:
        """The id, or a name that says nothing."""
        return super().to_url(_hidden(value) if self.catalogue.is_restricted(value) else value)

    def to_python(self, value: str) -> str:
        """The id that is meant; what names nothing stays, and is not found."""
        if not value.startswith(_PREFIX):
            return value
        return next((one for one in self.catalogue.ids() if _hidden(one) == value), value)


def register(app: Flask) -> None:
    """Make `<instrument:…>` known to routes."""
    catalogue = app.extensions["parts"].catalogue
    app.url_map.converters["instrument"] = type("_OfThisApp", (InstrumentName,), {"catalogue": catalogue})


def window_title(instrument_id: str) -> str:
    """What the browser calls a page of the instrument; empty where its own heading may be seen."""
    return A_FORM if parts().catalogue.is_restricted(instrument_id) else ""


def _hidden(instrument_id: str) -> str:
    return _PREFIX + hashlib.sha256(f"in addresses: {instrument_id}".encode()).hexdigest()[:_LENGTH]
