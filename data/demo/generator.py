"""Makes every table of the demonstration set from the facts, in one go and the same each time."""

from __future__ import annotations

import pandas as pd

from data.demo.actives import actives
from data.demo.anchors import used
from data.demo.employers import claim, employer
from data.demo.ground import Query, survey
from data.demo.layout import empty
from data.demo.members import flows, membership
from data.demo.money import arrears, contribution, contributions
from data.demo.programmes import in_programmes, programme_membership
from data.demo.rates import rates
from data.demo.reporting import reporting
from data.demo.workforce import sakernas, ucj_base, workforce


def demonstration(query: Query) -> dict[str, pd.DataFrame]:
    """Make the demonstration set.

    Args:
        query: runs SQL with named parameters on a connection that holds the fact tables.

    Returns:
        The frame of each office table but ``new_region`` and ``new_office``: its fields in order, sorted by its key,
        months as text, counts and rupiah as ``Int64``. Regencies only. Targets and regulations are never made up: those
        two are empty. A month that a place did not report has no rows.
    """
    ground, figures = survey(query), used(query)
    reported = reporting(ground, figures)
    rounds = sakernas(ground, query)
    base = ucj_base(ground, rounds, figures)
    members = actives(ground, base, figures)
    moved = flows(ground, members, reported.came)
    inside = in_programmes(ground, members.people, moved.registered)
    due = rates(ground, query)
    paid = contributions(ground, inside, due)
    return {
        "membership": membership(ground, members, moved, reported),
        "programme_membership": programme_membership(ground, inside, reported),
        "contribution": contribution(ground, inside, paid, reported),
        "arrears": arrears(ground, paid, reported),
        "employer": employer(ground, members.people, reported),
        "office_workforce": workforce(ground, rounds, base),
        "sponsored_cover": members.cover.schemes,
        "commitment": empty("commitment"),
        "claim": claim(ground, inside, moved, due, reported),
        "office_target": empty("office_target"),
    }
