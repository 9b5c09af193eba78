// What programs read, read by programs that others wrote. Each reader is
// `async (text, { url, tab, report }) => [{ rule, element, says }]`, where `report` is what `/search.json` says of the
// report that the text is about; a text that it cannot read at all makes it throw.
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { Validator } from "@seriousme/openapi-schema-validator";
import { parseAtomFeed } from "feedsmith";
import { itemOf } from "./zotero.mjs";

const finding = (rule, says = "", element = "") => ({ rule, says, element });

/** XML as a browser reads it: the first error ends it. Runs `look(document)` inside the browser. */
async function xml(tab, text, look = () => []) {
  const broken = await tab.evaluate((text) => {
    window.read = new DOMParser().parseFromString(text, "application/xml");
    return window.read.querySelector("parsererror")?.textContent;
  }, text);
  if (broken) return [finding("not well-formed", broken)];
  return (await tab.evaluate(new Function(`return (${look})(window.read)`))).map(([rule, element = ""]) => finding(rule, "", element));
}

/** feedsmith has to see what is there; then what RFC 4287 demands and no parser insists on, in our own reading. */
async function atom(text, { tab }) {
  const feed = parseAtomFeed(text);
  const found = await xml(tab, text, (document) => {
    const ATOM = "http://www.w3.org/2005/Atom";
    const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
    const found = [];
    const children = (parent, name) => [...parent.children].filter((child) => child.localName === name && child.namespaceURI === ATOM);
    const feed = document.documentElement;
    if (feed.localName !== "feed" || feed.namespaceURI !== ATOM) return [["no feed", feed.outerHTML.slice(0, 80)]];
    const entries = children(feed, "entry");
    for (const part of [feed, ...entries]) {
      for (const name of ["id", "title", "updated"]) {
        if (children(part, name).length !== 1) found.push([`exactly one ${name}`, part.localName]);
      }
      for (const name of ["updated", "published"]) {
        for (const date of children(part, name)) {
          if (!DATE.test(date.textContent) || Number.isNaN(Date.parse(date.textContent))) found.push([`${name} is no date`, date.outerHTML]);
        }
      }
      for (const id of children(part, "id")) if (!URL.canParse(id.textContent)) found.push(["id is no absolute IRI", id.outerHTML]);
      for (const link of children(part, "link")) {
        if (!URL.canParse(link.getAttribute("href") ?? "")) found.push(["link without an absolute address", link.outerHTML]);
      }
      for (const author of children(part, "author")) {
        if (children(author, "name").length !== 1) found.push(["author without one name", author.outerHTML]);
      }
    }
    const without = entries.filter((entry) => children(entry, "author").length === 0);
    if (children(feed, "author").length === 0 && without.length > 0) found.push(["no author", "feed and entry"]);
    for (const entry of entries) {
      const alternate = children(entry, "link").some((link) => ["alternate", null].includes(link.getAttribute("rel")));
      if (!alternate && children(entry, "content").length === 0) found.push(["neither content nor alternate link", "entry"]);
    }
    const ids = entries.map((entry) => children(entry, "id")[0]?.textContent);
    if (new Set(ids).size !== ids.length) found.push(["two entries with one id", "feed"]);
    if (!children(feed, "link").some((link) => link.getAttribute("rel") === "self")) found.push(["no link to itself", "feed"]);
    return found;
  });
  const seen = feed.entries ?? [];
  if (seen.length === 0) found.push(finding("no entry is seen"));
  if (seen.some(({ id, title, updated, links }) => !id || !title || !updated || !links?.length)) found.push(finding("an entry is not seen whole"));
  return found;
}

