
// The show: one finding a screen, by keys, clicker or buttons; the presenter's notes follow in a second window.
(() => {
  const root = document.documentElement;
  const bar = document.getElementById("bar");
  const slides = [...document.querySelectorAll(".slide")];
  let other = null; // the window with the notes, or the one that shows
  let mode = ""; // "talk", "told-to" (the notes), or nothing
  let at = 0;

  const title = (slide) => slide ? slide.querySelector("h1, h2").textContent : "";

  /** Shows a slide; whoever hears of it from the other window does not tell it back. */
  function go(number, tell = true) {
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach((slide, place) => slide.classList.toggle("now", place === at));
    rank(slides[at]);
    document.getElementById("place").textContent = `${at + 1} / ${slides.length}`;
    const next = document.getElementById("next");
    next.textContent = slides[at + 1] && mode === "told-to" ? `${next.dataset.words} ${title(slides[at + 1])}` : "";
    history.replaceState(null, "", `#${mode === "talk" ? "show" : "notes"}=${slides[at].id}`);
    slides[at].focus({ preventScroll: true });
    slides[at].scrollTop = 0;
    fit(slides[at]);
    if (tell && other && !other.closed) other.postMessage({ briefing: slides[at].id }, "*");
  }

  /** Draws the chart as large as its place allows; rows of a table without a place are left out, long words set smaller. */
  function fit(slide) {
    if (mode !== "talk") return;
    const runs = () => slide.scrollHeight > slide.clientHeight + 1;
    const rows = [...slide.querySelectorAll(".kept:not(:has(.chart)) + .table tbody tr")];
    const left = slide.querySelector(".kept:not(:has(.chart)) + .table .left");
    const words = slide.querySelectorAll(".reading, .missing");
    for (const line of words) line.style.fontSize = "";
    for (const row of rows) row.hidden = false;
    if (left) left.hidden = true;
    for (let last = rows.length - 1; last > 0 && runs(); last--) {
      rows[last].hidden = true;
      left.hidden = false;
      left.textContent = `${left.dataset.words} ${rows.length - last}`;
    }
    for (let size = 0.95; size >= 0.55 && runs(); size -= 0.05) {
      for (const line of words) line.style.fontSize = `${size}rem`;
    }
    window.drawCharts();
  }

  /** What is shown alone has the first heading of the page; back among the others it is one of the second rank. */
  function rank(shown) {
    for (const heading of document.querySelectorAll(".slide h2")) {
      if (heading.closest(".slide") === shown) { heading.role = "heading"; heading.ariaLevel = "1"; }
      else { heading.removeAttribute("role"); heading.removeAttribute("aria-level"); }
    }
  }

  function begin(which, id) {
    mode = which;
    root.classList.add(which);
    bar.hidden = false;
    const wanted = slides.findIndex((slide) => slide.id === id);
    go(wanted < 0 ? 0 : wanted);
  }

  function end() {
    if (mode !== "talk") return;
    root.classList.remove(mode);
    mode = "";
    bar.hidden = true;
    if (document.fullscreenElement) document.exitFullscreen();
    const slide = slides[at];
    rank(null);
    for (const line of document.querySelectorAll(".reading, .missing")) line.style.fontSize = "";
    for (const row of document.querySelectorAll("tbody tr, .left")) row.hidden = row.classList.contains("left");
    history.replaceState(null, "", `#${slide.id}`);
    window.drawCharts();
    slide.scrollIntoView();
  }

  const does = {
    talk() {
      root.requestFullscreen?.().catch(() => {}); // a browser may refuse; the show fills the window all the same
      begin("talk", slides[at].id);
    },
    notes() {
      if (mode === "told-to") return;
      other = window.open(`${location.href.split("#")[0]}#notes=${slides[at].id}`, "notes", "popup,width=900,height=700");
    },
    print: () => window.print(),
    first: () => go(0),
    back: () => go(at - 1),
    on: () => go(at + 1),
    last: () => go(slides.length - 1),
    end,
  };
  const keys = {
    ArrowRight: "on", ArrowDown: "on", PageDown: "on", " ": "on", ArrowLeft: "back", ArrowUp: "back", PageUp: "back",
    Home: "first", End: "last", Escape: "end", n: "notes",
  };

  document.addEventListener("click", (event) => does[event.target.closest?.("[data-does]")?.dataset.does]?.());
  addEventListener("keydown", (event) => {
    const what = keys[event.key];
    const onButton = event.key === " " && event.target.closest?.("button");
    if (!mode || !what || onButton || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does[what]();
  });
  addEventListener("message", (event) => {
    if (!event.source || ![other, window.opener].includes(event.source) || !event.data?.briefing) return;
    const told = slides.findIndex((slide) => slide.id === event.data.briefing);
    if (told >= 0) { at = told; if (mode) go(told, false); }
  });
  addEventListener("resize", () => { if (mode) requestAnimationFrame(() => fit(slides[at])); });

  const [, which, id] = /^#(show|notes)=(.*)$/.exec(location.hash) || [];
  if (which === "notes") other = window.opener;
  root.addEventListener("drawn", () => which && begin(which === "show" ? "talk" : "told-to", decodeURIComponent(id)));
})();
