// Shows that the check of the search page can fail, with a small search page beside the small site.

import { inTempDir } from "./files.mjs";
import { writeSite } from "./fixture.mjs";
import { searchFaults } from "./search.mjs";
import { openSite } from "./site.mjs";

const PAGE = `<!DOCTYPE html>
<html lang="it"><head><meta charset="utf-8"><title>Cerca</title><link rel="icon" href="data:,"></head>
<body><main><h1>Cerca</h1>
<search><label for="q">Parola</label><input type="search" id="q" data-index="index.json" data-none="Niente."></search>
<div id="found"></div></main>
<script src="find.js"></script></body></html>
`;

const SCRIPT = `const field = document.getElementById("q"), found = document.getElementById("found");
let pages;
field.addEventListener("input", async () => {
  pages ??= await (await fetch(field.dataset.index)).json();
  const hits = pages.filter(({ title }) => title.toLowerCase().includes(field.value.toLowerCase()));
  found.replaceChildren(...hits.map(({ title, href }) => Object.assign(document.createElement("a"), { textContent: title, href })));
  if (hits.length === 0) found.textContent = field.dataset.none;
});
`;

const INDEX = JSON.stringify([{ title: "Cosa", href: "../cosa/" }, { title: "Inizio", href: "../" }]);

const BROKEN = [
  ["a script that does nothing", { script: "" }, /changes nothing/],
  ["a page that is not found", { index: INDEX.replace("../cosa/", "../") }, /does not find/],
  ["an index that is loaded at once", { script: `${SCRIPT}fetch("index.json");` }, /before anybody searches/],
  ["no word when there is nothing", { script: SCRIPT.replace("field.dataset.none", '""') }, /does not say/],
  ["a script error", { script: `${SCRIPT}throw new Error("x");` }, /script error/],
  ["no field", { page: PAGE.replace("<search>", "<search hidden>") }, /no search field/],
];

async function faultsOf(browser, { page = PAGE, script = SCRIPT, index = INDEX }) {
  return inTempDir(async (dir) => {
    writeSite(dir, "/", [["it/cerca/index.html", null, page], ["it/cerca/find.js", null, script], ["it/cerca/index.json", null, index]]);
    const site = await openSite(dir, "/");
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    const wanted = site.pages.find(({ path }) => path === "/it/cosa/");
    const faults = await searchFaults(tab, `${site.url}it/cerca/`, wanted, site.at(wanted));
    await context.close();
    await site.close();
    return faults;
  });
}

export async function check(report, browser) {
  report.check("self-test: search passes the good page", await faultsOf(browser, {}));
  for (const [what, parts, expected] of BROKEN) {
    const faults = await faultsOf(browser, parts);
    const seen = faults.some((fault) => expected.test(fault));
    report.check(`self-test: search sees: ${what}`, seen ? [] : [`no fault like ${expected}`, ...faults]);
  }
}
