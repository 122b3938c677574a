"""The API under ``/api/v1``: who asks is let in, the question is read, and others are answered meanwhile.

Plain routes of Starlette, which serves the pages already; see ``api.questions`` for why nothing larger.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from api import description, documentation, health, questions
from api.admission import Reader, address_of, admitted
from api.answers import TYPES, Answer, Answers
from api.limits import Limits, Rate
from api.problems import Problem, answer_of, of_status
from api.taken import Taken
from data.access.refusal import NotAllowed
from data.problem import DataError
from metrics.asked import LISTINGS

# An answer is data: a browser that is made to open it as a page runs and loads nothing of it.
_POLICY = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
_SAYS = "The figures cannot be read now. The person who keeps this installation finds why in its log."
_log = logging.getLogger(__name__)


class Api:
    """The API of one process."""

    def __init__(self, is_ready: Callable[[], bool], limits: Limits) -> None:
        """Keep what says that the server is warm, and the bounds."""
        self.is_ready, self.limits = is_ready, limits
        self.answers, self.rate, self.taken = Answers(limits), Rate(limits), Taken()
        self._workers = ThreadPoolExecutor(limits.workers, "api")
        self._under_way = 0

    async def listed(self, command: str, request: Request) -> Response:
        """Answer what a command of the same name would."""
        return await self._answered(request, lambda: command)

    async def figures(self, request: Request) -> Response:
        """Answer with the figures of one metric."""
        return await self._answered(request, lambda: "get", lambda: questions.metric_named(request.path_params["id"]))

    async def analysis(self, request: Request) -> Response:
        """Answer with the rows of one analysis."""
        return await self._answered(request, lambda: questions.analysis_named(request.path_params["name"]))

    async def addresses(self, request: Request) -> Response:
        """Answer with the addresses there are, for whoever asks for the API alone."""
        self._let_in(request)
        known = description.openapi(_base(request))
        listed = [
            {"address": f"{_base(request)}{path}", "about": operation["get"]["summary"]}
            for path, operation in known["paths"].items()
        ]
        told = {
            "addresses": listed,
            "documentation": f"{_base(request)}/docs",
            "description": f"{_base(request)}/openapi.json",
        }
        text = json.dumps(told, ensure_ascii=False, indent=1)
        return Response(text, headers={**_POLICY, "Cache-Control": "private, no-cache"}, media_type=TYPES["json"])

    async def described(self, request: Request) -> Response:
        """Answer with the description that machines read."""
        self._let_in(request)
        text = json.dumps(description.openapi(_base(request)), ensure_ascii=False)
        return Response(text, headers={**_POLICY, "Cache-Control": "private, no-cache"}, media_type=TYPES["json"])

    async def documented(self, request: Request) -> Response:
        """Answer with the same description for people."""
        self._let_in(request)
        policy = {"Content-Security-Policy": documentation.policy(), "Cache-Control": "private, no-cache"}
        return HTMLResponse(documentation.page(description.openapi(_base(request))), headers=policy)

    async def healthy(self, request: Request) -> Response:
        """Answer whether the server lives and is ready; to everybody, for it holds no figure."""
        status, told = health.told(self.is_ready())
        return Response(json.dumps(told), status, {**_POLICY, "Cache-Control": "no-store"}, TYPES["json"])

    async def _answered(self, request: Request, command: Callable[[], str], about: Callable[[], str] = str) -> Response:
        reader = self._let_in(request)
        if len(request.scope["query_string"]) > self.limits.address:
            raise Problem("too-long", f"The address is longer than {self.limits.address} bytes.", "Ask in parts.")
        question = questions.read(command(), request.query_params.multi_items(), about())
        if self._under_way >= self.limits.workers + self.limits.waiting:
            raise Problem(
                "busy", "Too many questions wait here.", "Ask again in a moment.", headers={"Retry-After": "2"}
            )
        self._under_way += 1
        try:
            work = partial(self._work, reader, question, request)
            answer = await asyncio.get_running_loop().run_in_executor(self._workers, work)
        finally:
            self._under_way -= 1
        headers = {
            **_POLICY, "Cache-Control": "private, no-cache", "ETag": answer.tag, "Coverage-Store": answer.store,
            "Vary": "Authorization, Cookie",
        }  # fmt: skip
        if answer.is_held:
            return Response(status_code=304, headers=headers)
        if answer.notes:
            headers["Coverage-Note"] = quote(" ".join(answer.notes), safe=" ,.:;()'/=-")
        if question.asked.format == "csv":
            # In the word that every reader of an Indonesian office knows.
            name = f"{'CONTOH-' if answer.example else ''}{request.url.path.rpartition('/')[2]}.csv"
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return Response(answer.content, headers=headers, media_type=TYPES[question.asked.format])

    def _work(self, reader: Reader, question: questions.Question, request: Request) -> Answer:
        answer = self.answers.answer(question, request.headers.get("if-none-match", ""))
        if question.asked.command not in LISTINGS and not answer.is_held:
            self.taken.note(reader, answer, f"{request.url.path}?{request.url.query}")
        return answer

    def _let_in(self, request: Request) -> Reader:
        try:
            reader = admitted(request)
        except Problem:
            self._count(f"refused {address_of(request)}")  # whoever guesses tokens does not guess many
            raise
        self._count(reader.name)
        return reader

    def _count(self, reader: str) -> None:
        wait = self.rate.wait(reader, time.monotonic())
        if wait:
            seconds = str(math.ceil(wait))
            raise Problem(
                "too-often", f"More than {self.limits.a_minute} requests a minute came from you.",
                f"Ask again in {seconds} s.", headers={"Retry-After": seconds},
            )  # fmt: skip


def routes(is_ready: Callable[[], bool], limits: Limits | None = None) -> list[Mount]:
    """Give the routes.

    Args:
        is_ready: says whether the server has everything loaded.
        limits: bounds other than the usual.
    """
    api = Api(is_ready, limits or Limits())
    listed = {"/regions": "regions", "/metrics": "list", "/sources": "sources", "/targets": "target"}
    inside = Starlette(
        routes=[
            *(Route(f"/v1{path}", partial(api.listed, command)) for path, command in listed.items()),
            Route("/v1/metrics/{id}", api.figures),
            Route("/v1/analyses/{name}", api.analysis),
            Route("/v1", api.addresses),
            Route("/v1/", api.addresses),
            Route("/v1/health", api.healthy),
            Route("/v1/openapi.json", api.described),
            Route("/v1/docs", api.documented),
        ],
        exception_handlers={
            Problem: _of_problem, NotAllowed: _of_refusal, HTTPException: _of_http, DataError: _of_store, OSError: _of_store,
            Exception: _of_fault,
        },
    )  # fmt: skip
    inside.router.redirect_slashes = False  # it would send readers to the host that they named
    return [Mount("/api", inside)]


def _base(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/v1"


async def _of_problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return answer_of(problem, _base(request))


async def _of_refusal(request: Request, error: Exception) -> Response:
    problem = Problem("not-allowed", str(error), "Ask whoever keeps this installation.")
    return answer_of(problem, _base(request))


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer_of(of_status(error.status_code), _base(request))


async def _of_store(request: Request, error: Exception) -> Response:
    _log.error("The API could not answer: %s", error)
    problem = Problem("not-ready", _SAYS, "Ask again later.", headers={"Retry-After": "30"})
    return answer_of(problem, _base(request))


async def _of_fault(request: Request, error: Exception) -> Response:
    # The server's log has the rest: Starlette raises it again.
    problem = Problem(
        "fault", "The question could not be answered.", "Tell whoever keeps this installation what you asked."
    )
    return answer_of(problem, _base(request))
