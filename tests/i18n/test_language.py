"""Choosing a language and saying a sentence in it."""

import pickle

import pytest

from i18n import DEFAULT, LANGUAGES, language, mark

YEAR = "{year} (month not stated)"


def test_indonesian_is_the_language_unless_told():
    assert DEFAULT == "id"
    assert language() == language("id")
    assert language()(YEAR, year="2024") == "2024 (bulan tidak disebut)"


def test_there_are_two_languages():
    assert LANGUAGES == ("id", "en")
    assert [language(code).code for code in LANGUAGES] == ["id", "en"]


@pytest.mark.parametrize("code", ["jv", "ID", "", None])
def test_an_unknown_language_names_those_that_exist(code):
    with pytest.raises(ValueError) as refused:
        language(code)
    assert str(refused.value) == f"No language {code!r}. There are: id, en."


def test_a_sentence_is_said_with_its_placeholders_filled():
    assert language("en")("{region}: no figure yet", region="Bali") == "Bali: no figure yet"
    assert language("id")("{number} percentage points", number="3,0") == "3,0 poin persen"


def test_a_sentence_without_translation_is_said_in_english():
    assert language("id")("never translated: {region}", region="Bali") == "never translated: Bali"


def test_a_whole_number_is_said_as_it_is():
    assert language("en")(YEAR, year=2024) == "2024 (month not stated)"


def test_nothing_is_said_of_an_empty_text():
    assert language("id")("") == ""


def test_any_placeholder_name_can_be_used():
    assert language("en")("{msgid} {self}", msgid="a", self="b") == "a b"


@pytest.mark.parametrize("value", [None, float("nan"), 0.5388])
def test_a_figure_is_not_said_before_it_is_formatted(value):
    with pytest.raises(TypeError) as refused:
        language("id")("{share}", share=value)
    assert str(refused.value) == (
        f"'{{share}}': share is {value!r}. Give it as words: format a figure or a date first, "
        "and decide what a missing one says."
    )


def test_a_missing_text_is_refused():
    with pytest.raises(TypeError, match="None is not a text to say"):
        language("id")(None)


def test_a_placeholder_without_value_is_named():
    with pytest.raises(ValueError) as refused:
        language("id")("{region}: no figure yet")
    assert str(refused.value) == "'{region}: no figure yet' needs a value for the placeholder 'region'."


def test_marking_changes_nothing():
    assert mark("Coverage") == "Coverage"


def test_a_language_can_be_kept_in_a_cache():
    say = language("id")
    assert say.number(1000) == "1.000"
    again = pickle.loads(pickle.dumps(say))
    assert again == say and hash(again) == hash(say)
    assert again.number(1000) == "1.000"
