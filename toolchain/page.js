const http = require("node:http");

/**
 * @param {string} url
 * @returns {Promise<string>}
 */
const fetchOnce = (url) =>
  new Promise((resolve, reject) => {
    const request = http.get(url, { timeout: 2000, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (/** @type {string} */ chunk) => (body += chunk));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url} answers with status ${response.statusCode}`));
      });
    });
    request.on("timeout", () => request.destroy(new Error(`${url} does not answer`)));
    request.on("error", reject);
  });

/**
 * The page as soon as it comes, within a limit: right after a move the address is still on its way.
 * @param {string} url
 * @param {number} seconds
 * @returns {Promise<string>}
 */
async function fetchPage(url, seconds) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await fetchOnce(url);
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

module.exports = { fetchPage };
