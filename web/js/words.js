// What the page says, apart from where it says it. Pure.

/** The order of names, as people sort: A before b, web-9 before web-10. */
export const { compare: byName } = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

/** Each status: a sign that differs in shape, not in colour alone, and a word. */
export const STATUS = {
  ok: { sign: "✓", word: "checked lately" },
  failed: { sign: "!", word: "could not be read" },
  missing: { sign: "–", word: "not installed" },
  stale: { sign: "?", word: "not checked lately" },
};

/** What is said of an entry that is gone while its place is still there. */
export const GONE = { sign: "×", word: "removed" };

/** Each kind of change, as it is said of a package and counted: "nginx upgraded", "3 upgraded". The worst come first. */
export const KIND = {
  failed: "failed",
  missing: "went missing",
  removed: "removed",
  downgraded: "downgraded",
  changed: "changed",
  upgraded: "upgraded",
  appeared: "appeared",
  recovered: "recovered",
};

/** "3 upgraded, 1 failed": how many of each kind, the most frequent first. */
export function tallyOfKinds(counts) {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${KIND[kind] ?? kind}`)
    .join(", ");
}

/** What waits while somebody reads, as it is counted. A room that is kept for a reason that is gone is not worth a word. */
const WAITING = { new: "new", removed: "removed", unwanted: "filtered out", moved: "moved", reason: "with a reason" };

/** "60 new, 9 removed": how many wait for what; empty where there is nothing to be shown. */
export function tallyOfWaiting(kinds) {
  const all = [...kinds];
  const count = kind => all.filter(one => one === kind).length;
  return Object.keys(WAITING).filter(count).map(kind => `${count(kind)} ${WAITING[kind]}`).join(", ");
}

/** What "lately" is, where changed packages are counted: a day. */
export const CHANGED_MILLIS = 86_400_000;

/** What is said of the connection. */
export const CONNECTION = {
  inactive: "SSE inactive",
  live: "Live",
  reconnecting: "Reconnecting",
  closed: "Closed by you",
};

/** What is said beside it: when it is tried again, and how old what is shown is (null: not worth a word). */
export function connectionDetail(retryMillis, oldMillis) {
  const words = [];
  if (retryMillis > 0) {
    words.push(`in ${Math.ceil(retryMillis / 1000)} s`);
  }
  if (oldMillis !== null) {
    words.push(`data is ${oldMillis < 60_000 ? `${Math.floor(oldMillis / 1000)} s` : span(oldMillis)} old`);
  }
  return words.join(", ");
}

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A length of time in its largest unit: "5 minutes", "3 days"; empty below a minute. */
function span(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["", 0];
  if (!unit) {
    return "";
  }
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** For how long: "just now", "for 5 minutes", "for 3 days". */
export function age(fromMillis, nowMillis) {
  const long = span(nowMillis - fromMillis);
  return long ? `for ${long}` : "just now";
}

/** How long ago: "just now", "5 minutes ago", "3 days ago". */
export function ago(thenMillis, nowMillis) {
  const long = span(nowMillis - thenMillis);
  return long ? `${long} ago` : "just now";
}

/** How long a version stood: "for 3 days", "for less than a minute". */
export function stood(millis) {
  return `for ${span(millis) || "less than a minute"}`;
}

/** Made once: one for each row was more than half of the time that thousands of changed rows took. */
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** A moment in the reader's own time zone, for titles. */
export function moment(iso) {
  return MOMENT.format(new Date(iso));
}

const SINCE = /\(since (\d{4}-\d\d-\d\dT[\d:.]+Z)\)$/;

/** A reason, whose moment is told in the reader's own time zone. */
export function reasonOf({ reason }) {
  return reason?.replace(SINCE, (all, iso) => (Date.parse(iso) ? `(since ${moment(iso)})` : all)) ?? "";
}
