// Every kind of page, in one place. `status` is what it answers with, 200 unless it says otherwise; `opens` is what is
// clicked before it is looked at.
// `coming`: not built yet, and so not visited; take the word away when it is.

/** A report of ordinary length, the one that weight and Lighthouse are measured on. */
export const ORDINARY = "/reports/45e50149b2bb228b";

export const PAGES = [
  { name: "home", path: "/" },
  { name: "results", path: "/search?q=leahy" },
  { name: "results of much", path: "/search?q=&sort=newest" },
  { name: "nothing found", path: "/search?q=zzz" },
  { name: "corrected and widened", path: "/search?q=barzany&limit=0&page=x&match=any" },
  { name: "refused", path: "/people?limit=0", status: 400 },
  { name: "behind the last page", path: "/search?q=leahy&page=5000", status: 404 },
  { name: "report", path: ORDINARY },
  { name: "report, evidence opened", path: ORDINARY, opens: ".why" },
  { name: "report from results", path: `${ORDINARY}?q=leahy&n=1` },
  { name: "report, supplied title", path: "/reports/supplied" },
  { name: "report with pointers", path: "/reports/pointers" },
  { name: "report, right to left", path: "/reports/arabic" },
  { name: "quotation found", path: "/reports/pointers?quote=it%20took%20all%20day" },
  { name: "quotation absent", path: "/reports/pointers?quote=it%20took%20all%20night" },
  { name: "hits, and a quotation in a link", path: `${ORDINARY}?q=security&quote=joint%20brigades` },
  { name: "original", path: "/reports/pointers/original" },
  { name: "original, right to left", path: "/reports/arabic/original" },
  { name: "meetings", path: "/meetings" },
  { name: "meetings, narrowed", path: "/meetings?person=Kevin%20Leahy&from=2022" },
  { name: "meeting", path: "/meetings/7244e11d86438f72.2" },
  { name: "no such meeting", path: `/meetings/${ORDINARY.split("/").pop()}.9999`, status: 404 },
  { name: "results, folded", path: "/search?q=leahy&fold=meeting" },
  { name: "results, by meeting", path: "/search?q=met:leahy" },
  { name: "people", path: "/people" },
  { name: "people by letter", path: "/people?letter=b" },
  { name: "people, respelled", path: "/people?q=barzany&x=1" },
  { name: "nobody of this name", path: "/people?q=zzz" },
  { name: "person", path: "/people/kevin-leahy" },
  { name: "person, two ranks", path: "/people/karl-harris" },
  { name: "no such person", path: "/people/nobody-at-all", status: 404 },
  { name: "who met whom", path: "/network" },
  { name: "two who met", path: "/network?a=Kevin%20Leahy&b=Karl%20Harris" },
  { name: "two, one of them unknown", path: "/network?a=Leahy&b=Karl%20Harris" },
  { name: "wanted", path: "/wanted" },
  { name: "about", path: "/about" },
  { name: "nothing here", path: "/no/such/page", status: 404 },
];

/** What programs read, each with the kind of reader that has to understand it. */
export const DOCUMENTS = [
  { name: "feed of a search", path: "/search.atom?q=leahy", kind: "atom" },
  { name: "feed of the newest", path: "/feed.atom", kind: "atom" },
  { name: "OpenSearch description", path: "/opensearch.xml", kind: "opensearch" },
  { name: "sitemap", path: "/sitemap.xml", kind: "xml" },
  { name: "BibTeX", path: `${ORDINARY}.bib`, kind: "bibtex" },
  { name: "BibTeX, supplied title", path: "/reports/supplied.bib", kind: "bibtex" },
  { name: "BibTeX, right to left", path: "/reports/arabic.bib", kind: "bibtex" },
  { name: "RIS", path: `${ORDINARY}.ris`, kind: "ris" },
  { name: "RIS, supplied title", path: "/reports/supplied.ris", kind: "ris" },
  { name: "RIS, right to left", path: "/reports/arabic.ris", kind: "ris" },
  { name: "CSL-JSON", path: `${ORDINARY}.csl.json`, kind: "csl" },
  { name: "API description", path: "/api.json", kind: "openapi" },
  { name: "report for Zotero", path: ORDINARY, kind: "zotero" },
  { name: "undated report for Zotero", path: "/reports/supplied", kind: "zotero" },
];
