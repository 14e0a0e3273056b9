"""The printing process: bounded, replaced after its death, gone with its parent, discreet about faults."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment_tool.documents.pdf import PrintJob
from assessment_tool.jobs.printing_process import FILE_LIMIT_BYTES, MEMORY_LIMIT_BYTES
from assessment_tool.jobs.render_pool import RenderFailedError, RenderPool, RenderTimeoutError

JOB = PrintJob(
    html='<html lang="en-GB"><title>T</title><h1>Heading</h1><p>Words.</p></html>',
    style="",
    title="T",
    author="A",
    made_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
)
SECRET = "Rowan-was-here"
LONG = replace(JOB, html=JOB.html.replace("<p>Words.</p>", "<p>Words.</p>" * 1200))
"""Takes a second: long enough to be interrupted in the middle."""


@pytest.fixture
def pool() -> Iterator[RenderPool]:
    made = RenderPool()
    yield made
    made.close()


@pytest.fixture(scope="module")
def warm() -> Iterator[RenderPool]:
    """One pool for the tests that leave its process as it was."""
    made = RenderPool()
    made.print(JOB)
    yield made
    made.close()


def printing_process() -> int:
    """The newest child of this process."""
    return max(child.pid or 0 for child in multiprocessing.active_children())


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def ends_soon(pid: int) -> bool:
    until = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_running(pid)


def test_a_document_is_printed_in_another_process_that_stays_for_the_next(warm: RenderPool) -> None:
    first = warm.print(JOB)
    pid = printing_process()
    assert warm.print(JOB) == first
    assert printing_process() == pid
    assert first.pdf.startswith(b"%PDF-")


def test_threads_take_turns_and_get_the_same_bytes(warm: RenderPool) -> None:
    with ThreadPoolExecutor(6) as threads:
        printed = list(threads.map(warm.print, [JOB] * 18))
    assert {one.pdf for one in printed} == {printed[0].pdf}


def test_after_kill_9_the_next_document_is_printed(pool: RenderPool) -> None:
    first = pool.print(JOB)
    os.kill(printing_process(), signal.SIGKILL)
    assert pool.print(JOB).pdf == first.pdf


def test_a_document_whose_process_dies_in_the_middle_is_printed_all_the_same(pool: RenderPool) -> None:
    pool.print(JOB)
    pid = printing_process()
    killer = threading.Timer(0.2, os.kill, (pid, signal.SIGKILL))
    killer.start()
    printed = pool.print(LONG)
    killer.join()
    assert not is_running(pid)
    assert printed.pdf.startswith(b"%PDF-")


def test_a_document_that_kills_its_process_again_and_again_is_given_up_and_the_next_is_printed(
    pool: RenderPool,
) -> None:
    is_over = threading.Event()

    def kill_whoever_prints() -> None:
        while not is_over.wait(0.2):
            for child in multiprocessing.active_children():
                child.kill()

    killer = threading.Thread(target=kill_whoever_prints)
    killer.start()
    with pytest.raises(RenderFailedError, match=r"^The document could not be printed \(the printing process"):
        pool.print(LONG)
    is_over.set()
    killer.join()
    assert pool.print(JOB).pdf.startswith(b"%PDF-")


def test_a_document_that_takes_too_long_is_ended_and_the_next_is_printed() -> None:
    pool = RenderPool(time_limit=0.01)
    with pytest.raises(RenderTimeoutError):
        pool.print(LONG)
    assert not multiprocessing.active_children() or ends_soon(printing_process())
    pool.time_limit = 60
    assert pool.print(JOB).pdf.startswith(b"%PDF-")
    pool.close()


def test_whoever_waits_longer_than_the_limit_for_a_turn_is_told_and_disturbs_nobody(pool: RenderPool) -> None:
    with ThreadPoolExecutor(1) as threads:
        pool.print(JOB)
        first = threads.submit(pool.print, LONG)
        time.sleep(0.1)
        pool.time_limit = 0.05
        with pytest.raises(RenderTimeoutError):
            pool.print(JOB)
        pool.time_limit = 60
        assert first.result().pdf.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "asked",
    [
        f'<img alt="" src="file:/{SECRET}">',
        f'<img alt="" src="http://127.0.0.1:9/{SECRET}">',
        f'<img alt="" src="data:image/png;base64,{SECRET}">',
        f'<link rel="stylesheet" href="http://127.0.0.1:9/{SECRET}.css">',
        f'<object data="ftp://{SECRET}/"></object>',
    ],
)
def test_a_fault_says_what_kind_it_is_and_nothing_of_the_document(warm: RenderPool, asked: str) -> None:
    with pytest.raises(RenderFailedError) as caught:
        warm.print(replace(JOB, html=JOB.html.replace("Words", asked)))
    chain: list[BaseException | None] = [caught.value, caught.value.__cause__, caught.value.__context__]
    assert SECRET not in "".join(f"{one!s}{one!r}" for one in chain)
    assert caught.value.cause == "FetchRefusedError"


def test_the_process_is_bound_in_memory_and_files_and_writes_no_core(warm: RenderPool) -> None:
    warm.print(JOB)
    limits = Path(f"/proc/{printing_process()}/limits").read_text(encoding="utf-8")
    found = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    assert found["Max address space"] == [str(MEMORY_LIMIT_BYTES)] * 2
    assert found["Max file size"] == [str(FILE_LIMIT_BYTES)] * 2
    assert found["Max core file size"] == ["0", "0"]


def test_a_document_too_large_for_the_memory_fails_alone() -> None:
    pool = RenderPool(memory_limit=700 * 1024**2)
    first = pool.print(JOB)
    with pytest.raises(RenderFailedError):
        pool.print(replace(JOB, html=JOB.html.replace("Words", "w" * 200_000_000)))
    assert pool.print(JOB).pdf == first.pdf
    pool.close()


PRINT_AND_TELL = """
import multiprocessing, os, signal, sys
from tests.jobs.test_render_pool import JOB
from assessment_tool.jobs.render_pool import pool
if __name__ == "__main__":
    pool.print(JOB)
    print(multiprocessing.active_children()[0].pid, flush=True)
    if sys.argv[1] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("end", ["exits", "killed"])
def test_no_process_is_left_when_the_service_ends(
    tmp_path: Path, pytestconfig: pytest.Config, end: str
) -> None:
    script = tmp_path / "print_and_tell.py"
    script.write_text(PRINT_AND_TELL, encoding="utf-8")
    root = pytestconfig.rootpath
    done = subprocess.run(
        [sys.executable, str(script), end],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == (0 if end == "exits" else -signal.SIGKILL), done.stderr
    assert ends_soon(int(done.stdout))


def test_the_service_does_not_load_the_engine() -> None:
    code = "import sys, assessment_tool.jobs.trend_report; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
