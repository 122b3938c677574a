"""One reader's language: call it to say a sentence, ask it to print a figure or a date."""

import datetime
import functools
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale

from i18n import catalogue, dates, numbers
from i18n.numbers import Figure
from i18n.told import Told

LANGUAGES = ("id", "en")
DEFAULT = "id"


def mark(msgid: str) -> str:
    """Return the English text unchanged; the call only tells `python -m i18n` that it is to be translated.

    For words written far from where they are said, such as a metric's title: `title = mark("Coverage")`,
    and later `say(metric.title)`.
    """
    return msgid


# By CLDR plural form: English says "1 percentage point", and "1.0 percentage points".
_POINTS = {"one": mark("{number} percentage point"), "other": mark("{number} percentage points")}


@dataclass(frozen=True)
class Language:
    """A language of the product. Get one from `language`, and name it `say` so that its texts are found.

    Every method refuses a missing figure (None, NaN, pandas' NA and NaT) with TypeError: only the caller
    knows whether it was not published, suppressed or impossible to compute, and can say so.
    """

    code: str

    def __call__(self, msgid: str, /, **values: str | int) -> str:
        """Translate an English text and fill its named placeholders.

        Args:
            msgid: the English text as a literal, or one that was marked with `mark`. A text without a
                translation comes back in English; `python -m i18n --check` lists those. A text that was told brings
                its own values, and those that were told themselves are translated too.
            values: a text for each placeholder, or a whole number that is printed as it is, such as a
                rank. Figures and dates come formatted: `share=say.percent(share)`.

        Raises:
            TypeError: the text is missing, or a value is neither text nor a whole number.
            ValueError: a placeholder has no value.
        """
        if not isinstance(msgid, str):
            raise TypeError(f"{msgid!r} is not a text to say.")
        if isinstance(msgid, Told):
            own = {name: self(value) if isinstance(value, Told) else value for name, value in msgid.values.items()}
            return self(msgid.msgid, **own)
        for name, value in values.items():
            if not isinstance(value, str | int):
                raise TypeError(
                    f"{msgid!r}: {name} is {value!r}. Give it as words: format a figure or a date first, "
                    "and decide what a missing one says."
                )
        # gettext keeps its file header under the empty text.
        words = catalogue.translations(self.code).gettext(msgid) if msgid else ""
        try:
            return words.format_map(values)
        except KeyError as missing:
            raise ValueError(f"{msgid!r} needs a value for the placeholder {missing.args[0]!r}.") from None

    def number(self, value: Figure, decimals: int = 0, *, signed: bool = False) -> str:
        """Print a count or an amount: 1.234.567. `signed` puts a plus before an increase."""
        return numbers.number(value, self.locale, decimals, signed=signed)

    def percent(self, share: Figure, decimals: int = 1, *, signed: bool = False) -> str:
        """Print a share, 0 to 1, as a percentage: 53,9%."""
        return numbers.percent(share, self.locale, decimals, signed=signed)

    def points(self, difference: Figure, decimals: int = 1, *, signed: bool = False) -> str:
        """Print a difference of two shares: −11,1 poin persen; `signed` gives +3,0 poin persen."""
        points = numbers.rounded(difference, decimals)
        return self(
            _POINTS[self.locale.plural_form(points)],
            number=numbers.number(points, self.locale, decimals, signed=signed),
        )

    def rupiah(self, amount: Figure, *, full: bool = False) -> str:
        """Print an amount in rupiah: Rp1,2 miliar, or with `full` every digit, Rp1.200.000.000."""
        return numbers.rupiah(amount, self.locale, full=full)

    def read_number(self, text: str) -> Decimal | None:
        """Read a number that a reader typed, 73,86 or 1.000; None where the text is none."""
        return numbers.read(text, self.locale)

    def period(self, period: str) -> str:
        """Print a period of the contract: Maret 2025; of a bare year, 2024 (bulan tidak disebut)."""
        if dates.is_year(period):
            return self(mark("{year} (month not stated)"), year=period)
        return dates.month(period, self.locale)

    def short_period(self, period: str) -> str:
        """Print a period where room is scarce, such as an axis: Mar 2025, 2024."""
        return period if dates.is_year(period) else dates.month(period, self.locale, short=True)

    def date(self, day: str | datetime.date) -> str:
        """Print a date as precisely as it is known: 14 Februari 2023, Juni 2025, 2025."""
        return dates.date(day, self.locale)

    @property
    def separators(self) -> str:
        """Decimal and grouping sign, as Plotly's `layout.separators` wants them: ",." in Indonesian."""
        return numbers.separators(self.locale)

    # Kept on the instance: parsing a locale costs as much as printing a number.
    @functools.cached_property
    def locale(self) -> Locale:
        """The CLDR data that Babel holds for this language."""
        return Locale.parse(self.code)


@functools.cache
def language(code: str = DEFAULT) -> Language:
    """Return the language with this code.

    Raises:
        ValueError: there is no such language; the message names those that exist.
    """
    if code not in LANGUAGES:
        raise ValueError(f"No language {code!r}. There are: {', '.join(LANGUAGES)}.")
    return Language(code)
