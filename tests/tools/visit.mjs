// One visit to one page, and what the browser saw happen: requests, their weight, errors.

/** The most bytes that page and style sheet may have together: the first window of a TCP connection. */
const FIRST_WINDOW = 14_600;
const MOST_REQUESTS = 3;

export class Visit {
  #url;
  #expected;
  #status;
  #requests = new Map();
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
    devtools.on("Network.requestWillBeSent", ({ requestId, request, type }) => visit.#requests.set(requestId, { url: request.url, type, bytes: 0 }));
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const request = visit.#requests.get(requestId);
      if (request) request.bytes = encodedDataLength;
    });
    const response = await tab.goto(url.href, { waitUntil: "load", timeout: 30_000 });
    await tab.waitForNetworkIdle({ idleTime: 50, timeout: 10_000 });
    // What the browser kept and the archive confirmed counts as what it is.
    visit.#status = response.status() === 304 ? 200 : response.status();
    await devtools.detach();
    return visit;
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
