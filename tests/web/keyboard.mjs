// The Tab key visits the skip link first and then everything that can be used, in the order of the text.

import { setView, visit, withTabs } from "./browser.mjs";

const MOST_STOPS = 1_500;

/** What can be used on the page, in document order, each as a short name; marks the elements with their number. */
function listStops(tab) {
  return tab.evaluate(() => {
    const able = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
    const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert]");
    const stops = [...document.querySelectorAll(able)].filter(shown);
    window.__stops = stops;
    return stops.map((e) => `${e.tagName.toLowerCase()} “${(e.getAttribute("aria-label") ?? e.textContent).trim().slice(0, 40)}”`);
  });
}

/** Number of the focused element in the list, -1 for anything else, and whether its focus can be seen. */
function focused(tab) {
  return tab.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const inWindow = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return { index: window.__stops.indexOf(element), outline, inWindow };
  });
}

async function skipFaults(tab) {
  const skip = await tab.evaluate(() => {
    const a = document.activeElement;
    return a.matches("a[href^='#']") ? { target: a.getAttribute("href").slice(1), main: document.getElementById(a.getAttribute("href").slice(1))?.tagName } : null;
  });
  if (!skip) return ["the first stop is not a link to a place on the page"];
  if (skip.main !== "MAIN") return [`the skip link leads to #${skip.target}, which is not <main>`];
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const inside = await tab.evaluate(() => document.activeElement === document.body || document.activeElement.closest("main, footer") !== null);
  return inside ? [] : ["after the skip link the next stop is not in <main>"];
}

/** Faults of one page. `skipLink`: whether the page must have one (one with a header). */
export async function keyboardFaults(tab, url, skipLink = true) {
  await setView(tab, { width: 1280 });
  await visit(tab, url);
  const names = await listStops(tab);
  if (names.length > MOST_STOPS) return [`has ${names.length} stops, more than ${MOST_STOPS}`];
  const faults = [];
  for (let index = 0; index < names.length && faults.length < 5; index++) {
    await tab.keyboard.press("Tab");
    const at = await focused(tab);
    if (at.index !== index) {
      faults.push(`stop ${index + 1} should be ${names[index]}, is ${names[at.index] ?? "something else"}`);
      break;
    }
    if (!at.outline) faults.push(`the focus on ${names[index]} cannot be seen: no outline`);
    if (!at.inWindow) faults.push(`the focus on ${names[index]} is outside the window`);
  }
  if (!skipLink) return faults;
  await visit(tab, url);
  await tab.keyboard.press("Tab");
  return [...faults, ...(await skipFaults(tab))];
}

export async function check(report, site, browser) {
  const results = new Map();
  // One tab at a time: only the front tab of a window has the keyboard.
  await withTabs(browser, site.pages, 1, async (page, tab) => {
    const hasHeader = /<header\b/.test(page.html);
    results.set(page, await keyboardFaults(tab, site.at(page), hasHeader).catch((error) => [String(error)]));
  });
  for (const page of site.pages) report.check(`keyboard ${page.path}`, results.get(page));
}
