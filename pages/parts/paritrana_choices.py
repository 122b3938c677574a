"""What the reader of the award page enters, kept in the link: scores, own weights, evidence for gates, what is ranked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import streamlit as st

from metrics.analyses.award import HIGHEST_SCORE, INDICATORS
from metrics.analyses.award_governments import RANKED

SCORES, WEIGHTS, GIVEN, RANKED_ON = "award_scores", "award_weights", "award_given", "award_ranked"
DEFAULT_RANKED = ("coverage", "growth")

MOST = Decimal(10**9)  # evidence that the reader enters is no larger, whatever its unit

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """What was entered.

    Args:
        scores: score by indicator, as written; empty for none entered.
        weights: own weight by indicator, as written; empty for the plain sum.
        given: evidence for gates by its name: a number, or ``yes`` or ``no``.
        ranked: columns of ``award_governments`` that are ranked.
        wrong: what the link asks for that means nothing here, as ``name = value``.
    """

    scores: Pairs = ()
    weights: Pairs = ()
    given: Pairs = ()
    ranked: tuple[str, ...] = DEFAULT_RANKED
    wrong: tuple[str, ...] = ()


def from_link(evidence: Collection[str]) -> Choices:
    """Read the choices from the link; what means nothing is left out and named.

    Args:
        evidence: kinds of evidence that a condition asks for.
    """
    wrong: list[str] = []
    scores = _pairs(SCORES, lambda name, value: name in INDICATORS and 0 <= Decimal(value) <= HIGHEST_SCORE, wrong)
    weights = _pairs(WEIGHTS, lambda name, value: name in INDICATORS and 0 <= Decimal(value) <= 100, wrong)
    given = _pairs(GIVEN, lambda name, value: name in evidence and _is_evidence(value), wrong)
    asked = tuple(name for name in st.query_params.get(RANKED_ON, "").split(",") if name in RANKED)
    weights = weights if any(Decimal(value) for _, value in weights) else ()
    return Choices(scores, weights, given, asked or DEFAULT_RANKED, tuple(wrong))


def decimals(pairs: Pairs) -> dict[str, Decimal | None] | None:
    """Give pairs as decimals; None where there are none."""
    return {name: Decimal(value) for name, value in pairs} or None


def enter(link: str, name: str, value: str) -> None:
    """Keep one entry in the link; an empty one is taken out."""
    held = {key: entry for key, _, entry in (part.partition(":") for part in st.query_params.get(link, "").split(","))}
    held.pop("", None)
    held.pop(name, None)
    if value:
        held[name] = value
    if held:
        st.query_params[link] = ",".join(f"{key}:{entry}" for key, entry in sorted(held.items()))
    else:
        st.query_params.pop(link, None)


def clear(link: str) -> None:
    """Take all entries of a kind out of the link."""
    st.query_params.pop(link, None)


def rank_on(names: list[str]) -> None:
    """Keep in the link what is ranked."""
    if tuple(names) in ((), DEFAULT_RANKED):
        clear(RANKED_ON)
    else:
        st.query_params[RANKED_ON] = ",".join(names)


def _is_evidence(value: str) -> bool:
    return value in ("yes", "no") or abs(Decimal(value)) <= MOST


def _pairs(link: str, is_meant: Callable[[str, str], bool], wrong: list[str]) -> Pairs:
    text = st.query_params.get(link, "")
    pairs = []
    for part in filter(None, text.split(",")):
        name, _, value = part.partition(":")
        try:
            good = is_meant(name, value)
        except InvalidOperation:
            good = False
        if good:
            pairs.append((name, value))
        else:
            wrong.append(f"{link} = {part}")
    return tuple(sorted(pairs))
