// The search finds what readers ask for, in the order they need, by keyboard alone, from a server and from a disk.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { attribute, find } from "./dom.mjs";
import { FOLDER } from "./disk.mjs";
import { setView, visit, withTabs } from "./browser.mjs";
import { readPages } from "./site.mjs";
import { QUESTIONS } from "./search-questions.mjs";

const searchForm = (page) => find(page.document, "form", (form) => attribute(form, "data-script") !== null);

/** Turns to the box and waits until the words are there; the addresses that this loads. */
async function turnTo(tab) {
  const asked = [];
  const note = (request) => asked.push(request.url());
  tab.on("request", note);
  await tab.focus("#_q");
  await tab.waitForFunction(() => document.getElementById("_search").dataset.ready === "", { timeout: 10_000 });
  tab.off("request", note);
  return asked;
}

/** What a query finds, in the order of the page: address and title. */
function ask(tab, query) {
  return tab.evaluate((words) => {
    const box = document.getElementById("_q");
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return [...document.querySelectorAll("#_found a")].map((a) => ({ href: a.href, title: a.textContent }));
  }, query);
}

/** Whether an address is a page, or a place on it if `wanted` names none. */
function leadsTo(href, wanted) {
  const address = href.replace(/index\.html(?=#|$)/, "");
  return (wanted.includes("#") ? address : address.split("#")[0]).endsWith(wanted);
}

/** Faults of the answers to one language's questions: the wanted page must be first, or among the first `within`. */
async function answerFaults(tab, lang) {
  const faults = [];
  for (const [query, wanted, within = 1] of QUESTIONS[lang]) {
    const hits = await ask(tab, query);
    const place = hits.findIndex(({ href }) => leadsTo(href, wanted));
    if (place < 0 || place >= within) {
      const first = hits.slice(0, 3).map(({ title, href }) => `${title} (${new URL(href).pathname})`);
      faults.push(`“${query}”: ${wanted} is ${place < 0 ? "not found" : `number ${place + 1}`}, at most ${within}; first: ${first.join("; ") || "nothing"}`);
    }
  }
  return faults;
}

/** A letter that is another one with a mark. */
const ACCENTED = /[^\p{ASCII}]/u;

const plain = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");

/** The words of a language's pages that have an accent. */
async function accentedWords(index) {
  const text = await (await fetch(index)).text();
  const words = text.match(/\p{L}+/gu).map((word) => word.toLowerCase());
  return [...new Set(words)].filter((word) => word.length > 3 && ACCENTED.test(word) && !ACCENTED.test(plain(word)));
}

/** Case P80: a word is found without its accents, in capitals, and with whatever article stands before it. */
async function spellingFaults(tab, index, lang) {
  const faults = [];
  const same = async (word, spellings) => {
    const hits = JSON.stringify((await ask(tab, word)).map(({ href }) => href));
    if (hits === "[]") faults.push(`P80: “${word}” finds nothing`);
    for (const spelling of spellings) {
      const others = JSON.stringify((await ask(tab, spelling)).map(({ href }) => href));
      if (others !== hits) faults.push(`P80: “${spelling}” does not find what “${word}” finds`);
    }
  };
  const accented = await accentedWords(index);
  if (lang === "it" && !accented.includes("perché")) faults.push("P80: no page holds “perché”, so nothing is tried");
  for (const word of accented) await same(word, [plain(word), word.toUpperCase(), plain(word).toUpperCase(), word.normalize("NFD")]);
  const articles = { it: ["l'", "l’", "dell'", "dell’", "L’", "un'", "nell'"], en: [] }[lang] ?? [];
  for (const word of { it: ["accordo", "ohio", "energia"] }[lang] ?? []) await same(word, articles.map((article) => article + word));
  if (lang === "en") await same("openai", ["OpenAI's", "openai’s"]);
  return faults;
}

/** Nothing is loaded before the box has the focus, and then the script and the words alone. */
async function loadFaults(tab, url) {
  const before = [];
  const note = (request) => before.push(request.url());
  tab.on("request", note);
  await visit(tab, url);
  tab.off("request", note);
  const faults = before.length === 1 ? [] : [`loads before it is used: ${before.slice(1).join(" ")}`];
  const asked = await turnTo(tab);
  if (asked.length !== 2) faults.push(`turning to the box loads ${asked.length} files, not 2: ${asked.join(" ")}`);
  return faults;
}

/** Words, arrow, arrow back, Escape, Enter: all of it without a pointer. */
async function keyFaults(tab) {
  const faults = [];
  const focus = () => tab.evaluate(() => document.activeElement.closest("#_found a, #_q")?.tagName ?? "");
  await ask(tab, "");
  await tab.focus("#_q");
  await tab.keyboard.type("foxconn");
  for (const [key, element] of [["ArrowDown", "A"], ["ArrowDown", "A"], ["Escape", "INPUT"], ["Enter", "A"], ["ArrowUp", "INPUT"]]) {
    await tab.keyboard.press(key);
    if ((await focus()) !== element) faults.push(`after ${key} the focus should be on <${element.toLowerCase()}>`);
  }
  const state = await tab.evaluate(() => ({
    said: document.querySelector("#_search [role=status]").textContent,
    marked: document.querySelectorAll("#_found mark").length,
    index: document.getElementById("_all").hidden,
    query: new URLSearchParams(location.search).get("q"),
  }));
  if (!/\d/.test(state.said)) faults.push(`the number of results is not said: “${state.said}”`);
  if (!state.marked) faults.push("the words are not marked in the results");
  if (!state.index) faults.push("the index stands below the results");
  if (state.query !== "foxconn") faults.push(`the address holds “${state.query}”, not the query`);
  await ask(tab, "zzzqqqxx");
  const none = await tab.evaluate(() => [document.querySelectorAll("#_found a").length, document.querySelector("#_search [role=status]").textContent]);
  if (none[0] !== 0 || !none[1]) faults.push("that nothing is found is not said");
  await ask(tab, "");
  if (await tab.evaluate(() => document.getElementById("_all").hidden)) faults.push("the index does not come back");
  return faults;
}

/** An address with a query answers at once. */
async function addressFaults(tab, url) {
  await visit(tab, `${url}?q=foxconn`);
  await tab.waitForSelector("#_found a", { timeout: 10_000 }).catch(() => {});
  return (await tab.$("#_found a")) ? [] : ["an address with ?q= shows no results"];
}

/** The same answers when the page is opened from a disk (case P22). */
async function diskFaults(tab, dir) {
  const home = mkdtempSync(join(tmpdir(), "spiega-disk-"));
  const site = join(home, FOLDER);
  try {
    cpSync(dir, site, { recursive: true });
    const faults = [];
    for (const page of readPages(site).filter(searchForm)) {
      await tab.goto(pathToFileURL(join(site, page.file)).href);
      await turnTo(tab);
      const answers = await answerFaults(tab, page.lang);
      faults.push(...answers.map((fault) => `${page.lang}: ${fault}`));
    }
    return faults;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Shows that the questions can fail: over a copy of the site in whose words the companies have lost their names. */
async function blindFaults(tab, dir) {
  const home = mkdtempSync(join(tmpdir(), "spiega-search-"));
  try {
    cpSync(dir, home, { recursive: true });
    const faults = [];
    for (const page of readPages(home).filter(searchForm)) {
      const words = join(home, "assets", `search.${page.lang}.js`);
      writeFileSync(words, readFileSync(words, "utf8").replace(/foxconn|nvidia/gi, "nobody"));
      await tab.goto(pathToFileURL(join(home, page.file)).href);
      await turnTo(tab);
      const answers = await answerFaults(tab, page.lang);
      if (!answers.some((fault) => /foxconn|nvidia/i.test(fault))) faults.push(`${page.lang}: the questions are answered without the words`);
    }
    return faults;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

export async function check(report, site, browser, portable) {
  const pages = site.pages.filter(searchForm);
  report.check("every language can be searched", Object.keys(QUESTIONS).filter((lang) => !pages.some((page) => page.lang === lang)));
  await withTabs(browser, [...pages, null], 2, async (page, tab) => {
    await setView(tab, { width: 390 });
    const problems = [];
    tab.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    tab.on("pageerror", (error) => problems.push(String(error)));
    if (!page) {
      report.check("search from a disk", await diskFaults(tab, portable).catch((error) => [String(error)]));
      report.check("search questions fail over a wrong index", await blindFaults(tab, portable).catch((error) => [String(error)]));
      return;
    }
    const faults = await loadFaults(tab, site.at(page)).catch((error) => [String(error)]);
    const answers = await answerFaults(tab, page.lang);
    report.check(`search answers ${page.path}`, answers, `${QUESTIONS[page.lang].length} questions`);
    const index = new URL(attribute(searchForm(page), "data-index"), site.at(page));
    faults.push(...(await spellingFaults(tab, index, page.lang)), ...(await keyFaults(tab)), ...(await addressFaults(tab, site.at(page))), ...problems);
    report.check(`search ${page.path}`, faults);
  });
}
