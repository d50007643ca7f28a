// A portable build opened from a disk, in a folder with blanks and brackets in its name: links, drawings, styles.

import { cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setView, withTabs } from "./browser.mjs";
import { attribute, elements } from "./dom.mjs";
import { readPages } from "./site.mjs";

export const FOLDER = "sito di prova (1)";

/** What the browser makes of a page: where its links lead, and the parts that are not shown. */
function seen(tab) {
  return tab.evaluate(() => ({
    links: [...document.querySelectorAll("[href]:not(head *)")].map((e) => new URL(e.href.baseVal ?? e.href, document.baseURI).href),
    lost: [...document.querySelectorAll("main svg, main img")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 1).map((e) => `a <${e.tagName}> has no height`),
    isStyled: [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0),
  }));
}

function linkFault(link, ids) {
  const url = new URL(link);
  if (url.protocol !== "file:") return null;
  const fragment = decodeURIComponent(url.hash.slice(1));
  url.hash = url.search = "";
  const path = fileURLToPath(url);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return `${link} is no file`;
  return fragment && !ids.get(path)?.has(fragment) ? `${link}: no such place` : null;
}

/** Faults of a build, by page. */
export async function diskFaults(browser, dir) {
  const home = mkdtempSync(join(tmpdir(), "spiega-disk-"));
  try {
    const site = join(home, FOLDER);
    cpSync(dir, site, { recursive: true });
    const pages = readPages(site);
    const ids = new Map(pages.map((page) => [join(site, page.file), new Set([...elements(page.document)].map((e) => attribute(e, "id")))]));
    const results = new Map();
    await withTabs(browser, pages.filter((page) => !page.redirect && page.file !== "404.html"), 3, async (page, tab) => {
      await setView(tab, { width: 390 });
      await tab.goto(pathToFileURL(join(site, page.file)).href);
      const { links, lost, isStyled } = await seen(tab);
      const faults = [...new Set(links)].map((link) => linkFault(link, ids)).filter(Boolean);
      results.set(page.path, [...faults, ...lost, ...(isStyled ? [] : ["has no style"])]);
    });
    return results;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

export async function check(report, browser, dir) {
  const results = await diskFaults(browser, dir);
  const faults = [...results].flatMap(([path, found]) => found.map((fault) => `${path}: ${fault}`));
  report.check("portable build from a disk", faults, `${results.size} pages`);
}
