"""Serves the page of a briefing to its presenter's browser: the same file that can be taken along, opened as a show."""

from __future__ import annotations

import datetime
import logging
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.guard import person_of
from api.place import base
from data.access.refusal import NotAllowed
from data.access.rules import require
from data.audit import record as audit
from data.batches import NoSuchMoment
from data.earlier import EarlierBusy, as_known
from data.problem import CannotWrite
from data.store import Store, ensure
from metrics._model import UnknownName
from metrics.analyses.plan_asked import PlanInvalid
from metrics.periods import is_month
from metrics.territory import territory

if TYPE_CHECKING:
    from exports.briefing import Briefing, BriefingAsked

PATH = "/paparan/tayang"
MOST = 16  # briefings kept
_SERVED = Event()
_HELD: dict[tuple[str, BriefingAsked, str], Briefing] = {}


def routes() -> list[Route]:
    """Give the routes; from then on this process serves the show."""
    _SERVED.set()
    return [Route(PATH, show)]


def is_served() -> bool:
    """Say whether this process serves the show: ``streamlit run`` alone does not."""
    return _SERVED.is_set()


def address(asked: BriefingAsked, finding: str) -> str:
    """Give the link that opens the show at a finding."""
    named = {
        "region": asked.region, "as_of": asked.as_of, "base": asked.base, "lang": asked.lang, "known_on": asked.known_on,
        "target": asked.target or "", "plan": asked.plan,
    }  # fmt: skip
    return f"{base()}{PATH}?{urlencode({name: value for name, value in named.items() if value})}#show={finding}"


def show(request: Request) -> Response:
    """Answer with the page, or with a line that says what of the link does not exist."""
    # Only where asked: the server starts without all that a briefing gathers.
    from exports.briefing import BriefingAsked
    from exports.page import policy

    link, person = request.query_params, person_of(request)
    if person is None:
        return PlainTextResponse("Masuk terlebih dahulu. / Sign in first.", status_code=401)
    try:
        require(person, "export")
        asked = BriefingAsked(
            link.get("region", ""), link.get("as_of", ""), link.get("base") or "ucj", link.get("target") or None,
            link.get("plan", ""), link.get("lang") or "id", link.get("known_on", ""),
        )  # fmt: skip
        if not is_month(asked.as_of):
            raise UnknownName("month", asked.as_of, ["YYYY-MM"])
        store = as_known(asked.known_on) if asked.known_on else ensure()
        page = _page(store, asked, datetime.datetime.now().astimezone().date().isoformat())
        audit.add(person, "export", file="tayang", region=asked.region, store=store.version)
    except CannotWrite:
        logging.getLogger(__name__).exception("The show cannot be put on record")
        return PlainTextResponse("The disk of the server is full.", status_code=503)
    except EarlierBusy as busy:
        return PlainTextResponse(str(busy), status_code=503, headers={"Retry-After": "30"})
    except NotAllowed as refused:
        return PlainTextResponse(str(refused), status_code=403)
    except (UnknownName, PlanInvalid, NoSuchMoment) as error:  # all else is of the server, and for its log alone
        return PlainTextResponse(str(error), status_code=404)
    headers = {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'", "Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers)


def hold(told: Briefing, asked: BriefingAsked) -> None:
    """Keep a briefing that a page has made already: its show then opens without gathering anything again."""
    _HELD[told.store, asked, told.made_on] = told
    while len(_HELD) > MOST:
        _HELD.pop(next(iter(_HELD)), None)


def _page(store: Store, asked: BriefingAsked, today: str) -> bytes:
    from exports.briefing import briefing
    from exports.page import page_html

    told = _HELD.get((store.version, asked, today))
    if told is None:
        places = territory(store.query)
        told = briefing(store.query, places, asked, store=store.version, made_on=today, known_on=asked.known_on)
        hold(told, asked)
    return page_html(told)
