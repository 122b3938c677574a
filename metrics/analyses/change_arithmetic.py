"""The arithmetic of a change of a share: what the people did, what the base did, and where. Plain numbers in and out.

Between two dates a share M / D changes because members change and because the workforce changes. Shapley's rule gives
each the mean of its effect before and after the other has changed (Shapley 1953; for rates Das Gupta 1978), so nothing
is left over. Among areas the change is split by Kitagawa (1955) into the change of the areas' own shares, at mean weights,
and the shift of the workforce between areas of high and of low shares, at mean shares.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def shapley(
    members_then: npt.ArrayLike, workforce_then: npt.ArrayLike, members: npt.ArrayLike, workforce: npt.ArrayLike
) -> tuple[Numbers, Numbers]:
    """Split the change of M / D into what members and what the workforce changed.

    Args:
        members_then: people covered at the first date.
        workforce_then: people who could be covered at the first date.
        members: people covered at the second date.
        workforce: people who could be covered at the second date.

    Returns:
        Members effect and workforce effect, in shares (0.01 is one point); their sum is the change. Both null where a
        number is missing or a workforce is not above zero. Members of a segment may be given with the workforce of all:
        then the effects of the segments add up to those of all members.
    """
    m0, d0, m1, d1 = _known(members_then, workforce_then, members, workforce)
    return (m1 - m0) * (1 / d0 + 1 / d1) / 2, (1 / d1 - 1 / d0) * (m0 + m1) / 2


def kitagawa(
    members_then: npt.ArrayLike, workforce_then: npt.ArrayLike, members: npt.ArrayLike, workforce: npt.ArrayLike
) -> tuple[Numbers, Numbers]:
    """Split the change of the share of all areas together among the areas.

    Args:
        members_then: people covered at the first date, one an area.
        workforce_then: people who could be covered at the first date, one an area.
        members: people covered at the second date.
        workforce: people who could be covered at the second date.

    Returns:
        Within and between, one an area: mean weight times change of share, and mean share times change of weight, where a
        weight is the area's part of the workforce. All of both add up to the change of the sum of members over the sum of
        workforce. In the second term each mean share is taken less the mean share of all: since the changes of weight
        add to nothing no sum changes, but an area of low cover that grows is seen to pull the whole down. All null
        where a number of any area is missing or a workforce is not above zero.
    """
    m0, d0, m1, d1 = _known(members_then, workforce_then, members, workforce)
    if not np.isfinite(m0 + d0 + m1 + d1).all() or not len(d0):
        return np.full(d0.shape, np.nan), np.full(d0.shape, np.nan)
    weight0, weight1 = d0 / d0.sum(), d1 / d1.sum()
    all_together = (m0.sum() / d0.sum() + m1.sum() / d1.sum()) / 2
    within = (weight0 + weight1) / 2 * (m1 / d1 - m0 / d0)
    return within, ((m0 / d0 + m1 / d1) / 2 - all_together) * (weight1 - weight0)


def moved_shares(contributions: npt.ArrayLike) -> Numbers:
    """Give each contribution's part of all movement, up or down, 0 to 1; null where one is missing or nothing moved."""
    size = np.abs(np.asarray(contributions, dtype=float))
    moved = size.sum()
    return size / moved if moved > 0 else np.full(size.shape, np.nan)


def _known(*parts: npt.ArrayLike) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    m0, d0, m1, d1 = (np.array(part, dtype=float) for part in np.broadcast_arrays(*parts))
    return m0, np.where(d0 > 0, d0, np.nan), m1, np.where(d1 > 0, d1, np.nan)
