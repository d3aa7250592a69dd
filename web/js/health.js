// What the server says of itself. No DOM of the page.
import { fetchJson } from "./history.js";

/**
 * Whether what changes is written down.
 *
 * @returns {Promise<{degraded: boolean, reason: string, since: string | null}>}
 */
export async function fetchHistoryHealth() {
  // A server that is not well says so in the same form with another status.
  const { checks = [] } = await fetchJson("health/ready", status => status === 503);
  const data = checks.find(check => check.id === "history")?.data ?? {};
  return { degraded: data.state === "degraded", reason: data.reason ?? "", since: data.since ?? null };
}
