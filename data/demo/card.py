"""The model card of the demonstration set: how it is made, what it must not be used for, and what it rests on."""

from __future__ import annotations

from typing import Any

from data.demo.anchors import left_out, used
from data.demo.ground import MONTHS, SEED, Query, survey
from data.demo.reporting import reporting
from i18n import mark

TITLE = mark("Model card of the demonstration set")
# Heading and text of each paragraph.
PARAGRAPHS = (
    (
        mark("What it is"),
        mark(
            "Made-up monthly figures for all {regions} regencies and cities of Kanwil Banuspa, {first} to {last}, in the "
            "form in which offices send theirs. They show the pages at work until an office has sent its own."
        ),
    ),
    (
        mark("What it must not be used for"),
        mark(
            "No figure of it describes a real regency. It must not be quoted, reported, used to judge or rank a region or "
            "an office, or to set a target or a budget. Every figure and export drawn from it carries the word CONTOH."
        ),
    ),
    (
        mark("How it is made"),
        mark(
            "Smooth paths of members by regency and segment, with a pandemic, seasons and single events drawn by lot, are "
            "multiplied so that they pass exactly through published counts, then rounded so that every sum holds. Flows "
            "are derived from them, so that the balance of every month holds to the person. The numbers drawn by lot come "
            "from the seed {seed}: the same seed and the same facts give the same set."
        ),
    ),
    (
        mark("What it rests on"),
        mark(
            "The regency's residents, the informal share of its workers, the fall of its regional product in 2020 and 2021, "
            "the minimum wage of its province, contribution rates, and {used} published figures of members, bases and "
            "employed persons. Another {left_out} published figures are left out, because they contradict these or count "
            "something else; each is listed with the reason."
        ),
    ),
    (
        mark("What is assumed"),
        mark(
            "Where no figure is held, the coverage and the UCJ base of a province, its mix of segments, churn, retention, "
            "programme shares, payment habits, employers, arrears and claims are assumptions. No employed count of a "
            "regency was ever published: the Sakernas base of a regency is a share of its province."
        ),
    ),
    (
        mark("What is deliberately untidy"),
        mark(
            "{gaps} regencies have a gap of one to three months and {late} have not reported the last month yet. Sponsored "
            "cover that ends in December leaves the active count at the end of March; election workers come and go in early "
            "2024; contributions fall from August 2020 to January 2021 under PP 49/2020."
        ),
    ),
    (
        mark("What it does not have"),
        mark(
            "No targets and no regulations, which are never made up; no contributions of migrant workers, who pay once a "
            "contract; no BPU arrears older than three months, since BPU then leave the active count. Money, employers and "
            "claims are not led through published figures. Names of schemes are made up and begin with CONTOH."
        ),
    ),
)


def card(query: Query) -> dict[str, Any]:
    """Give the model card as data.

    Args:
        query: runs SQL with named parameters on a connection that holds the fact tables.

    Returns:
        ``title`` and ``paragraphs`` (pairs of heading and text), English texts to be translated; ``values`` for their
        placeholders; ``seed``; ``gaps`` (region, first and last month missing) and ``late`` (regions without the last
        month); ``used`` and ``left_out``, frames as in ``anchors``.
    """
    ground, taken, left = survey(query), used(query), left_out(query)
    reported = reporting(ground, taken)
    return {
        "title": TITLE,
        "paragraphs": PARAGRAPHS,
        "values": {
            "regions": len(ground.codes),
            "first": MONTHS[0],
            "last": MONTHS[-1],
            "seed": SEED,
            "used": len(taken),
            "left_out": len(left),
            "gaps": len(reported.gaps),
            "late": len(reported.late),
        },
        "seed": SEED,
        "gaps": reported.gaps,
        "late": reported.late,
        "used": taken,
        "left_out": left,
    }
