"""The applications that tests make: each template is compiled once for all of them."""

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from assessment_tool.app import create_app
from assessment_tool.config import Settings
from tests.web.family import CHEAP_HASHER


class CompiledTemplates(BytecodeCache):
    """Keeps the compiled form of every template by its name and the hash of its source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept of this very source."""
        kept = self._kept.get((bucket.key, bucket.checksum))
        if kept:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = CompiledTemplates()


def application(settings: Settings) -> Flask:
    """The application with cheap password hashes and the templates that were compiled before."""
    app = create_app(settings, CHEAP_HASHER)
    app.jinja_env.bytecode_cache = _COMPILED
    return app
