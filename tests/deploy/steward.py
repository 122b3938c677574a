"""A steward without a browser: asks by HTTP and websocket what a browser would ask, with its cookies, and sends files."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from secrets import token_hex
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.client import XSRF, Reader


@dataclass
class Visitor:
    """One browser: its cookies, and how it asks.

    Args:
        address: of the site, with the path that it lies below.
        cookies: that it holds.
    """

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None,
        midway: Callable[[], object] | None = None,
    ) -> tuple[int, list[tuple[str, str]], str]:  # fmt: skip
        """Ask for one answer and hold its cookies.

        Args:
            path: below the address.
            method: of the request.
            body: what is sent.
            headers: besides the cookies.
            midway: is called when half of the body has been sent.

        Returns:
            Its status, headers and text.
        """
        parts = urlsplit(self.address)
        assert parts.hostname
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        try:
            connection.putrequest(method, parts.path + path)
            cookies = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
            for name, text in {"Cookie": cookies, "Content-Length": str(len(body)), **(headers or {})}.items():
                connection.putheader(name, text)
            connection.endheaders()
            try:
                connection.send(body[: len(body) // 2])
                if midway is not None:
                    midway()
                connection.send(body[len(body) // 2 :])
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before it was sent whole: the answer is there all the same
            answer = connection.getresponse()
            self._hold(answer.msg.get_all("Set-Cookie") or [])
            return answer.status, answer.getheaders(), answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def connect(self) -> Steward:
        """Open a session as a browser does: first its heartbeat, then the websocket."""
        self.ask("/_stcore/health")
        steward = Steward(self.address, remembers=False, cookies=self.cookies)
        steward.visitor = self
        assert steward.socket.response is not None
        self._hold(steward.socket.response.headers.get_all("Set-Cookie"))
        return steward

    def _hold(self, given: list[str]) -> None:
        for line in given:
            self.cookies.update({name: held.value for name, held in SimpleCookie(line).items()})


class Steward(Reader):
    """A session of somebody who sends files."""

    visitor: Visitor

    def text(self) -> str:
        """Give all that the last answer says, as one text."""
        return "\n".join(str(element) for element in self.elements)

    def find(self, kind: str, place: int = 0) -> Element:
        """Give an element of the last answer by its kind."""
        return [element for element in self.elements if element.WhichOneof("type") == kind][place]

    def announce(self, name: str) -> tuple[str, str]:
        """Ask where to send a file; gives its id and the address below the site's."""
        message = BackMsg()
        message.file_urls_request.request_id = "one"
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self.session
        self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self.socket.recv(timeout=60))
            if answer.WhichOneof("type") == "file_urls_response":
                (given,) = answer.file_urls_response.file_urls
                return given.file_id, given.upload_url

    def send(
        self, name: str, content: bytes, midway: Callable[[], object] | None = None, as_from: Visitor | None = None
    ) -> tuple[int, str]:
        """Send a file and put it into the page's uploader; gives the status and text of the answer.

        Args:
            name: of the file.
            content: of the file.
            midway: is called when half of it has been sent.
            as_from: whose cookies it is sent with, where they are another's.
        """
        file, path = self.announce(name)
        boundary = token_hex(8)
        quoted = json.dumps(name, ensure_ascii=True)
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename={quoted}\r\n\r\n'
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "X-Xsrftoken": self.visitor.cookies[XSRF],
        }
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        status, _, text = (as_from or self.visitor).ask(path, "PUT", body, headers, midway)
        if status == 204:
            uploader = self.find("file_uploader").file_uploader.id
            state = WidgetState(id=uploader)
            info = state.file_uploader_state_value.uploaded_file_info.add()
            info.name, info.size, info.file_id = name, len(content), file
            info.file_urls.file_id, info.file_urls.upload_url, info.file_urls.delete_url = file, path, path
            self.widgets[uploader] = state
        return status, text

    def publish(self, by: str) -> None:
        """Fill in the form below a file and accept it."""
        who = self.find("text_input").text_input.id
        asks = next(
            element.button.id
            for element in self.elements
            if element.WhichOneof("type") == "button"
            and element.button.is_form_submitter
            and "publish" in element.button.form_id
        )
        self.widgets[who] = WidgetState(id=who, string_value=by)
        self.widgets[asks] = WidgetState(id=asks, trigger_value=True)
        self.rerun()
        self.widgets.clear()
