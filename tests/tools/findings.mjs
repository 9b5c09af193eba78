// Findings, gathered and printed one a line: tool, page, where, rule, element, what it says.

const short = (text, length) => {
  const line = String(text).replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};

/** The same finding in several places (light, dark, wide, narrow) is one line that names them all. */
export class Findings {
  #found = new Map();

  add(tool, page, place, found) {
    for (const { rule, element = "", says = "" } of found) {
      const key = JSON.stringify([tool, page, rule, element]);
      const known = this.#found.get(key);
      if (known) known.places.add(place);
      else this.#found.set(key, { tool, page, rule, element, says, places: new Set([place]) });
    }
  }

  /** One line for each. */
  lines() {
    return [...this.#found.values()].map(({ tool, page, rule, element, says, places }) =>
      [tool, page, [...places].join(", "), rule, short(element, 140), short(says, 200)].join(" | "),
    );
  }

  /** Prints them all, and says by the exit code whether there were any. */
  print() {
    for (const line of this.lines()) console.log(line);
    console.log(`${this.#found.size} findings`);
    process.exitCode = this.#found.size === 0 ? 0 : 1;
  }
}
