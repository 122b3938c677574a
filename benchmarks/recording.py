"""Notes every Streamlit command that a page of the product calls: what, in which block, with which arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.testing.v1 import AppTest

from benchmarks.server import PRODUCT
from tests.pages_as_served import pages_as_served

CHOOSE = ("selectbox", "segmented_control", "pills", "radio")  # commands with choices
HOLD = ("number_input", "text_input", "toggle", "checkbox")  # commands with a value that the session holds
BESIDE = ("set_page_config", "navigation")  # commands that draw no element


@dataclass
class Call:
    """One command.

    Args:
        name: of the command; ``run`` is the moment from which the page itself draws, and no longer its frame.
        block: in which it was called; None for the commands that draw no element.
        arguments: as given, by place.
        options: as given, by name; choices are the words that the reader sees, with the place of the chosen one.
        gave: the blocks that it returned.
        fragment: id of the fragment that was drawing; None outside of one.
    """

    name: str
    block: DeltaGenerator | None
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    gave: list[DeltaGenerator] = field(default_factory=list)
    fragment: str | None = None


@cache
def record(page: str = "") -> list[Call]:
    """Run a page of the product and give every command that it called, in order.

    Args:
        page: as in its link, such as ``tren``; empty for the first one.
    """
    calls: list[Call] = []
    app = AppTest.from_file(PRODUCT, default_timeout=120)
    if page:
        app.switch_page(f"pages/{page}.py")
    with pages_as_served(), _recording(calls):
        app.run()
    if app.exception:
        raise RuntimeError(f"The page {page or 'ringkasan'} shows an error: {app.exception[0].message}")
    return calls


@contextmanager
def _recording(calls: list[Call]) -> Iterator[None]:
    """Put a note-taker around every command for as long as the block lasts."""
    drawing = {
        name: method
        for name, method in inspect.getmembers(st, inspect.ismethod)
        if isinstance(method.__self__, DeltaGenerator)
    }
    beside = {name: getattr(st, name) for name in BESIDE}
    run = st.Page.run
    inside: list[str] = []  # a command that another command calls is not noted
    try:
        for name, method in drawing.items():
            setattr(DeltaGenerator, name, _noted(name, method.__func__, calls, inside))
            setattr(st, name, getattr(method.__self__, name))
        for name, command in beside.items():
            setattr(st, name, _noted(name, command, calls, inside))
        st.Page.run = _marked(run, calls)  # type: ignore[method-assign, assignment]
        yield
    finally:
        st.Page.run = run  # type: ignore[method-assign]
        for name, method in drawing.items():
            setattr(DeltaGenerator, name, method.__func__)
        for name, command in (drawing | beside).items():
            setattr(st, name, command)


def _marked(run: Callable[[st.Page], None], calls: list[Call]) -> Callable[[st.Page], None]:
    def marked(page: st.Page) -> None:
        if any(call.name == "navigation" for call in calls):  # Streamlit runs the whole script as a page, too
            calls.append(Call("run", None, (), {}))
        run(page)

    return marked


def _noted(name: str, command: Callable[..., Any], calls: list[Call], inside: list[str]) -> Callable[..., Any]:
    @wraps(command)
    def noted(*arguments: Any, **options: Any) -> Any:
        if inside:
            return command(*arguments, **options)
        inside.append(name)
        try:
            block, given = (None, arguments) if name in BESIDE else (arguments[0]._active_dg, arguments[1:])
            call = _constant_call(name, block, given, options)
            call.fragment = ThreadState.get().fragment_id
            calls.append(call)
            result = command(*arguments, **options)
            several = result if isinstance(result, list | tuple) else [result]
            call.gave = [one for one in several if isinstance(one, DeltaGenerator)]
            return result
        finally:
            inside.pop()

    return noted


def _calls_back(option: str, value: Any) -> bool:
    """Say whether an option is there for what the product does once a reader chooses."""
    return option in ("on_change", "args", "kwargs") or (option in ("on_click", "on_select") and callable(value))


def _constant_call(name: str, block: DeltaGenerator | None, given: tuple[Any, ...], options: dict[str, Any]) -> Call:
    """Give a call that shows the same without any function of the product."""
    key = options.get("key")
    held = st.session_state[key] if key and key in st.session_state else options.get("default")
    options = {option: value for option, value in options.items() if not _calls_back(option, value)}
    if name in CHOOSE:
        label, choices = given[0], list(given[1])
        words = options.pop("format_func", str)
        shown = [words(choice) for choice in choices]
        if name == "selectbox":
            return Call(name, block, (label, shown), options | {"index": shown.index(words(held))})
        several = [words(one) for one in held] if isinstance(held, list | tuple) else held and words(held)
        return Call(name, block, (label, shown), options | {"default": several})
    if name in HOLD and key and key in st.session_state:
        return Call(name, block, deepcopy(given), options | {"value": held})
    if name == "download_button" and callable(given[1]):  # made when it is asked for: an empty file will do
        return Call(name, block, (given[0], bytes, *given[2:]), options)
    if name == "navigation":
        return Call(name, block, tuple((page.title, page.icon) for page in given[0]), options)
    return Call(name, block, deepcopy(given), deepcopy(options))
