// W3C's Nu HTML checker, and its CSS validator, over saved pages: one Java machine for all.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";

const { resolve } = createRequire(import.meta.url);

/** Checks every `.html`, `.css` and `.svg` in `folder`; resolves to `[{ page, rule, element, says }]`, errors and warnings. */
export async function nu(folder, nameOf) {
  const jar = resolve("vnu-jar/build/dist/vnu.jar");
  const flags = ["-Xss1m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always"];
  const also = ["--also-check-css", "--also-check-svg", folder];
  const { stdout } = await promisify(execFile)("java", [...flags, ...also], { timeout: 180_000, maxBuffer: 64 << 20 });
  return JSON.parse(stdout).messages
    .filter(({ type, subType }) => type !== "info" || subType === "warning")
    .map(({ type, subType, url, message, extract, firstLine, lastLine }) => ({
      page: nameOf(url),
      rule: subType ?? type,
      element: (extract ?? "").trim(),
      says: `line ${firstLine ?? lastLine ?? "?"}: ${message}`,
    }));
}
