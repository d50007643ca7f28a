// The pages of the pictures in a second engine, where Firefox ESR is installed: neither blank nor too wide,
// on the same grounds, in both schemes.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { findOnPath } from "./browser.mjs";
import { colorDifferences, inkShare, shrink } from "./picture.mjs";
import { keptPictures, nameOf, PAGES } from "./visual.mjs";

const SCHEMES = ["dark", "light"]; // in the order of the browser's own setting
const WIDTHS = [390, 1280];

/** Words and lines cover at least this part of a page. */
const LEAST_INK = 0.002;

/** Calls `work` with a Firefox that asks for a color scheme. */
async function withFirefox(executablePath, scheme, work) {
  const userDataDir = mkdtempSync(join(tmpdir(), "spiega-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    userDataDir,
    protocolTimeout: 60_000,
    extraPrefsFirefox: { "layout.css.prefers-color-scheme.content-override": SCHEMES.indexOf(scheme), "ui.prefersReducedMotion": 1 },
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function faultsAt(tab, url, kept) {
  await tab.goto(url, { waitUntil: "load", timeout: 30_000 });
  const faults = [];
  const extra = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (extra > 0) faults.push(`scrolls sideways by ${extra} px`);
  const screenshot = await tab.screenshot();
  if (inkShare(screenshot) < LEAST_INK) faults.push("is blank");
  if (kept) faults.push(...colorDifferences(shrink(screenshot), kept.picture));
  return faults;
}

/** Faults of each path, in all widths and schemes. */
export async function firefoxFaults(executablePath, site, paths, kept) {
  const found = new Map(paths.map((path) => [path, []]));
  for (const scheme of SCHEMES) {
    await withFirefox(executablePath, scheme, async (browser) => {
      const tab = await browser.newPage();
      for (const width of WIDTHS) {
        await tab.setViewport({ width, height: 800 });
        for (const path of paths) {
          const faults = await faultsAt(tab, site.url + path.slice(1), kept.get(nameOf(path, { width, scheme })));
          found.get(path).push(...faults.map((fault) => `${width} px, ${scheme}: ${fault}`));
        }
      }
    });
  }
  return found;
}

export async function check(report, site) {
  const path = findOnPath(["firefox-esr"]);
  if (!path) return report.note("there is no firefox-esr here");
  const found = await firefoxFaults(path, site, PAGES, keptPictures());
  for (const [page, faults] of found) report.check(`Firefox ${page}`, faults);
}
