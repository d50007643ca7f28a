// Other ways to see a page: forced colors, reduced motion, paper.

import { setView, visit, withTabs } from "./browser.mjs";
import { pageKind } from "./budgets.mjs";
import { setFonts } from "./fonts.mjs";
import { inkShare } from "./picture.mjs";

/** Sheets of A4, by the kind of the page; one that lists data is as long as its list. */
const SHEETS = { chooser: 1, home: 4, text: 3, data: Infinity };

/** A drawing must keep this part of its lines and surfaces when the colors are forced. */
const LEAST_INK = 0.5;

/** Sets media type and features beyond those that puppeteer knows. */
async function emulate(tab, media, features = {}) {
  const session = await tab.createCDPSession();
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  await session.send("Emulation.setEmulatedMedia", { media, features: list });
  return session;
}

// ---- forced colors ----

/** Pictures of the page's drawings: share of the pixels that are not ground. */
async function drawings(tab) {
  const shares = [];
  for (const svg of await tab.$$("main svg")) {
    const box = await svg.boundingBox();
    if (box && box.width >= 40 && box.height >= 40) shares.push(inkShare(await svg.screenshot()));
  }
  return shares;
}

/** Words that are hard to read: axe reads a color there that the browser does not paint, so this looks at what it does. */
function pale(tab) {
  return tab.evaluate(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const light = (color) => {
      const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const solid = (element) => (channels(getComputedStyle(element).backgroundColor)[3] ?? 1) > 0.5;
    const found = [];
    for (const element of document.body.querySelectorAll("*:not(svg *)")) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (!own || !element.checkVisibility()) continue;
      let ground = element;
      while (ground && !solid(ground)) ground = ground.parentElement;
      const back = ground ? getComputedStyle(ground).backgroundColor : "rgb(255,255,255)";
      const [high, low] = [light(getComputedStyle(element).color), light(back)].sort((x, y) => y - x);
      if ((high + 0.05) / (low + 0.05) < 4.5) found.push(`“${element.textContent.trim().slice(0, 30)}”`);
    }
    return found;
  });
}

/** Letters of drawings that vanish in the surface below them, and badges that have lost their line. */
function vanished(tab) {
  return tab.evaluate(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const light = (color) => {
      const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
      const [high, low] = [light(one), light(other)].sort((x, y) => y - x);
      return (high + 0.05) / (low + 0.05);
    };
    const canvas = document.body.appendChild(document.createElement("i"));
    canvas.style.cssText = "forced-color-adjust:none;color:canvas";
    const ground = getComputedStyle(canvas).color;
    canvas.remove();
    const found = [];
    for (const word of document.querySelectorAll("main svg text")) {
      word.scrollIntoView({ block: "center" });
      const { left, top, width, height } = word.getBoundingClientRect();
      const below = document.elementsFromPoint(left + width / 2, top + height / 2).find((e) => e.closest("svg") && !/^(text|svg|a)$/.test(e.tagName) && /^rgb/.test(getComputedStyle(e).fill));
      const surface = below ? getComputedStyle(below).fill : ground;
      if (contrast(getComputedStyle(word).fill, surface) < 4.5) found.push(`the letters “${word.textContent}” vanish`);
    }
    for (const badge of document.querySelectorAll(".st")) {
      const line = getComputedStyle(badge, "::before");
      const isThere = line.borderTopStyle !== "none" && parseFloat(line.borderTopWidth) > 0 && contrast(line.borderTopColor, ground) >= 3;
      if (badge.checkVisibility() && !isThere) found.push(`the badge “${badge.textContent}” has lost its line`);
    }
    for (const chip of document.querySelectorAll(".chips li > *")) {
      const { borderTopStyle, borderTopColor } = getComputedStyle(chip);
      if (borderTopStyle === "none" || contrast(borderTopColor, ground) < 3) found.push(`the chip “${chip.textContent}” has lost its edge`);
    }
    return found;
  });
}

async function forcedFaults(tab) {
  const faults = [];
  const before = await drawings(tab);
  for (const scheme of ["light", "dark"]) {
    const session = await emulate(tab, "", { "forced-colors": "active", "prefers-color-scheme": scheme });
    const words = await pale(tab);
    if (words.length) faults.push(`forced colors, ${scheme}: too little contrast: ${words.slice(0, 4).join(", ")}`);
    for (const what of (await vanished(tab)).slice(0, 4)) faults.push(`forced colors, ${scheme}: ${what}`);
    const after = await drawings(tab);
    before.forEach((share, n) => {
      if (after[n] < share * LEAST_INK) faults.push(`forced colors, ${scheme}: drawing ${n + 1} loses ${Math.round(100 - (100 * after[n]) / share)} % of its ink`);
    });
    await session.detach();
  }
  return faults;
}

