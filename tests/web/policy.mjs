// The content policy of every page admits its own style and nothing else.

import { createHash } from "node:crypto";
import { attribute, elements, find, text } from "./dom.mjs";

const MUST_BE_NONE = ["default-src", "base-uri", "form-action"];

/** Directive → sources, of the page's policy; null when it has none. */
function policy(page) {
  const meta = find(page.document, "meta", (m) => attribute(m, "http-equiv")?.toLowerCase() === "content-security-policy");
  if (!meta) return null;
  const parts = (attribute(meta, "content") ?? "").split(";").map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name, ...sources]) => [name, sources]));
}

/** Data for search engines is no script. */
const isScript = (element) => element.tagName === "script" && attribute(element, "type") !== "application/ld+json";

/** What an element holds is admitted by its hash. */
function admitted(directive, element, directives, faults) {
  const hash = `'sha256-${createHash("sha256").update(text(element)).digest("base64")}'`;
  if (!directives.get(directive)?.includes(hash)) faults.push(`${directive} does not admit the page's ${element.tagName}, ${hash}`);
}

/** Faults of one page. */
export function policyFaults(page) {
  const directives = policy(page);
  if (!directives) return ["has no Content-Security-Policy"];
  const faults = [];
  for (const name of MUST_BE_NONE) {
    if (directives.get(name)?.join(" ") !== "'none'") faults.push(`${name} is not 'none'`);
  }
  for (const sources of directives.values()) {
    for (const source of sources) if (/unsafe|\*|https?:/.test(source)) faults.push(`admits ${source}`);
  }
  for (const element of elements(page.document)) {
    if (attribute(element, "style") !== null) faults.push(`<${element.tagName}> has a style attribute, which the policy drops`);
    if (element.tagName === "style") admitted("style-src", element, directives, faults);
    if (isScript(element)) admitted("script-src", element, directives, faults);
  }
  const scripts = [...elements(page.document)].filter(isScript).length;
  const admits = directives.get("script-src") ?? [];
  if (admits.filter((source) => source !== "'strict-dynamic'").length > scripts) faults.push(`script-src admits more than the page's scripts: ${admits.join(" ")}`);
  return faults;
}

export async function check(report, site) {
  for (const page of site.pages) report.check(`policy ${page.path}`, policyFaults(page));
}
