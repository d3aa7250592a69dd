// Whole hours, days, months on a line of time, in the reader's time zone and locale. Pure but for these.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const MONTH = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric" });
const YEAR = new Intl.DateTimeFormat(undefined, { year: "numeric" });

/** Each unit: how long it is about, how a date goes back to the start of its nth, how it goes on by n. */
const UNITS = {
  minute: {
    millis: 60_000,
    start: (date, n) => date.setMinutes(date.getMinutes() - (date.getMinutes() % n), 0, 0),
    advance: (date, n) => date.setMinutes(date.getMinutes() + n),
  },
  hour: {
    millis: 3_600_000,
    start: (date, n) => date.setHours(date.getHours() - (date.getHours() % n), 0, 0, 0),
    advance: (date, n) => date.setHours(date.getHours() + n),
  },
  day: {
    millis: 86_400_000,
    // Weeks begin on Mondays.
    start: (date, n) => date.setHours(n % 7 ? 0 : -24 * ((date.getDay() + 6) % 7), 0, 0, 0),
    advance: (date, n) => date.setDate(date.getDate() + n),
  },
  month: {
    millis: 30 * 86_400_000,
    start: (date, n) => date.setMonth(date.getMonth() - (date.getMonth() % n), 1),
    advance: (date, n) => date.setMonth(date.getMonth() + n),
  },
  year: {
    millis: 365 * 86_400_000,
    start: (date, n) => date.setFullYear(date.getFullYear() - (date.getFullYear() % n), 0, 1),
    advance: (date, n) => date.setFullYear(date.getFullYear() + n),
  },
};

const STEPS = [
  ["minute", 5], ["minute", 10], ["minute", 15], ["minute", 30],
  ["hour", 1], ["hour", 2], ["hour", 3], ["hour", 6], ["hour", 12],
  ["day", 1], ["day", 2], ["day", 7], ["day", 14],
  ["month", 1], ["month", 2], ["month", 3], ["month", 6],
  ["year", 1], ["year", 2], ["year", 5], ["year", 10], ["year", 50],
];

/**
 * At most about `ticksMax` round moments between the two, each with what it is called.
 *
 * @returns {{millis: number, label: string}[]}
 */
export function ticksOf({ fromMillis, toMillis }, ticksMax) {
  const fits = ([unit, n]) => (toMillis - fromMillis) / (n * UNITS[unit].millis) <= ticksMax;
  const [unit, n] = STEPS.find(fits) ?? STEPS.at(-1);
  const date = new Date(fromMillis);
  if (unit === "month" || unit === "year") {
    date.setHours(0, 0, 0, 0);
  }
  UNITS[unit].start(date, n);
  const ticks = [];
  for (; date.getTime() < toMillis; UNITS[unit].advance(date, n)) {
    if (date.getTime() >= fromMillis) {
      ticks.push({ millis: date.getTime(), label: label(date, unit) });
    }
  }
  return ticks;
}

function label(date, unit) {
  switch (unit) {
    case "year":
      return YEAR.format(date);
    case "month":
      return MONTH.format(date);
    case "day":
      return DATE.format(date);
    default:
      return date.getHours() === 0 && date.getMinutes() === 0 ? DATE.format(date) : CLOCK.format(date);
  }
}
