"""Holds the figures of each page against what `python -m metrics` answers for its region, month and base."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from charts import words
from i18n.numbers import rounded
from metrics.periods import month_after
from tests.browser.reading import number
from tests.browser.stands import Row, Stands, ask, differs, names, people

MONTH = "2025-12"  # up to which the walk looks
BASE = "ucj"  # on which it looks


def untold(page: Stands, name: str, region: str) -> list[str]:
    """List where the figures of a page are not those of the command line.

    Args:
        page: as it was read.
        name: of the page, as in its link.
        region: that it is about.
    """
    if name in _OF_PAGE:
        _OF_PAGE[name](page, region)
    return page.faults


def _overview(page: Stands, region: str) -> None:
    _under_the_title(page, region)
    say, whole = page.say, region[:2] if "." in region else region
    beside = sorted(_get("coverage", whole, "--children", "--base", BASE), key=lambda one: str(one["region_code"]))
    shown = [row for row in page.rows(say("Region"), say("Value"), say("Source")) if row.get(say("Date"))]
    if not beside:
        return
    if len(shown) != len(beside):
        page.faults.append(f"{len(shown)} regions in the table, {len(beside)} have a figure")
    for row, figure in zip(shown, beside, strict=False):
        page.faults += differs(row, figure, say)
        if not any(say.number(rounded(figure["value"]), 1) in text for text in page.drawn):
            page.faults.append(f"{figure['region_code']}: {figure['value']} stands on no tile")


def _trend(page: Stands, region: str) -> None:
    _under_the_title(page, region)
    say = page.say
    held = ask(
        "get", "coverage", "--region", region, "--base", BASE, "--since", month_after(MONTH, -11), "--until", MONTH
    )
    shown = page.rows(say("Date"), say("Value"), say("Source"))
    for figure in (row for row in held if row["segment"] == "total"):
        # Of one month there may be a published figure and the generated one that passes through it.
        found = [
            differs(row, figure, say) for row in shown if row[say("Date")].startswith(say.period(figure["period"]))
        ]
        page.faults += min(found, key=len) if found else [f"{figure['period']} is not in the table"]


def _profile(page: Stands, region: str) -> None:
    say, rows = page.say, ask("profile", "--region", region, "--as-of", MONTH, "--base", BASE)
    shown = page.rows(say("Indicator"), say("Segment or base"), say("Value"))
    if len(shown) != len(rows) and any(row["value"] is not None for row in rows):
        page.faults.append(f"{len(shown)} indicators in the table, the command line gives {len(rows)}")
    for row, figure in zip(shown, rows, strict=False):
        if figure["value"] is None:
            page.holds(row[say("Value")], say("no figure yet"))
            continue
        value = rounded(figure["value"]) if figure["unit"] == "share" else round(figure["value"])
        if number(row[say("Value")], say.code) != pytest.approx(float(value)):
            page.faults.append(f"{row}: not {figure['value']}")
        page.holds(row[say("Date")], say.period(figure["period"]))
        page.holds(row[say("Status")], words.status_name(figure["figure_status"], say))
        if figure["base"] is not None:
            page.holds(row[say("Segment or base")], words.base_words(figure["base"], say))


def _comparison(page: Stands, region: str) -> None:
    say = page.say
    shown = [row for row in page.rows(say("Region"), say("Place by level")) if row.get(say("Date"))]
    codes = {name: code for code, name in names().items()}
    if not shown:
        page.holds(page.title, say("{region}: no figure that can be compared", region=""))
        return
    asked = ",".join(codes[row[say("Region")]] for row in shown)
    ranked = {row["region_code"]: row for row in ask("ranks", "--region", asked, "--as-of", MONTH, "--base", BASE)}
    page.holds(" ".join(page.drawn), words.base_words(BASE, say))
    for row in shown:
        figure = ranked[codes[row[say("Region")]]]
        found = (row[say("Value")], row[say("Date")], row.get(say("People"), ""), row.get(say("Of (people)"), ""))
        wanted = (say.percent(figure["value"]), say.period(figure["period"]), people(figure["numerator"], say),
                  people(figure["denominator"], say))  # fmt: skip
        if found != wanted or number(row[say("Place by level")], say.code) != figure["rank"]:
            page.faults.append(f"{row} is not {wanted}, place {figure['rank']}")
        page.holds(row[say("Status")], words.status_name(figure["status"], say))


def _informal(page: Stands, region: str) -> None:
    say = page.say
    for title, name, segment in (
        ("Active BPU members", "active_participants", "BPU"),
        ("Paid for by others", "sponsored_workers", "total"),
        ("Ends within 3 months", "cover_expiring", "3m"),
        ("Informal workers protected", "informal_coverage", "BPU"),
    ):
        found = _get(name, region, segment=segment)
        if not found:
            page.card(say(title), None)
            continue
        (figure,) = found
        value = say.percent(figure["value"]) if figure["unit"] == "share" else say.number(int(figure["value"]))
        dated = [] if name == "cover_expiring" else [say.short_period(figure["period"])]  # that one shows the two dates
        page.card(say(title), value, words.status_name(figure["status"], say), *dated)


def _contributions(page: Stands, region: str) -> None:
    say = page.say
    last = _get("contributions_received", region)
    month = last[0]["period"] if last else MONTH
    year = ("--since", month_after(month, -11), "--until", month)
    received = [
        row for row in ask("get", "contributions_received", "--region", region, *year) if row["segment"] == "total"
    ]
    owed, outside = _get("arrears", region), _get("employers_unregistered", region)
    rates = ask("get", "collection_rate", "--region", region, *year)
    if not (received or owed or outside or rates):
        page.faults += [f"{page.cards}, and the command line has no figure of any"] if page.cards else []
        return
    page.card(say("Received"), say.rupiah(sum(row["value"] for row in received)) if received else None,
              *([say.short_period(month)] if received else []))  # fmt: skip
    page.card(say("Arrears, {period}", period=say.short_period(owed[0]["period"])) if owed else say("Arrears"),
              say.rupiah(owed[0]["value"]) if owed else None)  # fmt: skip
    page.card(say("Not registered (PWBD)"), say.number(outside[0]["value"]) if outside else None,
              *(say.short_period(row["period"]) for row in outside))  # fmt: skip
    held = {say.short_period(row["period"]): row for row in rates if row["segment"] == "total"}
    titles = {say("Collection rate in {period}", period=period): row for period, row in held.items()}
    shown_of = [title for title, _, _ in page.cards if title in titles]
    if not shown_of:
        page.card(say("Collection rate"), None)
    for title in shown_of:
        page.card(title, say.percent(titles[title]["value"]))


def _plan(page: Stands, region: str) -> None:
    say = page.say
    goal = [value for label, value in page.boxes.items() if say("Share to reach, percent") in label]
    until = [value for label, value in page.boxes.items() if say("Until") in label]
    months = {say.period(month): month for month in (month_after(MONTH, ahead) for ahead in range(1, 61))}
    if not goal or not until:
        page.faults.append(f"no goal in {page.boxes}")
        return
    payer = "apbd_regency" if "." in region else "apbd_province"
    target = Decimal(str(number(goal[0], say.code))) / 100
    (made,) = ask("plan", "--region", region, "--as-of", MONTH, "--base", BASE, "--deadline", months[until[0]],
                  "--target", str(target), "--payer", payer)  # fmt: skip
    if made["people_net"] is None:
        page.faults += [f"{page.cards}, and no plan can be made"] if page.cards else []
        return
    page.card(say("People to cover, net"), say.number(made["people_net"]), say.short_period(made["deadline"]))
    page.card(say("Rupiah in all"), None if made["rupiah"] is None else say.rupiah(made["rupiah"]))
    reached = (made["numerator"] + made["people_net"]) / made["denominator_at_deadline"]
    page.card(
        say("Coverage at the deadline"), words.reached_words(reached, float(target), say),
        words.share_words(made["value"], float(target), say), words.base_words(BASE, say),
        say.short_period(made["period"]), words.status_name(made["figure_status"], say),
    )  # fmt: skip


def _award(page: Stands, region: str) -> None:
    say, sheet = page.say, ask("award", "--region", region, "--as-of", MONTH, "--base", BASE, "--show", "sheet")
    real, expected = (sum(row[name] for row in sheet) for name in ("real", "expected"))
    page.holds(page.title, str(real), str(expected))
    held = ask("award", "--region", region, "--as-of", MONTH, "--base", BASE, "--show", "evidence")
    rows = {row[say("Indicator")]: row for row in page.rows(say("Indicator"), say("Evidence, and what is missing"))}
    for piece in (
        row for row in held if row["kind"] == "figure" and row["unit"] == "share" and row["value"] is not None
    ):
        row = rows[piece["label_id" if say.code == "id" else "label_en"]]
        if (
            piece["status"] == "demonstration"
            and words.status_name("demonstration", say) not in row[say("Evidence, and what is missing")]
        ):
            continue  # real evidence alone is said where there is some
        page.holds(
            row[say("Evidence, and what is missing")], say.percent(piece["value"], 2), say.short_period(piece["period"])
        )


def _briefing(page: Stands, region: str) -> None:
    say, found = page.say, _get("coverage", region, "--base", BASE)
    page.holds(page.title, say.period(MONTH))
    if not found:
        page.card(say("Coverage"), None)
        return
    (figure,) = found
    page.card(say("Coverage"), say.percent(figure["value"]), say.short_period(figure["period"]),
              words.status_name(figure["status"], say))  # fmt: skip


def _method(page: Stands, region: str) -> None:
    public = [one for one in ask("sources") if one["url"].startswith("http")]
    page.holds(page.title, *(page.say.number(len(rows)) for rows in (ask("list"), public)))


def _get(name: str, region: str, *options: str, segment: str = "total") -> list[Row]:
    rows = ask("get", name, "--region", region, "--as-of", MONTH, *options)
    return [row for row in rows if row["segment"] == segment]


def _under_the_title(page: Stands, region: str) -> None:
    """The share in the title; its base, date, status and sources in the line below it."""
    say, found = page.say, _get("coverage", region, "--base", BASE)
    if not found:
        page.holds(
            page.title, say("no figure yet") if say("no figure yet") in page.title else say("coverage figure yet")
        )
        return
    (figure,) = found
    shown = number(page.title.split(" ", 1)[1] if region != "94" else page.title, say.code)
    if shown is None or abs(shown - 100 * figure["value"]) > 0.051:
        page.faults.append(f"{figure['value']} is not in the title {page.title!r}")
    page.holds(
        page.about, words.base_words(BASE, say), say.period(figure["period"]), words.status_name(figure["status"], say)
    )
    if page.sources != len([one for one in figure["source_ids"] if one != "demo"]):
        page.faults.append(f"{page.sources} links in {page.about!r}, sources are {figure['source_ids']}")


_OF_PAGE: dict[str, Callable[[Stands, str], None]] = {
    "": _overview,
    "tren": _trend,
    "wilayah": _profile,
    "banding": _comparison,
    "informal": _informal,
    "iuran": _contributions,
    "rencana": _plan,
    "paritrana": _award,
    "paparan": _briefing,
    "metode": _method,
}
