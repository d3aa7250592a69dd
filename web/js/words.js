// What the page says, apart from where it says it. Pure.

/** Each status: a sign that differs in shape, not in colour alone, and a word. */
export const STATUS = {
  ok: { sign: "✓", word: "up to date" },
  failed: { sign: "!", word: "could not be read" },
  missing: { sign: "–", word: "not installed" },
  stale: { sign: "?", word: "not checked lately" },
};

/** What is said of the connection. */
export const CONNECTION = {
  inactive: "SSE inactive",
  live: "Live",
  reconnecting: "Reconnecting…",
  closed: "Closed",
};

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** For how long, in the largest unit: "just now", "for 5 minutes", "for 3 days". */
export function age(fromMillis, nowMillis) {
  const seconds = Math.max(0, Math.round((nowMillis - fromMillis) / 1000));
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["", 0];
  if (!unit) {
    return "just now";
  }
  const count = Math.floor(seconds / size);
  return `for ${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** Made once: one for each row was more than half of the time that thousands of changed rows took. */
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** A moment in the reader's own time zone, for titles. */
export function moment(iso) {
  return MOMENT.format(new Date(iso));
}
