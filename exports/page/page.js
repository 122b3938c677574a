"use strict";
(() => {
  const CONFIG = { displayModeBar: false, responsive: false };
  const PAPER = 680; // pixels between the margins of A4
  const NARROW = 560; // pixels that every chart has room enough on
  const LARGEST = 2.4;
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  let printing = false;

  function draw() {
    if (!window.Plotly) return;
    for (const box of document.querySelectorAll("[data-chart]")) {
      const chart = charts[box.dataset.chart][!printing && dark.matches ? "dark" : "light"];
      if (!printing && !box.clientWidth) continue;
      if (!box.classList.contains("js-plotly-plot")) box.replaceChildren();
      const scale = printing ? 1 : scaleOf(box, chart.layout.height);
      const width = Math.floor((printing ? PAPER : box.clientWidth) / scale);
      Plotly.react(box, chart.data, { ...chart.layout, width, autosize: false }, CONFIG);
      box.querySelector(".plot-container").style.transform = scale === 1 ? "" : `scale(${scale})`;
    }
  }

  /** In the show a chart is as large as its place, its words with it. */
  function scaleOf(box, height) {
    if (!document.documentElement.classList.contains("talk")) return 1;
    return Math.max(0.5, Math.min(box.clientHeight / height, box.clientWidth / NARROW, LARGEST));
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
  window.drawCharts = draw;

  function begin() {
    if (paper.matches) print(true);
    draw();
    document.documentElement.dataset.drawn = "true";
    document.documentElement.dispatchEvent(new Event("drawn"));
  }

  // Plotly is there at once where a program prints the page.
  addEventListener("DOMContentLoaded", () => { if (window.Plotly) begin(); else unpack().then(begin); });
})();
