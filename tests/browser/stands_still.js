// Resolves once the script has run, every chart is drawn, and nothing in the page has changed for a while.
() => new Promise(resolve => {
  const WHILE = 250;
  let moved = performance.now();
  const watch = new MutationObserver(() => { moved = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const has = what => document.querySelector(what) !== null;
  const isDrawn = () => {
    const app = document.querySelector('[data-testid=stApp]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
      && app.getAttribute('data-test-connection-state') === 'CONNECTED'
      && has('h1, [role=alert], [data-testid=stAlert]')
      && !has('[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]')
      && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart => chart.querySelector('.main-svg'));
  };
  const look = () => {
    if (isDrawn() && performance.now() - moved > WHILE) {
      watch.disconnect();
      resolve();
    } else {
      setTimeout(look, 40);
    }
  };
  look();
})
