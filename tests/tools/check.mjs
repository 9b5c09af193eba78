// node check.mjs URL [NAME]: every kind of page of the archive at URL, or the one with this name.
import { ORDINARY, PAGES } from "./pages.mjs";
import { visitAll } from "./visits.mjs";

const [site, only] = process.argv.slice(2);
const pages = PAGES.filter(({ name, coming }) => (only ? name === only : !coming));
const findings = await visitAll(site, pages, ORDINARY);
for (const { name } of PAGES.filter(({ coming }) => coming)) console.log(`not visited, still coming: ${name}`);
findings.print();
