// node faults.mjs: a site with faults planted in it, to see that every checker and reader finds its own. One that is
// silent here would be silent everywhere.
import { createServer } from "node:http";
import { readAll } from "./documents.mjs";
import { visitAll } from "./visits.mjs";

const PAGE = `<!doctype html>
<html><head><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="/bad.css">
<link rel="icon" type="image/svg+xml" href="/bad.svg">
<meta name="citation_journal_title" content="Journal"><meta name="DC.type" content="newspaperArticle">
</head><body>
<img src="http://localhost:9/far.png" width="40" height="40"><img src="/one.png" alt="one"><img src="/two.png" alt="two">
<p id="a" style="color:#999;background:#aaa">Pale</p><p id="a">Twice</p>
<input type="text"><a href="/x" style="outline:none">plain</a>
<div style="width:3000px">wide</div><div style="width:50px;overflow:hidden;white-space:nowrap">words that are cut off</div>
<a href="/y" tabindex="3">first</a><noscript>Only without scripts</noscript>
<script>throw new Error("planted")</script>
</body></html>`;

const NARROW = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>y</title><style>a { display: inline-block; width: 9px; outline: none }</style></head><body><main>
<h1>y</h1><a href="/x">x</a><a href="/y">y</a><div style="width:50rem">wide when text is large</div>
<p>${"words that run on over the whole width of the window without a pause ".repeat(20)}</p>
</main></body></html>`;

const ANSWERS = {
  "/": ["text/html", PAGE],
  "/narrow": ["text/html", NARROW],
  "/bad.css": ["text/css", `p { colr: red } /* ${"no two words of this are the same: ".repeat(2000)} */`],
  "/bad.svg": ["image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"><blob/></svg>`],
  "/reports/a": ["text/html", PAGE],
  "/search.json": ["application/json", JSON.stringify({ results: [{ url: "/reports/a", title: "A title", outlet: null, published: null, dated: { earliest: null, latest: null } }] })],
  "/bad.atom": ["application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><entry><title>t</title><updated>yesterday</updated></entry></feed>`],
  "/bad.xml": ["application/xml", "<a><b></a>"],
  "/opensearch.xml": ["application/xml", `<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>far longer than sixteen letters</ShortName></OpenSearchDescription>`],
  "/reports/a.bib": ["text/plain", "@online{a, title = {Another}, year = {1999}}"],
  "/reports/a.ris": ["text/plain", "TY  - BOOK\r\nTI  - A title\r\nER  - \r\n"],
  "/reports/a.csl.json": ["application/json", `{"type": "book", "title": "A title"}`],
  "/api.json": ["application/json", `{"openapi": "3.1.0", "info": {}}`],
};

const PLANTED = [
  ["axe", /image-alt/], ["axe", /color-contrast/], ["axe", /target-size/],
  ["ibm", /img_alt|text_contrast/],
  ["pa11y", /H37|G18/],
  ["alfa", /sia-r2 /], ["alfa", /sia-r69 /],
  ["nu", /Duplicate ID/], ["nu", /colr/], ["nu", /blob/],
  ["reflow", /scrolls sideways/], ["reflow", /words cut off/], ["reflow", /\| light 320, text 200 %, 1280/],
  ["measure", /characters a line/],
  ["keyboard", /astray/], ["keyboard", /focus not seen/],
  ["browser", /asks another host/], ["browser", /planted/], ["browser", /too many requests/], ["browser", /first window/], ["browser", /something else/],
  ["atom", /exactly one id/], ["atom", /no date/],
  ["xml", /well-formed/],
  ["opensearch", /16 characters/], ["opensearch", /no address/],
  ["bibtex", /another title/], ["bibtex", /another year/],
  ["ris", /newspaper/], ["csl", /newspaper/],
  ["openapi", /./],
  ["zotero", /newspaper/],
];

const server = createServer((request, response) => {
  const [type, text] = ANSWERS[new URL(request.url, "http://x").pathname] ?? ["text/plain", ""];
  response.writeHead(text ? 200 : 404, { "content-type": type });
  response.end(text);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const site = `http://127.0.0.1:${server.address().port}/`;
const seen = await visitAll(site, [{ name: "faulty", path: "/" }, { name: "narrow", path: "/narrow" }], "/");
const read = await readAll(site, [
  ["/bad.atom", "atom"], ["/bad.xml", "xml"], ["/opensearch.xml", "opensearch"], ["/reports/a.bib", "bibtex"],
  ["/reports/a.ris", "ris"], ["/reports/a.csl.json", "csl"], ["/api.json", "openapi"], ["/reports/a", "zotero"],
].map(([path, kind]) => ({ name: path, path, kind })));
server.close();

const lines = [...seen.lines(), ...read.lines()];
const missed = PLANTED.filter(([tool, pattern]) => !lines.some((line) => line.startsWith(`${tool} |`) && pattern.test(line)));
for (const [tool, pattern] of missed) console.log(`${tool} does not find ${pattern}`);
if (missed.length > 0) console.log(lines.join("\n"));
process.exitCode = missed.length === 0 ? 0 : 1;
