"""How figures read on screen, in both languages, and that what is printed is what was rounded."""

from decimal import Decimal

import numpy
import pandas
import pytest
from babel.numbers import parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n import language
from i18n.numbers import rounded

indonesian, english = language("id"), language("en")
shares = st.floats(min_value=-2, max_value=2)
decimal_places = st.integers(min_value=0, max_value=4)
languages = st.sampled_from([indonesian, english])


def parsed(text, code):
    return parse_decimal(text.replace("−", "-").replace("+", ""), locale=code, strict=True)


@pytest.mark.parametrize(
    ("value", "decimals", "in_indonesian", "in_english"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (5, 2, "5,00", "5.00"),
        (-12000, 0, "−12.000", "−12,000"),
        (numpy.int64(1873899), 0, "1.873.899", "1,873,899"),
        (Decimal("0.5"), 0, "0", "0"),
        (Decimal("1.5"), 0, "2", "2"),
        (-0.4, 0, "0", "0"),
    ],
)
def test_a_number_is_grouped_in_thousands(value, decimals, in_indonesian, in_english):
    assert indonesian.number(value, decimals) == in_indonesian
    assert english.number(value, decimals) == in_english


@pytest.mark.parametrize(
    ("share", "decimals", "in_indonesian", "in_english"),
    [
        (0.5388, 1, "53,9%", "53.9%"),
        (0.5088, 2, "50,88%", "50.88%"),
        (0.6495, 1, "65,0%", "65.0%"),  # 64.95 lies halfway; the even neighbour is 65.0
        (0.6485, 1, "64,8%", "64.8%"),  # 64.85 lies halfway; the even neighbour is 64.8
        (1, 1, "100,0%", "100.0%"),
        (12.3456, 0, "1.235%", "1,235%"),
        (-0.031, 1, "−3,1%", "−3.1%"),
        (-0.0004, 1, "0,0%", "0.0%"),
        pytest.param(numpy.float64(0.5388), 1, "53,9%", "53.9%", id="a numpy float"),
    ],
)
def test_a_share_is_printed_as_a_percentage(share, decimals, in_indonesian, in_english):
    assert indonesian.percent(share, decimals) == in_indonesian
    assert english.percent(share, decimals) == in_english


def test_a_share_has_one_decimal_unless_told():
    assert indonesian.percent(0.5) == "50,0%"


@pytest.mark.parametrize(
    ("difference", "decimals", "signed", "in_indonesian", "in_english"),
    [
        (-0.111, 1, False, "−11,1 poin persen", "−11.1 percentage points"),
        (0.03, 1, True, "+3,0 poin persen", "+3.0 percentage points"),
        (0.03, 1, False, "3,0 poin persen", "3.0 percentage points"),
        (0.01, 0, False, "1 poin persen", "1 percentage point"),
        (-0.01, 0, True, "−1 poin persen", "−1 percentage point"),
        (0.01, 1, False, "1,0 poin persen", "1.0 percentage points"),
        (0.0004, 1, True, "0,0 poin persen", "0.0 percentage points"),
        (-0.0004, 1, True, "0,0 poin persen", "0.0 percentage points"),
        (0.6540 - 0.6510, 1, True, "+0,3 poin persen", "+0.3 percentage points"),
    ],
)
def test_a_difference_of_shares_is_in_points(difference, decimals, signed, in_indonesian, in_english):
    assert indonesian.points(difference, decimals, signed=signed) == in_indonesian
    assert english.points(difference, decimals, signed=signed) == in_english


def test_an_increase_has_a_plus_only_when_asked():
    assert indonesian.number(1500, signed=True) == "+1.500"
    assert indonesian.number(1500) == "1.500"
    assert indonesian.percent(0.031, signed=True) == "+3,1%"
    assert indonesian.number(0, signed=True) == "0"


@pytest.mark.parametrize(
    ("amount", "in_indonesian", "in_english"),
    [
        (0, "Rp0", "IDR 0"),
        (16_800, "Rp16.800", "IDR 16,800"),
        (999_999, "Rp999.999", "IDR 999,999"),
        (999_999.6, "Rp1 juta", "IDR 1 million"),
        (1_000_000, "Rp1 juta", "IDR 1 million"),
        (495_129_600, "Rp495,1 juta", "IDR 495.1 million"),
        (999_949_999, "Rp999,9 juta", "IDR 999.9 million"),
        (999_999_999, "Rp1 miliar", "IDR 1 billion"),
        (1_200_000_000, "Rp1,2 miliar", "IDR 1.2 billion"),
        (1_250_000_000.4, "Rp1,3 miliar", "IDR 1.3 billion"),  # above the half by forty sen
        (27_640_000_000_000, "Rp27,6 triliun", "IDR 27.6 trillion"),
        (1_250_000_000_000_000, "Rp1.250 triliun", "IDR 1,250 trillion"),
        (-2_500_000, "−Rp2,5 juta", "−IDR 2.5 million"),
    ],
)
def test_an_amount_is_short_in_words(amount, in_indonesian, in_english):
    assert indonesian.rupiah(amount) == in_indonesian
    assert english.rupiah(amount) == in_english


