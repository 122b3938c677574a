"""What the API answers when it cannot answer: one sentence as problem JSON (RFC 9457), and never how the server is made."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
BASE = "/api/v1"
DOCUMENTATION = f"{BASE}/docs"

# Every kind of problem: its status, and what it is in a few words.
KINDS: dict[str, tuple[int, str]] = {
    "parameter": (400, "A parameter cannot be read"),
    "unknown": (400, "A parameter names what does not exist"),
    "too-much": (400, "More was asked for than one answer holds"),
    "sign-in": (401, "Nobody is let in without a token"),
    "not-allowed": (403, "This is not yours to ask"),
    "not-found": (404, "There is no such thing"),
    "method": (405, "The API only reads"),
    "too-long": (414, "The address is too long"),
    "too-often": (429, "Too many requests"),
    "fault": (500, "Something went wrong here"),
    "not-ready": (503, "The figures cannot be read at the moment"),
    "busy": (503, "Too many questions are being answered"),
}


class Problem(Exception):
    """A question that is not answered.

    Args:
        kind: one of ``KINDS``.
        what: one sentence: what is wrong.
        remedy: what to do about it.
        where: the parameter, or the part of the address, that it is about; empty when it is about all of it.
        headers: of the answer.
    """

    def __init__(
        self, kind: str, what: str, remedy: str, where: str = "", headers: dict[str, str] | None = None
    ) -> None:
        """Keep what is said."""
        self.kind, self.what, self.remedy, self.where = kind, what, remedy, where
        self.headers = headers or {}
        super().__init__(what)


def answer_of(problem: Problem, base: str = BASE) -> Response:
    """Give the answer that says a problem; ``base`` is where the API lies, behind a proxy maybe below another path."""
    status, title = KINDS[problem.kind]
    told = {
        "type": f"{base}/docs#{problem.kind}",
        "title": title,
        "status": status,
        "detail": problem.what,
        "where": problem.where or None,
        "remedy": problem.remedy,
    }
    headers = {"Cache-Control": "no-store", **problem.headers}
    # Half of a letter that stands outside the basic plane can be sent, and is no letter in UTF-8.
    content = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, headers, MEDIA_TYPE)


def of_status(status: int) -> Problem:
    """Give the problem of a request that no route answers, by its HTTP status."""
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return Problem("method", "Only GET and HEAD are answered.", "Ask with GET.", headers={"Allow": "GET, HEAD"})
    return Problem("not-found", "There is no such address in the API.", f"{DOCUMENTATION} lists those there are.")
