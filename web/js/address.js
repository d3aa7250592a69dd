// Where on the page a package's history is: #package=nginx&host=web-1. Pure.

/** The address of one package on one host, as a link from the page to itself. */
export function addressOf({ host, package: name }) {
  return `#${new URLSearchParams({ package: name, host })}`;
}

/** The package and host of a hash, or null where it names none. */
export function subjectOf(hash) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const name = parameters.get("package");
  const host = parameters.get("host");
  return name && host ? { host, package: name } : null;
}
