"""Amounts on an axis: the unit that is named once, and the few round numbers that stand along it."""

from dataclasses import dataclass

from i18n import Language, mark

_RUPIAH = (
    (1e12, mark("trillion rupiah")),
    (1e9, mark("billion rupiah")),
    (1e6, mark("million rupiah")),
    (1.0, mark("rupiah")),
)
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Unit:
    """What an axis counts.

    Args:
        divisor: amounts are printed divided by it.
        words: its name, in the reader's language; empty where the name of the bars says it.
        is_money: whether single amounts are printed as rupiah.
    """

    divisor: float
    words: str
    is_money: bool = False

    def one(self, amount: float, say: Language) -> str:
        """Print one amount in full words, as beside the pointer."""
        return say.rupiah(amount) if self.is_money else say.number(amount)


def rupiah_unit(highest: float, say: Language) -> Unit:
    """Give the unit in which amounts up to the highest are short to print."""
    divisor, words = next((each for each in _RUPIAH if highest >= each[0]), _RUPIAH[-1])
    return Unit(divisor, say(words), is_money=True)


def steps(highest: float, most: int = 4, least: float = 0.0) -> list[float]:
    """Give zero and at most so many round amounts up to the first at or over the highest.

    Args:
        highest: the largest amount shown; 0 where none is.
        most: steps above zero.
        least: the smallest step, 1 of what is only counted whole.
    """
    if highest <= 0:
        return [0.0]
    power = 10.0 ** (len(str(int(highest / most))) - 1) if highest / most >= 1 else 0.001
    while True:
        for each in _ROUND:
            step = each * power
            # Steps of 2.5 would print halves of a case or a person.
            if step * most >= highest and step >= least and (least < 1 or step == int(step)):
                count = next(number for number in range(1, most + 1) if step * number >= highest)
                return [step * number for number in range(count + 1)]
        power *= 10


def step_words(step: float, unit: Unit, ticks: list[float], say: Language) -> str:
    """Print one of the round amounts, with as many decimals as the smallest of them needs."""
    smallest = ticks[1] / unit.divisor if len(ticks) > 1 else 1.0
    decimals = next((places for places in range(4) if abs(smallest - round(smallest, places)) < 1e-9), 3)
    return say.number(step / unit.divisor, decimals)
