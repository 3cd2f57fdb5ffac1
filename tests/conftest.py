"""For every test: no network, no settings of the user's, a model cache of the session's own."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

# The folders under tests/ bear the packages' names, and pytest puts tests/ on the path.
ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from models import registry  # noqa: E402
from models.engine import Engine  # noqa: E402

# A job that a shell starts in the background is born deaf to Ctrl-C, and so is what it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """NORDWIRE_CACHE is a folder of this session; no other NORDWIRE_* variable is set."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("NORDWIRE_")]:
            patch.delenv(name)
        patch.setenv("NORDWIRE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """A connection to anything but a local socket raises what no code takes for a bad network."""

    def refuse(self: socket.socket, address: Any) -> NoReturn:
        raise AssertionError(f"a test opens a connection to {address}")

    def guarded(real: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            return (real if self.family == socket.AF_UNIX else refuse)(self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(scope="session")
def ct2_engine(own_settings: None, no_network: None) -> Engine:
    """The embedded model as the pipeline runs it; converted once a session."""
    return registry.load("nb-en")


@pytest.fixture(scope="session")
def torch_engine(own_settings: None, no_network: None) -> Engine:
    """The embedded model in the reference engine.

    On one thread: where the cores are shared, torch's threads spend their time waiting in a loop.
    """
    return registry.load("nb-en", engine="torch", threads=1)
