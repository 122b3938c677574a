// Reads all that stands on a page: words, links, tables, and what the charts have drawn.
() => {
  const all = (what, within) => [...(within || document).querySelectorAll(what)];
  const words = element => element.textContent.replace(/\s+/g, ' ').trim();
  const links = element => all('a', element).map(link => [words(link), link.href]);
  const cell = element => ({ words: words(element), links: links(element) });
  const main = document.querySelector('[data-testid=stMain]');
  const box = element => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { left, top, width, height };
  };
  const table = element => ({
    name: element.getAttribute('aria-label'),
    head: all('thead th', element).map(words),
    rows: all('tbody tr', element).map(row => all('th, td', row).map(cell)),
  });
  const card = element => {
    const label = element.querySelector('[data-testid=stMetricLabel]');
    const value = element.querySelector('[data-testid=stMetricValue]');
    const around = element.closest('[data-testid=stVerticalBlock]');
    return {
      label: words(label), value: words(value),
      note: all('[data-testid=stMarkdown]', around).map(words).join(' '),
    };
  };
  const lines = text => {
    const parts = all('tspan.line', text);
    return (parts.length ? parts : [text]).map(words);
  };
  const chart = element => ({
    alternative: element.getAttribute('aria-label'),
    box: box(element),
    marks: all('.barlayer .point', element).map(point => ({
      lines: all('text', point).flatMap(lines), box: box(point.querySelector('path')),
    })),
    rows: all('g.ytick text', element).map(words),
    beside: all('.textpoint text', element).map(lines),
    points: all('.scatterlayer .points path.point', element).length,
  });
  return {
    link: location.search,
    language: document.documentElement.lang,
    title: all('h1').map(words),
    headings: all('h2, h3', main).map(words),
    texts: all('[data-testid=stMarkdown]', main).map(cell),
    items: all('li', main).map(cell),
    cards: all('[data-testid=stMetric]').map(card),
    charts: all('[data-testid=stPlotlyChart]').map(chart),
    tables: all('table', main).map(table),
    filters: all('[data-testid=stSelectbox]').map(words),
    labels: all('label', main).map(words),
    sidebar: words(document.querySelector('[data-testid=stSidebar]')),
    alerts: all('[data-testid=stAlert]').map(words),
    everything: words(main),
  };
}
