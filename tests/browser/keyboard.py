"""Goes once round a page with the Tab key, and says what a reader without a mouse cannot reach, see or follow."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

_MOST = 400  # stops; a page that has more goes round in a circle

# Borders and outlines fade in; here they look at once as they look in the end.
_BEGIN = """() => {
  const still = new CSSStyleSheet()
  still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }")
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still]
  document.activeElement?.blur()
  window.stops = []
  window.told = (one) => (one.ariaLabel || one.innerText || one.value || one.localName)
    .trim().replace(/\\s+/g, " ").slice(0, 50)
}"""
# Where the focus is now, whether one sees it there, and whether one reads on from the last stop to this one: of the two
# blocks that part their ways, this one's stands below the last one's or to its right. Null where there is no further stop.
_STOP = """() => {
  const one = document.activeElement, last = window.stops.at(-1)
  if (!one || one === document.body || window.stops.includes(one)) return null
  window.stops.push(one)
  const box = one.getBoundingClientRect(), inside = (at, end) => Math.min(Math.max(at, 1), end - 1)
  const around = (each) => each && each !== document.body ? [each, ...around(each.parentElement)] : []
  const over = document.elementFromPoint(
    inside(box.left + box.width / 2, innerWidth), inside(box.top + box.height / 2, innerHeight))
  const widget = "[data-testid^=st]:not([data-testid=stMain])", of = around(one)
  const fromLast = around(last), both = of.find((each) => fromLast.includes(each))
  const [to, from] = [of, fromLast].map((way) => way[way.indexOf(both) - 1]?.getBoundingClientRect())
  return {
    name: window.told(one), id: one.dataset.testid ?? "", main: !!one.closest("[data-testid=stMain]"),
    is_pane: one.matches("[data-testid=stMain]"),
    is_seen: one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 1 && box.height > 1
      && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && (!over || over.contains(one) || one.contains(over) || !!one.closest(widget)?.contains(over)),
    follows: !last?.isConnected || !to || !from || to.top >= from.bottom - 2 || to.left >= from.right - 2,
  }
}"""
# How a stop and what lies closely around it looks.
_LOOK = """(place) => {
  const looks = []
  for (let one = window.stops.at(place), up = 0; one && up < 4; one = one.parentElement, up++) {
    const look = getComputedStyle(one)
    looks.push(look.outlineStyle === "none" ? "" : look.outlineWidth + look.outlineColor, look.boxShadow, look.borderColor)
    looks.push(look.backgroundColor, look.textDecorationLine)
  }
  return JSON.stringify(looks)
}"""
# What a mouse can use and no stop was at. Of a group among which arrow keys lead one stop is enough.
_LEFT = """() => {
  const groups = "[role=radiogroup], [role=tablist], [role=group], [data-testid=stButtonGroup]"
  const stopped = (one) => window.stops.includes(one)
    || (one.closest(groups) && window.stops.some((stop) => stop.closest(groups) === one.closest(groups)))
    || (one.type === "radio" && window.stops.some((stop) => stop.name === one.name))
  return [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex='0'], [role=button], [role=tab]")]
    .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.offsetWidth > 1)
    .filter((one) => !one.disabled && !one.closest("[inert]") && !stopped(one)).map(window.told)
}"""
_OUT = "() => !document.activeElement || document.activeElement === document.body"


@dataclass(frozen=True)
class Round:
    """One round with the Tab key.

    Args:
        names: what was reached, in that order.
        in_page: of these what stands in the content, its pane left out.
        faults: what cannot be reached, seen or followed.
    """

    names: list[str]
    in_page: list[str]
    faults: list[str]


def once_round(page: Page) -> Round:
    """Press Tab from the top of a page until the focus leaves it.

    The pane of the content itself is a stop so that arrow keys scroll it; Streamlit (1.67) draws no focus around it.
    """
    page.evaluate(_BEGIN)
    names, in_page, faults = list[str](), list[str](), list[str]()
    look = None
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if look is not None and page.evaluate(_LOOK, -2 if stop else -1) == look:
            faults.append(f"the focus is not seen on {names[-1]!r}")
        if stop is None:
            break
        names.append(stop["name"])
        if stop["main"] and not stop["is_pane"]:
            in_page.append(stop["name"])
        if not stop["is_seen"]:
            faults.append(f"{names[-1]!r} is not seen")
        if not stop["follows"]:
            faults.append(f"{names[-1]!r} comes after {names[-2]!r}, and stands before it")
        look = None if stop["is_pane"] else page.evaluate(_LOOK, -1)
    if not page.evaluate(_OUT):
        faults.append(f"the focus does not leave {names[-1]!r}")
    return Round(names, in_page, faults + [f"{name!r} is not reached" for name in page.evaluate(_LEFT)])
