// Lighthouse, as a slow phone: 100 in all four categories, for five pages in both languages.
//
// node lighthouse.mjs SITE [--base /repo/] [--update] [PATH …]   the same as a table, of some pages or all;
// --update keeps what was without fault in results/lighthouse.json

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import lighthouse from "lighthouse";
import { launch } from "./browser.mjs";
import { openSite } from "./site.mjs";

const PATHS = [
  "/it/", "/en/", "/it/partner/foxconn/", "/en/partners/foxconn/", "/it/stati/ohio/", "/en/states/ohio/",
  "/it/glossario/", "/en/glossary/", "/it/cerca/", "/en/search/",
];

// The brief's own limits; Lighthouse gives 100 points to somewhat slower pages.
const MOST_MS = { "first-contentful-paint": 1_000, "largest-contentful-paint": 1_500 };

const TRIES = 3;

const FLAGS = {
  output: [],
  logLevel: "silent",
  formFactor: "mobile",
  onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
  disableFullPageScreenshot: true,
};

/** Audits of a category that cost it points, with what they found. */
function costly(category, audits) {
  return category.auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id} (${audits[id].displayValue ?? audits[id].title})`);
}

const KEPT = fileURLToPath(new URL("./results/lighthouse.json", import.meta.url));

/** One run: `faults`; `line`, the row of its scores and times; `values`, the same by name, times in milliseconds. */
async function oneRun(tab, url) {
  const result = await lighthouse(url, FLAGS, undefined, tab);
  const { categories, audits, runtimeError } = result.lhr;
  if (runtimeError) return { faults: [`does not run: ${runtimeError.message}`], line: "", values: null };
  const faults = [];
  const scores = Object.values(categories).map(({ id, score, ...category }) => {
    if (score !== 1) faults.push(`${id} ${score === null ? "could not be measured" : Math.round(score * 100)}: ${costly(category, audits).join("; ")}`);
    return Math.round(score * 100);
  });
  for (const [id, most] of Object.entries(MOST_MS)) {
    if (audits[id].numericValue > most) faults.push(`${id} after ${Math.round(audits[id].numericValue)} ms, at most ${most}`);
  }
  const cls = audits["cumulative-layout-shift"].numericValue;
  if (cls > 0) faults.push(`layout shift of ${cls}`);
  const seconds = (id) => `${(audits[id].numericValue / 1000).toFixed(2)} s`;
  const times = [seconds("first-contentful-paint"), seconds("largest-contentful-paint"), cls.toFixed(3)];
  const values = Object.fromEntries(Object.values(categories).map(({ id }, n) => [id, scores[n]]));
  for (const id of Object.keys(MOST_MS)) values[id] = Math.round(audits[id].numericValue);
  values["cumulative-layout-shift"] = Number(cls.toFixed(3));
  return { faults, line: [...scores, ...times].join(" | "), values };
}

/**
 * Faults and line of a page. Each run has a tab of its own, because Lighthouse leaves its throttling behind.
 * A busy machine only makes a page slower: of runs that found nothing but time, the best counts.
 */
export async function lighthouseResult(browser, url) {
  const isTime = (fault) => /^(performance|first|largest)/.test(fault);
  for (let left = TRIES - 1; ; left--) {
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    const run = await oneRun(tab, url).finally(() => context.close());
    if (left === 0 || run.faults.length === 0 || !run.faults.every(isTime)) return run;
  }
}

/** Faults and line of every page, in order; one at a time, because the times are measured. */
async function results(site, browser, paths = PATHS) {
  const found = new Map();
  for (const path of paths) {
    const page = site.pages.find((candidate) => candidate.path === path);
    const run = page ? lighthouseResult(browser, site.at(page)) : Promise.resolve({ faults: ["there is no such page"], line: "" });
    found.set(path, await run.catch((error) => ({ faults: [String(error)], line: "" })));
  }
  return found;
}

/** Faults of what was kept: it must speak of these pages, and of scores that a run would demand. */
function keptFaults() {
  const kept = JSON.parse(readFileSync(KEPT, "utf8"));
  const faults = PATHS.filter((path) => !kept[path]).map((path) => `${path} is not in results/lighthouse.json; run with --update`);
  for (const [path, values] of Object.entries(kept)) {
    for (const id of FLAGS.onlyCategories) if (values[id] !== 100) faults.push(`${path}: ${id} was ${values[id]}`);
  }
  return faults;
}

export async function check(report, site, browser) {
  report.check("lighthouse results that are kept", keptFaults());
  for (const [path, { faults, line }] of await results(site, browser)) report.check(`lighthouse ${path}`, faults, line);
}

/** Keeps what was without fault, beside what is kept of the other pages. */
function keep(found) {
  const kept = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, "utf8")) : {};
  for (const [path, { faults, values }] of found) if (faults.length === 0) kept[path] = values;
  const inOrder = PATHS.filter((path) => kept[path]).map((path) => [path, kept[path]]);
  mkdirSync(dirname(KEPT), { recursive: true });
  writeFileSync(KEPT, `${JSON.stringify(Object.fromEntries(inOrder), null, 2)}\n`);
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { base: { type: "string", default: "/" }, update: { type: "boolean", default: false } } });
  const [dir, ...paths] = positionals;
  const site = await openSite(dir, values.base);
  const { browser, close } = await launch();
  console.log("| page | performance | accessibility | best practices | SEO | FCP | LCP | CLS |\n|---|---|---|---|---|---|---|---|");
  const found = await results(site, browser, paths.length ? paths : PATHS);
  for (const [path, { faults, line }] of found) {
    console.log(`| ${path} | ${line} |`);
    for (const fault of faults) console.error(fault);
    if (faults.length) process.exitCode = 1;
  }
  if (values.update) keep(found);
  await close();
  await site.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
