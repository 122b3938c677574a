"""What a plan is made from, as one short text for a link: region, target, deadline, premium, funds and assumptions.

The text is ``plan1`` and then ``name=value`` joined by semicolons, in the order of the fields; what has its default is
left out. Its first word is its version: a later one that reads differently gets another. A text that says anything else
than a plan is refused with one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote

from i18n import told
from metrics._model import months_between
from metrics.analyses.contribution_rules import PAYERS, SOURCES
from metrics.catalogue import metric
from metrics.periods import is_month

VERSION = "plan1"
LONGEST = 300  # months between the first and the last of a plan: 2045 is 240 away
SEGMENTS = ("PU", "BPU", "JAKON", "PMI")
PROGRAMMES = ("JKK", "JKM", "JHT", "JP")
PATTERNS = ("even", "at_once")
LARGEST = 10**15  # rupiah; a quarter of the national budget
PRECISION = 12  # decimals of a share
PLAIN = re.compile(rf"-?[0-9]+(\.[0-9]{{1,{PRECISION}}})?")  # as people write a number, and no other spelling

Shares = tuple[tuple[str, Decimal], ...]


class PlanInvalid(ValueError):
    """A plan that cannot be meant; the message says in one sentence what it may be, and can be told in another language."""


@dataclass(frozen=True)
class PlanAsked:
    """A plan as a reader asks for it.

    Args:
        region: region code.
        as_of: month ``YYYY-MM`` that the plan is made in; its first month is the next one.
        deadline: last month of the plan.
        target: share to reach, above 0 up to 1; or None and ``people``.
        people: people to cover by the deadline beside those covered now; or None and ``target``.
        premium: rule, ``SEGMENT:PROGRAMMES`` or ``SEGMENT:PROGRAMMES:CLASS``, such as ``BPU:JKK+JKM``, ``PU:JKK+JKM:low``.
        condition: condition of the rule in its words, or None.
        income: wage or declared income in rupiah a month, where the rule needs one.
        payer: who pays where ``funds`` is empty, and whom ``budget`` belongs to; a source of funds or ``employer``.
        funds: sources with their share of the people, which add up to 1, or with rupiah, all above 1.
        budget: rupiah whose worth is asked for, or None.
        lapse: share of the other members lost a month, 0 to 0.5, or None where it is not known.
        growth: growth of the base a year as a share, -0.5 to 0.5.
        base: coverage base whose people are counted: none that a source leaves unstated, and no plan's.
        pattern: ``even``, as many every month, or ``at_once``, all in the first month.
        mix: segments of the people to cover with their shares, which add up to 1; empty for the premium's segment alone.
    """

    region: str
    as_of: str
    deadline: str
    target: Decimal | None = None
    people: int | None = None
    premium: str = "BPU:JKK+JKM"
    condition: str | None = None
    income: int | None = None
    payer: str = "apbd_regency"
    funds: Shares = ()
    budget: int | None = None
    lapse: Decimal | None = None
    growth: Decimal = Decimal(0)
    base: str = "ucj"
    pattern: str = "even"
    mix: Shares = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            PlanInvalid: with one sentence about the first thing that is wrong.
        """
        for wrong, sentence in (*_wrong_dates(self), *_wrong_goal(self), *_wrong_words(self), *_wrong_shares(self)):
            if wrong:
                raise PlanInvalid(sentence)

    @property
    def segment(self) -> str:
        """The segment that the premium is of."""
        return self.premium.split(":")[0]

    @property
    def programmes(self) -> frozenset[str]:
        """The programmes that the premium is for."""
        return frozenset(self.premium.split(":")[1].split("+"))

    @property
    def kind(self) -> str | None:
        """The class of the rule, where one is named."""
        return self.premium.split(":")[2] if self.premium.count(":") == 2 else None

    @property
    def funded_in_rupiah(self) -> bool:
        """Whether sources give amounts of money rather than shares of the people."""
        return any(amount > 1 for _, amount in self.funds)


def written(asked: PlanAsked) -> str:
    """Write a plan as the text of a link."""
    words = [VERSION]
    for name in (known.name for known in fields(asked)):
        value = getattr(asked, name)
        if value != _DEFAULTS.get(name, _NEVER):
            words.append(f"{name}={quote(_plain(value), safe=':+,._-')}")
    return ";".join(words)


def read(text: str) -> PlanAsked:
    """Read a plan from the text of a link.

    Raises:
        PlanInvalid: when the text is not one of a plan, with one sentence.
    """
    version, *words = text.split(";")
    if version != VERSION:
        raise PlanInvalid(
            told(
                "The text of a plan begins with {version}; this one begins with {found!r}.",
                version=VERSION,
                found=version[:20],
            )
        )
    given: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if name not in _READERS or not equals or name in given:
            raise PlanInvalid(
                told(
                    "A plan has each of {names} once at most, as name=value; not {word!r}.",
                    names=", ".join(_READERS),
                    word=word[:40],
                )
            )
        given[name] = _READERS[name](unquote(value))
    absent = [name for name in ("region", "as_of", "deadline") if name not in given]
    if absent:
        raise PlanInvalid(told("A plan also needs: {names}.", names=", ".join(absent)))
    return PlanAsked(**given)


def share(text: str) -> Decimal:
    """Read a share, or an amount of rupiah, exactly.

    Raises:
        PlanInvalid: when it is not a plain number of at most 12 decimals.
    """
    if not PLAIN.fullmatch(text) or abs(number := Decimal(text)) > LARGEST:
        raise PlanInvalid(
            told("{text!r} is not a number: write digits with a point for decimals, such as 0.65.", text=text[:40])
        )
    return number.normalize()


