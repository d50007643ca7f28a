// axe on every page, narrow and wide, light and dark, popovers closed and open: no violations.

import axe from "axe-core";
import { setView, visit, withTabs } from "./browser.mjs";

const VIEWS = [
  { width: 390, scheme: "light" },
  { width: 390, scheme: "dark" },
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
];

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } }, // WCAG 2.2 AA, off by default
  resultTypes: ["violations", "incomplete"],
};

async function run(tab, context) {
  const { violations, incomplete } = await tab.evaluate(
    async (where, options) => {
      const { violations: bad, incomplete: open } = await window.axe.run(where ?? document, options);
      const short = ({ id, help, nodes }) => ({ id, help, nodes: nodes.map((n) => n.target.join(" ")) });
      return { violations: bad.map(short), incomplete: open.map(short) };
    },
    context,
    OPTIONS,
  );
  return { violations, incomplete };
}

/** The kinds of popovers of the page, told apart by the class of what opens them: a citation, a term. */
function popoverKinds(tab) {
  return tab.evaluate(() => [...new Set([...document.querySelectorAll("[popovertarget]")].map((button) => button.className))]);
}

/** Opens the first popover of a kind, in place of the one that is open. */
async function openPopover(tab, kind) {
  const opened = await tab.evaluate((name) => {
    document.querySelector(":popover-open")?.hidePopover();
    [...document.querySelectorAll("[popovertarget]")].find((button) => button.className === name).click();
    return document.querySelector(":popover-open") !== null;
  }, kind);
  if (!opened) throw new Error(`a popover of the kind “${kind}” does not open`);
}

/** Faults of one page in all views; `open` counts what axe could not decide, by rule. */
export async function axeFaults(tab, url, open = new Map()) {
  const faults = [];
  for (const view of VIEWS) {
    await setView(tab, view);
    await visit(tab, url);
    await tab.evaluate(axe.source);
    const found = [["", await run(tab, null)]];
    for (const kind of await popoverKinds(tab)) {
      await openPopover(tab, kind);
      found.push([`, popover open (${kind || "without class"})`, await run(tab, { include: [[":popover-open"]] })]);
    }
    for (const [state, { violations, incomplete }] of found) {
      for (const { id, help, nodes } of violations) {
        faults.push(`${id} at ${view.width} px, ${view.scheme}${state}: ${help}: ${nodes.slice(0, 4).join("; ")}${nodes.length > 4 ? ` and ${nodes.length - 4} more` : ""}`);
      }
      for (const { id, nodes } of incomplete) open.set(id, (open.get(id) ?? 0) + nodes.length);
    }
  }
  return faults;
}

export async function check(report, site, browser) {
  const open = new Map();
  const results = new Map();
  await withTabs(browser, site.pages, 3, async (page, tab) => {
    results.set(page, await axeFaults(tab, site.at(page), open).catch((error) => [String(error)]));
  });
  for (const page of site.pages) report.check(`axe ${page.path}`, results.get(page));
  const list = [...open].map(([id, n]) => `${id} ${n}`).join(", ");
  if (list) report.note(`axe could not decide: ${list}`);
}
