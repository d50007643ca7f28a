// What the crawler demands of the pages together: canonical, hreflang, sitemap, no orphans.

const isPage = (page) => page.html && !page.redirect && page.file !== "404.html";

/** References of a kind that arrived somewhere: `{file, href, hreflang}`. */
function arrived(page, kind) {
  return page.links
    .filter((link) => link.kind === kind && page.targets.has(link))
    .map((link) => ({ ...page.targets.get(link), hreflang: link.hreflang }));
}

/** `hreflang` values of a page → file they lead to, as sorted text. */
function alternateTable(page) {
  return arrived(page, "hreflang").map(({ hreflang, file }) => `${hreflang} → ${file}`).sort().join(", ");
}

/** Faults in what the page says of its own address and of its translations. */
export function headFaults(page, pages) {
  const faults = [];
  const fault = (link, what) => faults.push({ page: page.file, link, what });
  const canonical = arrived(page, "canonical");
  if (page.redirect) {
    const [target] = arrived(page, "refresh");
    if (canonical.length !== 1 || canonical[0].file !== target?.file) fault("canonical", "of a redirect page must be its target");
    return faults;
  }
  if (!isPage(page)) return faults;
  if (canonical.length !== 1) fault("canonical", `stands ${canonical.length} times`);
  else if (canonical[0].file !== page.file) fault(canonical[0].href, `canonical leads to ${canonical[0].file}`);
  for (const { file, href } of arrived(page, "og").filter(({ file }) => pages.get(file).html)) {
    if (file !== page.file) fault(href, "og:url is not the page itself");
  }
  faults.push(...alternateFaults(page, pages));
  return faults;
}

function alternateFaults(page, pages) {
  const faults = [];
  const fault = (link, what) => faults.push({ page: page.file, link, what });
  const alternates = arrived(page, "hreflang");
  if (alternates.length === 0) return faults;
  const values = alternates.map(({ hreflang }) => hreflang);
  for (const value of new Set(values)) {
    if (values.filter((v) => v === value).length > 1) fault(`hreflang ${value}`, "stands more than once");
  }
  if (!values.includes("x-default")) fault("hreflang", "x-default is missing");
  if (!alternates.some(({ file }) => file === page.file)) fault("hreflang", "the page does not name itself");
  for (const { hreflang, file } of alternates) {
    const there = pages.get(file);
    if (hreflang !== "x-default" && there.lang !== hreflang) fault(`hreflang ${hreflang}`, `${file} is in ${there.lang}`);
    if (!arrived(there, "hreflang").some((back) => back.file === page.file)) fault(`hreflang ${hreflang}`, `${file} does not name this page`);
    else if (alternateTable(there) !== alternateTable(page)) fault(`hreflang ${hreflang}`, `${file} lists other alternates`);
  }
  return faults;
}

/** The sitemap holds each page once, with the same alternates as the page's head, and nothing else. */
export function sitemapFaults(sitemap, pages) {
  if (!sitemap) return [{ page: "sitemap.xml", link: "", what: "is missing" }];
  const faults = [];
  const fault = (link, what) => faults.push({ page: "sitemap.xml", link, what });
  const targets = new Map([...sitemap.targets].map(([link, { file }]) => [link.url, file]));
  const listed = new Set();
  for (const { loc, alternates } of sitemap.entries) {
    const file = targets.get(loc);
    if (!file) continue; // reported by the crawl
    if (listed.has(file)) fault(loc, "is listed twice");
    listed.add(file);
    const page = pages.get(file);
    if (!isPage(page) || page.noindex) fault(loc, "is no page for a search engine");
    const table = alternates.map(({ hreflang, href }) => `${hreflang} → ${targets.get(href)}`).sort().join(", ");
    if (table !== alternateTable(page)) fault(loc, `alternates differ from the page's own: ${table || "none"} here, ${alternateTable(page) || "none"} there`);
  }
  for (const page of pages.values()) {
    if (isPage(page) && !page.noindex && !listed.has(page.file)) fault(page.file, "is not listed");
  }
  return faults;
}

// Found by convention or meant for the host, not through a link.
const UNLINKED = /^(404\.html|sitemap\.xml|robots\.txt|favicon\.ico|CNAME)$|(^|\/)\./;

/** Every page must be reachable from `/` by links that a reader can follow, every other file be named somewhere. */
export function orphanFaults(files, pages, referred) {
  const reached = new Set(["index.html", "404.html"]);
  for (const file of reached) {
    for (const { file: target, followed } of pages.get(file)?.targets.values() ?? []) if (followed) reached.add(target);
  }
  return files
    .filter((file) => !reached.has(file) && !UNLINKED.test(file))
    .filter((file) => (pages.get(file)?.html ? !pages.get(file).redirect : !referred.has(file)))
    .map((file) => ({ page: file, link: "", what: "is an orphan: nothing leads to it" }));
}
