// Shows that each check passes on a small good site and fails on the same site broken in one place.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { axeFaults } from "./axe.mjs";
import { findOnPath } from "./browser.mjs";
import { budgetFaults } from "./budgets.mjs";
import { cardFaults } from "./cards.mjs";
import { crawl } from "./crawl.mjs";
import { diskFaults } from "./disk.mjs";
import { firefoxFaults } from "./firefox.mjs";
import { inTempDir } from "./files.mjs";
import { CSS, pictureOf, writeSite } from "./fixture.mjs";
import { keyboardFaults } from "./keyboard.mjs";
import { layoutFaults } from "./layout.mjs";
import { lineFaults } from "./lines.mjs";
import { lighthouseResult } from "./lighthouse.mjs";
import { mediaFaults } from "./media.mjs";
import { noscriptFaults } from "./noscript.mjs";
import { nuMessages } from "./nu.mjs";
import { policyFaults } from "./policy.mjs";
import { openSite } from "./site.mjs";
import { CONFIG, validateFaults } from "./validate.mjs";
import { pictureFaults, takePictures } from "./visual.mjs";

const HOME = "it/index.html";
const MAP = "sitemap.xml";
const TEXT = "<p>Enough words";
const NOISE = Array.from({ length: 4_000 }, (_, n) => ((n * 2_654_435_761) % 4_294_967_296).toString(36)).join(" ");

