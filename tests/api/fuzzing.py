"""Asks the API at random what it describes, in a process of its own, and prints what came of it as JSON.

python -m tests.api.fuzzing CASES    (COVERAGE_HOME names the home; nothing in it is changed)
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from api import description
from tests.api.conftest import asking
from tests.serving import PROJECT

# What a reader may mean: so that cases go deeper than the first refusal.
LIKELY: dict[str, list[Any]] = {
    "region": ["51", "51.03", "52.01", "KW-BANUSPA", "ID", "51.03,51.04", "53", "94", "51.03,51.03", "99"],
    "base": ["ucj", "bps", "bps_informal", "unstated", "UCJ"],
    "segment": ["total", "PU", "BPU", "informal", "farmers"],
    "metric": ["coverage", "exits", "new_participants", "informal_share", "nothing"],
    "as_of": ["2025-12", "2025-03", "2020-02", "9999-12", "0001-01"],
    "since": ["2024-01", "2025-03", "0001-01"],
    "until": ["2025-12", "2025-04", "9999-12"],
    "deadline": ["2026-12", "2025-12", "9999-12", "0001-01"],
    "target": [0.65, 0.7, 1, 1e-300, 2],
    "known_on": ["2026-01-31", "1", "0001-01-01"],
    "source": ["bps-go-id", "bali-antaranews-com-2bdc37"],
    "premium": ["BPU:JKK+JKM", "PU:JKK+JKM+JHT+JP:2", "BPU"],
    "fund": ["apbd_regency=0.5", "csr=1000000", "x=1"],
    "mix": ["BPU=1", "PU=0.5", "x=2"],
    "score": ["coverage=7.75", "coverage=NaN", "x=Infinity"],
    "weight": ["informal_share=2", "coverage=0.2", "x=1e999"],
    "given": ["coverage=0.5", "x=yes"],
    "rebase": ["2021-01:pandemi", "2025-13:x"],
    "against": ["2026-01-31", "0"],
    "people": [1000, 0, -1],
    "budget": [10**9, 0],
    "year": [2024, 2025],
}
HOSTILE = [
    "", " ", "-1", "0", "1e999", "NaN", "inf", "-inf", "1" * 40, "9" * 400, "'; drop table region; --", "=1+1",
    "../../etc/passwd", "<script>alert(1)</script>", "%", "{}", "{0}", "$region", "\x00", "\u202e", "\ud83d\ude00", "١٢", "true",
    "51\n52", "x" * 1001, "--help", "-h", "--", "a=b=c", ",", "51,,52", ":", "2025-00", "2025-1", "1e5", "1_0",
]  # fmt: skip
ROUNDS = 4  # memory is read after each


def addresses(count: int, seed: int = 1) -> Iterator[str]:
    """Give addresses, the same for the same seed."""
    chance = random.Random(seed)
    operations = [(path, held["get"].get("parameters", [])) for path, held in description.openapi("")["paths"].items()]
    for _ in range(count):
        path, parameters = chance.choice(operations)
        given: list[tuple[str, Any]] = []
        for one in parameters:
            if one["in"] == "path":
                path = path.replace(f"{{{one['name']}}}", chance.choice(one["schema"]["enum"]))
            elif one["in"] == "query" and chance.random() < (0.97 if one["required"] else 0.25):
                times = chance.choice([1, 1, 3]) if one["schema"]["type"] == "array" else 1
                given += [(one["name"], _value(chance, one["name"], one["schema"])) for _ in range(times)]
        yield f"/api/v1{path}?{urlencode(given, errors='surrogatepass')}"


def _value(chance: random.Random, name: str, schema: dict[str, Any]) -> Any:
    if chance.random() < 0.08:
        return chance.choice(HOSTILE)
    if name in LIKELY:
        return chance.choice(LIKELY[name])
    if "enum" in schema:
        return chance.choice(schema["enum"])
    kind = schema["type"]
    if kind == "boolean":
        return chance.choice(["true", "false"])
    if kind == "integer":
        return chance.choice([0, 1, 5, 6, 12, 50, 10**12])
    return chance.choice([0.01, 0.03, 0.5, -0.1, 5]) if kind == "number" else chance.choice(["coverage", "x"])


def memory() -> float:
    """Give the resident memory of this process in MB; 0 on a system without /proc."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _never(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def main(count: int) -> None:
    """Ask, and print the statuses, what was not as it should be, and the memory after each round."""
    api, statuses, wrong, held = asking(), Counter[int](), [], []
    for number, address in enumerate(addresses(count), start=1):
        answer = api.get(address)
        statuses[answer.status_code] += 1
        fault = answer.status_code >= 500 or "Traceback" in answer.text or str(PROJECT) in answer.text
        try:
            if "json" in answer.headers["content-type"]:
                json.loads(answer.content, parse_constant=_never)
        except ValueError:
            fault = True
        if fault:
            wrong.append([address, answer.status_code, answer.text[:200]])
        if number % (count // ROUNDS) == 0:
            held.append(round(memory(), 1))
    print(json.dumps({"statuses": statuses, "wrong": wrong, "memory": held}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
