// Pictures of pages, to be looked at: a command, not a check.
//
// node screens.mjs SITE OUT [--base /repo/] [--width 390 --width 1280] [--scheme light --scheme dark] [--top] [PATH …]
// SITE is a built site, OUT a folder, PATH as in /it/partner/foxconn/ (default: every page).

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch, setView, visit, withTabs } from "./browser.mjs";
import { openSite } from "./site.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string", default: "/" },
    width: { type: "string", multiple: true, default: ["390", "1280"] },
    scheme: { type: "string", multiple: true, default: ["light", "dark"] },
    top: { type: "boolean", default: false }, // the first screen only
  },
});
const [dir, out, ...paths] = positionals;
if (!dir || !out) {
  console.error("use: node screens.mjs SITE OUT [--base /repo/] [--width N] [--scheme light] [--top] [PATH …]");
  process.exit(2);
}

const site = await openSite(dir, values.base);
const pages = paths.length ? site.pages.filter((page) => paths.includes(page.path)) : site.pages;
const unknown = paths.filter((path) => !pages.some((page) => page.path === path));
if (unknown.length) console.error(`no such page: ${unknown.join(", ")}`);
mkdirSync(out, { recursive: true });
const { browser, close } = await launch();
await withTabs(browser, pages, 2, async (page, tab) => {
  for (const width of values.width.map(Number)) {
    for (const scheme of values.scheme) {
      await setView(tab, { width, scheme });
      await visit(tab, site.at(page));
      const name = page.path.split("/").filter(Boolean).join("_") || "root";
      const file = join(out, `${name}-${width}-${scheme}.png`);
      await tab.screenshot({ path: file, fullPage: !values.top });
      console.log(file);
    }
  }
});
await close();
await site.close();
process.exitCode = unknown.length ? 1 : 0;
