// The Nu HTML checker over every page: no errors.

import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import vnu from "vnu-jar";

const run = promisify(execFile);

// What browsers know and the checker does not yet; each stands in a published specification.
const NOT_YET_KNOWN = [
  /^CSS: Unrecognized at-rule “@view-transition”/, // CSS View Transitions 2
  /^CSS: “position-(area|try-fallbacks)”: Property .* doesn't exist/, // CSS Anchor Positioning 1
  /^CSS: “vector-effect”: Property .* doesn't exist/, // SVG 2
  // It does not compute hashes; our check of the policy does.
  /^Inline style violates Content Security Policy .* \(missing “‘unsafe-inline’” or nonce\/hash\)/,
];

/** Messages of the checker: `{file, type, message, text}`, the text with place and surroundings; `type` is `error` or `warning`. */
export async function nuMessages(dir) {
  const root = resolve(dir);
  const args = ["-Xss4m", "-jar", vnu, "--format", "json", "--exit-zero-always", "--stdout", "--skip-non-html", root];
  const { stdout } = await run("java", args, { maxBuffer: 64 << 20 });
  const prefix = pathToFileURL(`${root}/`).href;
  const messages = JSON.parse(stdout).messages.filter(({ message }) => !NOT_YET_KNOWN.some((known) => known.test(message)));
  return messages.map(({ url, type, subType, message, lastLine, extract }) => {
    const file = decodeURI((url ?? "").replace(/^file:\/*/, "file:///").replace(prefix, ""));
    const place = lastLine ? `:${lastLine}` : "";
    const near = extract ? ` near \`${extract.trim().replace(/\s+/g, " ").slice(0, 80)}\`` : "";
    const severe = type === "error" || type === "non-document-error";
    return { file, message, type: severe ? "error" : (subType ?? type), text: `${place} ${message}${near}` };
  });
}

export async function check(report, site) {
  const messages = await nuMessages(site.dir);
  for (const { file } of site.all) {
    report.check(`nu ${file}`, messages.filter((m) => m.file === file && m.type === "error").map((m) => file + m.text));
  }
  const known = new Set(site.all.map((page) => page.file));
  report.check("nu ran on pages only", messages.filter((m) => !known.has(m.file) && m.type === "error").map((m) => m.file + m.text));
  const warnings = new Map();
  for (const { file, message } of messages.filter((m) => m.type !== "error")) warnings.set(message, [...(warnings.get(message) ?? []), file]);
  for (const [message, files] of warnings) report.note(`nu warning on ${files.length} pages, as in ${files[0]}: ${message}`);
}
