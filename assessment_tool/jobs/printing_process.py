"""What runs in the printing process: it takes one job after the other and reaches for nothing else."""

import resource
import sys
from typing import TYPE_CHECKING

from assessment_tool.documents.pdf import Printed, PrintJob, print_pdf

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MEMORY_LIMIT_BYTES = 2 * 1024**3
FILE_LIMIT_BYTES = 32 * 1024**2
"""Of one file; the engine hands the fonts to the system's font library as temporary files."""

_REFUSED = frozenset({"socket.connect", "socket.sendto", "socket.bind", "socket.getaddrinfo"})


class NetworkRefusedError(Exception):
    """Something in the printing process reached for a network."""


def serve(line: "Connection[Printed | str, PrintJob]", memory_limit: int) -> None:
    """Print what comes until nobody is left at the other end; of a fault, only its kind is told."""
    _bound(memory_limit)
    while True:
        try:
            job = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        line.send(_printed(job))


def _printed(job: PrintJob) -> Printed | str:
    try:
        return print_pdf(job)
    except Exception as error:  # noqa: BLE001 - its message may quote the document, so only its kind goes on
        return type(error).__name__


def _bound(memory_limit: int) -> None:
    """Limit memory and file sizes, write no core of what is printed, and refuse every network."""
    for limit, most in (
        (resource.RLIMIT_AS, memory_limit),
        (resource.RLIMIT_FSIZE, FILE_LIMIT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _REFUSED:
        raise NetworkRefusedError(event)
