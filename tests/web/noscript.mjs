// With scripts off every page shows its text, its popovers work, and its language switch leads to the same page.

import { attribute, elements, find, text } from "./dom.mjs";
import { setView, visit, withTabs } from "./browser.mjs";

const squeeze = (value) => value.replace(/[\s\u00ad]+/g, " ").trim();

/** Words of the headings and paragraphs in <main>, from the file, that a reader must see. */
function writtenTexts(page) {
  const main = find(page.document, "main");
  if (!main) return [];
  const hidden = (element) => {
    for (let e = element; e?.attrs; e = e.parentNode) {
      if (attribute(e, "hidden") !== null || attribute(e, "popover") !== null || e.tagName === "details") return true;
    }
    return false;
  };
  return [...elements(main)]
    .filter((e) => ["h1", "h2", "h3", "p"].includes(e.tagName) && !hidden(e))
    .map((e) => squeeze(text(e)))
    .filter(Boolean);
}

/** Texts of the file that the page does not show. */
async function missingTexts(tab, page) {
  const shown = squeeze(await tab.evaluate(() => document.body.innerText)).toLowerCase();
  const compact = shown.replace(/\s/g, "");
  return writtenTexts(page)
    .filter((written) => !compact.includes(written.toLowerCase().replace(/\s/g, "")))
    .map((written) => `text is not shown: ${written.slice(0, 80)}`);
}

const isOpen = (tab, id) => tab.evaluate((i) => document.getElementById(i).matches(":popover-open"), id);

/** The first popover opens by click, closes by Escape, and gives the focus back. */
async function popoverFaults(tab) {
  const id = await tab.evaluate(() => document.querySelector("[popovertarget]")?.getAttribute("popovertarget"));
  if (!id) return [];
  const button = await tab.$("[popovertarget]");
  await button.click();
  if (!(await isOpen(tab, id))) return [`popover ${id} does not open by click`];
  const faults = [];
  const seen = await tab.evaluate((i) => {
    const { left, right, top, bottom } = document.getElementById(i).getBoundingClientRect();
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && right > left && bottom > top;
  }, id);
  if (!seen) faults.push(`popover ${id} opens outside the window`);
  await tab.keyboard.press("Escape");
  if (await isOpen(tab, id)) faults.push(`popover ${id} does not close by Escape`);
  const back = await tab.evaluate(() => document.activeElement?.hasAttribute("popovertarget"));
  if (!back) faults.push(`the focus does not return to the button of popover ${id}`);
  return faults;
}

/** The switch leads to the address that the head names for that language, and from there back here. */
async function switchFaults(tab, page) {
  const links = await tab.$$("nav.lang a[hreflang]");
  const faults = [];
  for (let n = 0; n < links.length; n++) {
    const [link] = (await tab.$$("nav.lang a[hreflang]")).slice(n);
    const lang = await link.evaluate((a) => a.hreflang);
    const head = find(page.document, "link", (l) => attribute(l, "rel") === "alternate" && attribute(l, "hreflang") === lang);
    const start = tab.url();
    await Promise.all([tab.waitForNavigation(), link.click()]);
    const arrived = new URL(tab.url()).pathname;
    if (page.file !== "404.html" && (!head || new URL(attribute(head, "href")).pathname !== arrived)) {
      faults.push(`the switch to ${lang} leads to ${arrived}, the head names ${head ? attribute(head, "href") : "nothing"}`);
    }
    const back = await tab.$(`nav.lang a[hreflang="${page.lang}"]`);
    if (!back) faults.push(`the page at ${arrived} has no switch back to ${page.lang}`);
    else {
      await Promise.all([tab.waitForNavigation(), back.click()]);
      if (tab.url() !== start) faults.push(`the switch to ${lang} and back ends at ${tab.url()}`);
    }
    await visit(tab, start);
  }
  return faults;
}

/** Faults of one page with scripts off. */
export async function noscriptFaults(tab, page, url) {
  await tab.setJavaScriptEnabled(false);
  const faults = [];
  for (const width of [390, 1280]) {
    await setView(tab, { width });
    await visit(tab, url);
    faults.push(...(await missingTexts(tab, page)), ...(await popoverFaults(tab)));
  }
  if (writtenTexts(page).length === 0) faults.push("<main> holds no text");
  return [...faults, ...(await switchFaults(tab, page))];
}

export async function check(report, site, browser) {
  const results = new Map();
  await withTabs(browser, site.pages, 3, async (page, tab) => {
    results.set(page, await noscriptFaults(tab, page, site.at(page)).catch((error) => [String(error)]));
  });
  for (const page of site.pages) report.check(`no script ${page.path}`, results.get(page));
}
