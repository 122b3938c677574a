"""Whatever is sent to the server as a file, by hand or through the page, it answers calmly and forgets it again.

COVERAGE_CASES says how many; a thousand take some minutes.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

from benchmarks.client import XSRF
from benchmarks.server import PRODUCT, Server, served
from data.workbook import template
from tests.deploy.steward import Visitor
from tests.published_only import switch_demonstration_off

CASES = int(os.environ.get("COVERAGE_CASES", "40"))
# What a thousand cases may leave behind for good: caches of the page and of the allocator, and nothing that grows with them.
MOST_GROWTH = 120  # MB
SECRET = ("Traceback", 'File "', "site-packages", "/serve.py", "streamlit/", "starlette")
METHODS = ("PUT", "PUT", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "GET")
NAMES = (
    "a.csv",
    "=1+1.csv",
    "../../etc/passwd",
    "\x00.xlsx",
    "a" * 5000 + ".csv",
    "<script>.csv",
    'x"; y="z.parquet',
    "é\u202e.csv",
)
MEMBERS = b"Wilayah;Bulan;Segmen;Aktif\n51.02;2025-12;PU;30000\n51.02;2025-12;BPU;900\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("fuzzed") / "home"
    home.mkdir()
    switch_demonstration_off(home)
    with served(PRODUCT, home) as running:
        yield running


def damaged(content: bytes, choice: random.Random) -> bytes:
    """Spoil a file: bytes changed, taken out, doubled or cut off."""
    spoilt = bytearray(content)
    for _ in range(choice.randint(1, 12)):
        place, length = choice.randrange(len(spoilt) + 1), choice.randint(1, 64)
        match choice.randrange(4):
            case 0:
                spoilt[place : place + length] = choice.randbytes(length)
            case 1:
                del spoilt[place : place + length]
            case 2:
                spoilt[place:place] = spoilt[place : place + length]
            case _:
                del spoilt[place + len(spoilt) // 2 :]
    return bytes(spoilt)


def body_and_headers(choice: random.Random) -> tuple[bytes, dict[str, str]]:
    """Make the body of an upload that is wrong in one or several ways."""
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{choice.choice(["file", "", "x"])}"'.encode()
        + choice.choice([b"", b'; filename="%s"' % choice.choice(NAMES).encode("utf-8", "replace")])
        + b"\r\n" * choice.randint(0, 3) + choice.randbytes(choice.randint(0, 4000)) + b"\r\n"
        for _ in range(choice.randint(0, 4))
    ]  # fmt: skip
    body = b"".join(parts) + choice.choice([b"--b--\r\n", b"--b", b"", b"--c--"])
    kinds = ["multipart/form-data; boundary=b", "multipart/form-data", "multipart/form-data; boundary=" + "b" * 300, "text/plain",
             "application/x-www-form-urlencoded", "multipart/form-data; boundary=b; charset=nothing", ""]  # fmt: skip
    return damaged(body, choice) if choice.random() < 0.3 else body, {"Content-Type": choice.choice(kinds)}


def test_no_request_to_send_a_file_is_answered_with_an_error_of_the_server_or_a_trace(server: Server) -> None:
    visitor, choice = Visitor(server.address), random.Random(7)
    with visitor.connect() as steward:
        steward.open("data")
        before = server.memory()
        strange: dict[str, int] = {}
        for case in range(CASES):
            file, path = steward.announce("a.csv")
            body, headers = body_and_headers(choice)
            headers["X-Xsrftoken"] = choice.choice([visitor.cookies[XSRF]] * 4 + ["", "forged", "2|0|0|0"])
            address = choice.choice(
                [path] * 5 + [path + "/x", path.replace(file, "%2e%2e"), "/_stcore/upload_file/none/x"]
            )
            status, _, text = visitor.ask(address, choice.choice(METHODS), body, headers)
            # 503 is the answer to a session of another process, which the proxy then asks.
            if (status >= 500 and "none/x" not in address) or any(one in text for one in SECRET):
                strange[f"{status} {headers} {text[:200]}"] = case
        assert strange == {}
        after = server.memory()
        assert before is None or after is None or after - before < MOST_GROWTH
        steward.rerun()


def test_no_spoilt_file_fails_the_page_or_is_kept_when_the_next_has_come(server: Server) -> None:
    choice, workbook = random.Random(8), template("id")
    before = server.memory()
    for part in range(0, CASES, 20):
        with Visitor(server.address).connect() as steward:
            steward.open("data")
            for case in range(part, min(part + 20, CASES)):
                kind, whole = choice.choice(
                    [(".xlsx", workbook), (".csv", MEMBERS), (".parquet", b"PAR1" + MEMBERS + b"PAR1")]
                )
                status, text = steward.send(f"kiriman-{case}{kind}", damaged(whole, choice))
                assert (status, text) == (204, "")
                steward.rerun()  # raises where the page shows an error of the program
                assert not any(one in steward.text() for one in SECRET)
    after = server.memory()
    assert before is None or after is None or after - before < MOST_GROWTH
