"""Ctrl-C in a long run: noticed at once, but not between an article and its line in the report."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType

from models.engine import Engine, Translation


@contextmanager
def held_back() -> Iterator[None]:
    """Raises a KeyboardInterrupt that falls into the block only when the block is done."""
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not usual or threading.current_thread() is not threading.main_thread():
        yield
        return
    caught = False

    def catch(number: int, frame: FrameType | None) -> None:
        nonlocal caught
        caught = True

    signal.signal(signal.SIGINT, catch)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if caught:
        raise KeyboardInterrupt


class Aside:
    """An engine that works in a thread of its own, while the caller waits where Ctrl-C reaches it.

    Python sees a signal only between its own instructions, and one batch can keep the caller inside
    the engine for half a minute. A batch that has begun goes on to its end.
    """

    def __init__(self, engine: Engine) -> None:
        self.signature = engine.signature
        self.max_tokens = engine.max_tokens
        self.count_tokens = engine.count_tokens
        self._engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")

    def translate(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        align: bool = False,
        repetition_penalty: float = 1.0,
    ) -> list[Translation]:
        work = self._thread.submit(
            self._engine.translate,
            sentences,
            alternatives=alternatives,
            align=align,
            repetition_penalty=repetition_penalty,
        )
        return work.result()

    def close(self) -> None:
        """Let the thread go; does not wait for it."""
        self._thread.shutdown(wait=False, cancel_futures=True)
