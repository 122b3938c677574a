"""How figures are printed: rounding, separators, percent and rupiah, from the CLDR tables that Babel carries.

Every figure is rounded here, once, half to even, and only then handed to Babel; so what `rounded` returns
is what the reader sees, and a judgement made on it can never contradict the print. A missing figure (None,
NaN, pandas' NA) is refused with TypeError everywhere.
"""

import copy
import functools
import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from babel import Locale
from babel.numbers import NumberPattern, get_currency_symbol, get_decimal_symbol, get_group_symbol

Figure = int | float | Decimal

# CLDR gives Indonesian and English a hyphen; it is too short beside a figure and wraps away from it.
_MINUS = "\N{MINUS SIGN}"
_MILLION = 6
_TRILLION = 12


def rounded(value: Figure, decimals: int = 1) -> Decimal:
    """Return the percentage that `percent` and `points` print: 0.5388 gives Decimal("53.9").

    Classify the value you print: compare `rounded(share, 1) >= rounded(target, 1)`, both in percent, and a
    share printed as 65,0% is never called below a target of 65,0%.

    Args:
        value: a share, 0 to 1, or a difference of shares.
        decimals: the decimals that are printed.

    Raises:
        TypeError: the value is missing.
    """
    return _round(_exact(value).scaleb(2), decimals)


def number(value: Figure, locale: Locale, decimals: int = 0, *, signed: bool = False) -> str:
    """Print a number with grouping and exactly so many decimals; `signed` puts a plus before an increase."""
    shown = _round(_exact(value), decimals)
    return _sign(shown, signed) + _digits(abs(shown), "decimal", decimals, locale)


def percent(share: Figure, locale: Locale, decimals: int = 1, *, signed: bool = False) -> str:
    """Print a share, 0 to 1, as a percentage."""
    shown = rounded(share, decimals)
    return _sign(shown, signed) + _digits(abs(shown).scaleb(-2), "percent", decimals, locale)


def rupiah(amount: Figure, locale: Locale, *, full: bool = False) -> str:
    """Print an amount in rupiah, in millions, billions or trillions with at most one decimal.

    Args:
        amount: rupiah; sen are rounded away.
        locale: the reader's.
        full: print every digit. Amounts under a million are printed so in any case.
    """
    exact = _exact(amount)
    shown = _round(exact, 0)
    symbol = get_currency_symbol("IDR", locale)
    # A bare currency code is set off by a space, a symbol is not: IDR 1.2 billion, Rp1,2 miliar.
    symbol = f"{symbol} " if symbol == "IDR" else symbol
    if full or _thousands(shown) < _MILLION:
        digits = _digits(abs(shown), "decimal", 0, locale)
    else:
        # Rounding first, and choosing the word after it, keeps 999.999.999 from being "1000 juta".
        shown = _round(exact, 1 - _thousands(shown))
        digits = _in_words(abs(shown), locale)
    return _sign(shown, signed=False) + symbol + digits


def read(text: str, locale: Locale) -> Decimal | None:
    """Read a number that a reader typed: 1.234,5 in Indonesian. Digits in threes are grouped, one other sign is the decimal's.

    So 73.86 and 73,86 are the same in both languages, and 1.000 is a thousand in Indonesian and one in English.

    Returns:
        The number; None where the text is none.
    """
    typed = text.strip().replace(_MINUS, "-")
    decimal, group = map(re.escape, separators(locale))
    if re.fullmatch(rf"-?\d{{1,3}}({group}\d{{3}})+({decimal}\d+)?", typed, re.ASCII):
        typed = typed.replace(get_group_symbol(locale), "").replace(get_decimal_symbol(locale), ".")
    elif not re.fullmatch(r"-?\d+([.,]\d+)?", typed, re.ASCII):
        return None
    return Decimal(typed.replace(",", "."))


def separators(locale: Locale) -> str:
    """Return the decimal and the grouping sign, the order Plotly's `layout.separators` asks for."""
    return get_decimal_symbol(locale) + get_group_symbol(locale)


def _exact(value: Figure) -> Decimal:
    # By way of its shortest decimal text: 0.145 is meant, not the 0.14499999999999999 that a float stores.
    try:
        exact = Decimal(str(value))
    except InvalidOperation:  # None, pandas' NA and NaT, True
        exact = Decimal("nan")
    if isinstance(value, str) or not exact.is_finite():
        raise TypeError(f"{value!r} is not a figure to print. What a missing one says is the caller's to decide.")
    return exact


def _round(exact: Decimal, decimals: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def _sign(shown: Decimal, signed: bool) -> str:
    # Asked of the rounded figure: what prints as zero has neither gone up nor down.
    if shown < 0:
        return _MINUS
    return "+" if signed and shown > 0 else ""


def _thousands(amount: Decimal) -> int:
    # The power of ten of the amount's own word. CLDR's words end at the trillion.
    return min(amount.adjusted() // 3 * 3, _TRILLION)


def _in_words(amount: Decimal, locale: Locale) -> str:
    power = _thousands(amount)
    leading = amount.scaleb(-power)
    decimals = 0 if leading == leading.to_integral_value() else 1
    words: NumberPattern = locale.compact_decimal_formats["long"]["other"][str(10**power)]  # "0 miliar"
    return words.pattern.replace("0", _digits(leading, "decimal", decimals, locale))


# A page prints the same figures again on every rerun, and Babel takes ten microseconds for each.
@functools.lru_cache(maxsize=20_000)
def _digits(magnitude: Decimal, kind: str, decimals: int, locale: Locale) -> str:
    return str(_pattern(kind, decimals, locale).apply(magnitude, locale))


@functools.cache
def _pattern(kind: str, decimals: int, locale: Locale) -> NumberPattern:
    formats = locale.percent_formats if kind == "percent" else locale.decimal_formats
    # A copy of the shared CLDR pattern; Babel deprecates its own parameter for the decimals.
    pattern: NumberPattern = copy.copy(formats[None])
    pattern.frac_prec = (decimals, decimals)
    return pattern
