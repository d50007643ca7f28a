// Every page fits its window: 320 px, 400 % zoom, wide text spacing; one request, a quiet console, no shift.

import { setView, visit, withTabs } from "./browser.mjs";
import { setFonts } from "./fonts.mjs";

// 400 % zoom of a window of 1280 × 1024 is a window of 320 × 256 with four device pixels to each of ours.
const VIEWS = [
  { name: "320 px", width: 320, height: 640 },
  { name: "400 % zoom", width: 320, height: 256, scale: 4 },
  { name: "390 px", width: 390 },
  { name: "768 px", width: 768 },
  { name: "1280 px", width: 1280 },
];

// WCAG 1.4.12.
const SPACING = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}";

/** How many pixels the page scrolls sideways, and the innermost elements that stick out. */
function overflow(tab) {
  return tab.evaluate(() => {
    const root = document.scrollingElement;
    const extra = root.scrollWidth - root.clientWidth;
    if (extra <= 0) return null;
    const out = [...document.body.querySelectorAll("*")].filter((e) => {
      const { right, width } = e.getBoundingClientRect();
      return width > 0 && right > root.clientWidth + 0.5 && !e.closest("[popover]:not(:popover-open)");
    });
    const inner = out.filter((e) => !out.some((other) => other !== e && e.contains(other)));
    const name = (e) => `<${e.tagName.toLowerCase()}${e.className?.length ? ` class="${e.className}"` : ""}> “${e.textContent.trim().slice(0, 30)}”`;
    return { extra, where: inner.slice(0, 3).map(name).join(", ") };
  });
}

async function overflowFaults(tab) {
  const faults = [];
  for (const view of VIEWS) {
    await setView(tab, view);
    const found = await overflow(tab);
    if (found) faults.push(`${view.name}: scrolls sideways by ${found.extra} px, for ${found.where || "something"}`);
  }
  await setView(tab, VIEWS[0]);
  await tab.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, SPACING);
  const found = await overflow(tab);
  if (found) faults.push(`320 px with wide text spacing: scrolls sideways by ${found.extra} px, for ${found.where}`);
  return faults;
}

const PHONES = [320, 360, 390];

/** Tables and other boxes that do not fit a phone and are cut: the reader does not know that they can be moved. */
async function cutFaults(tab) {
  await setFonts(tab);
  const faults = [];
  for (const width of PHONES) {
    await setView(tab, { width });
    const cut = await tab.evaluate(() => {
      const inner = (e) => Math.max(...[...e.querySelectorAll("table")].map((table) => table.scrollWidth), e.scrollWidth) - e.clientWidth;
      const boxes = [...document.body.querySelectorAll("*")].filter((e) => inner(e) > 1 && /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX));
      return boxes.map((e) => `${inner(e)} px of “${e.textContent.trim().slice(0, 30)}” are cut`);
    });
    faults.push(...cut.map((what) => `${width} px: ${what}`));
  }
  return faults;
}

/** Layout shift of the page since it began to load. */
function layoutShift(tab) {
  return tab.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) sum += value;
        });
        observer.observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

/** Parts of a drawing that are painted with something that is not on the page. */
function unpainted(tab) {
  return tab.evaluate(() => {
    const missing = new Set();
    for (const element of document.querySelectorAll("svg *")) {
      const style = getComputedStyle(element);
      for (const name of ["fill", "stroke", "clipPath", "maskImage", "markerStart", "markerEnd", "filter"]) {
        const id = /url\("?#([^")]+)"?\)/.exec(style[name] ?? "")?.[1];
        if (id && !document.getElementById(id)) missing.add(`<${element.tagName}> is painted with #${id}, which is not there`);
      }
    }
    return [...missing];
  });
}

/** Faults of one page in all windows. */
export async function layoutFaults(tab, url) {
  const faults = [];
  const requests = [];
  const onRequest = (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  };
  const onConsole = (message) => {
    if (["error", "warn"].includes(message.type())) faults.push(`console: ${message.text()}`);
  };
  const onError = (error) => faults.push(`script error: ${error.message}`);
  tab.on("request", onRequest).on("console", onConsole).on("pageerror", onError);
  await setView(tab, { width: 390 });
  await visit(tab, url);
  const shift = await layoutShift(tab);
  if (shift > 0.001) faults.push(`layout shift of ${shift}`);
  tab.off("request", onRequest).off("console", onConsole).off("pageerror", onError);
  if (requests.length !== 1) faults.push(`makes ${requests.length} requests: ${requests.slice(0, 5).join(" ")}`);
  return [...faults, ...(await unpainted(tab)), ...(await overflowFaults(tab)), ...(await cutFaults(tab))];
}

export async function check(report, site, browser) {
  const results = new Map();
  await withTabs(browser, site.pages, 3, async (page, tab) => {
    results.set(page, await layoutFaults(tab, site.at(page)).catch((error) => [String(error)]));
  });
  for (const page of site.pages) report.check(`layout ${page.path}`, results.get(page));
}