def shares(text: str) -> Shares:
    """Read named shares, such as ``apbd_regency:0.6,csr:0.4``.

    Raises:
        PlanInvalid: when a part is not a name and a number.
    """
    return tuple((name, share(number)) for name, _, number in (part.partition(":") for part in text.split(",")))


def _whole(text: str) -> int:
    number = share(text)
    if number != number.to_integral_value():
        raise PlanInvalid(told("{text!r} is not a whole number.", text=text[:40]))
    return int(number)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(f"{name}:{_plain(amount)}" for name, amount in value)
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _wrong_dates(asked: PlanAsked) -> list[tuple[bool, str]]:
    if not (is_month(asked.as_of) and is_month(asked.deadline)):
        return [(True, told("A month of a plan is written as 2025-03."))]
    months = months_between(asked.as_of, asked.deadline)
    return [
        (
            months < 0,
            told(
                "The deadline {deadline} lies before {as_of}: it has passed.",
                deadline=asked.deadline,
                as_of=asked.as_of,
            ),
        ),
        (
            months > LONGEST,
            told(
                "The deadline lies {months} months ahead: a plan holds at most {longest}.",
                months=months,
                longest=LONGEST,
            ),
        ),
    ]


def _wrong_goal(asked: PlanAsked) -> list[tuple[bool, str]]:
    return [
        (
            (asked.target is None) == (asked.people is None),
            told("Give either a target share or a number of people to cover."),
        ),
        (
            not _within(asked.target, 0, 1) or asked.target == 0,
            told("The target is a share above 0 up to 1, such as 0.65."),
        ),
        (not _within(asked.people, 1, 10**9), told("The people to cover are a whole number from 1.")),
        (not _within(asked.budget, 0, LARGEST), told("The budget is rupiah from 0 to {largest}.", largest=LARGEST)),
        (not _within(asked.income, 1, LARGEST), told("The income is whole rupiah a month, above 0.")),
        (
            not _within(asked.lapse, 0, Decimal("0.5")),
            told("The lapse rate is a share from 0 to 0.5 a month, such as 0.01."),
        ),
        (
            not _within(asked.growth, Decimal("-0.5"), Decimal("0.5")),
            told("The growth is a share from -0.5 to 0.5 a year."),
        ),
    ]


def _wrong_words(asked: PlanAsked) -> list[tuple[bool, str]]:
    segment, _, rest = asked.premium.partition(":")
    programmes, kind = rest.partition(":")[0].split("+"), rest.partition(":")[2]
    bases, payers = [base for base in metric("coverage").bases if base not in ("unstated", "plan")], ", ".join(PAYERS)
    return [
        (not asked.region, told("A plan needs a region.")),
        (
            segment not in SEGMENTS or not set(programmes) <= set(PROGRAMMES) or len(set(programmes)) != len(programmes)
            or ":" in kind or rest.endswith(":"),
            told(
                "A premium is SEGMENT:PROGRAMMES, such as BPU:JKK+JKM, of {segments} and {programmes}.",
                segments=", ".join(SEGMENTS), programmes=", ".join(PROGRAMMES),
            ),
        ),
        (asked.condition == "", told("A condition is in the words of the rules, or left out.")),
        (asked.payer not in PAYERS, told("There is no payer {payer!r}. There is: {all}.", payer=asked.payer, all=payers)),
        (asked.base not in bases, told("A plan is made on one of the bases {bases}.", bases=", ".join(bases))),
        (asked.pattern not in PATTERNS, told("The pattern is one of {patterns}.", patterns=", ".join(PATTERNS))),
    ]  # fmt: skip


def _wrong_shares(asked: PlanAsked) -> list[tuple[bool, str]]:
    sources, segments = ([name for name, _ in pairs] for pairs in (asked.funds, asked.mix))
    amounts, parts = ([amount for _, amount in pairs] for pairs in (asked.funds, asked.mix))
    money = bool(amounts) and all(amount > 1 and amount == amount.to_integral_value() for amount in amounts)
    return [
        (
            not set(sources) <= set(SOURCES) or len(set(sources)) != len(sources),
            told("A source of funds is one of {sources}, each once.", sources=", ".join(SOURCES)),
        ),
        (
            bool(amounts) and not money and not _whole_of(amounts),
            told("The funds are shares that add up to 1, or all of them whole rupiah."),
        ),
        (
            not set(segments) <= set(SEGMENTS) or len(set(segments)) != len(segments),
            told("The mix names segments of {segments}, each once.", segments=", ".join(SEGMENTS)),
        ),
        (bool(parts) and not _whole_of(parts), told("The shares of the mix add up to 1.")),
    ]


def _whole_of(parts: list[Decimal]) -> bool:
    return sum(parts) == 1 and all(part > 0 and _within(part, 0, 1) for part in parts)


def _within(value: Decimal | int | None, least: Decimal | int, most: Decimal | int) -> bool:
    if value is None:
        return True
    exponent = Decimal(value).as_tuple().exponent  # a word, where it is not a number
    return isinstance(exponent, int) and exponent >= -PRECISION and least <= value <= most


_NEVER = object()  # the default of a field that has none
_DEFAULTS = {
    known.name: known.default for known in fields(PlanAsked) if known.name not in ("region", "as_of", "deadline")
}
_READERS: dict[str, Callable[[str], Any]] = {
    "region": str, "as_of": str, "deadline": str, "target": share, "people": _whole, "premium": str, "condition": str,
    "income": _whole, "payer": str, "funds": shares, "budget": _whole, "lapse": share, "growth": share, "base": str,
    "pattern": str, "mix": shares,
}  # fmt: skip
