// What must be so before the page is painted for the first time: its theme, and whether it hangs on a wall. No module, for
// modules wait until the page is read.
{
  const parameters = new URLSearchParams(location.search);
  let theme = parameters.get("theme");
  try {
    theme ??= JSON.parse(localStorage.getItem(`rollcall:${new URL(".", document.baseURI).pathname}:theme`));
  } catch {
    // Nothing is kept: as the system prefers.
  }
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
  document.documentElement.toggleAttribute("data-wall", parameters.has("wall"));
}
