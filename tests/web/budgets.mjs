// Weight of every page, compressed as a web server does it, against the limits of the design.

import { gzipSync } from "node:zlib";
import { attribute, elements, find, text } from "./dom.mjs";

const LIMITS = {
  chooser: { whole: 5_500, first: 6_500 },
  home: { whole: 16_000, first: 6_500, secondSection: 8_000 },
  text: { whole: 14_000, first: 6_500 },
  data: { whole: 30_000, first: 6_500 },
};
const CSS_LIMIT = 4_500;
const ELEMENT_LIMIT = 700;

// Last part of the address of the pages that list data, in each language.
const DATA_PAGES = new Set([
  "fonti", "dati", "cronologia", "glossario", "cerca",
  "sources", "facts", "timeline", "glossary", "search",
]);

export const gzipSize = (part) => gzipSync(part, { level: 6 }).length;

const lastPart = (path) => path.split("/").filter(Boolean).at(-1) ?? "";

/** `chooser`, `home`, `text` or `data`, from the address. */
export function pageKind(path) {
  if (path === "/") return "chooser";
  if (/^\/[a-z]{2,3}(-[A-Za-z]+)?\/$/.test(path)) return "home";
  return DATA_PAGES.has(lastPart(path)) ? "data" : "text";
}

/** Where the reader's text is divided: a section, or the zone of a page that lists data. */
const isSection = (e) => e.tagName === "section" || (e.parentNode.tagName === "main" && (attribute(e, "class") ?? "").split(" ").includes("zone"));

/** The text up to the start of the nth section (from 0); the whole if there is none. */
function upToSection(page, n) {
  const section = [...elements(page.document)].filter(isSection)[n];
  return section ? page.html.slice(0, section.sourceCodeLocation.startOffset) : page.html;
}

function measure(page) {
  const all = [...elements(page.document)];
  const css = all.filter((e) => e.tagName === "style").map(text).join("");
  return {
    whole: gzipSize(page.html),
    first: gzipSize(upToSection(page, 0)),
    secondSection: gzipSize(upToSection(page, 1)),
    css: gzipSize(css),
    elements: all.length,
  };
}

/** What the page costs without each of its parts, biggest first: where to save. */
function parts(page) {
  const whole = gzipSize(page.html);
  const pieces = new Map();
  for (const element of elements(page.document)) {
    const place = element.sourceCodeLocation;
    if (!place?.endTag) continue;
    const inMain = element.parentNode.tagName === "main";
    if (!inMain && !["head", "style", "header", "footer", "svg"].includes(element.tagName)) continue;
    const label = attribute(element, "aria-labelledby") ?? attribute(element, "id") ?? attribute(element, "class");
    const saved = whole - gzipSize(page.html.slice(0, place.startOffset) + page.html.slice(place.endOffset));
    pieces.set(`${element.tagName}${label ? ` ${label}` : ""}, line ${place.startLine}`, saved);
  }
  return [...pieces].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([piece, size]) => `  ${piece}: ${size} B`);
}

/** Files that the page makes the browser fetch by itself. */
function requests(page) {
  const found = [];
  for (const element of elements(page.document)) {
    const rel = (attribute(element, "rel") ?? "").split(/\s+/);
    const fetched = element.tagName === "link" && rel.some((r) => ["stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"].includes(r))
      ? attribute(element, "href")
      : ["img", "iframe", "embed", "video", "audio", "source", "track", "input", "image"].includes(element.tagName)
        ? (attribute(element, "src") ?? attribute(element, "srcset") ?? attribute(element, "href"))
        : null;
    if (fetched && !fetched.startsWith("data:")) found.push(`<${element.tagName}> fetches ${fetched}`);
  }
  return found;
}

function scripts(page) {
  const found = [];
  for (const element of elements(page.document)) {
    // The page that can be searched holds one script, which loads others when the reader turns to the box.
    const isLoader = attribute(element, "src") === null && find(page.document, "form", (form) => attribute(form, "data-script"));
    const isData = attribute(element, "type") === "application/ld+json";
    if (element.tagName === "script" && !isLoader && !isData) found.push("holds a script element");
    for (const { name } of element.attrs) if (/^on[a-z]+$/.test(name)) found.push(`<${element.tagName}> has a handler ${name}`);
  }
  return found;
}

/** Faults of one page, and its measures. */
export function budgetFaults(page) {
  const kind = pageKind(page.path);
  const limits = LIMITS[kind];
  const sizes = measure(page);
  const faults = [];
  const limit = (value, most, what) => {
    if (most !== undefined && value > most) faults.push(`${what}: ${value}, at most ${most}`);
  };
  limit(sizes.whole, limits.whole, `whole ${kind} page, bytes`);
  limit(sizes.first, limits.first, "up to the first section, bytes");
  limit(sizes.secondSection, limits.secondSection, "up to the second section, bytes");
  limit(sizes.css, CSS_LIMIT, "inlined CSS, bytes");
  if (kind !== "data") limit(sizes.elements, ELEMENT_LIMIT, "elements");
  if (faults.length) faults.push("saved, in bytes, without each part:", ...parts(page));
  faults.push(...requests(page), ...scripts(page));
  return { faults, sizes };
}

export async function check(report, site) {
  for (const page of site.pages) {
    const { faults, sizes } = budgetFaults(page);
    report.check(`budget ${page.path}`, faults, `${sizes.whole} B, first ${sizes.first} B, CSS ${sizes.css} B, ${sizes.elements} elements`);
  }
}
