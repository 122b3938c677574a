"""The API beside the pages on the one server: its headers, its problems, and whether the server is well."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from email.message import Message

import pytest


def get(address: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def test_figures_are_answered_beside_the_pages_under_a_policy_of_their_own(server: str) -> None:
    status, headers, content = get(f"{server}/api/v1/metrics/coverage?region=51&base=ucj&as_of=2025-03")
    (figure,) = json.loads(content)
    assert (status, figure["value"], figure["printed"]) == (200, 935079 / 1873899, 0.5088)
    assert headers.get_all("Content-Security-Policy") == ["default-src 'none'; frame-ancestors 'none'"]
    assert (headers["X-Content-Type-Options"], headers["Cross-Origin-Resource-Policy"]) == ("nosniff", "same-origin")
    assert (
        get(f"{server}/api/v1/metrics/coverage?region=51&base=ucj&as_of=2025-03", If_None_Match=headers["ETag"])[0]
        == 304
    )


@pytest.mark.parametrize("path", ["/api/", "/api/v1/nothing", "/api/v2/metrics"])
def test_an_address_that_the_api_does_not_have_is_a_problem_and_no_page(server: str, path: str) -> None:
    status, headers, content = get(server + path)
    assert (status, headers["Content-Type"]) == (404, "application/problem+json")
    assert json.loads(content)["type"] == "/api/v1/docs#not-found"


def test_a_proxy_is_told_that_the_server_is_well(server: str) -> None:
    status, headers, content = get(f"{server}/api/v1/health")
    told = json.loads(content)
    assert (status, headers["Cache-Control"], told["alive"], told["ready"]) == (200, "no-store", True, True)
    assert told["store"] == get(f"{server}/api/v1/regions?region=51")[1]["Coverage-Store"]
