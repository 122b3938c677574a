"""A reader over the real websocket, speaking Streamlit's protocol (1.67): asks for a rerun, reads until it is finished."""

from __future__ import annotations

import ssl
import time
from collections import Counter
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.encrypted import Encrypted
from i18n import LANGUAGES, language
from pages.parts import unforeseen

FAILED = tuple(language(code)(unforeseen.SAID) for code in LANGUAGES)
XSRF = "_streamlit_xsrf"  # cookie; a session that signs in or sends files says what it holds


@dataclass(frozen=True)
class Answer:
    """What one rerun sent.

    Args:
        seconds: from sending the question to receiving that the script has finished.
        bytes: of all messages.
        kinds: elements and blocks that stand in the end, by kind; one that the reader holds already counts as ``held``,
            and one that another takes the place of counts no more, for whether it was sent at all hangs on the moment.
    """

    seconds: float
    bytes: int
    kinds: Counter[str]


class Reader:
    """One session, as one browser tab has it.

    Args:
        address: of the server, with the path that it lies below.
        remembers: name the large elements that it holds at each rerun, as the browser does; they are not sent again.
        cookies: as the browser holds them, by name.
        trust: what the certificate of an encrypted address is held against.

    ``page`` is the code of the page that is open, ``pages`` of those there are, ``names`` what links call them; ``session`` is
    the name of the session; ``widgets`` are what the reader has filled in, ``elements`` what the last answer sent, ``sent_to``
    the address that it sends the browser to.
    """

    def __init__(
        self,
        address: str,
        *,
        remembers: bool = True,
        cookies: dict[str, str] | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.remembers = remembers
        self.page, self.session, self.sent_to = "", "", ""
        self.widgets: dict[str, WidgetState] = {}
        self.elements: list[Element] = []
        self.pages: list[str] = []
        self.names: list[str] = []
        self.held: set[str] = set()
        stream = address.replace("http", "ws", 1) + "/_stcore/stream"
        origin = Origin("/".join(address.split("/")[:3]))
        spoken = [Subprotocol("streamlit"), *map(Subprotocol, filter(None, [(cookies or {}).get(XSRF)]))]
        sent = {"Cookie": "; ".join(f"{name}={text}" for name, text in (cookies or {}).items())}
        self.socket: ClientConnection | Encrypted
        if trust is None:
            self.socket = connect(
                stream, origin=origin, subprotocols=spoken, additional_headers=sent, compression=None, max_size=None,
                proxy=None,
            ).__enter__()  # fmt: skip
        else:
            self.socket = Encrypted(stream, trust, origin, spoken, sent)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def open(self, page: str = "") -> Answer:
        """Open a page, by its name in links; empty for the first one."""
        answer = self.rerun()
        if page:
            self.page = self.pages[self.names.index(page)]
            answer = self.rerun()
        return answer

    def rerun(self, link: str = "") -> Answer:
        """Ask for a rerun under a link's query string and read the whole answer."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = link, self.page
        state.context_info.color_scheme, state.context_info.locale = "light", "id-ID"
        state.context_info.timezone = "Asia/Makassar"
        state.widget_states.widgets.extend(self.widgets.values())
        if self.remembers:
            state.cached_message_hashes.extend(self.held)
        start = time.perf_counter()
        self.socket.send(message.SerializeToString())
        received: list[ForwardMsg] = []
        size = 0
        while not received or not _ends(received[-1]):
            data = self.socket.recv(timeout=60)
            size += len(data)
            received.append(ForwardMsg.FromString(data))
        seconds = time.perf_counter() - start
        self.elements = [message.delta.new_element for message in received if message.delta.HasField("new_element")]
        if received[-1].script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise RuntimeError("The script was stopped before its end.")
        kinds = {tuple(message.metadata.delta_path): self._kind(message) for message in received}
        return Answer(seconds, size, Counter(filter(None, kinds.values())))

    def _kind(self, message: ForwardMsg) -> str | None:
        """Note what the browser would hold on to, and give the kind of an element or block."""
        what = message.WhichOneof("type")
        if what == "new_session":
            self.session = message.new_session.initialize.session_id
        if what == "auth_redirect":
            self.sent_to = message.auth_redirect.url
        if what == "navigation":
            self.page = message.navigation.page_script_hash
            self.pages = [page.page_script_hash for page in message.navigation.app_pages]
            self.names = [page.url_pathname for page in message.navigation.app_pages]
        if what == "ref_hash":
            return "held"
        if what != "delta":
            return None
        if message.metadata.cacheable:
            self.held.add(message.hash)
        if message.delta.WhichOneof("type") == "new_element":
            kind = message.delta.new_element.WhichOneof("type")
            if kind == "exception":
                raise RuntimeError(f"The page shows an error: {message.delta.new_element.exception.message}")
            if kind == "alert" and message.delta.new_element.alert.body in FAILED:
                raise RuntimeError(f"The page shows an error: {message.delta.new_element.alert.body}")
            return str(kind)
        return f"block {message.delta.add_block.WhichOneof('type')}"


def _ends(message: ForwardMsg) -> bool:
    """Say whether an answer is at its end: a script that asked for another run of itself is not."""
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )
