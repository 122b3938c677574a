"""The words for what sources publish: an indicator by its name in the facts, a value in its unit."""

from __future__ import annotations

from typing import Any

from charts import words
from i18n import Language, mark

_INDICATORS = {
    "acquired_participants": mark("Participants newly acquired"),
    "active_participants": mark("Active participants"),
    "active_participants_jht": mark("Active participants, JHT"),
    "active_participants_jkp": mark("Active participants, JKP"),
    "active_participants_jp": mark("Active participants, JP"),
    "active_participants_lost": mark("Active participants lost"),
    "active_participants_quoted": mark("Active participants, as quoted"),
    "adat_workers_budget_plan_rp": mark("Budget planned for adat workers"),
    "adat_workers_budget_rp": mark("Budget for adat workers"),
    "adat_workers_covered": mark("Adat workers covered"),
    "adat_workers_covered_plan": mark("Adat workers to be covered, plan"),
    "adat_workers_potential": mark("Adat workers, potential"),
    "adat_workers_uncovered": mark("Adat workers not covered"),
    "apbd_premium_per_adat_village_rp": mark("APBD contribution per adat village"),
    "claims_cases": mark("Claims, cases"),
    "claims_paid_rp": mark("Claims paid, rupiah"),
    "claims_recipients": mark("Claims, recipients"),
    "contribution_arrears_rp": mark("Contribution arrears"),
    "contribution_rate_month_rp": mark("Contribution a month"),
    "contribution_recovery_rp": mark("Arrears recovered"),
    "contributions_rp": mark("Contributions received"),
    "contributions_target_rp": mark("Target of contributions"),
    "coverage_pct": mark("Coverage"),
    "coverage_pct_registered": mark("Registered participants as a share, not coverage"),
    "coverage_pct_upper_bound": mark("Coverage, upper bound"),
    "csr_contribution_rp": mark("Contributions from CSR"),
    "denominator_eligible": mark("Workers who could be covered"),
    "denominator_employed": mark("Employed persons"),
    "denominator_potential": mark("Workers, potential"),
    "employers_acquired": mark("Employers newly acquired"),
    "employers_active": mark("Employers active"),
    "employers_added": mark("Employers added"),
    "employers_in_arrears": mark("Employers in arrears"),
    "employers_registered": mark("Employers registered"),
    "employers_unregistered_estimate": mark("Employers not registered, estimate"),
    "growth_participants_and_contributions_pct": mark("Growth of participants and contributions, as said"),
    "growth_participants_pct": mark("Growth of participants, as said"),
    "inactive_participants": mark("Inactive participants"),
    "jkk_claims_cases": mark("Work accident claims (JKK), cases"),
    "jkk_claims_paid_rp": mark("Work accident claims (JKK), rupiah"),
    "labour_employed_bps": mark("Employed persons (Sakernas)"),
    "labour_force": mark("Labour force"),
    "labour_force_quoted": mark("Labour force, as quoted"),
    "new_or_active_participants": mark("New or active participants"),
    "non_asn_covered": mark("Non-ASN staff covered"),
    "non_asn_potential": mark("Non-ASN staff, potential"),
    "participants_jht": mark("Participants, JHT"),
    "participants_jkk_jkm": mark("Participants, JKK and JKM"),
    "participants_jp": mark("Participants, JP"),
    "poor_population": mark("Poor population"),
    "protected_cumulative": mark("People protected so far, cumulative"),
    "registered_participants": mark("Registered participants"),
    "registered_participants_menaker": mark("Registered participants, Ministry of Manpower"),
    "scholarship_paid_rp": mark("Scholarships paid"),
    "small_claims_suits": mark("Small claims suits"),
    "target_active_participants": mark("Target of active participants"),
    "target_added_participants": mark("Target of added participants"),
    "target_coverage_pct": mark("Target of coverage"),
    "target_coverage_pct_rkp": mark("Target of coverage, RKP"),
    "target_coverage_pct_rpjmn": mark("Target of coverage, RPJMN"),
    "target_coverage_pct_rpjpn": mark("Target of coverage, RPJPN"),
    "unregistered_workers": mark("Workers not registered"),
    "village_officials_covered": mark("Village officials covered"),
    "village_officials_potential": mark("Village officials, potential"),
    "vulnerable_workers_budget_rp": mark("Budget for vulnerable workers"),
    "vulnerable_workers_covered": mark("Vulnerable workers covered"),
    "vulnerable_workers_covered_plan": mark("Vulnerable workers to be covered, plan"),
    "vulnerable_workers_potential": mark("Vulnerable workers, potential"),
    "vulnerable_workers_target": mark("Vulnerable workers, target"),
    "vulnerable_workers_target_per_village": mark("Vulnerable workers, target per village"),
    "vulnerable_workers_verified": mark("Vulnerable workers, verified"),
    "workers_covered_by_apbd": mark("Workers covered by APBD"),
    "workers_non_ppu": mark("Workers who are not wage earners (non-PPU)"),
    "workers_ppu": mark("Wage earners (PPU)"),
}


def indicator_words(indicator: str, say: Language) -> str:
    """Say what a published figure is about; a name that has no words yet is said as the facts write it."""
    return say(_INDICATORS[indicator]) if indicator in _INDICATORS else indicator.replace("_", " ")


def published_words(row: Any, say: Language) -> str:
    """Print a published value in its unit, as exactly as it is held: 58,68%, 25.000, Rp4,6 miliar."""
    if row.unit == "percent":
        places = 0 if float(row.value).is_integer() else 2
        said = say.percent(row.value / 100, places)
    elif row.unit == "IDR":
        said = say.rupiah(round(row.value), full=True)
    else:
        said = say.number(row.value, 0 if float(row.value).is_integer() else 2)
    return words.about(said, row.approx, say)
