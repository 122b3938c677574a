"""What one worker's cover costs a month, from the dated and sourced rules; refused where no rule is known.

A relief wins over the normal row in its months, where payer and condition match. The half price of PP 50/2025 never
holds for what a state or regional budget pays (its Art. 3). Of the income table of BPU only the lowest and the highest
amount are known (PP 44/2015 Annex II): an income between them has no known rule and gets no price. Nothing is charged for
JKP: the state and other programmes pay it (PP 37/2021 Art. 11). Amounts are added exactly and given in whole rupiah,
halves upward. Rules: ``data/facts/contribution_rules.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from i18n import mark
from metrics.analyses.contribution_rules import CERTAINTY, PAYERS, ContributionRule

Rules = tuple[ContributionRule, ...]

NO_RULE = mark("No contribution rule is known for this segment, programme, payer and month.")
BETWEEN_BANDS = mark(
    "The income lies between the lowest and the highest band; the bands between them are not confirmed: no premium is given."
)
JHT_LOWEST_ONLY = mark("The old-age contribution of BPU is known for the lowest band only: no premium is given.")
NAME_THE_CLASS = mark("Several rules hold in this month: name the risk group or class.")
NAME_THE_WAGE = mark("This contribution is charged on a wage: name the wage.")
RELIEF_UNPRICED = mark("A relief holds in this month, but its amount for this cover is not known: no premium is given.")
PER_CONTRACT = mark("Contributions of migrant workers are charged per contract, not a month.")
NO_JKP = mark("Nothing is charged for JKP: the state and other programmes pay it.")
NO_CONDITION = mark("No contribution rule of this segment has this condition.")
RELIEF_OTHER_PAYER = mark(
    "A relief of this month is stated for another payer; whether it holds for this one is not known: "
    "the full price is given."
)
RELIEF_UNDER_CONDITION = mark(
    "A relief of this month holds under a condition that was not named: the full price is given."
)
DEFERRED = mark("Most of the pension contribution of this month could be paid later; what is due in all is given.")


@dataclass(frozen=True)
class PremiumAsked:
    """Whose premium is asked for.

    Args:
        segment: PU, BPU, JAKON or PMI.
        programmes: of JKK, JKM, JHT and JP.
        payer: one of ``PAYERS``: a source of funds, ``worker``, ``employer`` or ``employer+worker`` for both shares.
        month: contribution month ``YYYY-MM``.
        kind: class of the rule: a risk group of PU such as ``low``; None where the rules leave no choice.
        condition: a condition in the words of the rules; None for none.
        income: wage, or declared income of BPU, in rupiah a month; None for the lowest band.
    """

    segment: str
    programmes: frozenset[str]
    payer: str
    month: str
    kind: str | None = None
    condition: str | None = None
    income: int | None = None


@dataclass(frozen=True)
class Part:
    """What one rule adds to a premium, in exact rupiah."""

    rule: ContributionRule
    rupiah: Fraction


@dataclass(frozen=True)
class Premium:
    """What cover costs.

    Args:
        rupiah: whole rupiah; None where it is refused.
        parts: what it is made of, in the order of the rules.
        reason: why it is refused, or None.
        notes: what a reader must know beside the amount.
    """

    rupiah: int | None
    parts: tuple[Part, ...] = ()
    reason: str | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Where the rules used are published, sorted."""
        return tuple(sorted({part.rule.source_id for part in self.parts}))

    @property
    def confidence(self) -> str | None:
        """The least certain of the rules used, one of ``CERTAINTY``; None where nothing is priced."""
        return max((part.rule.confidence for part in self.parts), key=CERTAINTY.index, default=None)


class _Refused(Exception):
    """No premium can be given; the message is the reason."""


def premium_of(rules: Rules, asked: PremiumAsked) -> Premium:
    """Give the premium of one worker in one month.

    Args:
        rules: all rules, of ``contribution_rules``.
        asked: whose premium.

    Returns:
        The premium, its parts and notes; without rupiah and with a reason where no rule is known.
    """
    if asked.segment == "PMI":
        return Premium(None, reason=PER_CONTRACT)
    if "JKP" in asked.programmes:
        return Premium(None, reason=NO_JKP)
    of_segment = [rule for rule in rules if rule.segment == asked.segment and rule.programmes & asked.programmes]
    if asked.condition is not None and asked.condition not in {rule.condition for rule in of_segment}:
        return Premium(None, reason=NO_CONDITION)
    in_force = [rule for rule in of_segment if rule.in_force(asked.month)]
    try:
        parts = _parts(in_force, asked)
    except _Refused as refused:
        return Premium(None, reason=str(refused))
    exact = sum((part.rupiah for part in parts), Fraction(0))
    return Premium(int(exact + Fraction(1, 2)), tuple(parts), None, _notes(in_force, parts, asked))


def migrant_package(rules: Rules, month: str, contract: int, extra: int = 0) -> Premium:
    """Give what a migrant worker pays once for the time during and after work abroad, without that before departure.

    Args:
        rules: all rules.
        month: month of payment, ``YYYY-MM``.
        contract: months of the contract: 6, 12 or 24; no other length has a rule.
        extra: months that it is extended by.
    """
    named = {rule.kind: rule for rule in rules if rule.segment == "PMI" and rule.in_force(month)}
    package, month_more = named.get(f"during+after, {contract}-month contract"), named.get("extension per month")
    if package is None or package.fixed is None or month_more is None or month_more.fixed is None or extra < 0:
        return Premium(None, reason=NO_RULE)
    parts = [Part(package, package.fixed)] + ([Part(month_more, extra * month_more.fixed)] if extra else [])
    return Premium(int(sum(part.rupiah for part in parts)), tuple(parts))


