"""The tables that metrics read, each with status and sources, computed from the facts when the store is built.

A sum is made only when every part is held, says how many parts it has, and is never made across two dates, series,
boundaries or weights.
"""

from data.marts.cover import COVER_ENDING, NON_ASN_COVERED, SPONSORED_FUNDING, SPONSORED_GROUP
from data.marts.flows import (
    MEMBER_COHORT,
    MEMBER_COUNT,
    MEMBER_FLOW,
    MEMBER_SINCE_PANDEMIC,
    MEMBER_YEAR,
    REPORTING,
)
from data.marts.members import PARTICIPANTS, VULNERABLE_COVERED
from data.marts.model import Mart
from data.marts.money import (
    ARREARS_AGE,
    ARREARS_SUM,
    CLAIM_SUM,
    CONTRIBUTION_SUM,
    CONTRIBUTION_YEAR,
    EMPLOYER_SUM,
)
from data.marts.office import OFFICE_COUNT
from data.marts.people import INFORMAL, RESIDENTS, WORKFORCE
from data.marts.places import REGION_PART
from data.marts.shares import COVERAGE, PRINTED_SHARE, WORKFORCE_SHARE

# In the order in which they are made: a mart reads those before it.
MARTS = (
    REGION_PART,
    OFFICE_COUNT,
    PARTICIPANTS,
    VULNERABLE_COVERED,
    WORKFORCE,
    INFORMAL,
    RESIDENTS,
    PRINTED_SHARE,
    WORKFORCE_SHARE,
    COVERAGE,
    MEMBER_COUNT,
    MEMBER_FLOW,
    MEMBER_COHORT,
    MEMBER_YEAR,
    MEMBER_SINCE_PANDEMIC,
    REPORTING,
    CONTRIBUTION_SUM,
    CONTRIBUTION_YEAR,
    ARREARS_SUM,
    ARREARS_AGE,
    EMPLOYER_SUM,
    CLAIM_SUM,
    SPONSORED_GROUP,
    SPONSORED_FUNDING,
    COVER_ENDING,
    NON_ASN_COVERED,
)

__all__ = ["MARTS", "Mart"]
