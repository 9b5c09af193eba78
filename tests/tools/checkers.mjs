// The accessibility checkers, each as `(page) => [{ rule, element, says }]` over the page that is open.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Audit, Outcome } from "@siteimprove/alfa-act";
import { Device } from "@siteimprove/alfa-device";
import * as deviceNative from "@siteimprove/alfa-device/native";
import { Node } from "@siteimprove/alfa-dom";
import * as domNative from "@siteimprove/alfa-dom/native";
import { Request, Response } from "@siteimprove/alfa-http";
import rules from "@siteimprove/alfa-rules";
import { Page } from "@siteimprove/alfa-web";

const require = createRequire(import.meta.url);
const source = (path) => readFile(require.resolve(path), "utf8");
const AXE = await source("axe-core/axe.min.js");
const IBM = await source("accessibility-checker-engine/ace-window.js");
const HTMLCS = await source("@pa11y/html_codesniffer/build/HTMLCS.js");

/** axe-core: every rule that is on by default, best practices too, and the size of targets. */
async function axe(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run({ rules: { "target-size": { enabled: true } } });
    return violations;
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => ({ rule: id, element: node.target.join(" "), says: node.any[0]?.message ?? help })),
  );
}

/** IBM Equal Access: what fails, be it a requirement or a recommendation. What it asks a person to confirm is no failure. */
async function ibm(page) {
  await page.evaluate(IBM);
  return page.evaluate(async () => {
    const { results } = await new window.ace.Checker().check(document, ["IBM_Accessibility"]);
    return results
      .filter(({ value: [, outcome] }) => outcome === "FAIL")
      .map(({ ruleId, path, message }) => ({ rule: ruleId, element: path.dom, says: message }));
  });
}

/** HTML_CodeSniffer, the runner of pa11y (which itself would bring a browser): errors against WCAG 2 AA. */
async function pa11y(page) {
  await page.evaluate(HTMLCS);
  return page.evaluate(
    () =>
      new Promise((done, failed) => {
        const { HTMLCS } = window;
        const said = () => HTMLCS.getMessages().filter(({ type }) => type === HTMLCS.ERROR);
        const finding = ({ code, msg, element }) => ({ rule: code, element: element.outerHTML ?? "", says: msg });
        HTMLCS.process("WCAG2AA", document, () => done(said().map(finding)), failed);
      }),
  );
}

/** Siteimprove Alfa: every rule that it has, those of WCAG's level AAA too. */
async function alfa(page) {
  const dom = await page.evaluate(domNative.Native.fromNode);
  const window = await page.evaluateHandle(() => window);
  const device = Device.from(await window.evaluate(deviceNative.Native.fromWindow));
  await window.dispose();
  const seen = Page.of(Request.empty(), Response.empty(), Node.from(dom, device), device);
  const outcomes = await Audit.of(seen, rules).evaluate();
  return [...outcomes].filter(Outcome.isFailed).map((outcome) => {
    const { rule, target, expectations } = outcome.toJSON();
    return {
      rule: rule.uri.split("/").at(-1),
      element: elementOf(target),
      says: expectations.map(([, told]) => told?.error?.message ?? "").join("; "),
    };
  });
}

/** What a finding of Alfa is about, short: `<a href="…">`, or the words of a text. */
function elementOf(target) {
  if (Array.isArray(target)) return target.map(elementOf).join(" ");
  if (target?.type === "text") return JSON.stringify(target.data);
  if (target?.type !== "element") return target?.type ?? "";
  const attributes = target.attributes.map(({ name, value }) => ` ${name}="${value}"`);
  return `<${target.name}${attributes.join("")}>`;
}

export const CHECKERS = { axe, ibm, pa11y, alfa };