def _parts(in_force: list[ContributionRule], asked: PremiumAsked) -> list[Part]:
    """Cover every programme asked for once: by a relief, else by a package, else by a rule of its own."""
    matching = [rule for rule in in_force if _matches(rule, asked)]
    if any(rule.relief and (not rule.priced or not rule.programmes <= asked.programmes) for rule in matching):
        raise _Refused(RELIEF_UNPRICED)
    above = asked.segment == "BPU" and asked.income is not None and asked.income > _lowest_income(in_force)
    chosen: list[ContributionRule] = []
    left = set(asked.programmes)
    for relief in (rule for rule in matching if rule.relief):
        if above and relief.lowest:
            raise _Refused(RELIEF_UNPRICED)
        if relief.programmes <= left:
            chosen.append(relief)
            left -= relief.programmes
        elif not _shared(relief, chosen):
            raise _Refused(NAME_THE_CLASS)
        else:
            chosen.append(relief)
    normal = [rule for rule in matching if not rule.relief and rule.priced]
    packages = [rule for rule in normal if rule.programmes == left and len(left) > 1 and not above]
    if packages:
        chosen.append(max(packages, key=lambda rule: rule.payer == PAYERS[asked.payer]))
    else:
        for programme in sorted(left):
            chosen += _single([rule for rule in normal if rule.programmes == {programme}], asked, in_force)
    return [Part(rule, _amount(rule, asked, in_force)) for rule in sorted(chosen, key=lambda rule: rule.fact_row)]


def _matches(rule: ContributionRule, asked: PremiumAsked) -> bool:
    named = asked.kind is None or rule.kind in (asked.kind, "all", "employer", "worker") or asked.segment == "BPU"
    return rule.paid_by(PAYERS[asked.payer]) and rule.condition in (None, asked.condition) and named


def _shared(rule: ContributionRule, chosen: list[ContributionRule]) -> bool:
    """Say whether a rule is another party's share of what is already chosen."""
    same = [other for other in chosen if other.programmes & rule.programmes]
    return bool(same) and all(other.payer != rule.payer and other.programmes == rule.programmes for other in same)


def _single(
    found: list[ContributionRule], asked: PremiumAsked, in_force: list[ContributionRule]
) -> list[ContributionRule]:
    """Give the rule of one programme, or one rule for each party that pays a share of it."""
    if asked.segment == "BPU":
        found = _band(found, asked, in_force)
    if not found:
        raise _Refused(NO_RULE)
    if len({rule.payer for rule in found}) != len(found):
        raise _Refused(NAME_THE_CLASS)
    return found


def _band(
    found: list[ContributionRule], asked: PremiumAsked, in_force: list[ContributionRule]
) -> list[ContributionRule]:
    """Give the rules of BPU that hold for an income: those of the lowest band, those of the highest, or of any."""
    flat = [rule for rule in found if rule.floor is None and rule.cap is None]
    if len(flat) == len(found):
        return flat
    if asked.income is None or asked.income <= _lowest_income(in_force):
        return [rule for rule in found if rule.floor is not None]
    highest = [rule for rule in found if rule.cap is not None and rule.rate is not None]
    if any(asked.income * rule.rate >= rule.cap for rule in highest if rule.rate and rule.cap):
        return highest
    raise _Refused(BETWEEN_BANDS)


def _lowest_income(in_force: list[ContributionRule]) -> Fraction:
    """Give the income that the lowest band is charged on: its amount over its rate."""
    return max((rule.floor / rule.rate for rule in in_force if rule.floor and rule.rate), default=Fraction(0))


def _amount(rule: ContributionRule, asked: PremiumAsked, in_force: list[ContributionRule]) -> Fraction:
    """Give what a rule charges, in exact rupiah."""
    for stated in (rule.fixed, rule.floor, rule.cap):
        if stated is not None:
            return stated
    if rule.rate is None:
        raise _Refused(NO_RULE)
    if asked.segment == "BPU":
        if asked.income is not None and asked.income > _lowest_income(in_force):
            raise _Refused(JHT_LOWEST_ONLY)
        return rule.rate * _lowest_income(in_force)
    if not rule.charged_on.startswith("monthly wage"):
        raise _Refused(NO_RULE)
    if asked.income is None:
        raise _Refused(NAME_THE_WAGE)
    wage = Fraction(asked.income) if rule.wage_cap is None else min(Fraction(asked.income), rule.wage_cap)
    return rule.rate * wage


def _notes(in_force: list[ContributionRule], parts: list[Part], asked: PremiumAsked) -> tuple[str, ...]:
    """Say which reliefs of the month were left out for want of knowledge, and what could be paid later."""
    used = {part.rule.fact_row for part in parts}
    notes = []
    if any(rule.payer == "employer+worker" and not rule.priced and not rule.relief for rule in in_force):
        notes.append(DEFERRED)
    reliefs = [rule for rule in in_force if rule.relief and rule.fact_row not in used]
    # A normal rule made for this payer, such as that of Art. 3 of PP 50/2025, says that the relief does not hold for it.
    stated = any(rule.payer == PAYERS[asked.payer] and not rule.relief for rule in in_force)
    if any(not rule.paid_by(PAYERS[asked.payer]) for rule in reliefs) and not stated:
        notes.append(RELIEF_OTHER_PAYER)
    relieved = {programme for part in parts if part.rule.relief for programme in part.rule.programmes}
    ours = [rule for rule in reliefs if rule.paid_by(PAYERS[asked.payer]) and not rule.programmes & relieved]
    kinds = [rule for rule in ours if asked.kind is None or asked.segment == "BPU" or rule.kind == asked.kind]
    if any(rule.condition not in (None, asked.condition) for rule in kinds):
        notes.append(RELIEF_UNDER_CONDITION)
    return tuple(notes)
