// How lines begin: never with a citation mark, never with punctuation that closes what stands before it.

import { setView, visit, withTabs } from "./browser.mjs";
import { setFonts } from "./fonts.mjs";

const WIDTHS = [320, 360, 390, 414, 600, 768, 1024, 1280];

/** Marks and closing signs that stand first in a line although something stands before them, in the window as it is. */
function badBeginnings(tab) {
  return tab.evaluate(() => {
    const CLOSING = /[.,;:!?)\]»”’…%]/u;
    const blockOf = (node) => {
      let element = node.parentElement;
      while (/^inline$|^contents$/.test(getComputedStyle(element).display)) element = element.parentElement;
      return element;
    };
    const boxOf = (node, from, to) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      return range.getBoundingClientRect();
    };
    // A button is one piece of its line, whatever stands in it.
    const filter = (node) => {
      if (node.nodeType !== Node.TEXT_NODE) return ["BUTTON", "BR"].includes(node.tagName) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
      return node.parentElement.closest("button, svg, script, style, template") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, filter);
    const found = [];
    let before = null; // the last piece: its box, its block, and whether a blank follows it
    const look = (box, block, isBad, what) => {
      if (box.width === 0) return;
      const goesOn = before && before.block === block && !before.blank;
      const isNewLine = goesOn && box.left < before.box.right - 3 && box.bottom > before.box.top + 3 && box.top + box.bottom > before.box.top + before.box.bottom + 8;
      if (isNewLine && isBad) found.push(what());
      before = { box, block, blank: false };
    };
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.tagName === "BR") before = null;
        else look(node.getBoundingClientRect(), blockOf(node), node.className === "c", () => `the mark ${node.textContent}, in “${blockOf(node).textContent.trim().slice(0, 30)}”`);
        continue;
      }
      if (!node.data.trim()) {
        if (before) before.blank = true;
        continue;
      }
      const block = blockOf(node);
      for (const { 0: sign, index } of node.data.matchAll(/\S/gu)) {
        const isEdge = index === 0 || index + sign.length === node.data.trimEnd().length;
        if (!isEdge && !CLOSING.test(sign)) continue;
        if (index > 0) {
          const blank = /\s/.test(node.data[index - 1]);
          if (!blank) before = { box: boxOf(node, index - 1, index), block, blank: false };
          else if (before) before.blank = true;
        }
        look(boxOf(node, index, index + sign.length), block, CLOSING.test(sign), () => `“${sign}”, in “${node.data.slice(Math.max(0, index - 20), index + 12)}”`);
      }
      if (before && /\s$/.test(node.data)) before.blank = true;
    }
    return found;
  });
}

/** Faults of one page in all widths. */
export async function lineFaults(tab, url) {
  const faults = [];
  await setView(tab, { width: WIDTHS[0] });
  await visit(tab, url);
  await setFonts(tab);
  for (const width of WIDTHS) {
    await setView(tab, { width });
    for (const what of await badBeginnings(tab)) faults.push(`${width} px: a line begins with ${what}`);
  }
  return faults;
}

export async function check(report, site, browser) {
  const results = new Map();
  await withTabs(browser, site.pages, 3, async (page, tab) => {
    results.set(page, await lineFaults(tab, site.at(page)).catch((error) => [String(error)]));
  });
  for (const page of site.pages) report.check(`lines ${page.path}`, results.get(page));
}
