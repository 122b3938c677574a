"use strict";
(() => {
  const CONFIG = { displayModeBar: false, responsive: false };
  const PAPER = 680; // pixels between the margins of A4
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  let printing = false;

  function draw() {
    if (!window.Plotly) return;
    for (const box of document.querySelectorAll("[data-chart]")) {
      const chart = charts[box.dataset.chart][!printing && dark.matches ? "dark" : "light"];
      const width = printing ? PAPER : box.clientWidth;
      if (!width) continue;
      if (!box.classList.contains("js-plotly-plot")) box.replaceChildren();
      Plotly.react(box, chart.data, { ...chart.layout, width, autosize: false }, CONFIG);
    }
  }

  function print(begins) {
    if (printing === begins) return;
    printing = begins;
    // On paper nothing can be opened: everything is.
    for (const one of document.querySelectorAll("details")) {
      if (begins) { one.dataset.was = one.open; one.open = true; } else { one.open = one.dataset.was === "true"; }
    }
    draw();
  }

  async function unpack() {
    const packed = document.getElementById("plotly");
    const bytes = Uint8Array.from(atob(packed.textContent), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    packed.remove();
  }

  let due;
  addEventListener("resize", () => { cancelAnimationFrame(due); due = requestAnimationFrame(draw); });
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  paper.addEventListener("change", () => print(paper.matches));
  dark.addEventListener("change", draw);
  document.getElementById("print").addEventListener("click", () => window.print());

  function begin() {
    if (paper.matches) print(true);
    draw();
    document.documentElement.dataset.drawn = "true";
  }

  if (window.Plotly) begin(); else unpack().then(begin);
})();
