// A link crawler of its own: it knows the generator's output only as a visitor of the server does (cases P17 to P21 and P24).
//
// Alone: node crawl.mjs DIR [--base /repo/] [--portable] [--json]

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { listFiles } from "./files.mjs";
import { headFaults, orphanFaults, sitemapFaults } from "./crawl-rules.mjs";
import { serve } from "./server.mjs";
import { Visit } from "./crawl-visit.mjs";

/**
 * Crawls the built site in `dir`, served under `base`. `portable`: links must name files, not folders.
 * Gives `counts` (kind → number of references looked at), `faults` ({page, link, what}) and `pages`
 * (file → what was found in it).
 */
export async function crawl(dir, base = "/", { portable = false } = {}) {
  const server = await serve(dir, base);
  const visit = new Visit(server, base, portable);
  try {
    await visit.findSiteUrl();
    for (const start of ["", "404.html", "sitemap.xml"]) await visit.queueStart(start);
    await visit.drain();
    await visit.checkMissingPage();
    // Redirect pages exist for old addresses from outside; nothing on the site leads to them.
    const files = listFiles(dir);
    for (const file of files.filter((f) => f.endsWith(".html") || f === "robots.txt")) {
      await visit.queueStart(file.replace(/(^|\/)index\.html$/, "$1"));
    }
    await visit.drain();
    visit.checkFragments();
    for (const page of visit.pages.values()) visit.faults.push(...headFaults(page, visit.pages));
    visit.faults.push(...sitemapFaults(visit.sitemap, visit.pages), ...orphanFaults(files, visit.pages, visit.referred));
  } finally {
    await server.close();
  }
  const { counts, faults, pages } = visit;
  return { counts, faults, pages };
}

/** The crawl as checks. */
export async function check(report, { dir, base, name, portable }) {
  const { counts, faults, pages } = await crawl(dir, base, { portable });
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const lines = faults.map(({ page, link, what }) => `${page}: ${link}: ${what}`);
  report.check(`links ${name}`, lines, `${total} references of ${pages.size} files`);
  report.note([...counts].sort().map(([kind, n]) => `${kind} ${n}`).join(" · "));
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { base: { type: "string", default: "/" }, json: { type: "boolean" }, portable: { type: "boolean" } },
  });
  if (positionals.length !== 1) {
    console.error("use: node crawl.mjs DIR [--base /repo/] [--portable] [--json]");
    process.exit(2);
  }
  const { counts, faults, pages } = await crawl(positionals[0], values.base, { portable: values.portable });
  if (values.json) console.log(JSON.stringify({ files: pages.size, counts: Object.fromEntries(counts), faults }, null, 2));
  else {
    for (const [kind, n] of [...counts].sort()) console.log(`${String(n).padStart(7)} ${kind}`);
    for (const { page, link, what } of faults) console.log(`${page}: ${link}: ${what}`);
    console.log(`${pages.size} files, ${faults.length} faults`);
  }
  process.exitCode = faults.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
