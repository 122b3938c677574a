"""What Streamlit 1.67 knows of the sessions of this process and of the files they sent; a server that ends asks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadFileUrlInfo

    from api.uploads import Uploads


# Words of Streamlit's menu for who makes an app: they act on everybody.
_NOT_OURS = ("clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime")


def is_here(session: str) -> bool:
    """Say whether a session is connected to this process."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def holds_a_file() -> bool:
    """Say whether a connected session has a file that was neither published nor put away: its page still shows it."""
    return runtime.exists() and any(
        is_here(session) for session, files in list(_manager().file_storage.items()) if files
    )


def tell_of_uploads(uploads: Uploads) -> None:
    """Tell of every file that a browser announces; Streamlit itself notes it only when it has come."""
    manager = _manager()
    given = manager.get_upload_urls

    def noted(session_id: str, file_names: Sequence[str]) -> list[UploadFileUrlInfo]:
        found: list[UploadFileUrlInfo] = given(session_id, file_names)
        uploads.expect(session_id, [one.file_id for one in found])
        return found

    manager.get_upload_urls = noted


def is_ours(word: bytes) -> bool:
    """Say whether our pages say such a word; one that cannot be read is for Streamlit to refuse."""
    said = BackMsg()
    try:
        said.ParseFromString(word)
    except DecodeError:
        return True
    return said.WhichOneof("type") not in _NOT_OURS


def _manager() -> Any:
    return runtime.get_instance().uploaded_file_mgr
