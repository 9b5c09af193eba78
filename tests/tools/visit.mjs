// One visit to one page, and what the browser saw happen: requests, their weight, errors.

import { setTimeout } from "node:timers/promises";

/** The most bytes that page and style sheet may have together: the first window of a TCP connection. */
const FIRST_WINDOW = 14_600;
const MOST_REQUESTS = 3;
/** The page is quiet when for so long, in milliseconds, nothing was asked for and nothing is awaited. */
const QUIET = 50;
/** An answer that takes longer, in milliseconds, is one that hangs. */
const PATIENCE = 30_000;

export class Visit {
  #url;
  #expected;
  #status;
  #requests = new Map();
  #awaited = new Map();
  #errors = [];

  /** Goes there and waits until all is quiet. */
  static async to(tab, url, expected) {
    const visit = new Visit();
    visit.#url = url;
    visit.#expected = expected;
    const devtools = await tab.createCDPSession();
    // Before anyone listens, for what the last page said is said again.
    for (const domain of ["Network", "Runtime", "Log"]) await devtools.send(`${domain}.enable`);
    devtools.on("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) => visit.#errors.push(exception?.description ?? text));
    devtools.on("Runtime.consoleAPICalled", ({ type, args }) => visit.#said(type, args.map(({ value }) => value).join(" ")));
    devtools.on("Log.entryAdded", ({ entry: { level, text, url } }) => visit.#said(level, text, url));
    devtools.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
      visit.#requests.set(requestId, { url: request.url, type, bytes: 0 });
      visit.#awaited.set(requestId, request.url);
    });
    devtools.on("Network.loadingFailed", ({ requestId }) => visit.#awaited.delete(requestId));
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      visit.#awaited.delete(requestId);
      const request = visit.#requests.get(requestId);
      if (request) request.bytes = encodedDataLength;
    });
    const response = await tab.goto(url.href, { waitUntil: "load", timeout: PATIENCE });
    await visit.#quiet();
    // What the browser kept and the archive confirmed counts as what it is.
    visit.#status = response.status() === 304 ? 200 : response.status();
    await devtools.detach();
    return visit;
  }

  /**
   * Waits until nothing is awaited. Puppeteer's own wait counts what earlier pages of the tab asked for, too, and an
   * icon that was still on its way when its page was left never ends.
   */
  async #quiet() {
    const end = performance.now() + PATIENCE;
    for (let seen = -1; this.#awaited.size > 0 || seen !== this.#requests.size; ) {
      if (performance.now() > end) {
        for (const url of this.#awaited.values()) this.#errors.push(`no answer after ${PATIENCE} ms: ${url}`);
        return;
      }
      seen = this.#requests.size;
      await setTimeout(QUIET);
    }
  }

  #said(level, text, url) {
    if (level !== "error" && level !== "warning") return;
    // The browser reports every 4xx as an error, that of a page which has to answer so, too.
    if (url === this.#url.href && this.#expected >= 400) return;
    this.#errors.push(text);
  }

  #sent() {
    return [...this.#requests.values()].filter(({ url }) => !url.startsWith("data:"));
  }

  findings() {
    const found = this.#errors.map((element) => ({ rule: "error in the console", element }));
    if (this.#status !== this.#expected) found.push({ rule: "status", says: `${this.#status}, expected ${this.#expected}` });
    for (const { url } of this.#sent().filter(({ url }) => new URL(url).host !== this.#url.host)) {
      found.push({ rule: "asks another host", element: url });
    }
    if (this.#sent().length > MOST_REQUESTS) {
      found.push({ rule: "too many requests", says: this.#sent().map(({ url }) => url).join(" ") });
    }
    return found;
  }

  /** Bytes on the wire, with the head of each answer. */
  weight() {
    const loaded = this.#sent().filter(({ type }) => type === "Document" || type === "Stylesheet");
    const bytes = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
    const each = loaded.map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`).join(", ");
    console.log(`page and style sheet: ${bytes} bytes (${each}); ${this.#sent().length} requests`);
    if (loaded.length === 0 || loaded.some(({ bytes }) => bytes === 0)) return [{ rule: "not measured", says: each }];
    return bytes > FIRST_WINDOW ? [{ rule: "heavier than the first window", says: `${bytes} of ${FIRST_WINDOW}: ${each}` }] : [];
  }
}
