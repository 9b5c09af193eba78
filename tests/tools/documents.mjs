// Feeds, citations and descriptions, fetched and given to their readers.
import { withBrowser } from "./browser.mjs";
import { Findings } from "./findings.mjs";
import { READERS } from "./readers.mjs";

/** Reads these documents of a site; resolves to what was found. */
export async function readAll(site, documents) {
  const findings = new Findings();
  await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    for (const document of documents) {
      findings.add(document.kind, document.name, document.path, await read(site, document, tab));
    }
  });
  return findings;
}

/** What the search says of the report that a document is about, or nothing. */
async function reportOf(site, path) {
  const [, id] = path.match(/^\/reports\/([^/.]+)/) ?? [];
  if (!id) return undefined;
  const { results } = await (await fetch(new URL(`/search.json?q=id:${id}`, site))).json();
  return results[0];
}

async function read(site, { path, kind }, tab) {
  const url = new URL(path, site);
  const response = await fetch(url);
  if (!response.ok) return [{ rule: "status", says: String(response.status) }];
  try {
    return await READERS[kind](await response.text(), { url, tab, report: await reportOf(site, path) });
  } catch (error) {
    return [{ rule: "cannot be read", says: error.message }];
  }
}
