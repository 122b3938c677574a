"""Which test works each analysis out anew, without its code: none may be added without one."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ANALYSES = HERE.parents[2] / "metrics" / "analyses"

# Modules that read rows, words or tables of others and reckon nothing: what they say is held to the facts, read by hand.
READ_BY_HAND = {
    "award": "test_award::test_the_published_scorecard_adds_up_to_its_printed_total_exactly",
    "message_words": "test_news_arithmetic::test_what_is_printed_never_crosses_a_limit_that_the_figure_does_not_reach",
    "news_words": "test_news_numbers::test_every_number_of_a_message_is_that_of_a_row",
}

ORACLES = {
    "against_peers": "test_against_peers::test_all_peers_together_are_the_sum_of_their_parts_without_the_region",
    "area_table": "test_area_table::test_on_the_published_facts_every_share_is_that_of_its_metric",
    "award_budgets": "test_award_oracle::test_the_budget_of_a_government_is_what_goes_before_all_others",
    "award_cautions": "test_cautions_oracle::test_every_caution_is_found_in_figures_and_registers_and_no_other",
    "award_doubts": "test_cautions_oracle::test_months_of_governments_are_counted_where_there_are_several",
    "award_evidence": "test_evidence_oracle::test_evidence_is_the_latest_figure_of_each_piece_or_the_word_that_none_is_held",
    "award_gates": "test_award_gates::test_an_answer_is_known_exactly_when_every_filling_of_the_gaps_agrees",
    "award_governments": "test_governments_oracle::test_coverage_and_growth_of_governments_are_those_of_members_over_their_base",
    "award_growth": "test_award_oracle::test_growth_is_that_of_two_columns_of_pandas",
    "award_questions": "test_cautions_oracle::test_a_question_has_the_evidence_of_its_indicator_and_the_editions_of_its_aspects",
    "award_regulations": "test_award_oracle::test_a_regulation_stands_once_as_the_office_sent_it",
    "award_results": "test_award_oracle::test_a_place_in_the_province_is_the_first_one_of_the_year",
    "award_robustness": "test_award_robustness::test_every_draw_is_ranked_as_an_index_computed_one_by_one",
    "award_sheet": "test_award_oracle::test_pieces_held_and_missing_are_counted_as_by_hand",
    "backtest": "test_forecast_models::test_a_backtest_is_what_a_forecast_of_that_month_would_have_said",
    "budgets": "test_printed_oracle::test_a_budget_buys_whole_people_for_the_twelve_months_of_its_year",
    "change": "test_change::test_the_parts_of_a_region_add_up_to_the_change_of_their_sum",
    "change_arithmetic": "test_change::test_within_and_between_add_up_and_agree_with_the_rule_in_exact_fractions",
    "comparison": "test_comparison::test_the_rest_and_the_area_make_up_the_whole",
    "compliance": "test_compliance_oracle::test_sizes_stand_beside_those_of_a_year_before_in_one_month",
    "contribution_rules": "test_registers_oracle::test_a_rule_holds_in_a_month_whose_first_day_lies_within_its_days",
    "contributions": "test_contributions::test_a_year_is_the_sum_of_twelve_months_beside_the_twelve_before",
    "events": "test_registers_oracle::test_an_event_is_told_for_its_region_all_within_and_the_whole_from_the_month_it_starts",
    "expiring": "test_expiring::test_no_small_count_follows_from_what_is_shown",
    "forecast": "test_forecast::test_the_members_and_workforce_of_a_province_are_the_sums_of_its_regencies",
    "forecast_lines": "test_forecast_reasons::test_months_with_gaps_count_only_where_they_were_reported",
    "forecast_models": "test_forecast_models::test_the_damped_trend_is_that_of_statsmodels",
    "forecast_paths": "test_forecast_models::test_random_walks_are_covered_as_often_as_the_intervals_say",
    "forecast_rows": "test_forecast::test_the_chance_is_the_share_of_paths_at_or_over_the_target_in_the_month_of_the_deadline",
    "funnel": "test_comparison::test_the_funnel_agrees_with_exact_fractions",
    "groups": "test_registers_oracle::test_groups_are_those_of_codes_kinds_borders_and_lists",
    "history": "test_lines_oracle::test_months_lie_on_one_line_only_within_one_key_and_the_latest_line_comes_first",
    "inequality": "test_inequality::test_theil_agrees_with_its_definition_by_shares_and_is_never_negative",
    "informal_cover": "test_informal::test_no_withheld_cell_can_be_got_back_by_subtraction",
    "informal_regions": "test_informal::test_shares_are_those_of_the_counts",
    "informal_statements": "test_printed_oracle::test_the_example_beside_a_printed_count_is_that_of_the_schemes_of_the_month",
    "likeness": "test_peers_oracle::test_made_facts_with_gaps_give_the_neighbours_of_the_written_rule",
    "mann_kendall": "test_mann_kendall::test_the_test_agrees_with_an_oracle_on_dependent_months_with_and_without_gaps",
    "movers": "test_change_of_a_region::test_the_outlook_counts_the_people_missing_and_their_share_of_the_whole_gap",
    "news": "test_news_arithmetic::test_differences_agree_with_exact_fractions_and_with_any_order_of_rows",
    "news_due": "test_due_oracle::test_cover_that_ends_is_added_by_part_and_last_paid_month",
    "news_releases": "test_news_arithmetic::test_every_cell_of_two_releases_is_the_same_restated_new_or_vanished",
    "pace": "test_pace::test_the_gap_is_the_smallest_number_of_people_that_reaches_the_target",
    "pace_line": "test_target_oracle::test_what_is_due_in_a_month_is_what_numpy_reads_off_the_corners",
    "peers": "test_peers_oracle::test_all_83_regencies_have_the_peers_of_the_written_rule",
    "plan": "test_plan_of_a_region::test_a_target_asks_for_the_net_and_gross_people_of_the_pace",
    "plan_arithmetic": "test_plan::test_people_shared_out_add_up_and_nobody_is_a_person_off",
    "plan_asked": "test_plan_asked::test_any_plan_is_read_back_from_its_text_which_names_only_what_is_not_by_default",
    "plan_budget": "test_plan::test_a_budget_covers_as_many_people_as_it_can_and_the_rest_is_less_than_one",
    "plan_default": "test_plan_default::test_a_region_opens_on_its_next_target_paid_by_its_own_budget",
    "plan_money": "test_plan_of_a_region::test_the_budgets_of_the_domain_notes",
    "plan_path": "test_plan_path::test_a_budget_is_short_once_the_plan_has_cost_more",
    "premium": "test_premium::test_the_pension_ceiling_of_every_year_follows_from_the_year_before",
    "printed_money": "test_printed_oracle::test_statements_are_those_of_the_region_and_of_offices_that_serve_it",
    "process_limits": "test_process_limits::test_limits_and_signals_agree_with_an_oracle",
    "profile": "test_profile::test_the_spread_is_that_of_exact_fractions_in_any_order",
    "profile_context": "test_lines_oracle::test_claims_are_added_over_the_months_held_and_not_where_one_is_held_back",
    "profile_lines": "test_lines_oracle::test_a_composition_is_the_latest_month_whose_segments_make_up_the_total",
    "quality": "test_quality::test_every_regency_is_as_complete_and_as_old_as_its_raw_rows",
    "ranks": "test_ranks::test_the_interval_agrees_with_pandas_and_the_order_of_rows_changes_nothing",
    "regained": "test_regained::test_a_year_is_the_sum_of_its_twelve_months_and_null_where_one_is_missing",
    "signals": "test_signals::test_the_chart_of_a_regency_has_the_months_that_came_in_and_stays_an_example",
    "sponsored": "test_expiring::test_the_sums_of_the_demonstration_set_are_those_of_its_rows",
    "standing_words": "test_standing_oracle::test_net_additions_of_a_made_line_are_those_of_pandas",
    "structure": "test_peers_oracle::test_made_facts_with_gaps_give_the_neighbours_of_the_written_rule",
    "target": "test_target_oracle::test_every_target_is_read_as_the_written_rules_say",
    "trend": "test_trend::test_the_weighted_slope_agrees_with_numpy",
    "uncertainty": "test_uncertainty::test_the_band_is_the_exact_inversion_and_holds_the_share",
}  # fmt: skip


def test_every_analysis_is_worked_out_anew_by_a_test() -> None:
    assert not set(ORACLES) & set(READ_BY_HAND)
    assert sorted({*ORACLES, *READ_BY_HAND}) == sorted(
        path.stem for path in ANALYSES.glob("*.py") if path.stem != "__init__"
    )


@pytest.mark.parametrize("named", sorted({*ORACLES.values(), *READ_BY_HAND.values()}))
def test_the_test_is_there(named: str) -> None:
    file, name = named.split("::")
    tree = ast.parse((HERE / f"{file}.py").read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
