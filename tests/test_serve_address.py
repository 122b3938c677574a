"""Where the server is to listen and keep what it holds: what cannot be is said in one line."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import serve
from tests.serving import free_port

if TYPE_CHECKING:
    pass


def test_a_port_in_use_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("COVERAGE_PORT", str(port))
    with socket.create_server(("localhost", port)), pytest.raises(SystemExit) as stopped:
        serve.main()
    assert str(stopped.value).startswith(f"Cannot serve at localhost:{port}: Address already in use")
    assert str(stopped.value).endswith("Another port: COVERAGE_PORT=8502")


@pytest.mark.parametrize("port", ["abc", "99999", "0", "-1", "8501.5"])
def test_a_port_that_is_none_is_said_in_one_line(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_PORT", port)
    with pytest.raises(SystemExit) as stopped:
        serve.main()
    assert stopped.value.code == f"COVERAGE_PORT is {port!r}: write a number from 1 to 65535, such as 8501."


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 70])
def test_a_host_that_is_not_known_is_not_called_a_matter_of_the_port(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOST", host)
    with pytest.raises(SystemExit) as stopped:
        serve.main()
    assert stopped.value.code == (
        f"COVERAGE_HOST is {host!r}: no such name or address is known here. Write localhost or 0.0.0.0."
    )


def test_an_address_of_another_computer_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_HOST", "192.0.2.1")
    with pytest.raises(SystemExit) as stopped:
        serve.main()
    assert stopped.value.code == (
        "COVERAGE_HOST is '192.0.2.1': that is no address of this computer. Write localhost or 0.0.0.0."
    )


def test_a_home_that_cannot_be_made_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_PORT", str(free_port()))
    (tmp_path / "file").touch()
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("COVERAGE_HOME", str(home))
        with pytest.raises(SystemExit) as stopped:
            serve.main()
        assert stopped.value.code == (
            f"Nothing can be kept in {home}: Not a directory. Set COVERAGE_HOME to a folder that can be written to."
        )


def test_a_home_that_may_only_be_read_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PermissionError(
            errno.EACCES, "Permission denied", "store"
        )  # tests may run as root, who may write anywhere

    monkeypatch.setenv("COVERAGE_PORT", str(free_port()))
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    monkeypatch.setattr(serve.store, "ensure", refuse)
    with pytest.raises(SystemExit) as stopped:
        serve.main()
    assert stopped.value.code == (
        f"Nothing can be kept in {tmp_path}: Permission denied. Set COVERAGE_HOME to a folder that can be written to."
    )
