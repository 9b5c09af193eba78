// One Chromium for the whole run, Debian's, with a profile of its own, that talks to the archive alone.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

/** Where Debian puts it, unless `CHROMIUM` says otherwise. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Runs `work(browser)`; the browser and its profile are gone afterwards, whatever happened. */
export async function withBrowser(work) {
  const profile = await mkdtemp(join(tmpdir(), "readout-tools-"));
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    userDataDir: profile,
    // Puppeteer's own switches turn features on and off; a reader's browser has none of them.
    ignoreDefaultArgs: true,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--hide-scrollbars",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    timeout: 60_000,
    protocolTimeout: 120_000,
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