/** OpenSearch 1.1: no validator of it is to be had, so a strict parser, and our own reading of the specification. */
function opensearch(text, { tab }) {
  return xml(tab, text, (document) => {
    const OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/";
    const root = document.documentElement;
    const found = [];
    if (root.localName !== "OpenSearchDescription" || root.namespaceURI !== OPENSEARCH) return [["no description", root.localName]];
    const texts = (name) => [...root.children].filter(({ localName }) => localName === name).map(({ textContent }) => textContent);
    for (const [name, least, most, longest] of [
      ["ShortName", 1, 1, 16], ["Description", 1, 1, 1024], ["LongName", 0, 1, 48], ["Tags", 0, 1, 256], ["Contact", 0, 1, 254],
    ]) {
      const all = texts(name);
      if (all.length < least || all.length > most) found.push([`between ${least} and ${most} of ${name}`, root.localName]);
      if (all.some((text) => [...text].length > longest)) found.push([`longer than ${longest} characters`, name]);
    }
    const urls = [...root.children].filter(({ localName }) => localName === "Url");
    if (!urls.some((url) => url.getAttribute("type") === "text/html" && url.getAttribute("template")?.includes("{searchTerms}"))) {
      found.push(["no address to search at", "Url"]);
    }
    for (const url of urls) {
      const template = url.getAttribute("template") ?? "";
      if (!url.getAttribute("type")) found.push(["no type", url.outerHTML]);
      if (!URL.canParse(template.replace(/\{[^}]*\}/g, "x"))) found.push(["template is no absolute address", url.outerHTML]);
      const known = /^(searchTerms|count|startIndex|startPage|language|inputEncoding|outputEncoding)\??$/;
      for (const [, name] of template.matchAll(/\{([^}]*)\}/g)) if (!known.test(name)) found.push([`unknown parameter ${name}`, url.outerHTML]);
    }
    return found;
  });
}

/** One reference, with the title, the address and the year of the report; none where the report is not dated for sure. */
function cited(items, { url, report }) {
  if (items.length !== 1) return [finding("one reference", `${items.length} were read`)];
  const [{ title, URL: address, issued }] = items;
  const found = [];
  if (title !== report.title) found.push(finding("another title", `${title} for ${report.title}`));
  const page = new URL(report.url, url).href;
  if (address !== page) found.push(finding("another address", `${address} for ${page}`));
  const year = issued?.["date-parts"]?.[0]?.[0];
  if (year !== yearOf(report)) found.push(finding("another year", `${year} for ${yearOf(report)}`));
  return found;
}

const day = ({ published, dated: { earliest, latest } }) => published ?? (earliest === latest ? earliest : null) ?? undefined;
const yearOf = (report) => day(report) && Number(day(report).slice(0, 4));

/** What citation-js reads from a text of this form. */
const read = (form, text) => plugins.input.chain(text, { forceType: form, generateGraph: false });

// BibTeX has no type for newspapers.
const bibtex = async (text, about) => cited(read("@bibtex/text", text), about);
const ris = async (text, about) => newspaper(read("@ris/file", text), about);
const csl = async (text, about) => newspaper([JSON.parse(text)].flat(), about);

function newspaper(items, about) {
  const other = items.filter(({ type }) => type !== "article-newspaper");
  return [...other.map(({ type }) => finding("not an article of a newspaper", type)), ...cited(items, about)];
}

/** OpenAPI's own JSON Schema. */
const openapi = async (text) => {
  const { valid, errors } = await new Validator().validate(JSON.parse(text));
  if (valid) return [];
  return typeof errors === "string" ? [finding("no description", errors)] : errors.map(({ instancePath, message }) => finding("against the schema", message, instancePath));
};

const wellFormed = (text, { tab }) => xml(tab, text);

/** Zotero, in our reading of its rules. */
async function zotero(_, { tab, url, report }) {
  await tab.goto(url.href);
  const item = await tab.evaluate(itemOf);
  await tab.goto("about:blank");
  const found = [];
  if (item.itemType !== "newspaperArticle") found.push(finding("not an article of a newspaper", item.itemType));
  for (const [what, seen, expected] of [
    ["title", item.title, report.title],
    ["newspaper", item.publicationTitle, report.outlet ?? undefined],
    ["date", item.date?.replaceAll("/", "-"), day(report)],
  ]) {
    if (seen !== expected) found.push(finding(`another ${what}`, `${seen} for ${expected}`));
  }
  return found;
}

export const READERS = { atom, opensearch, xml: wellFormed, bibtex, ris, csl, openapi, zotero };
