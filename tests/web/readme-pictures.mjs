// The pictures of README.md: a command, not a check.
//
// node readme-pictures.mjs SITE [--base /repo/]   makes docs/pictures/ again

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { launch, setView, visit, withTabs } from "./browser.mjs";
import { setFonts } from "./fonts.mjs";
import { openSite } from "./site.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const MOST_BYTES = 120_000;

const WIDE = { width: 1280, height: 900, scale: 1 };
const PHONE = { width: 390, height: 844, scale: 2 };

/** `from`: what stands at the top of the picture, if not the top of the page. */
const PICTURES = [
  { name: "home-it-wide-light", path: "/it/", view: { ...WIDE, scheme: "light" } },
  { name: "state-en-phone-light", path: "/en/states/ohio/", view: { ...PHONE, scheme: "light" }, from: ".map" },
  { name: "home-en-phone-dark", path: "/en/", view: { ...PHONE, scheme: "dark" }, from: ".rel" },
  { name: "state-it-wide-dark", path: "/it/stati/texas/", view: { ...WIDE, scheme: "dark" } },
];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { base: { type: "string", default: "/" } } });
if (!positionals[0]) {
  console.error("use: node readme-pictures.mjs SITE [--base /repo/]");
  process.exit(2);
}

const site = await openSite(positionals[0], values.base);
const { browser, close } = await launch();
mkdirSync(FOLDER, { recursive: true });
await withTabs(browser, PICTURES, 1, async ({ name, path, view, from }, tab) => {
  await setView(tab, view);
  await visit(tab, site.url + path.slice(1));
  await setFonts(tab);
  if (from) await tab.evaluate((selector) => scrollBy(0, document.querySelector(selector).closest("section").getBoundingClientRect().top), from);
  const file = join(FOLDER, `${name}.webp`);
  await tab.screenshot({ path: file, type: "webp", quality: 80 });
  const { size } = statSync(file);
  console.log(`${name}.webp: ${size} B`);
  if (size > MOST_BYTES) process.exitCode = 1;
});
await close();
await site.close();
