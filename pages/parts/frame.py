"""What stands around every page: the store behind it, the pages to choose from, one filter bar, the language."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from charts import words
from data.access.refusal import NotAllowed
from data.earlier import EarlierBusy
from data.entry import RecordBroken
from data.problem import DataError
from data.store import is_published
from i18n import DEFAULT, LANGUAGES, Language, language, retell
from metrics.catalogue import metric
from metrics.territory import Territory
from pages.parts import beforehand, person, reading, safe, sign_in, view
from pages.parts.note import note

# A file of our own: a Material icon in the browser's tab would be fetched from the internet (Streamlit 1.67).
ICON = Path(__file__).with_name("icon.png")

# Pages on which one segment may be looked at alone.
BY_SEGMENT = ("tren", "iuran")
METHOD = "metode"
DATA = "data"

_LANGUAGES = {"id": "ID", "en": "EN"}
_NAMES = {"id": "Bahasa Indonesia", "en": "English"}  # as their own readers call them


@contextmanager
def calmly() -> Iterator[None]:
    """Where the store cannot be read, now or in the middle of a page, say so in a sentence and draw nothing more."""
    say = _say()
    try:
        yield
    except NotAllowed as refused:  # such as a sign-in that ended while the page was drawn
        person.tell(refused, say)
        st.stop()
    except EarlierBusy as busy:
        st.info(retell(str(busy), say), icon=":material/hourglass_top:")
        st.stop()
    except RecordBroken:
        logging.getLogger(__name__).exception("The record is not whole")
        st.error(
            say(
                "The record of what offices sent is not as it was accepted, so it is not read; nothing was changed. The person "
                "who keeps this installation finds where and what to do with {command}.",
                command="`python -m data verify`",
            )
        )
        st.stop()
    except DataError:
        logging.getLogger(__name__).exception("The store could not be read")
        st.error(
            say("The figures cannot be read now. The person who keeps this installation finds the cause in its log.")
        )
        st.stop()


def _say() -> Language:
    asked = st.query_params.get("lang")
    return language(asked if asked in LANGUAGES else DEFAULT)


def let_in() -> None:
    """Ask who is there before anything is read; whose sign-in has ended finds no menu any more."""
    say = _say()
    sign_in.ask(say, lambda: st.navigation(_pages(say), position="hidden"))


def open_store() -> None:
    """Open the store, and read from the link what the reader looks at."""
    if is_published():
        store = reading.store()
    else:
        say = _say()
        with st.spinner(say("First start: building the store from the bundled facts …")):
            store = reading.store()
    places = reading.places(store, store.version)
    seen, unknown = view.from_link(places, reading.months(store, store.version), person.opens_on() or view.HOME)
    st.session_state["unknown"] = unknown
    st.session_state["lang"] = seen.lang


def navigation() -> st.Page:
    """Show the pages there are, and give the one that is open."""
    say = view.current().say
    page = st.navigation(_pages(say))
    with st.sidebar:
        st.segmented_control(
            say("Language"),
            LANGUAGES,
            format_func=_LANGUAGES.__getitem__,
            key="lang",
            required=True,
            on_change=_language,
        )
        store = reading.store()
        latest = say.period(reading.months(store, store.version)[0])
        note(say("Latest figure held: {period} · store {version}", period=latest, version=store.version[:6]))
        sign_in.signed_in(say)
    return page


def _pages(say: Language) -> list[st.Page]:
    return [
        st.Page("pages/ringkasan.py", title=say("Overview"), icon=":material/dashboard:", default=True),
        st.Page("pages/tren.py", url_path="tren", title=say("Trend"), icon=":material/trending_up:"),
        st.Page("pages/wilayah.py", url_path="wilayah", title=say("Region profile"), icon=":material/location_on:"),
        st.Page("pages/banding.py", url_path="banding", title=say("Comparison"), icon=":material/compare_arrows:"),
        st.Page("pages/informal.py", url_path="informal", title=say("Informal workers"), icon=":material/storefront:"),
        st.Page("pages/iuran.py", url_path="iuran", title=say("Dues & compliance"), icon=":material/payments:"),
        st.Page("pages/rencana.py", url_path="rencana", title=say("Plan"), icon=":material/calculate:"),
        st.Page("pages/paritrana.py", url_path="paritrana", title=say("Paritrana"), icon=":material/emoji_events:"),
        st.Page("pages/paparan.py", url_path="paparan", title=say("Briefing"), icon=":material/slideshow:"),
        st.Page("pages/data.py", url_path=DATA, title=say("Data"), icon=":material/upload_file:"),
        st.Page("pages/metode.py", url_path=METHOD, title=say("Method & sources"), icon=":material/menu_book:"),
    ]


def filters(page: st.Page) -> None:
    """Show the one filter bar; it rules everything below it. The method is the same for every region: no bar there."""
    _banners()
    if page.url_path != DATA and not view.current().known_on:  # an earlier release is the same after a publish
        beforehand.note(page.url_path)
    if page.url_path in (METHOD, DATA):
        return
    seen, store = view.current(), reading.store()
    say, places = seen.say, reading.places(store, store.version)
    place = places.place(seen.region)
    top = place.above[0] if place.level == "regency" else place.code
    parts = [] if places.place(top).level in ("national", "kanwil") else places.parts(top)
    st.session_state.update(
        top=top, part=place.code if place.level == "regency" else "", as_of=seen.as_of, base=seen.base
    )
    months = sorted({*reading.months(store, store.version), seen.as_of}, reverse=True)
    bar = st.container(horizontal=True)
    bar.selectbox(
        say("Territory"), _tops(places), format_func=lambda code: places.place(code).short_name, key="top",
        on_change=_region, width=_width(places.place(top).short_name, 190),
    )  # fmt: skip
    bar.selectbox(
        say("Regency or city"), ["", *parts], key="part", on_change=_region, disabled=not parts,
        format_func=lambda code: places.place(code).short_name if code else say("All"), width=_width(place.short_name, 190),
    )  # fmt: skip
    bar.selectbox(
        say("As of"),
        months,
        format_func=say.period,
        key="as_of",
        on_change=_chosen,
        args=("as_of",),
        width=155,
    )
    bar.selectbox(
        say("Base"), metric("coverage").bases, format_func=lambda base: words.base_choice(base, say), key="base",
        on_change=_chosen, args=("base",), width=_width(words.base_choice(seen.base, say), 225),
    )  # fmt: skip
    if page.url_path in BY_SEGMENT:
        st.session_state["segment"] = seen.segment
        bar.selectbox(
            say("Segment"), ["", *view.SEGMENTS], key="segment", on_change=_chosen, args=("segment",), width=150,
            format_func=lambda one: words.segment_words(one, say) if one else say("All segments"),
        )  # fmt: skip


def _width(chosen: str, least: int) -> int:
    """Give the width of a box that does not cut off what is chosen; all five stand in one row on an office laptop."""
    return max(least, 48 + 8 * len(chosen))  # its edges and its arrow; a letter on average


def _banners() -> None:
    """Say above everything what a reader must not overlook: figures that are no real ones, an earlier release, a wrong link."""
    seen, store = view.current(), reading.store()
    say = seen.say
    if reading.has_demonstration(store, store.version):
        # One line: what stands below must answer on the first screen.
        text = say("Figures marked DEMO are generated; they go off with the first office file, or on the Data page.")
        st.markdown(f":orange-badge[:material/science: {say('DEMO')}] :small[:orange[{text}]]")
    if seen.known_on:
        bar = st.container(horizontal=True, vertical_alignment="center")
        bar.info(
            say("Everything is shown as known at {moment}.", moment=safe.plain(seen.known_on)),
            icon=":material/history:",
        )
        bar.button(say("Back to the latest release"), on_click=view.show, kwargs={"known_on": ""})
    if st.session_state["unknown"]:
        _tell_unknown(st.session_state["unknown"])


def _tell_unknown(unknown: list[tuple[str, str]]) -> None:
    """Say once what the link asks for in vain, and what is shown."""
    seen, store = view.current(), reading.store()
    say, place = seen.say, reading.places(store, store.version).place(seen.region)
    shown = [place.short_name, say.period(seen.as_of), words.base_words(seen.base, say), _NAMES[seen.lang]]
    if any(name == "known_on" for name, _ in unknown):
        shown.append(say("the latest release"))
    st.warning(
        say(
            "The link asks for what does not exist: {asked}. Shown is: {shown}.",
            asked=", ".join(f"{name} = {safe.plain(value[:40])}" for name, value in unknown),
            shown=", ".join(shown),
        ),
        icon=":material/link_off:",
    )


def _tops(places: Territory) -> list[str]:
    """The Kanwil and its provinces first, then the nation and the other provinces."""
    ours = [code for code, place in places.places.items() if place.level == "province" and len(place.above) > 1]
    others = [code for code, place in places.places.items() if place.level == "province" and code not in ours]
    kanwil = [code for code, place in places.places.items() if place.level == "kanwil"]
    return [*kanwil, *ours, "ID", *others]


def _region() -> None:
    top, part = st.session_state["top"], st.session_state["part"]
    view.show(region=part if part.startswith(f"{top}.") else top)


def _chosen(name: str) -> None:
    view.show(**{name: st.session_state[name]})


def _language() -> None:
    view.show(lang=st.session_state["lang"])
