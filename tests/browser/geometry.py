"""Finds texts on a drawn page that nobody can read: cut off, outside their frame, over each other.

What is looked at are the lines of text of the content: words, values, heads of tables, what stands in boxes and on buttons,
and every text in a chart. Left out, on purpose:

- what is not shown: other tabs, closed boxes, words for screen readers alone, icons;
- what goes on in a box that scrolls, as wide tables and the row of tabs do, in the direction in which it scrolls;
- words in the middle of a shape that is drawn for them: a value in its bar, a name on its tile;
- what Streamlit (1.67) itself writes into an uploader, which a phone shortens.
"""

from __future__ import annotations

from playwright.sync_api import Page

# Letters fill less than the height of their line: so much of it, above and below, may lie over another line.
_EMPTY = 0.2
_TOLERATED = 2  # pixels: edges are smoothed, and a letter is rarely as wide as its box

_FIND = """([empty, tolerated]) => {
  const main = document.querySelector("[data-testid=stMain]")
  const noWords = "svg, style, script, canvas, [role=img], [data-testid=stIconMaterial]"
    + ", [data-testid=stFileUploaderDropzoneInstructions]", large = 24
  const short = (text) => JSON.stringify(text.trim().replace(/\\s+/g, " ").slice(0, 60))
  const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const styles = new Map()
  const style = (one) => styles.get(one) ?? (styles.set(one, getComputedStyle(one)), styles.get(one))
  const forEars = (one) => style(one).clip === "rect(0px, 0px, 0px, 0px)" || style(one).clipPath === "inset(50%)"
  const faults = []

  const screen = { box: { left: 0, right: innerWidth }, x: true, y: false, what: "off the screen" }
  // The windows through which a text is seen, the innermost first; each may be open to one side.
  const windows = new Map()
  const around = (one) => {
    if (!one || one === main.parentElement) return { seen: [screen], hidden: false }
    if (windows.has(one)) return windows.get(one)
    const outer = around(one.parentElement), own = style(one)
    let seen = outer.seen
    const isClip = (way) => ["hidden", "clip"].includes(way), isScroll = (way) => ["auto", "scroll"].includes(way)
    const isHtml = one instanceof HTMLElement, box = one.getBoundingClientRect()
    const [x, y] = isHtml || one.matches(".main-svg") ? [own.overflowX, own.overflowY] : ["visible", "visible"]
    const isFrame = isHtml && parseFloat(own.borderLeftWidth) > 0 && parseFloat(own.borderRightWidth) > 0
    const isColumn = one.matches("[data-testid=stColumn]")
    if (isScroll(x)) seen = seen.map((each) => ({ ...each, x: false }))
    if (isScroll(y)) seen = seen.map((each) => ({ ...each, y: false }))
    if (isClip(x) || isClip(y) || isFrame || isColumn) {
      const what = isClip(x) || isClip(y) ? "cut off" : "outside its frame"
      seen = [{ box, x: isClip(x) || isFrame || isColumn, y: isClip(y) || isFrame, what }, ...seen]
    }
    const clip = !isHtml && own.clipPath.match(/url\\("#(.+)"\\)/)
    const rect = clip && document.getElementById(clip[1])?.firstElementChild
    if (rect?.localName === "rect") {
      const to = one.getScreenCTM(), at = (name) => parseFloat(rect.getAttribute(name) ?? 0)
      const left = at("x") * to.a + to.e, top = at("y") * to.d + to.f
      const right = left + at("width") * to.a, bottom = top + at("height") * to.d
      seen = [{ box: { left, top, right, bottom }, x: true, y: true, what: "cut off" }, ...seen]
    }
    const found = { seen, hidden: outer.hidden || forEars(one) }
    windows.set(one, found)
    return found
  }
  // Every line of text with its box.
  const lines = []
  const add = (owner, word, box) => {
    if (!word.textContent.trim() || box.width < 1 || box.height < 1 || around(owner).hidden) return
    const { left, right, top, bottom } = box, free = empty * (bottom - top)
    const inked = { left, right, top: top + free, bottom: bottom - free }
    lines.push({ owner, word, text: word.textContent, left, right, top, bottom, inked })
  }
  const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), range = document.createRange()
  for (let word; (word = words.nextNode()); ) {
    const owner = word.parentElement
    if (!word.data.trim() || owner.closest(noWords) || !shown(owner)) continue
    range.selectNodeContents(word)
    for (const box of range.getClientRects()) add(owner, word, box)
  }
  for (const text of main.querySelectorAll(".main-svg text")) {
    if (!shown(text)) continue
    const parts = [...text.querySelectorAll("tspan.line")]
    for (const part of parts.length ? parts : [text]) add(text, part, part.getBoundingClientRect())
  }

  for (const line of lines) {
    const { seen } = around(line.owner)
    for (const { box, x, y, what } of seen) {
      const by = Math.max(
        x ? box.left - line.left : 0, x ? line.right - box.right : 0,
        y ? box.top - line.inked.top : 0, y ? line.inked.bottom - box.bottom : 0)
      if (by > tolerated) { faults.push(`${what} by ${Math.round(by)} px: ${short(line.text)}`); break }
    }
  }
  for (const one of main.querySelectorAll("*")) {
    if (!(one instanceof HTMLElement) || one.scrollWidth - one.clientWidth <= tolerated) continue
    if (one.closest(noWords) || !shown(one)) continue
    const isBox = one.matches("input, textarea"), isShortened = style(one).textOverflow === "ellipsis"
    if (isBox ? one.type !== "file" && one.value : isShortened && style(one).overflowX !== "visible" && !around(one).hidden)
      faults.push(`cut off by ${one.scrollWidth - one.clientWidth} px: ${short(one.value ?? one.innerText)}`)
  }

  const over = (one, other) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
    return wide > tolerated && high > tolerated && `${Math.round(wide)} x ${Math.round(high)} px`
  }
  // From top to bottom, each line is held against those that it can still touch. Of a text that is shortened there are two.
  lines.sort((one, other) => one.top - other.top)
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next], much = one.word !== other.word && over(one.inked, other.inked)
      if (much) faults.push(`${much} over each other: ${short(one.text)} and ${short(other.text)}`)
    }
  })
  // The mark of a point over a text; bars and tiles carry theirs.
  const inCharts = lines.filter((line) => line.owner.closest("svg"))
  for (const mark of main.querySelectorAll(".scatterlayer .point")) {
    const box = mark.getBoundingClientRect()
    if (!box.width || box.width > large || !shown(mark)) continue
    for (const line of inCharts) {
      const much = over(line.inked, box)
      if (much) faults.push(`${much} of a mark over ${short(line.text)}`)
    }
  }
  return [...new Set(faults)]
}"""


def unreadable(page: Page) -> list[str]:
    """List the texts of a page that are cut off, outside their frame or the screen, or over each other, each by how much."""
    return list(page.evaluate(_FIND, [_EMPTY, _TOLERATED]))
