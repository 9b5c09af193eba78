// Visits to pages: light and dark, 1280 and 320 pixels wide, before the checkers of others; then with text twice as
// large, by keyboard, and without scripts.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withBrowser } from "./browser.mjs";
import { CHECKERS } from "./checkers.mjs";
import { Findings } from "./findings.mjs";
import { nu } from "./nu.mjs";
import { keyboard, measure, reflow, words } from "./seen.mjs";
import { Visit } from "./visit.mjs";

/** Checks these pages of a site, and the weight of the one at `ordinary`; resolves to what was found. */
export async function visitAll(site, pages, ordinary) {
  const round = new Round(site, pages);
  const folder = await mkdtemp(join(tmpdir(), "readout-pages-"));
  try {
    const nameOf = await round.save(folder);
    await Promise.all([round.validate(folder, nameOf), withBrowser((browser) => round.visit(browser, ordinary))]);
  } finally {
    await rm(folder, { recursive: true });
  }
  console.log(`${pages.length} pages; milliseconds: ${JSON.stringify(round.spent)}`);
  return round.findings;
}

class Round {
  findings = new Findings();
  spent = {};
  #site;
  #pages;

  constructor(site, pages) {
    this.#site = site;
    this.#pages = pages;
  }

  async #timed(what, work) {
    const start = performance.now();
    const result = await work();
    this.spent[what] = Math.round((this.spent[what] ?? 0) + performance.now() - start);
    return result;
  }

  async #go(tab, { path, status = 200, opens }) {
    const visit = await Visit.to(tab, new URL(path, this.#site), status);
    if (opens) await tab.click(opens);
    return visit;
  }

  async visit(browser, ordinary) {
    const tab = await browser.newPage();
    await this.#weigh(tab, ordinary);
    for (const page of this.#pages) {
      await this.#check(tab, page);
      await this.#timed("enlarged", () => this.#enlarge(tab, page));
      await this.#timed("plain", () => this.#plain(tab, page));
    }
  }

  async validate(folder, nameOf) {
    for (const found of await this.#timed("nu", () => nu(folder, nameOf))) this.findings.add("nu", found.page, "source", [found]);
  }

  /** A first visit to a report of ordinary length fits the first window of a TCP connection. */
  async #weigh(tab, path) {
    const visit = await Visit.to(tab, new URL(path, this.#site), 200);
    this.findings.add("browser", path, "first visit", [...visit.findings(), ...visit.weight()]);
  }

  /** The checkers of others, in all four places. */
  async #check(tab, page) {
    for (const width of [1280, 320]) {
      await tab.setViewport({ width, height: 900 });
      for (const scheme of ["light", "dark"]) {
        await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        const place = `${scheme} ${width}`;
        const visit = await this.#go(tab, page);
        this.findings.add("browser", page.name, place, visit.findings());
        for (const [tool, check] of Object.entries(CHECKERS)) {
          this.findings.add(tool, page.name, place, await this.#timed(tool, () => check(tab)));
        }
        if (scheme === "light") this.findings.add("reflow", page.name, place, await reflow(tab));
        if (place === "light 1280") this.findings.add("measure", page.name, place, await measure(tab));
      }
    }
  }

  /** A reader who set the text of the browser twice as large: WCAG asks it of a window of 1280 pixels. */
  async #enlarge(tab, page) {
    const devtools = await tab.createCDPSession();
    await devtools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    for (const width of [1280, 640]) {
      await tab.setViewport({ width, height: 900 });
      await this.#go(tab, page);
      this.findings.add("reflow", page.name, `text 200 %, ${width}`, await reflow(tab));
    }
    await devtools.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
    await devtools.detach();
  }

  /** The keyboard alone; then, without scripts, the very same words. */
  async #plain(tab, page) {
    await tab.setViewport({ width: 1280, height: 900 });
    await this.#go(tab, page);
    const scripted = await words(tab);
    this.findings.add("keyboard", page.name, "1280", await keyboard(tab));
    await tab.setJavaScriptEnabled(false);
    const visit = await this.#go(tab, page);
    this.findings.add("browser", page.name, "no script", visit.findings());
    const bare = await words(tab);
    const others = [...scripted.filter((line) => !bare.includes(line)), ...bare.filter((line) => !scripted.includes(line))];
    if (others.length > 0) {
      this.findings.add("browser", page.name, "no script", [{ rule: "says something else without scripts", says: others.join("; ") }]);
    }
    await tab.setJavaScriptEnabled(true);
  }

  /** Saves each page, with its style sheet and icon, and resolves to a function from a saved address to a name. */
  async save(folder) {
    const names = new Map();
    const assets = new Set();
    const keep = async (file, name, path) => {
      const text = await (await fetch(new URL(path, this.#site))).text();
      names.set(file, name);
      await writeFile(join(folder, file), text);
      return text;
    };
    for (const [at, { name, path }] of this.#pages.entries()) {
      const text = await keep(`${at}.html`, name, path);
      for (const [, asset] of text.matchAll(/<link rel="(?:stylesheet|icon)"[^>]* href="(\/[^"]+)"/g)) assets.add(asset);
    }
    for (const asset of assets) {
      const file = asset.split("/").at(-1);
      await keep(file, file, asset);
    }
    return (url) => names.get(url.split("/").at(-1)) ?? url;
  }
}
