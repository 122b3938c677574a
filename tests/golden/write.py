"""Write every figure of every metric as it is computed now: ``python -m tests.golden.write``.

Only after a figure was changed on purpose, with a line under **Figures** in the changelog that says why.
"""

import tempfile
from pathlib import Path

import pandas as pd

from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metrics

FIGURES = Path(__file__).parent / "figures.csv"
COLUMNS = [
    "metric", "region_code", "period", "base", "segment", "series", "boundary", "weights", "value", "status", "shown",
]  # fmt: skip


def golden(query: Query) -> str:
    """Give every figure as CSV, one line a figure, in an order of its own."""
    frames = [measure(query, metric, Scope()).assign(metric=name) for name, metric in metrics().items()]
    figures = pd.concat([frame[COLUMNS].astype(object) for frame in frames]).sort_values([*COLUMNS[:8], "value"])
    return str(figures.to_csv(index=False, lineterminator="\n"))


def main() -> None:
    """Build the bundled facts in a folder of their own and write their figures."""
    from tests.metrics.conftest import open_new_store  # pytest is needed here only

    with tempfile.TemporaryDirectory() as home:
        store = open_new_store(Path(home))
        FIGURES.write_text(golden(store.query), encoding="utf-8", newline="\n")
        store.close()
    print(f"{FIGURES}: {FIGURES.read_text(encoding='utf-8').count(chr(10)) - 1} figures")


if __name__ == "__main__":
    main()
