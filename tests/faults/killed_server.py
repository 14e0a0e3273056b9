"""A server in a process of its own that can be killed without a warning, again and again."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from werkzeug.serving import WSGIRequestHandler, make_server

from assessment_tool.config import Settings
from tests.web.application import application
from tests.web.family import AUDIT_KEY

PATIENCE = 30
_PROCESSES = get_context("forkserver")


class _Silent(WSGIRequestHandler):
    def log(self, kind: str, message: str, *_values: object) -> None:
        """Say nothing."""


@dataclass(slots=True)
class KilledServer:
    """Where the server listens now; None between its death and its next life."""

    port: int | None = None
    lives: int = 0
    is_over: bool = False


@contextmanager
def life_of(server: KilledServer, database_url: str) -> Iterator[None]:
    """The server lives within the block; at its end its whole process group is killed with signal 9."""
    told, tells = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_serve, args=(database_url, tells))
    process.start()
    tells.close()
    assert told.poll(PATIENCE), "the server did not start"
    server.port, server.lives = told.recv(), server.lives + 1
    try:
        yield
    finally:
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.join(PATIENCE)
        server.port = None
        told.close()
    assert process.exitcode == -signal.SIGKILL
    process.close()


def _serve(database_url: str, tells: Connection) -> None:
    """Serve real requests, each in a thread, until killed."""
    os.setsid()
    settings = Settings(
        database_url,
        "only for tests, and long enough to be taken",
        (AUDIT_KEY,),
        is_demonstration=True,
    )
    app = application(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    threading.Thread(target=server.serve_forever).start()
    tells.send(server.server_port)
    threading.Event().wait()


_PROCESSES.set_forkserver_preload([__name__])
