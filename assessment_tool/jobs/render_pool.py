"""Documents are printed in a process of their own: one at a time, bounded in time and memory.

WeasyPrint is imported there and nowhere else, so a fault or a missing library of its own never
touches the service, and a document that runs away is ended without ending anything else.
"""

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import TYPE_CHECKING

from assessment_tool.documents.pdf import Printed, PrintJob
from assessment_tool.jobs.printing_process import MEMORY_LIMIT_BYTES, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TIME_LIMIT_SECONDS = 60.0


class RenderFailedError(Exception):
    """The document could not be printed; `cause` is the kind of fault. Nothing else was affected.

    Neither message nor cause ever holds anything that the document says.
    """

    def __init__(self, cause: str) -> None:
        super().__init__(f"The document could not be printed ({cause}).")
        self.cause = cause


class RenderTimeoutError(Exception):
    """Printing took longer than it may, and was ended; or others were being printed for as long."""


class RenderPool:
    """One printing process, started when first needed and again after its death; safe for threads."""

    def __init__(
        self, time_limit: float = TIME_LIMIT_SECONDS, memory_limit: int = MEMORY_LIMIT_BYTES
    ) -> None:
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self._turn = threading.Lock()
        self._printer: _Printer | None = None

    def print(self, job: PrintJob) -> Printed:
        """Print in the other process, after those who came before.

        Raises `RenderTimeoutError` past the time limit (the wait for one's turn has the same one) and
        `RenderFailedError` for any other fault; a process that died in between is replaced once.
        """
        with self._my_turn():
            try:
                return self._printed(job)
            except EOFError:
                pass
            try:
                return self._printed(job)
            except EOFError as error:
                raise RenderFailedError("the printing process died") from error

    def close(self) -> None:
        """End the process, once it has printed what it is printing."""
        with self._my_turn():
            self._end()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self.time_limit):
            raise RenderTimeoutError
        try:
            yield
        finally:
            self._turn.release()

    def _printed(self, job: PrintJob) -> Printed:
        """The finished document; after any fault on the way the next one gets a new process."""
        self._printer = self._printer or _Printer(multiprocessing.get_context("spawn"), self.memory_limit)
        try:
            answer = self._printer.ask(job, self.time_limit)
        except BaseException:
            self._end()
            raise
        if isinstance(answer, Printed):
            return answer
        raise RenderFailedError(answer)

    def _end(self) -> None:
        if self._printer:
            self._printer.end()
        self._printer = None


class _Printer:
    """A running process and the line to it; it ends with this one, however this one ends."""

    def __init__(self, context: SpawnContext, memory_limit: int) -> None:
        self.line, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(theirs, memory_limit), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, job: PrintJob, time_limit: float) -> Printed | str:
        """The document, or the kind of fault; raises `EOFError` where the process died."""
        line: Connection[PrintJob, Printed | str] = self.line
        try:
            line.send(job)
            if not line.poll(time_limit):
                raise RenderTimeoutError
            return line.recv()
        except OSError as error:
            raise EOFError from error

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()


pool = RenderPool()
"""The pool of this process."""
