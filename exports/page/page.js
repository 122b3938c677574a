"use strict";
(() => {
  const CONFIG = { displayModeBar: false, responsive: false };
  const PAPER = 680; // pixels between the margins of A4
  const NARROW = 560; // pixels that every chart has room enough on
  const LARGEST = 2.4;
  const STEP = 5; // pixels between the lines of hatching
  let hatched = 0;
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
      else if (box.querySelector(".hatch")) Plotly.purge(box);
      const scale = printing ? 1 : scaleOf(box, chart.layout.height);
      const width = Math.floor((printing ? PAPER : box.clientWidth) / scale);
      // Amounts over the months of a year have no room on a phone; they stand in the table.
      const data = width < NARROW ? chart.data.filter((trace) => trace.meta !== "amounts") : chart.data;
      Plotly.react(box, data, { ...chart.layout, width, autosize: false }, CONFIG);
      box.querySelector(".plot-container").style.transform = scale === 1 ? "" : `scale(${scale})`;
      if (printing) hatch(box);
    }
  }

  /** Draws hatching as lines: as the patterns of Plotly 7.1, Chromium 156 prints it as pictures, 18 MB of them and a minute. */
  function hatch(box) {
    for (const shape of box.querySelectorAll("path")) {
      const id = /url\(["']?#([^"')]+)/.exec(shape.style.fill)?.[1];
      const pattern = id && document.getElementById(id);
      const ink = pattern?.querySelector("path, line");
      if (!ink) continue;
      const { x, y, width, height } = shape.getBBox();
      const clip = made("clipPath", { class: "hatch", id: `hatch-${(hatched += 1)}` });
      clip.append(made("path", { d: shape.getAttribute("d") }));
      let lines = "";
      for (let at = STEP - height; at < width; at += STEP) lines += `M${x + at},${y + height}l${height},${-height}`;
      const style = getComputedStyle(ink);
      shape.style.fill = pattern.querySelector("rect") ? getComputedStyle(pattern.querySelector("rect")).fill : "none";
      shape.after(clip, made("path", {
        class: "hatch", d: lines, fill: "none", stroke: style.stroke, "stroke-width": 0.9,
        "stroke-opacity": style.strokeOpacity * style.opacity, "clip-path": `url(#${clip.id})`,
      }));
    }
  }

  function made(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
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