// ---- motion ----

/** What moves, or would: running animations, and under reduced motion anything that could run. */
function moving(tab, reduced) {
  return tab.evaluate((strict) => {
    const found = document.getAnimations().map(({ effect }) => `<${effect.target.tagName.toLowerCase()}> moves by itself`);
    if (!strict) return found;
    const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
    for (const element of document.querySelectorAll("*")) {
      const name = `<${element.tagName.toLowerCase()}>`;
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (style.animationName !== "none") found.push(`${name}${part ?? ""} has the animation ${style.animationName}`);
        if (seconds(style.transitionDuration) > 0) found.push(`${name}${part ?? ""} has a transition`);
        if (!part && style.scrollBehavior === "smooth") found.push(`${name} scrolls smoothly`);
      }
    }
    let fade = "none";
    const look = (rules) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) continue;
        if (rule.cssText.startsWith("@view-transition")) fade = rule.navigation;
        else if (rule.cssRules) look(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) look(sheet.cssRules);
    if (fade !== "none") found.push("pages fade into each other");
    return [...new Set(found)];
  }, reduced);
}

async function motionFaults(tab) {
  const faults = [];
  for (const value of ["no-preference", "reduce"]) {
    const session = await emulate(tab, "", { "prefers-reduced-motion": value });
    const found = await moving(tab, value === "reduce");
    faults.push(...found.slice(0, 5).map((what) => `motion (${value}): ${what}`));
    await session.detach();
  }
  return faults;
}

// ---- paper ----

/** On paper: the reader's text, black on white, and nothing that must be pressed. */
function onPaper(tab) {
  return tab.evaluate(() => {
    const found = [];
    const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height > 0;
    for (const nav of document.querySelectorAll("nav, [href='#main']")) if (shown(nav)) found.push(`the navigation “${nav.textContent.trim().slice(0, 30)}” is shown`);
    for (const e of document.querySelectorAll("details > :not(summary)")) {
      const box = e.getBoundingClientRect();
      if (!e.checkVisibility({ contentVisibilityAuto: true }) || box.height === 0) found.push(`closed details hide “${e.textContent.trim().slice(0, 30)}”`);
    }
    const channels = (color) => (/^rgba?\(([^)]+)\)/.exec(color)?.[1] ?? "").split(/[, ]+/).map(Number);
    const light = ([r, g, b, alpha = 1]) => alpha === 0 || Math.min(r, g, b) >= 250;
    for (const e of document.querySelectorAll("html, body, main")) {
      const style = getComputedStyle(e);
      if (!light(channels(style.backgroundColor))) found.push(`<${e.tagName.toLowerCase()}> has the ground ${style.backgroundColor}`);
      if (Math.max(...channels(style.color).slice(0, 3)) > 60) found.push(`<${e.tagName.toLowerCase()}> has the ink ${style.color}`);
    }
    return found;
  });
}

const sheetsOf = (pdf) => Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

/** Faults on paper, and the number of sheets. Browsers print in the light scheme, whatever the screen has. */
async function paperFaults(tab, kind) {
  const session = await emulate(tab, "print", { "prefers-color-scheme": "light" });
  const faults = (await onPaper(tab)).map((what) => `paper: ${what}`);
  await session.detach();
  const sheets = sheetsOf(await tab.pdf({ format: "A4", printBackground: false }));
  if (sheets > SHEETS[kind]) faults.push(`paper: ${sheets} sheets of A4, at most ${SHEETS[kind]}`);
  if (sheets === 0) faults.push("paper: no sheet is counted");
  return { faults, sheets };
}

/** Faults of one page, and the number of its sheets. */
export async function mediaFaults(tab, page, url) {
  await setView(tab, { width: 390 });
  await visit(tab, url);
  const faults = [...(await motionFaults(tab)), ...(await forcedFaults(tab))];
  await setView(tab, { width: 794, height: 1123 });
  await visit(tab, url);
  await setFonts(tab);
  const paper = await paperFaults(tab, pageKind(page.path));
  return { faults: [...faults, ...paper.faults], sheets: paper.sheets };
}

export async function check(report, site, browser) {
  const results = new Map();
  await withTabs(browser, site.pages, 3, async (page, tab) => {
    results.set(page, await mediaFaults(tab, page, site.at(page)).catch((error) => ({ faults: [String(error)] })));
  });
  for (const page of site.pages) {
    const { faults, sheets } = results.get(page);
    report.check(`media ${page.path}`, faults, `${sheets} ${sheets === 1 ? "sheet" : "sheets"}`);
  }
}