/** One way to break the site: the check that must see it, the edits, what its fault must say. */
const BROKEN = [
  ["links", "dead link", [[HOME, "cosa/#short", "casa/"]], /casa.*answers 404/],
  ["links", "other letter case", [[HOME, "cosa/#short", "Cosa/"]], /Cosa.*answers 404/],
  ["links", "no final slash", [[HOME, "cosa/#short", "cosa"]], /redirects to/],
  ["links", "dead fragment", [[HOME, "cosa/#short", "cosa/#long"]], /has no id long/],
  ["links", "absolute link", [[HOME, "cosa/#short", "/repo/it/cosa/"]], /must be relative/],
  ["links", "link out of the base", [[HOME, "cosa/#short", "../../x/"]], /leaves \/repo\//],
  ["links", "script address", [[HOME, "cosa/#short", "javascript:0"]], /scheme javascript/],
  ["links", "link to a redirect page", [[HOME, "cosa/#short", "vecchia/"]], /only redirects/],
  ["links", "redirect to nowhere", [["it/vecchia/index.html", "url=../cosa/", "url=../casa/"]], /refresh.*answers 404/],
  ["links", "missing picture", [[HOME, TEXT, '<img src="x.png" srcset="y.png 2x" alt="">' + TEXT]], /srcset y\.png.*answers 404/],
  ["links", "dead link in a drawing", [[HOME, TEXT, '<svg viewBox="0 0 1 1"><a href="x/"><path d="M0 0"/></a></svg>' + TEXT]], /svg link x\//],
  ["links", "dead use", [[HOME, TEXT, '<svg viewBox="0 0 1 1"><use href="#p"/></svg>' + TEXT]], /svg use #p.*no id p/],
  ["links", "popover that is not there", [[HOME, 'popovertarget="_f1"', 'popovertarget="_f2"']], /popovertarget="_f2"/],
  ["links", "label that is not there", [[HOME, 'aria-labelledby="short"', 'aria-labelledby="shore"']], /aria-labelledby="shore"/],
  ["links", "id twice", [[HOME, '<h1>', '<h1 id="short">']], /more than once/],
  ["links", "orphan page", [["it/sola/index.html", null, "<!DOCTYPE html><title>x</title>"]], /sola.*orphan/],
  ["links", "orphan file", [["x.txt", null, "x"]], /x\.txt.*orphan/],
  ["links", "canonical of another page", [["en/thing/index.html", 'canonical" href="https://example.org/repo/en/thing/', 'canonical" href="https://example.org/repo/en/']], /canonical leads to en\/index/],
  ["links", "hreflang not symmetric", [["en/thing/index.html", 'hreflang="it" href="https://example.org/repo/it/cosa/', 'hreflang="it" href="https://example.org/repo/it/']], /does not name this page/],
  ["links", "hreflang without itself", [["en/thing/index.html", '<link rel="alternate" hreflang="en" href="https://example.org/repo/en/thing/">', ""]], /list.* other alternates/],
  ["links", "wrong language", [["en/thing/index.html", '<html lang="en">', '<html lang="fr">']], /is in fr/],
  ["links", "page not in the sitemap", [[MAP, "<url><loc>https://example.org/repo/it/cosa/</loc>", "<url><loc>https://example.org/repo/it/</loc>"]], /cosa.*not listed/],
  ["links", "dead sitemap entry", [[MAP, "/it/cosa/</loc>", "/it/casa/</loc>"]], /sitemap loc.*answers 404/],
  ["links", "relative link in 404.html", [["404.html", 'href="/repo/"', 'href="./"']], /must begin with the base path/],
  ["nu", "table cell without a table", [[HOME, TEXT, "<td>x</td>" + TEXT]], /td/],
  ["html-validate", "end tag missing", [[HOME, TEXT, "<div>" + TEXT]], /close-order/],
  ["axe", "pale text", [["css", "--ink:#111", "--ink:#aaa"]], /color-contrast at 390 px, light/],
  ["axe", "pale text in the dark", [["css", "--ink:#eee", "--ink:#333"]], /color-contrast at 1280 px, dark/],
  ["axe", "fault inside a popover", [[HOME, "The source, ", '<button type="button"></button>The source, ']], /button-name.*popover open/],
  ["budget", "heavy page", [[HOME, TEXT, `<p>${NOISE}</p>` + TEXT]], /whole home page/],
  ["budget", "heavy head", [[HOME, "<style>", `<style>/*${NOISE}*/`]], /inlined CSS/],
  ["budget", "late first section", [[HOME, "<section", `<p>${NOISE}</p><section`]], /up to the first section/],
  ["budget", "too many elements", [[HOME, TEXT, "<b>x</b>".repeat(701) + TEXT]], /elements: 7\d\d/],
  ["budget", "a script", [[HOME, TEXT, "<script></script>" + TEXT]], /script element/],
  ["budget", "an event handler", [[HOME, "<h1>", '<h1 onclick="x">']], /handler onclick/],
  ["budget", "a second request", [[HOME, '<link rel="icon" href="data:,">', '<link rel="icon" href="/favicon.ico">']], /fetches/],
  ["cards", "no picture", [[HOME, 'property="og:image" ', 'property="og:video" ']], /has 0 pictures/],
  ["cards", "a picture that is not there", [[HOME, "/repo/card.png", "/repo/cord.png"]], /no file .*cord\.png/],
  ["cards", "a picture of another site", [[HOME, "https://example.org/repo/card.png", "https://example.org/card.png"]], /not of this site/],
  ["cards", "a small picture", [["card.png", null, pictureOf(600, 315)]], /600 × 315/],
  ["cards", "a heavy picture", [["card.png", null, Buffer.concat([pictureOf(1200, 630), Buffer.alloc(60_000)])]], /limit is 60000/],
  ["cards", "a picture of another kind", [["card.png", null, "<svg/>"]], /no PNG/],
  ["cards", "no words for the picture", [[HOME, 'property="og:image:alt" content="Inizio"', 'property="og:image:alt" content=""']], /og:image:alt/],
  ["policy", "style not admitted", [[HOME, "body{margin:1rem", "body{margin:2rem"]], /does not admit/],
  ["policy", "style attribute", [[HOME, "<h1>", '<h1 style="color:red">']], /style attribute/],
  ["policy", "inline styles admitted", [[HOME, "style-src ", "style-src 'unsafe-inline' "]], /admits 'unsafe-inline'/],
  ["no script", "text shown by a script only", [[HOME, TEXT, TEXT.replace("<p>", '<p class="skip">')], ["css", ".skip{position:absolute", ".skip{display:none"]], /text is not shown/],
  ["no script", "dead popover", [[HOME, "<div popover", "<div"]], /does not open by click/],
  ["no script", "popover that stays", [[HOME, "<div popover", '<div popover="manual"']], /does not close by Escape/],
  ["no script", "switch to another page", [[HOME, 'href="../en/"', 'href="../en/thing/"']], /switch to en leads to/],
  ["layout", "wide content", [[HOME, TEXT, '<svg width="900" height="9"></svg>' + TEXT]], /320 px: scrolls sideways by/],
  ["layout", "a table that is cut", [["css", "a{color", ".cut{overflow-x:auto}a{color"], [HOME, TEXT, `<div class="cut" tabindex="0"><table><tr>${"<td>characteristically</td>".repeat(4)}</tr></table></div>` + TEXT]], /390 px: \d+ px of .* are cut/],
  ["layout", "a pattern that is not there", [[HOME, TEXT, '<svg viewBox="0 0 9 9" width="9"><rect width="9" height="9" fill="url(#p)"/></svg>' + TEXT]], /painted with #p/],
  ["layout", "more than one request", [[HOME, TEXT, '<img src="../en/" alt="">' + TEXT]], /makes 2 requests/],
  ["layout", "a console error", [[HOME, "<h1>", '<h1 style="color:red">']], /console:/],
  ["lines", "a mark that begins a line", [[HOME, TEXT, `<p>${'word<button type="button" class="c">1</button> '.repeat(90)}</p>` + TEXT]], /320 px: a line begins with the mark 1/],
  ["lines", "a comma that begins a line", [[HOME, TEXT, `<p>${"some words<wbr>,,,,, ".repeat(90)}</p>` + TEXT]], /a line begins with “,”/],
  ["keyboard", "order changed", [[HOME, '<button type="button"', '<button type="button" tabindex="1"']], /stop 1 should be/],
  ["keyboard", "no skip link", [[HOME, '<a class="skip" href="#main">Skip to content</a>', ""]], /first stop is not a link to a place/],
  ["keyboard", "skip link to the wrong place", [[HOME, 'class="skip" href="#main"', 'class="skip" href="#short"']], /not <main>/],
  ["keyboard", "focus not shown", [["css", "a{color", "a{outline:none;color"]], /no outline/],
  ["media", "a drawing lost where colors are forced", [["css", "a{color", "svg .only{fill:#222}@media (forced-colors:active){svg .only{fill:canvas}}a{color"], [HOME, TEXT, '<svg width="90" height="90"><rect class="only" width="50" height="90"/></svg>' + TEXT]], /forced colors, dark: drawing 1 loses/],
  ["media", "letters lost where colors are forced", [["css", "a{color", "svg text{fill:#222}@media (forced-colors:active){svg .only,svg text{fill:#333;forced-color-adjust:none}}a{color"], [HOME, TEXT, '<svg width="90" height="90"><rect class="only" fill="#ddd" width="90" height="90"/><text x="9" y="50">AB</text></svg>' + TEXT]], /forced colors, light: the letters “AB” vanish/],
  ["media", "a badge without its line where colors are forced", [["css", "a{color", '.st::before{content:"";display:inline-block;width:2em;border-top:3px solid}@media (forced-colors:active){.st::before{border-color:canvas}}a{color'], [HOME, TEXT, '<p class="st">planned</p>' + TEXT]], /forced colors, dark: the badge “planned” has lost its line/],
  ["media", "pale text where colors are forced", [["css", "a{color", "@media (forced-colors:active){h1{forced-color-adjust:none;color:#777}}a{color"]], /forced colors, light: too little contrast: “Inizio”/],
  ["media", "a transition that does not ask", [["css", "a{color", "a{transition:color 1s;color"]], /reduce.*<a> has a transition/],
  ["media", "pages that fade whoever reads", [["css", "a{color", "@view-transition{navigation:auto}a{color"]], /fade into each other/],
  ["media", "something that moves by itself", [["css", "a{color", "@keyframes k{to{opacity:0}}h1{animation:k 9s infinite}a{color"]], /no-preference.*<h1> moves by itself/],
  ["media", "navigation on paper", [["css", "@media print{nav,", "@media print{"]], /paper: the navigation .* is shown/],
  ["media", "closed details on paper", [[HOME, TEXT, "<details><summary>More</summary><p>Kept.</p></details>" + TEXT]], /paper: closed details hide/],
  ["media", "colored paper", [["css", "@media print{", "@media print{body{background:#eee}"]], /paper: <body> has the ground/],
  ["media", "too many sheets", [["css", "@media print{", "@media print{h2{padding-block-start:200cm}"]], /paper: \d+ sheets/],
  ["axe", "fault inside a popover of another kind", [[HOME, TEXT, '<button type="button" class="t" popovertarget="_g">term</button><div popover id="_g"><button type="button"></button></div>' + TEXT]], /button-name.*popover open \(t\)/],
  ["lighthouse", "a page that search engines may not list", [[HOME, '<meta charset="utf-8">', '<meta charset="utf-8"><meta name="robots" content="noindex">']], /seo \d+: is-crawlable/],
];

/** Runs one check on one page of the site in `dir` and gives its faults. */
async function faultsOf(name, dir, browser) {
  if (name === "links") return (await crawl(dir, "/repo/")).faults.map(({ page, link, what }) => `${page}: ${link}: ${what}`);
  if (name === "nu") return (await nuMessages(dir)).filter((m) => m.type === "error").map((m) => m.file + m.text);
  if (name === "html-validate") return validateFaults(new HtmlValidate(CONFIG), readFileSync(join(dir, HOME), "utf8"), HOME);
  const site = await openSite(dir, "/repo/");
  const page = site.pages.find(({ file }) => file === HOME);
  try {
    if (name === "budget") return budgetFaults(page).faults;
    if (name === "policy") return policyFaults(page);
    if (name === "cards") return cardFaults(page, site.dir, site.base);
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    const work = {
      axe: () => axeFaults(tab, site.at(page)),
      "no script": () => noscriptFaults(tab, page, site.at(page)),
      lines: () => lineFaults(tab, site.at(page)),
      layout: () => layoutFaults(tab, site.at(page)),
      keyboard: () => keyboardFaults(tab, site.at(page)),
      media: async () => (await mediaFaults(tab, page, site.at(page))).faults,
      lighthouse: async () => (await lighthouseResult(browser, site.at(page))).faults,
    }[name];
    return await work().finally(() => context.close());
  } finally {
    await site.close();
  }
}

/** In a portable build a link names a file, so that it works without a server. */
async function checkPortable(report, browser) {
  const portable = [
    ["index.html", 'href="it/"', 'href="it/index.html"'], ["index.html", 'href="en/"', 'href="en/index.html"'],
    [HOME, 'href="../en/"', 'href="../en/index.html"'], [HOME, "cosa/#short", "cosa/index.html#short"], [HOME, 'href="./"', 'href="index.html"'],
    ["en/index.html", 'href="../it/"', 'href="../it/index.html"'], ["en/index.html", "thing/#short", "thing/index.html#short"], ["en/index.html", 'href="./"', 'href="index.html"'],
    ["it/cosa/index.html", 'href="../../en/thing/"', 'href="../../en/thing/index.html"'], ["it/cosa/index.html", 'href="../"', 'href="../index.html"'],
    ["en/thing/index.html", 'href="../../it/cosa/"', 'href="../../it/cosa/index.html"'], ["en/thing/index.html", 'href="../"', 'href="../index.html"'],
    ["it/vecchia/index.html", "url=../cosa/", "url=../cosa/index.html"], ["it/vecchia/index.html", 'href="../cosa/"', 'href="../cosa/index.html"'],
  ];
  const run = (edits) => inTempDir(async (dir) => {
    writeSite(dir, "/", edits);
    return (await crawl(dir, "/", { portable: true })).faults.map(({ page, link, what }) => `${page}: ${link}: ${what}`);
  });
  report.check("self-test: portable links passes the good site", await run(portable));
  const faults = await run(portable.slice(1));
  const seen = faults.some((fault) => /link it\/ .*must name index\.html/.test(fault));
  const onDisk = async (edits) => {
    const found = await inTempDir((dir) => {
      writeSite(dir, "/", edits);
      return diskFaults(browser, dir);
    });
    return [...found.values()].flat();
  };
  report.check("self-test: disk passes the good site", await onDisk(portable));
  report.check("self-test: disk sees: a folder", (await onDisk(portable.slice(1))).some((fault) => /it\/ is no file/.test(fault)) ? [] : ["no fault"]);
  report.check("self-test: portable links sees: a folder", seen ? [] : ["no fault that asks for index.html", ...faults]);
}

/** Ways to change the look of the small site that its pictures must show, or must not. */
const LOOKS = [
  ["a lost style", [["css", CSS, ""]], /blocks differ/],
  ["a moved section", [[HOME, "<h1>Inizio</h1>", ""], [HOME, '<div popover id="_f1">', '<h1>Inizio</h1><div popover id="_f1">']], /blocks differ/],
  ["another color of links", [["css", "--link:#0a5a45", "--link:#b00020"]], /390-light: .*blocks differ/],
  ["a lost dark scheme", [["css", "(prefers-color-scheme:dark)", "(prefers-color-scheme:none)"]], /390-dark: .*blocks differ/],
  ["another text in another color", [[HOME, "Enough words", "Other words"], ["css", "--paper:#fff", "--paper:#ffd"]], /390-light: the ground/],
  ["another text under another header", [[HOME, "Enough words", "Other words"], [HOME, "Small site</a></p>", "Small site</a></p><p>More</p>"]], /<main> begins/],
];

async function lookFaults(edits, browser, good) {
  const taken = await inTempDir(async (dir) => {
    writeSite(dir, "/repo/", edits);
    const site = await openSite(dir, "/repo/");
    return takePictures(site, browser, ["/it/"]).finally(() => site.close());
  });
  if (!good) return taken;
  return [...taken].flatMap(([name, now]) => pictureFaults(now, good.get(name)).faults.map((fault) => `${name}: ${fault}`));
}

async function checkLooks(report, browser) {
  const good = await lookFaults([], browser);
  report.check("self-test: pictures pass the good site", await lookFaults([], browser, good));
  report.check("self-test: pictures pass another text", await lookFaults([[HOME, "Enough words", "Other words"]], browser, good));
  for (const [what, edits, expected] of LOOKS) {
    const faults = await lookFaults(edits, browser, good);
    const seen = faults.some((fault) => expected.test(fault));
    report.check(`self-test: pictures show: ${what}`, seen ? [] : [`no fault like ${expected}`, ...faults]);
  }
}

/** In the second engine, where it is installed. */
async function checkFirefox(report) {
  const path = findOnPath(["firefox-esr"]);
  if (!path) return;
  const edits = [[HOME, TEXT, '<svg width="1400" height="9"></svg>' + TEXT], ["en/index.html", "<body", "<body hidden"]];
  const faults = await inTempDir(async (dir) => {
    writeSite(dir, "/repo/", edits);
    const site = await openSite(dir, "/repo/");
    return firefoxFaults(path, site, ["/", "/it/", "/en/"], new Map()).finally(() => site.close());
  });
  report.check("self-test: Firefox passes the good page", faults.get("/"));
  report.check("self-test: Firefox sees: wide content", faults.get("/it/").some((fault) => /^1280 px, dark: scrolls/.test(fault)) ? [] : ["no fault", ...faults.get("/it/")]);
  report.check("self-test: Firefox sees: an empty page", faults.get("/en/").some((fault) => /is blank/.test(fault)) ? [] : ["no fault", ...faults.get("/en/")]);
}

export async function check(report, browser) {
  await checkPortable(report, browser);
  await checkLooks(report, browser);
  await checkFirefox(report);
  for (const name of new Set(BROKEN.map(([check]) => check))) {
    const faults = await inTempDir((dir) => {
      writeSite(dir, "/repo/");
      return faultsOf(name, dir, browser);
    });
    report.check(`self-test: ${name} passes the good site`, faults);
  }
  for (const [name, what, edits, expected] of BROKEN) {
    const faults = await inTempDir((dir) => {
      writeSite(dir, "/repo/", edits);
      return faultsOf(name, dir, browser);
    });
    const seen = faults.some((fault) => expected.test(fault));
    report.check(`self-test: ${name} sees: ${what}`, seen ? [] : [`no fault like ${expected}`, ...faults]);
  }
}
