"""Figures: how long a piece of work takes, run after run, beside the target it is meant to reach."""

import gc
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

WARM_UP = 3
MILLISECONDS = "ms"
_HEADINGS = ("Measured", "median", "min", "max", "unit", "target", "ratio", "waited", "remark")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured row: every run in `unit`, the target in the same unit or None, and what to know beside it.

    `waited` are the same runs by the wall clock, where the work waits for something else.
    """

    name: str
    runs: tuple[float, ...]
    unit: str = MILLISECONDS
    target: float | None = None
    waited: tuple[float, ...] = ()
    remark: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table; the ratio is the median as a part of the target, above 1 a miss."""
        middle = median(self.runs)
        return (
            self.name,
            *(_short(value) for value in (middle, min(self.runs), max(self.runs))),
            self.unit,
            "" if self.target is None else _short(self.target),
            ""
            if self.target is None
            else f"{middle / self.target:.2f}{' !' if middle > self.target else ''}",
            _short(median(self.waited)) if self.waited else "",
            self.remark,
        )


class Figures:
    """What one run of the benchmarks measured."""

    def __init__(self, *, is_rehearsal: bool = False) -> None:
        self.rows: list[Figure] = []
        self.is_rehearsal = is_rehearsal

    def measure(
        self,
        name: str,
        work: Callable[[], object],
        *,
        target: float | None = None,
        runs: int = 30,
        repeat: int = 1,
        per: int = 1,
        remark: str = "",
    ) -> None:
        """Measure the work's CPU milliseconds in this process.

        Each of the runs does it `repeat` times, where once is too short to be timed; what it takes is
        divided by `per`, where it makes several of what is counted.
        """
        if self.is_rehearsal:
            work()
            return
        for _ in range(WARM_UP):
            work()
        gc.collect()
        times = [_timed(work, repeat) for _ in range(runs)]
        share = 1000 / (repeat * per)
        self.rows.append(
            Figure(
                name,
                tuple(cpu * share for cpu, _ in times),
                target=target,
                waited=tuple(wall * share for _, wall in times),
                remark=remark,
            )
        )

    def lines(self) -> Iterator[str]:
        """The table, with the machine that it was measured on."""
        yield f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
        yield "CPU milliseconds of this process unless the unit says otherwise."
        yield "“waited” is the median by the wall clock, the database's own process included."
        yield "A ratio above 1 misses its target (!). Databases lie in memory, unless a row says disk."
        yield ""
        yield from _aligned([_HEADINGS, *(row.cells for row in self.rows)])


def _timed(work: Callable[[], object], repeat: int) -> tuple[float, float]:
    """CPU and wall seconds of some repetitions."""
    wall, cpu = perf_counter(), process_time()
    for _ in range(repeat):
        work()
    return process_time() - cpu, perf_counter() - wall


def _short(value: float) -> str:
    """Three figures that say something."""
    return f"{value:.3f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows in columns: names and remarks to the left, figures to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADINGS))]
    for row in rows:
        numbers = (f"{cell:>{width}}" for cell, width in zip(row[1:-1], widths[1:-1], strict=True))
        yield "  ".join([f"{row[0]:<{widths[0]}}", *numbers, row[-1]]).rstrip()
