// Defines <rollcall-board> and <rollcall-version> for other people's pages (README, "In your own pages"):
//
//   <script src="http://rollcall:8080/rollcall.js" defer></script>      or with type="module"
//
// Only finds out where it came from and loads the rest from there, so it may be loaded twice, and from two servers: the first one
// defines the elements, and each element's `src` says whose board it shows.
(() => {
  // Neither a module nor a script in a shadow root is told of its own element: all of this name are meant, and what is loaded
  // already is not loaded again.
  const scripts = document.currentScript
    ? [document.currentScript.src]
    : [
        ...Array.from(document.querySelectorAll("script[type=module][src]"), script => script.src),
        ...performance.getEntriesByType("resource").map(({ name }) => name),
      ];
  const servers = new Set(scripts.map(serverOf).filter(Boolean));
  servers.forEach(server => import(`${server}js/portal.js`).catch(error => lament(server, error)));
  if (servers.size === 0) {
    console.error("rollcall.js cannot tell where it was loaded from: load it in a script element of the document");
  }

  /** The server that an address of this script names, with a slash at its end; null where it is another script's, or none. */
  function serverOf(src) {
    try {
      const { origin, pathname } = new URL(src, document.baseURI);
      return pathname.endsWith("/rollcall.js") ? origin + pathname.slice(0, -"rollcall.js".length) : null;
    } catch {
      return null;
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
