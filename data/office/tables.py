"""The tables an office fills in, in the order in which they are read: later ones may name what earlier ones add.

Regions are any of the 514 regencies and cities, their provinces, or new ones.
"""

from data.office.cover import COMMITMENT, SPONSORED_COVER
from data.office.employers import CLAIM, EMPLOYER, OFFICE_WORKFORCE
from data.office.members import ARREARS, CONTRIBUTION, MEMBERSHIP, PROGRAMME_MEMBERSHIP
from data.office.places import NEW_OFFICE, NEW_REGION, OFFICE_TARGET

OFFICE_TABLES = (
    NEW_REGION,
    NEW_OFFICE,
    MEMBERSHIP,
    PROGRAMME_MEMBERSHIP,
    CONTRIBUTION,
    ARREARS,
    EMPLOYER,
    OFFICE_WORKFORCE,
    SPONSORED_COVER,
    COMMITMENT,
    CLAIM,
    OFFICE_TARGET,
)
