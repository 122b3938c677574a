"""What the reader of the comparison chooses, kept in the link: which regions, weights, an assumed error."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

import streamlit as st

from metrics._model import UnknownName
from metrics.analyses.likeness import weights_of

AMONG, WEIGHTS, ERROR = "banding_among", "banding_weights", "banding_error"

STEPS = (0, 1, 2, 3)  # weights that can be chosen; 1 is that of a variable the reader leaves alone
LARGEST_ERROR = 30  # percent above which the 99.8 percent band has no upper end


@dataclass(frozen=True)
class Choices:
    """Choices of the reader, as they are used.

    Args:
        among: id of the regions compared with; empty for those the page opens on.
        weights: weight of each variable that does not count once, by its id, in the order of ids.
        error: relative standard error that the reader assumes where none is known, such as 0.03; None for none.
    """

    among: str = ""
    weights: tuple[tuple[str, int], ...] = ()
    error: float | None = None


def from_link() -> tuple[Choices, list[str]]:
    """Read the choices from the link.

    Returns:
        The choices, and what the link asks for that means nothing here and is left out, as ``name = value``.
    """
    weights, error = _weights(st.query_params.get(WEIGHTS, "")), _error(st.query_params.get(ERROR, ""))
    wrong = [
        f"{name} = {st.query_params[name]}" for name, value in ((WEIGHTS, weights), (ERROR, error)) if value is _WRONG
    ]
    return (
        Choices(
            st.query_params.get(AMONG, ""),
            weights if isinstance(weights, tuple) else (),
            error if isinstance(error, float) else None,
        ),
        wrong,
    )


def choose_among(among: str) -> None:
    """Keep in the link which regions are compared."""
    _keep(AMONG, among)


def choose_weight(variable: str, weight: int) -> None:
    """Keep in the link how much one variable counts; the others stay."""
    chosen = dict(from_link()[0].weights) | {variable: weight}
    _keep(WEIGHTS, ",".join(f"{name}:{number}" for name, number in sorted(chosen.items()) if number != 1))


def choose_error(percent: Decimal | float | None) -> None:
    """Keep in the link the relative standard error that the reader assumes, in percent; None for none."""
    _keep(ERROR, f"{percent:g}" if percent else "")


_WRONG = object()


def _weights(text: str) -> tuple[tuple[str, int], ...] | object:
    pairs = [part.partition(":") for part in text.split(",") if part]
    # Compared as text: a link may hold digits of any alphabet, and more of them than can be a number.
    if any(number not in map(str, STEPS) for _, _, number in pairs):
        return _WRONG
    weights = {name: int(number) for name, _, number in pairs}
    try:
        weights_of(weights)
    except UnknownName:
        return _WRONG
    return tuple(sorted((name, weight) for name, weight in weights.items() if weight != 1))


def _error(text: str) -> float | object | None:
    if not text:
        return None
    try:
        percent = float(text)
    except ValueError:
        return _WRONG
    return percent / 100 if isfinite(percent) and 0 < percent <= LARGEST_ERROR else _WRONG


def _keep(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
