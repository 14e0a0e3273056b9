"""Documents are printed in a process of their own: one at a time, bounded in time and memory.

WeasyPrint is imported there and nowhere else, so a fault or a missing library of its own never
touches the service, and a document that runs away is ended without ending anything else.
"""

import atexit
import multiprocessing
import resource
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool

from assessment_tool.documents.pdf import Printed, PrintJob, print_pdf

TIME_LIMIT_SECONDS = 60
MEMORY_LIMIT_BYTES = 2 * 1024**3


class RenderFailedError(Exception):
    """The document could not be printed; `cause` is the kind of fault. Nothing else was affected."""

    def __init__(self, cause: str) -> None:
        super().__init__(f"The document could not be printed ({cause}).")
        self.cause = cause


class RenderTimeoutError(Exception):
    """Printing took longer than it may; it was ended."""


class RenderPool:
    """One printing process, started when first needed and again after a crash."""

    def __init__(self, time_limit: float = TIME_LIMIT_SECONDS) -> None:
        self.time_limit = time_limit
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None

    def print(self, job: PrintJob) -> Printed:
        """Print in the other process.

        Raises `RenderTimeoutError` past the time limit and `RenderFailedError` for any other fault; a
        process that died in between is replaced once.
        """
        try:
            return self._print_once(job)
        except BrokenProcessPool:
            self.close()
        try:
            return self._print_once(job)
        except BrokenProcessPool as error:
            self.close()
            raise RenderFailedError("the printing process died") from error

    def close(self) -> None:
        """End the process."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            for process in list((executor._processes or {}).values()):  # noqa: SLF001 - no public way to end a busy worker
                process.kill()
            executor.shutdown(wait=False, cancel_futures=True)

    def _print_once(self, job: PrintJob) -> Printed:
        future = self._running().submit(print_pdf, job)
        try:
            return future.result(timeout=self.time_limit)
        except FutureTimeoutError as error:
            self.close()
            raise RenderTimeoutError from error
        except BrokenProcessPool:
            raise
        except Exception as error:
            raise RenderFailedError(type(error).__name__) from error

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    max_workers=1,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_bound_memory,
                )
                atexit.register(self.close)
            return self._executor


def _bound_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


pool = RenderPool()
"""The pool of this process."""
