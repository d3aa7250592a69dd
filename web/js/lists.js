// Comma lists in addresses, as /events reads them. No DOM.

/** The values of a list; spaces around one do not count, and a comma that is written as %2C is part of one. */
export function valuesOf(list) {
  return list
    .split(",")
    .map(value => value.replaceAll(/%2c/gi, ",").replaceAll("%25", "%").trim())
    .filter(Boolean);
}

/** The list that has these values. */
export function listOf(values) {
  return [...values].map(value => value.replaceAll("%", "%25").replaceAll(",", "%2C")).join();
}
