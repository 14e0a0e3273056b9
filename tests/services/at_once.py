"""Several people acting at the same moment, each in a thread and a transaction of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

PATIENCE = 30


def at_once(*acts: Callable[[], object]) -> Sequence[object]:
    """What came of each act, or what it raised; all begin together, by the clock of the test."""
    start = Barrier(len(acts))

    def take(act: Callable[[], object]) -> object:
        start.wait(PATIENCE)
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - what it raised is what the test asks
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        begun = [pool.submit(copy_context().run, take, act) for act in acts]
        return [one.result(PATIENCE) for one in begun]
