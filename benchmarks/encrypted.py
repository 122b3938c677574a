"""A websocket through TLS for a reader of its own thread, spoken by one loop for all of them.

Python 3.11 loses one TLS connection in a hundred that one thread reads while another writes, as websockets' own client of
threads does (17.4). A loop does both by turns.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Coroutine, Sequence
from functools import cache
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Response
from websockets.typing import Origin, Subprotocol

_Given = TypeVar("_Given")
_starting = Lock()


class Encrypted:
    """One connection; speaks as ``websockets.sync`` does."""

    def __init__(
        self, address: str, trust: ssl.SSLContext, origin: Origin, spoken: Sequence[Subprotocol], sent: dict[str, str]
    ) -> None:
        """Connect.

        Args:
            address: of the stream, wss.
            trust: what its certificate is held against.
            origin: of the page that a browser would have open.
            spoken: subprotocols.
            sent: headers.
        """
        self._heard: SimpleQueue[bytes | ConnectionClosed] = SimpleQueue()
        self._connection = _wait_for(
            _connected(address, ssl=trust, origin=origin, subprotocols=spoken, additional_headers=sent)
        )
        self._listening = asyncio.run_coroutine_threadsafe(self._listen(), _loop())

    @property
    def response(self) -> Response | None:
        """Give the answer to the request that opened the connection."""
        return self._connection.response

    def send(self, message: bytes) -> None:
        """Say one word."""
        _wait_for(self._connection.send(message))

    def recv(self, timeout: float | None = None) -> bytes:
        """Give the next word.

        Raises:
            ConnectionClosed: when there is none any more.
            queue.Empty: when none came in time, in seconds.
        """
        heard = self._heard.get(timeout=timeout)
        if isinstance(heard, ConnectionClosed):
            raise heard
        return heard

    def close(self) -> None:
        """Hang up."""
        _wait_for(self._connection.close())

    async def _listen(self) -> None:
        try:
            while True:
                message = await self._connection.recv()
                self._heard.put(message if isinstance(message, bytes) else message.encode())
        except ConnectionClosed as closed:
            self._heard.put(closed)


async def _connected(address: str, **how: object) -> ClientConnection:
    return await connect(address, compression=None, max_size=None, proxy=None, **how)  # type: ignore[arg-type]


def _wait_for(what: Coroutine[object, object, _Given]) -> _Given:
    return asyncio.run_coroutine_threadsafe(what, _loop()).result(timeout=60)


def _loop() -> asyncio.AbstractEventLoop:
    with _starting:
        return _begun()


@cache
def _begun() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="encrypted readers", daemon=True).start()
    return loop
