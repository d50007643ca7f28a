// Eight kinds of pages look as they did: narrow and wide, light and dark, against the pictures in pictures/.
//
// node visual.mjs SITE [--base /repo/] --update   makes the pictures again, after a change that was meant
// node visual.mjs SITE [--base /repo/] OUT        writes what differs now to the folder OUT, to be looked at

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { launch, setView, visit, withTabs } from "./browser.mjs";
import { setFonts } from "./fonts.mjs";
import { colorDifferences, differences, readPicture, shrink, writePicture } from "./picture.mjs";
import { openSite } from "./site.mjs";

const PICTURES = fileURLToPath(new URL("./pictures/", import.meta.url));
const LIST = join(PICTURES, "list.json");

export const PAGES = [
  "/", "/it/", "/en/partners/foxconn/", "/it/stati/ohio/", "/en/timeline/", "/it/glossario/", "/en/facts/", "/it/fonti/",
];

const VIEWS = [
  { width: 390, height: 1000, scheme: "light" },
  { width: 390, height: 1000, scheme: "dark" },
  { width: 1280, height: 800, scheme: "light" },
  { width: 1280, height: 800, scheme: "dark" },
];

/**
 * What the page says in <main>, in any order, as a hash: other words take other places, and that is no fault
 * of the style. `head` is where <main> begins: what stands above it is the same on many pages.
 */
async function content(tab) {
  const { words, head } = await tab.evaluate(() => {
    const main = document.querySelector("main");
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) words.push(walker.currentNode.data.trim());
    return { words: words.filter(Boolean).sort().join("\n"), head: Math.round(main.getBoundingClientRect().top) };
  });
  return { words: createHash("sha256").update(words).digest("hex").slice(0, 16), head };
}

/** Name of a picture, without `.png`. */
export const nameOf = (path, { width, scheme }) => `${path.split("/").filter(Boolean).join("_") || "root"}-${width}-${scheme}`;

/** Pictures of the pages as they are now: name → `{ picture, words, head }`. */
export async function takePictures(site, browser, paths = PAGES) {
  const taken = new Map();
  const pages = site.pages.filter((page) => paths.includes(page.path));
  if (pages.length !== paths.length) throw new Error(`not all of these pages are there: ${paths.join(" ")}`);
  await withTabs(browser, pages, 2, async (page, tab) => {
    for (const view of VIEWS) {
      await setView(tab, view);
      await visit(tab, site.at(page));
      await setFonts(tab);
      const screenshot = await tab.screenshot({ type: "png", optimizeForSpeed: true });
      taken.set(nameOf(page.path, view), { picture: shrink(screenshot), ...(await content(tab)) });
    }
  });
  return new Map([...taken].sort());
}

/** Faults of one picture, and whether its words have changed: then only its head and its colors can be compared. */
export function pictureFaults(now, then) {
  if (!then) return { faults: ["there is no picture to compare with"], stale: false };
  if (now.words === then.words) return { faults: differences(now.picture, then.picture), stale: false };
  const faults = colorDifferences(now.picture, then.picture);
  if (now.head === then.head) faults.push(...differences(now.picture, then.picture, now.head));
  else faults.push(`<main> begins ${now.head} px from the top, was ${then.head}`);
  return { faults, stale: true };
}

/** The pictures that were kept. */
export function keptPictures() {
  if (!existsSync(LIST)) return new Map();
  const list = Object.entries(JSON.parse(readFileSync(LIST, "utf8")));
  return new Map(list.map(([name, facts]) => [name, { ...facts, picture: readPicture(readFileSync(join(PICTURES, `${name}.png`))) }]));
}

function keepPictures(taken) {
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, { picture }] of taken) writeFileSync(join(PICTURES, `${name}.png`), writePicture(picture));
  const lines = [...taken].map(([name, { words, head }]) => `${JSON.stringify(name)}: ${JSON.stringify({ words, head })}`);
  writeFileSync(LIST, `{\n${lines.join(",\n")}\n}\n`);
}

export async function check(report, site, browser) {
  const kept = keptPictures();
  const stale = [];
  for (const [name, now] of await takePictures(site, browser)) {
    const result = pictureFaults(now, kept.get(name));
    report.check(`picture ${name}`, result.faults, result.stale ? "other words, the same head and colors" : "");
    if (result.stale) stale.push(name);
  }
  if (stale.length) report.note(`pictures of other words, to be made again (node visual.mjs SITE --update): ${stale.join(" ")}`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { base: { type: "string", default: "/" }, update: { type: "boolean", default: false } },
  });
  const [dir, out] = positionals;
  const site = await openSite(dir, values.base);
  const { browser, close } = await launch();
  const taken = await takePictures(site, browser);
  if (values.update) keepPictures(taken);
  if (out) mkdirSync(out, { recursive: true });
  const kept = keptPictures();
  for (const [name, now] of taken) {
    const { faults } = pictureFaults(now, kept.get(name));
    for (const fault of faults) console.log(`${name}: ${fault}`);
    if (faults.length && out) writeFileSync(join(out, `${name}.png`), writePicture(now.picture));
    if (faults.length) process.exitCode = 1;
  }
  await close();
  await site.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
