// A built site as the checks see it: its pages, read once, and a server in front of it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { attribute, find, parseHtml, refreshTarget } from "./dom.mjs";
import { listFiles } from "./files.mjs";
import { serve } from "./server.mjs";

/** Path of a page from its file: `it/index.html` → `/it/`. */
export function pagePath(file) {
  return `/${file}`.replace(/\/index\.html$/, "/");
}

/**
 * One page: `path` starts with `/` and is relative to the base; `lang` is that of <html>;
 * `redirect` is true for a page that only sends on to another.
 */
export function readPage(dir, file) {
  const html = readFileSync(join(dir, file), "utf8");
  const document = parseHtml(html);
  const lang = attribute(find(document, "html"), "lang");
  return { file, path: pagePath(file), html, document, lang, redirect: refreshTarget(document) !== null };
}

/** All pages of the folder, sorted by path. */
export function readPages(dir) {
  return listFiles(dir).filter((file) => file.endsWith(".html")).map((file) => readPage(dir, file));
}

/** Opens a built site: `pages` are those a reader stays on, `url` ends in the base. Close it after use. */
export async function openSite(dir, base) {
  const all = readPages(dir);
  if (all.length === 0) throw new Error(`${dir} holds no page`);
  const server = await serve(dir, base);
  return {
    dir,
    base,
    all,
    pages: all.filter((page) => !page.redirect),
    url: server.url,
    /** Address of a page at our server. */
    at: (page) => server.url + page.path.slice(1),
    close: server.close,
  };
}
