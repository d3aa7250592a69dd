// Defines <rollcall-board> and <rollcall-version> for other people's pages (README, "In your own pages"):
//
//   <script src="http://rollcall:8080/rollcall.js" defer></script>      or with type="module"
//
// Only finds out where it came from and loads the rest from there, so it may be loaded twice, and from two servers: the first one
// defines the elements, and each element's `src` says whose board it shows.
(() => {
  // A module is not told of its own element: all of this name are meant, and what is loaded already is not loaded again.
  const scripts = document.currentScript ? [document.currentScript] : document.querySelectorAll("script[type=module][src]");
  for (const { src } of scripts) {
    const { origin, pathname } = new URL(src, document.baseURI);
    if (pathname.endsWith("/rollcall.js")) {
      const server = origin + pathname.slice(0, -"rollcall.js".length);
      import(`${server}js/portal.js`).catch(error => lament(server, error));
    }
  }

  /** Without the rest there are no elements, but still words where they would be. */
  function lament(server, error) {
    console.error(error);
    for (const element of document.querySelectorAll(":is(rollcall-board, rollcall-version):not(:defined, [data-status])")) {
      element.dataset.status = "disconnected";
      element.append(` (! could not be loaded from ${server}, which may not allow this page to: http.origins)`);
    }
  }
})();
