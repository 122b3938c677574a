"""Employers and claims of the demonstration set."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.demo.actives import BPU, JAKON, PMI, PU
from data.demo.ground import MONTH_AT, MONTHS, Ground, Real, Whole
from data.demo.layout import as_whole, lay_out
from data.demo.members import Flows
from data.demo.programmes import JHT, JKK, JKM, JKP, JP, PROGRAMMES, InProgrammes
from data.demo.rates import Rates
from data.demo.reporting import Reporting

SIZES = ("large", "medium", "micro", "small")  # sorted, as the last axis of every array of employers
WORKERS = np.array([0.40, 0.28, 0.10, 0.22])  # part of the PU participants who work there
HEADS = np.array([240.0, 45.0, 3.5, 12.0])  # PU participants of one employer
INACTIVE = np.array([0.06, 0.14, 0.42, 0.26])  # inactive employers for each active one
UNREGISTERED = np.array([0.02, 0.08, 0.35, 0.22])  # obliged and not registered, for each active one
PARTIAL = {"pds_workers": 0.055, "pds_wages": 0.035, "pds_programmes": 0.075}  # of active employers
WARNED = 0.03  # of employers out of compliance, in a month
PROSECUTED = 0.004
RECOVERED = 9_000_000  # rupiah a warning, on average
FIRST_JKP_CLAIM = MONTH_AT["2022-02"]
DEATH = 42_000_000  # rupiah a death claim, about the lump sum in force
DEATHS = 0.00021  # of JKM participants in a month
INJURIES = 0.00048  # of JKK participants in a month
INJURY = 5_500_000  # rupiah an injury claim, on average
WITHDRAWING = 0.55  # of the PU participants who leave
RETIRED = 0.0025  # of JP participants, who draw a pension in a month
LOSING = 0.05  # of the PU participants who leave, who draw JKP
WITHDRAWING_BPU = 0.02  # of the BPU participants who leave, most of whom are not in JHT
SAVED = 4.2  # monthly wages of a JHT claim
REPLACED = 0.45  # monthly wages of a JKP claim
PENSION = 390_000  # rupiah a month


def employer(ground: Ground, people: Whole, reported: Reporting) -> pd.DataFrame:
    """Give the table ``employer``.

    Args:
        ground: the places.
        people: active participants by place, month and segment.
        reported: which months came in.
    """
    size = np.exp(0.12 * ground.lots("employers", len(SIZES)))[:, None, :]
    active = as_whole(people[:, :, [PU]] * WORKERS / HEADS * size)
    inactive = as_whole(active * INACTIVE * _rising(0.9, 1.15))
    pwbd = as_whole(active * UNREGISTERED * _rising(1.2, 0.85))
    partial = {
        name: as_whole(active * share * _rising(1.15, 0.85) * np.exp(0.15 * ground.lots(name, len(SIZES)))[:, None, :])
        for name, share in PARTIAL.items()
    }
    wrong = pwbd + sum(partial.values())
    warnings = ground.counts("warnings", WARNED * wrong)
    spread = np.exp(0.35 * ground.lots("recovered", len(MONTHS), len(SIZES)))
    values = {
        "registered": active + inactive,
        "active": active,
        "pwbd": pwbd,
        **partial,
        "warnings": warnings,
        "prosecutor_cases": ground.counts("prosecutor cases", PROSECUTED * wrong),
        "recovered": as_whole(warnings * RECOVERED * spread * np.array([4.0, 1.6, 0.15, 0.5])),
    }
    keys = {"region_code": ground.codes, "month": MONTHS, "size": SIZES}
    return lay_out("employer", keys, values, reported.came[:, :, None])


def claim(ground: Ground, members: InProgrammes, moved: Flows, rates: Rates, reported: Reporting) -> pd.DataFrame:
    """Give the table ``claim``.

    Args:
        ground: the places.
        members: members by programme.
        moved: flows; who leaves PU withdraws savings or draws JKP.
        rates: reported wages.
        reported: which months came in.
    """
    covered = members.active[:, :, [BPU, JAKON, PU]].sum(axis=2)
    left = moved.exits[:, :, [BPU, PU]]
    left[:, 0] = left[:, 1]  # exits of the first month are not known
    expected = np.zeros((len(ground.codes), len(MONTHS), len(PROGRAMMES)))
    expected[..., JHT] = left @ np.array([WITHDRAWING_BPU, WITHDRAWING])
    expected[..., JKK] = INJURIES * covered[..., JKK]
    expected[..., JKM] = (DEATHS * (covered[..., JKM] + members.active[:, :, PMI, JKM])) * _wave()
    expected[..., JP] = RETIRED * covered[..., JP] * _rising(0.3, 1.4)[..., 0]
    expected[..., JKP] = LOSING * left[..., 1] * np.where(np.arange(len(MONTHS)) >= FIRST_JKP_CLAIM, 1.0, 0.0)
    cases = ground.counts("claims", expected)
    each = np.zeros_like(expected)
    each[..., JHT] = SAVED * rates.wage
    each[..., JKK] = INJURY
    each[..., JKM] = DEATH
    each[..., JP] = PENSION
    each[..., JKP] = REPLACED * rates.wage
    spread = np.exp(0.12 * ground.lots("claim amounts", len(MONTHS), len(PROGRAMMES)))
    spread[..., JKM] = 1.0
    begun = np.ones((len(MONTHS), len(PROGRAMMES)), dtype=bool)
    begun[:FIRST_JKP_CLAIM, JKP] = False
    return lay_out(
        "claim",
        {"region_code": ground.codes, "month": MONTHS, "programme": PROGRAMMES},
        {"cases": cases, "amount": as_whole(cases * each * spread)},
        begun[None] & reported.came[:, :, None],
    )


def _rising(first: float, last: float) -> Real:
    """Give a factor that goes straight from the first month to the last."""
    return np.linspace(first, last, len(MONTHS))[None, :, None]


def _wave() -> Real:
    """Give the factor of deaths: more in the middle of 2021."""
    month = np.arange(len(MONTHS))
    wave: Real = 1 + 0.9 * np.exp(-(((month - MONTH_AT["2021-08"]) / 1.6) ** 2))
    return wave
