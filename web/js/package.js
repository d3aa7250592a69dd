// What is said of one package on one host. Pure.
import { byName } from "./words.js";

/** Links to the same package on other hosts, before the rest is only counted. */
const ELSEWHERE_MAX = 12;
const NOT_WELL = ["failed", "missing", "removed"];
/** What would turn its neighbours round, or not be seen, in a command; line ends and tabs are seen. */
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The words of an argv as a shell would take them; what cannot be seen as an escape. */
export function commandWords(argv) {
  return argv.map(word => {
    const shown = word.replace(HIDDEN, hidden => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, "0")}`);
    return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
  });
}

/** A short time: "12 ms", "1.5 s", "90 s". */
export function lasted(millis) {
  if (millis < 1) {
    return "less than 1 ms";
  }
  return millis < 1000 ? `${millis} ms` : `${Number((millis / 1000).toFixed(millis < 10_000 ? 1 : 0))} s`;
}

/** How long the command of a probe takes, in words; empty before its first run. */
export function duration({ outcome, tookMillis, recent }) {
  if (!outcome) {
    return "";
  }
  const words = [outcome === "missing" ? "did not start" : lasted(tookMillis)];
  if (outcome === "timeout") {
    words.push("stopped by the time-out");
  }
  if (recent && recent.runs > 1) {
    words.push(`of the last ${recent.runs} runs: median ${lasted(recent.medianMillis)}, longest ${lasted(recent.maxMillis)}`);
  }
  return words.join("; ");
}

/**
 * The same package on other hosts.
 *
 * @param {Iterable<object>} entries all
 * @returns {{shown: object[], more: number}} in the order of their hosts
 */
export function elsewhere(entries, { host, package: name }) {
  const found = [...entries].filter(entry => entry.package === name && entry.host !== host);
  found.sort((a, b) => byName(a.host, b.host));
  return { shown: found.slice(0, ELSEWHERE_MAX), more: Math.max(0, found.length - ELSEWHERE_MAX) };
}

/**
 * What the package was over time, oldest first: stretches with one version and one state ("ok", "failed", "missing", "stale").
 *
 * @param {object[]} history newest first
 * @param {object} [entry] what it is now
 * @returns {{fromMillis: number, toMillis: number, version: ?string, state: string}[]} none where it was not on the board
 */
export function stretchesOf(history, entry, nowMillis) {
  const stretches = [];
  for (const change of [...history].reverse()) {
    const fromMillis = Date.parse(change.time);
    const state = NOT_WELL.includes(change.kind) ? change.kind : "ok";
    const version = state === "missing" ? null : (change.to ?? change.from);
    const last = stretches.at(-1);
    if (last?.version !== version || last?.state !== state) {
      end(last, fromMillis);
      stretches.push({ fromMillis, toMillis: Math.max(fromMillis, nowMillis), version, state });
    }
  }
  const last = stretches.at(-1);
  if (entry?.status === "stale" && last?.state === "ok") {
    // Nobody has looked since: it is not drawn as if somebody had.
    const fromMillis = Math.max(last.fromMillis, Date.parse(entry.checked));
    stretches.push({ ...last, fromMillis, state: "stale" });
    end(last, fromMillis);
  }
  return stretches.filter(({ state }) => state !== "removed");
}

function end(stretch, toMillis) {
  if (stretch) {
    stretch.toMillis = toMillis;
  }
}
