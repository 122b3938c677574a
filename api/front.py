"""What our page adds to Streamlit's own: where the server is, the language, wide tables in reach, the view after a break."""

from __future__ import annotations

import json

from i18n import DEFAULT, LANGUAGES

# Opened by a link to one page, Streamlit 1.67 first looks for its server below that page's address: two
# failed requests and two errors in the console. Told where the server is, it goes there.
WHERE_THE_SERVER_IS = "<script>window.__streamlit = { BACKEND_BASE_URL: window.location.origin + PLACE }</script>"

# The reader changes the language without loading the page anew: only its address changes. Screen readers choose
# their voice by the page's language, so that follows the address.
LANGUAGE_FOLLOWS_THE_ADDRESS = """<script>{
const follow = () => {
  const asked = new URLSearchParams(location.search).getAll("lang").at(-1)
  document.documentElement.lang = LANGUAGES.includes(asked) ? asked : DEFAULT
}
for (const change of ["pushState", "replaceState"]) {
  const original = history[change]
  history[change] = function (...what) { original.apply(this, what); follow() }
}
addEventListener("popstate", follow)
}</script>""".replace("LANGUAGES", json.dumps(LANGUAGES)).replace("DEFAULT", json.dumps(DEFAULT))

# Streamlit 1.67 lets a wide table scroll in a box that no key reaches; a reader without a mouse would not see its end.
WIDE_TABLES_CAN_BE_REACHED = """<script>{
let due
const reach = () => document.querySelectorAll("[data-testid=stTable] > div").forEach(box =>
  box.scrollWidth > box.clientWidth ? box.setAttribute("tabindex", "0") : box.removeAttribute("tabindex"))
const soon = () => { cancelAnimationFrame(due); due = requestAnimationFrame(reach) }
new MutationObserver(soon).observe(document, { childList: true, subtree: true })
addEventListener("resize", soon)
addEventListener("toggle", soon, true)
}</script>"""

# After a lost connection Streamlit 1.67 leaves the page as it is. Taken in by another process, the reader's next click would
# be the first that this one hears of them, and be taken for how the page begins. So the page is asked for again by the key for
# that, under the address that holds the view, as soon as the connection is back.
THE_VIEW_GOES_ON = """<script>{
let before
const again = () => {
  const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState
  if (state === "CONNECTED" && before === "lost")
    for (const kind of ["keydown", "keyup"])
      document.body.dispatchEvent(new KeyboardEvent(kind, { key: "r", code: "KeyR", keyCode: 82, bubbles: true }))
  before = state === "CONNECTED" ? "held" : before && "lost"
}
new MutationObserver(again).observe(document, {
  childList: true, subtree: true, attributeFilter: ["data-test-connection-state"]
})
}</script>"""


def scripts(path: str) -> str:
    """Give all of them, for a server below a path."""
    there = WHERE_THE_SERVER_IS.replace("PLACE", json.dumps(path))
    return there + LANGUAGE_FOLLOWS_THE_ADDRESS + WIDE_TABLES_CAN_BE_REACHED + THE_VIEW_GOES_ON
