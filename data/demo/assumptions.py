"""What the demonstration set assumes of each province where no figure leads it. None of these is a published figure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Province:
    """How a province starts out, before it is led through the published figures.

    Args:
        coverage: active participants as a share of the UCJ base in March 2025, 0 to 1.
        base: UCJ base as a share of residents, 0 to 1.
        mix: parts of BPU, construction and PU in the active participants; they add up to 1.
        abroad: PMI participants as a share of residents.
        category: group of workers that its local governments pay for first.
        wages_of: province whose minimum wage stands in where it has none of its own.
    """

    coverage: float
    base: float
    mix: tuple[float, float, float]
    abroad: float
    category: str
    wages_of: str


PROVINCES = {
    "51": Province(0.50, 0.43, (0.34, 0.12, 0.54), 0.0035, "adat_religious", "51"),
    "52": Province(0.30, 0.31, (0.36, 0.15, 0.49), 0.0085, "farmers", "52"),
    "53": Province(0.30, 0.33, (0.37, 0.14, 0.49), 0.0030, "fishers", "53"),
    "91": Province(0.58, 0.22, (0.30, 0.16, 0.54), 0.0002, "fishers", "91"),
    "92": Province(0.53, 0.47, (0.51, 0.12, 0.37), 0.0002, "adat_religious", "92"),
    "93": Province(0.38, 0.30, (0.36, 0.16, 0.48), 0.0002, "fishers", "91"),
    "94": Province(0.26, 0.30, (0.36, 0.14, 0.50), 0.0002, "farmers", "91"),
    "95": Province(0.22, 0.15, (0.45, 0.18, 0.37), 0.0001, "farmers", "91"),
    "96": Province(0.50, 0.40, (0.44, 0.14, 0.42), 0.0002, "fishers", "92"),
}