def test_an_amount_can_have_every_digit():
    assert indonesian.rupiah(495_129_600, full=True) == "Rp495.129.600"
    assert english.rupiah(495_129_600, full=True) == "IDR 495,129,600"
    assert indonesian.rupiah(-42_000, full=True) == "−Rp42.000"


def test_plotly_is_told_the_decimal_sign_and_then_the_grouping():
    assert indonesian.separators == ",."
    assert english.separators == ".,"


def test_what_is_judged_is_what_is_printed():
    share, target = 0.64996, 0.65
    assert share < target
    assert indonesian.percent(share) == indonesian.percent(target) == "65,0%"
    assert rounded(share, 1) == rounded(target, 1) == Decimal("65.0")


@pytest.mark.parametrize("missing", [None, float("nan"), float("inf"), pandas.NA, pandas.NaT, "5", True])
@pytest.mark.parametrize("method", ["number", "percent", "points", "rupiah"])
def test_a_missing_figure_is_refused(method, missing):
    with pytest.raises(TypeError, match="is not a figure to print"):
        getattr(indonesian, method)(missing)


@settings(deadline=None)
@given(say=languages, value=st.integers(min_value=-(10**18), max_value=10**18))
def test_a_printed_count_reads_back(say, value):
    assert parsed(say.number(value), say.code) == value


@settings(deadline=None)
@given(say=languages, value=st.floats(min_value=-1e12, max_value=1e12), decimals=decimal_places)
def test_a_printed_number_is_within_half_of_its_last_digit(say, value, decimals):
    printed = parsed(say.number(value, decimals), say.code)
    assert abs(printed - Decimal(str(value))) <= Decimal(5).scaleb(-decimals - 1)


@settings(deadline=None)
@given(say=languages, share=shares, decimals=decimal_places)
def test_a_printed_percentage_reads_back_as_the_rounded_one(say, share, decimals):
    text = say.percent(share, decimals)
    assert text.endswith("%")
    assert parsed(text.removesuffix("%"), say.code) == rounded(share, decimals)


@settings(deadline=None)
@given(say=languages, difference=shares, decimals=decimal_places)
def test_printed_points_read_back_as_the_rounded_ones(say, difference, decimals):
    digits, words = say.points(difference, decimals, signed=True).split(" ", 1)
    assert words in {"poin persen", "percentage point", "percentage points"}
    assert parsed(digits, say.code) == rounded(difference, decimals)
    assert digits.startswith("+") == (rounded(difference, decimals) > 0)


@settings(deadline=None)
@given(say=languages, amount=st.integers(min_value=-(10**17), max_value=10**17))
def test_a_full_amount_reads_back(say, amount):
    text = say.rupiah(amount, full=True).replace("Rp", "").replace("IDR ", "")
    assert parsed(text, say.code) == amount


@settings(deadline=None)
@given(amount=st.integers(min_value=10**6, max_value=10**17))
def test_a_short_amount_is_within_a_twentieth_of_its_word(amount):
    digits, word = indonesian.rupiah(amount).removeprefix("Rp").split(" ")
    unit = {"juta": 10**6, "miliar": 10**9, "triliun": 10**12}[word]
    shown = parsed(digits, "id")
    assert abs(shown * unit - amount) <= Decimal("0.05") * unit
    assert shown >= 1
    assert shown < 1000 or word == "triliun"


@pytest.mark.parametrize(
    ("typed", "in_indonesian", "in_english"),
    [
        ("73,86", "73.86", "73.86"),
        ("73.86", "73.86", "73.86"),
        ("1.000", "1000", "1.000"),
        ("1,000", "1.000", "1000"),
        ("1.234.567,8", "1234567.8", None),
        ("1,234,567.8", None, "1234567.8"),
        (" −0,5 ", "-0.5", "-0.5"),
        ("100", "100", "100"),
        ("", None, None),
        ("1e9", None, None),
        ("12.34.56", None, None),
        ("٣", None, None),
        ("nan", None, None),
    ],
)
def test_a_typed_number_is_read_as_the_language_writes_it(typed, in_indonesian, in_english):
    for say, expected in ((indonesian, in_indonesian), (english, in_english)):
        assert say.read_number(typed) == (None if expected is None else Decimal(expected))


@given(st.decimals(-(10**12), 10**12, places=4), languages)
def test_what_is_printed_is_read_back(value, say):
    # Three decimals after a group-less number could be thousands: four cannot.
    assert say.read_number(say.number(value, 4)) == value
