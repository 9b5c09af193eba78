// node read.mjs URL: every document that programs read, before readers that others wrote.
import { readAll } from "./documents.mjs";
import { DOCUMENTS } from "./pages.mjs";

const findings = await readAll(process.argv[2], DOCUMENTS.filter(({ coming }) => !coming));
for (const { name } of DOCUMENTS.filter(({ coming }) => coming)) console.log(`not read, still coming: ${name}`);
findings.print();
