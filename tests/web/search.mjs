// The search page: nothing of the index is loaded before it is asked for; then pages are found by their titles.

import { find, text } from "./dom.mjs";
import { setView, visit, withTabs } from "./browser.mjs";

const SEARCH_PAGES = new Set(["cerca", "search"]);

/** Whether the address is that of the search page, in either language. */
export const isSearchPage = (path) => SEARCH_PAGES.has(path.split("/").filter(Boolean).at(-1) ?? "");

const FIELD = 'input[type="search"]';
const NONSENSE = "qzxjwv";

/** Path → number of links to it in <main> that can be seen. */
function visibleLinks(tab) {
  return tab.evaluate(() => {
    const paths = {};
    for (const a of document.querySelectorAll("main a[href]")) {
      if (a.checkVisibility()) paths[a.pathname] = (paths[a.pathname] ?? 0) + 1;
    }
    return paths;
  });
}

/** Types the query in place of the last and gives the links once they have changed from `before`. */
async function linksAfter(tab, query, before) {
  await tab.$eval(FIELD, (field) => field.select());
  await tab.type(FIELD, query);
  for (let tries = 0; tries < 40; tries++) {
    const links = await visibleLinks(tab);
    if (JSON.stringify(links) !== JSON.stringify(before)) return links;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

/** Faults of one search page; `wanted` is a page that it must find by its title. */
export async function searchFaults(tab, url, wanted, wantedUrl) {
  const faults = [];
  const requests = [];
  const onRequest = (request) => requests.push(new URL(request.url()).pathname);
  tab.on("request", onRequest);
  tab.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  tab.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  await setView(tab, { width: 390 });
  await visit(tab, url);
  const early = requests.slice(1).filter((path) => !path.endsWith(".js"));
  if (early.length) faults.push(`loads ${early.join(", ")} before anybody searches`);
  if (!(await tab.$eval(FIELD, (field) => field.checkVisibility()).catch(() => false))) return [...faults, "shows no search field"];

  const title = text(find(wanted.document, "h1")).trim();
  const before = await visibleLinks(tab);
  const found = await linksAfter(tab, title, before);
  if (found === null) faults.push(`a search for “${title}” changes nothing`);
  else if (!found[new URL(wantedUrl).pathname]) faults.push(`a search for “${title}” does not find ${wanted.path}`);
  const none = await tab.$eval(FIELD, (field) => field.dataset.none);
  await linksAfter(tab, NONSENSE, found);
  const said = await tab.evaluate(() => document.querySelector("main").innerText);
  if (!none || !said.includes(none)) faults.push(`a search for ${NONSENSE} does not say “${none}”`);
  tab.removeAllListeners();
  return faults;
}

export async function check(report, site, browser) {
  const results = new Map();
  const pages = site.pages.filter((page) => isSearchPage(page.path));
  report.check("search pages exist", pages.length === 0 ? ["there is none"] : []);
  await withTabs(browser, pages, 1, async (page, tab) => {
    const deep = site.pages.filter(({ lang, path }) => lang === page.lang && path.split("/").length > 4);
    const wanted = deep[0] ?? site.pages.find(({ lang, path }) => lang === page.lang && path !== page.path);
    results.set(page, await searchFaults(tab, site.at(page), wanted, site.at(wanted)).catch((error) => [String(error)]));
  });
  for (const page of pages) report.check(`search ${page.path}`, results.get(page));
}
