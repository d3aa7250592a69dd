// What the server has to say of itself. No DOM of the page.
import { fetchJson } from "./history.js";

/**
 * What an operator should know: a configuration that cannot be used, a history that is not written.
 *
 * @returns {Promise<Array<{about: string, text: string, details: string[], since: string}>>} empty when all is well
 */
export async function fetchNotices() {
  const { notices = [] } = await fetchJson("api/notices");
  return notices;
}
