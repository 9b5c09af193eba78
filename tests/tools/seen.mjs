// What no checker of others looks at and every page owes its reader; each as `(page) => [{ rule, element, says }]`.

/** Nothing is wider than the window, and no words are cut off. */
export async function reflow(page) {
  return page.evaluate(() => {
    const findings = [];
    const width = document.documentElement.clientWidth;
    const name = (element) => element.cloneNode(false).outerHTML.split("></")[0];
    if (document.scrollingElement.scrollWidth > width) {
      findings.push({ rule: "scrolls sideways", element: "html", says: `${document.scrollingElement.scrollWidth} of ${width} pixels` });
    }
    const scrolls = (element) => {
      for (let above = element.parentElement; above; above = above.parentElement) {
        const { overflowX } = getComputedStyle(above);
        if (overflowX === "auto" || overflowX === "scroll") return above !== document.body && above !== document.documentElement;
      }
      return false;
    };
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      // What is set aside for screen readers, or waits beyond the edge for focus, is no loss.
      if (box.width <= 1 || box.height <= 1 || box.bottom <= 0 || style.visibility === "hidden") continue;
      if ((box.right > width + 1 || box.left < -1) && !scrolls(element)) {
        findings.push({ rule: "beyond the edge", element: name(element), says: `from ${Math.round(box.left)} to ${Math.round(box.right)} of ${width} pixels` });
      }
      const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
      if (cuts && element.scrollWidth > element.clientWidth + 1 && element.innerText?.trim()) {
        findings.push({ rule: "words cut off", element: name(element), says: `${element.scrollWidth} of ${element.clientWidth} pixels` });
      }
    }
    return findings;
  });
}

/** Tab reaches every link and field once, in the order of the page, and each shows that it has the focus. */
export async function keyboard(page) {
  const expected = await page.evaluate(() => {
    // From the top, also where the page has set the focus further down.
    document.activeElement?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    const stops = all.filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }));
    window.stops = stops;
    return stops.length;
  });
  const findings = [];
  for (let stop = 0; stop < expected; stop += 1) {
    const found = await reached(page, stop);
    if (found) findings.push(found);
    if (found?.rule === ASTRAY) break;
  }
  return findings;
}

const ASTRAY = "Tab goes astray";

/** Presses Tab until the focus is at this stop; what is wrong with that, or nothing. */
async function reached(page, stop) {
  let seen = {};
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press("Tab");
    seen = await page.evaluate((stop) => {
      const { activeElement: active, body } = document;
      const name = (element) => element?.cloneNode(false).outerHTML ?? "nothing";
      const at = window.stops.indexOf(active);
      // A date has stops of its own for day, month and year, and what scrolls is a stop too.
      const between = (at === stop - 1 && active.type === "date") || (at < 0 && active !== body && active !== null);
      if (between) return { between };
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(active ?? body);
      const shown = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
      return { here: at === stop, shown, element: name(active), expected: name(window.stops[stop]), outline: `${outlineStyle} ${outlineWidth}` };
    }, stop);
    if (!seen.between) break;
  }
  if (!seen.here) return { rule: ASTRAY, element: seen.element, says: `expected ${seen.expected}` };
  return seen.shown ? null : { rule: "focus not seen", element: seen.element, says: `outline ${seen.outline}` };
}

/** The words of the page, line by line. */
export async function words(page) {
  return (await page.evaluate(() => document.body.innerText)).split("\n");
}

/** Running text has lines of at most 80 characters on a wide window, and those of a report's body at least 45. */
export async function measure(page) {
  return page.evaluate(() => {
    const findings = [];
    const lines = (element) => {
      const { paddingTop, paddingBottom, lineHeight, fontSize } = getComputedStyle(element);
      const [above, below, each, size] = [paddingTop, paddingBottom, lineHeight, fontSize].map(Number.parseFloat);
      // What has no height of its own says "normal", which is about this.
      return Math.round((element.getBoundingClientRect().height - above - below) / (each || 1.2 * size));
    };
    for (const element of document.querySelectorAll("p, blockquote, dd, figcaption, li, q")) {
      if (!element.checkVisibility() || element.querySelector("p, blockquote, dd, li, ul, h2, h3")) continue;
      const text = element.innerText.trim().replace(/\s+/g, " ");
      const count = lines(element);
      // The last line may be short, so few lines say little.
      if (count < 4 || element.matches(".pointer")) continue;
      const each = text.length / (count - 0.5);
      const short = element.matches(".body > p") && each < 45;
      if (each > 80 || short) {
        findings.push({ rule: "measure", element: element.cloneNode(false).outerHTML, says: `${Math.round(each)} characters a line` });
      }
    }
    return findings;
  });
}
