"""Record numbers in addresses: whole numbers that a database can hold; all others are not found."""

from flask import Flask
from werkzeug.routing import IntegerConverter

from assessment_tool.services.access import LARGEST_ID


class RecordId(IntegerConverter):
    """A record's number in an address; anything beyond the database's range matches no route."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map_: object, **options: int) -> None:
        super().__init__(map_, min=1, max=LARGEST_ID, **options)  # type: ignore[arg-type]  # Werkzeug passes its map


def register(app: Flask) -> None:
    """Make `<record_id:…>` known to routes."""
    app.url_map.converters["record_id"] = RecordId
