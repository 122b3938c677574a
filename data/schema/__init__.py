"""The tables that one can trust: what each holds, its caveats, and what may stand in every column."""

from data.schema.award import AWARD_RESULT, GATE_CONDITION, PARITRANA_EDITION, SCORECARD
from data.schema.figures import LABOUR, MEMBERS_BY_PROVINCE_YEAR, PUBLISHED_FIGURE, SHARE_PARTS
from data.schema.model import Column, Rule, Table, create, literal, typed
from data.schema.places import ADJACENCY, BOUNDARY_PARTS, OFFICE, REGION, REGION_GROUP
from data.schema.rules import (
    BASE,
    BASE_ERROR,
    CONTRIBUTION_RULE,
    JP_WAGE_CEILING,
    POLICY_EVENT,
    REGULATION,
    SAMPLING_ERROR,
    SOURCE,
    TARGET,
)

# In an order in which each table only refers to tables above it.
TABLES: tuple[Table, ...] = (
    SOURCE,
    REGION,
    OFFICE,
    ADJACENCY,
    BOUNDARY_PARTS,
    REGION_GROUP,
    BASE,
    BASE_ERROR,
    PUBLISHED_FIGURE,
    SHARE_PARTS,
    LABOUR,
    MEMBERS_BY_PROVINCE_YEAR,
    TARGET,
    CONTRIBUTION_RULE,
    JP_WAGE_CEILING,
    REGULATION,
    POLICY_EVENT,
    AWARD_RESULT,
    SCORECARD,
    GATE_CONDITION,
    PARITRANA_EDITION,
    SAMPLING_ERROR,
)

__all__ = ["TABLES", "Column", "Rule", "Table", "create", "literal", "typed"]
