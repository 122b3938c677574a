"""What a participant's contribution is a month: wages about the minimum wage, and the rates of the bundled rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.actives import BPU, JAKON, PU, SEGMENTS
from data.demo.assumptions import PROVINCES
from data.demo.ground import MONTHS, YEARS, Ground, Query, Real
from data.demo.programmes import JHT, JKK, JKM, JKP, JP, PROGRAMMES

RELIEF = 0.01  # what is left to pay where PP 49/2020 takes 99 percent off, or defers it
INCOME = 1_000_000  # rupiah a month that BPU declare: the lowest that is charged
CONTRACT = 12_000_000  # rupiah of contract value for each construction worker and month; an assumption
RISE = 1.05  # of the minimum wage in a year for which none is held

_RATES = """
    select segment, programme, class, coalesce(rate, 0) as rate, coalesce(floor_rp, fixed_rp, 0) as rupiah,
        strftime(effective_from, '%Y-%m') as first
    from contribution_rule
    where condition is null and not relief and (segment, programme, class) in (
        ('PU', 'JKK', 'very_low'), ('PU', 'JKK', 'low'), ('PU', 'JKM', 'all'), ('PU', 'JHT', 'employer'),
        ('PU', 'JHT', 'worker'), ('PU', 'JP', 'employer'), ('PU', 'JP', 'worker'), ('PU', 'JKP', 'total'),
        ('BPU', 'JKK', 'lowest band'), ('BPU', 'JKM', 'all'), ('BPU', 'JHT', 'all (optional)'),
        ('JAKON', 'JKK', 'Rp500m-1bn'), ('JAKON', 'JKM', 'Rp500m-1bn'))
    order by segment, programme, class, effective_from
"""
_WAGES = """
    select l.region_code, period::int as year, value as wage from labour l join region r using (region_code)
    where indicator = 'minimum_wage' and r.level = 'province' and length(period) = 4 order by all
"""


@dataclass(frozen=True)
class Rates:
    """What is due.

    Args:
        wage: reported wage of a PU participant by place and month, in rupiah.
        head: what is due for one participant by place, month, segment and programme, in rupiah.
    """

    wage: Real
    head: Real


def rates(ground: Ground, query: Query) -> Rates:
    """Read rates and minimum wages from the facts."""
    wage = _wages(ground, query(_WAGES))
    rules = query(_RATES)
    risky = ground.even_lots("work injury risk", 1)  # from the lowest class of risk to the next
    at = {
        (segment, programme, kind): _course(rows)
        for (segment, programme, kind), rows in rules.groupby(["segment", "programme", "class"])
    }
    head = np.zeros((len(ground.codes), len(MONTHS), len(SEGMENTS), len(PROGRAMMES)))
    low, high = at["PU", "JKK", "very_low"], at["PU", "JKK", "low"]
    head[:, :, PU, JKK] = (low + risky * (high - low)) * wage
    head[:, :, PU, JKM] = at["PU", "JKM", "all"] * wage
    head[:, :, PU, JHT] = (at["PU", "JHT", "employer"] + at["PU", "JHT", "worker"]) * wage
    head[:, :, PU, JP] = (at["PU", "JP", "employer"] + at["PU", "JP", "worker"]) * wage
    head[:, :, PU, JKP] = at["PU", "JKP", "total"] * wage
    head[:, :, BPU, JKK] = at["BPU", "JKK", "lowest band"]
    head[:, :, BPU, JKM] = at["BPU", "JKM", "all"]
    head[:, :, BPU, JHT] = at["BPU", "JHT", "all (optional)"] * INCOME
    head[:, :, JAKON, JKK] = at["JAKON", "JKK", "Rp500m-1bn"] * CONTRACT
    head[:, :, JAKON, JKM] = at["JAKON", "JKM", "Rp500m-1bn"] * CONTRACT
    relieved = _relieved(query)
    for programme in (JKK, JKM, JP):
        head[:, relieved, :, programme] *= RELIEF
    return Rates(wage, head)


def _course(rows: pd.DataFrame) -> Real:
    """Give a rate, or an amount where the rule has one, by month: each rule holds until the next begins."""
    course = np.zeros(len(MONTHS))
    for rule in rows.itertuples():
        course[[month >= str(rule.first) for month in MONTHS]] = rule.rupiah or rule.rate
    return course


def _relieved(query: Query) -> list[int]:
    relief = query(
        """
        select strftime(start, '%Y-%m') as first, strftime("end", '%Y-%m') as last
        from policy_event where event_id = 'pp49-2020'
        """
    ).iloc[0]
    return [at for at, month in enumerate(MONTHS) if relief["first"] <= month <= relief["last"]]


def _wages(ground: Ground, known: pd.DataFrame) -> Real:
    """Give reported wages: the minimum of the province, a little more where more work is formal."""
    by_year = np.empty((len(ground.codes), len(YEARS)))
    for code in ground.province_codes:
        rows = known[known["region_code"] == PROVINCES[code].wages_of]
        last = int(rows["year"].max())
        wage = np.interp(YEARS, rows["year"], rows["wage"]) * RISE ** np.maximum(0, np.array(YEARS) - last)
        by_year[ground.inside(code)] = wage
    above = 1.02 + 0.25 * np.maximum(ground.formal.mean(axis=1) - 0.2, 0) + 0.015 * ground.lots("wages", 1)[:, 0]
    wages: Real = np.repeat(by_year * above[:, None], 12, axis=1)
    return wages
