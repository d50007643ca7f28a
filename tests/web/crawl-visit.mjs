// One visit to a site: asks the server for every address it meets, once, and remembers what it found.

import { resolveAddress } from "./address.mjs";
import { attribute, find, parseHtml, refreshTarget } from "./dom.mjs";
import { anchors, idReferences, pageLinks } from "./links.mjs";
import { feedLinks, sitemapEntries } from "./xml.mjs";

export class Visit {
  constructor(server, base, portable) {
    Object.assign(this, { server, base, portable });
    this.siteUrl = null;
    this.answers = new Map(); // path at the server → {status, file, page}
    this.pages = new Map(); // file → page
    this.queue = [];
    this.fragments = []; // looked up when all pages are there
    this.sitemap = null;
    this.referred = new Set(); // files named by something other than a link that a reader follows
    this.counts = new Map();
    this.faults = [];
  }

  fault(page, link, what) {
    this.faults.push({ page, link, what });
  }

  count(kind) {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  /** Absolute addresses in the output begin with what the first page calls its own address. */
  async findSiteUrl() {
    const document = parseHtml(await (await fetch(this.server.url)).text());
    const link = find(document, "link", (l) => attribute(l, "rel") === "canonical");
    this.siteUrl = link ? attribute(link, "href") : null;
    if (!this.siteUrl || !URL.canParse(this.siteUrl) || new URL(this.siteUrl).pathname !== this.base) {
      this.fault("index.html", this.siteUrl ?? "", `canonical of the first page is not an absolute address ending in ${this.base}`);
      this.siteUrl = this.server.url;
    }
  }

  async queueStart(path) {
    const { status } = await this.get(new URL(path, this.server.url).pathname);
    if (status !== 200) this.fault(path || "/", "", `a start of the crawl answers ${status}`);
  }

  /** Asks the server once for each path; what is read is queued for its own links. */
  async get(pathname) {
    if (this.answers.has(pathname)) return this.answers.get(pathname);
    const response = await fetch(this.server.origin + pathname, { redirect: "manual" });
    const body = await response.text();
    const answer = { status: response.status, file: null, location: response.headers.get("location") };
    this.answers.set(pathname, answer);
    if (response.status === 200) {
      const path = decodeURIComponent(pathname.slice(this.base.length));
      answer.file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
      this.read(answer.file, pathname, response.headers.get("content-type"), body);
    }
    return answer;
  }

  read(file, pathname, type, body) {
    if (this.pages.has(file)) return;
    const page = { file, pathname, links: [], targets: new Map(), html: false, anchors: null };
    if (/text\/html|svg/.test(type)) {
      const document = parseHtml(body);
      Object.assign(page, { html: type.startsWith("text/html"), links: pageLinks(document), anchors: anchors(document) });
      page.lang = attribute(find(document, "html"), "lang");
      page.redirect = refreshTarget(document) !== null;
      page.noindex = find(document, "meta", (m) => attribute(m, "name") === "robots" && /noindex/.test(attribute(m, "content"))) !== null;
      this.checkIds(page, document);
    } else if (file === "sitemap.xml") {
      page.entries = sitemapEntries(body);
      page.links = page.entries.flatMap(({ loc, alternates }) => [
        { kind: "sitemap loc", url: loc },
        ...alternates.map(({ href }) => ({ kind: "sitemap alternate", url: href ?? "" })),
      ]);
      this.sitemap = page;
    } else if (/<(feed|rss)\b/.test(body.slice(0, 1000))) {
      page.links = feedLinks(body).map((url) => ({ kind: "feed address", url }));
    } else if (file === "robots.txt") {
      page.links = [...body.matchAll(/^sitemap:\s*(\S+)/gim)].map(([, url]) => ({ kind: "robots", url }));
    }
    this.pages.set(file, page);
    this.queue.push(page);
  }

  checkIds(page, document) {
    for (const id of page.anchors.repeated) this.fault(page.file, `#${id}`, "the id stands more than once");
    for (const { kind, id, line } of idReferences(document)) {
      this.count(kind);
      if (!page.anchors.ids.has(id)) this.fault(page.file, `${kind}="${id}" (line ${line})`, "no element of the page has this id");
    }
  }

  async drain() {
    for (let page = this.queue.shift(); page; page = this.queue.shift()) {
      for (const link of page.links) {
        this.count(link.kind);
        const what = await this.follow(page, link);
        if (what) this.fault(page.file, `${link.kind} ${link.url}${link.line ? ` (line ${link.line})` : ""}`, what);
      }
    }
  }

  /** Follows one reference; gives what is wrong with it, or null. */
  async follow(page, link) {
    const { fault, outside, target } = resolveAddress(link, page, { ...this, origin: this.server.origin });
    if (fault || outside) return fault ?? null;
    const { status, file, location } = await this.get(target.pathname);
    if (status === 301) return `redirects to ${location}`;
    if (status !== 200) return `answers ${status}`;
    return this.arrive(page, link, target, file);
  }

  arrive(page, link, target, file) {
    const followed = ["link", "svg link", "area", "frame"].includes(link.kind);
    page.targets.set(link, { file, href: target.href, followed });
    if (!followed) this.referred.add(file);
    const there = this.pages.get(file);
    if (there.redirect && link.kind !== "canonical") return "leads to a page that only redirects";
    const fragment = decodeURIComponent(target.hash.slice(1));
    if (fragment) this.fragments.push({ page, link, file, fragment });
    if (followed && link.hreflang && there.lang !== link.hreflang) return `says hreflang ${link.hreflang}, and the page there is ${there.lang}`;
    return null;
  }

  checkFragments() {
    for (const { page, link, file, fragment } of this.fragments) {
      this.count("fragment");
      const there = this.pages.get(file);
      const known = fragment === "top" || there.anchors?.ids.has(fragment);
      if (!known) this.fault(page.file, `${link.kind} ${link.url}${link.line ? ` (line ${link.line})` : ""}`, `${file} has no id ${fragment}`);
    }
  }

  /** An address that does not exist, at any depth, must give 404.html with status 404 (case P23). */
  async checkMissingPage() {
    const expected = await (await fetch(`${this.server.url}404.html`)).text();
    for (const path of ["no-such-page", "no/such/folder/"]) {
      this.count("missing page");
      const response = await fetch(this.server.url + path, { redirect: "manual" });
      if (response.status !== 404 || (await response.text()) !== expected) this.fault(path, "", "does not answer 404 with 404.html");
    }
  }
}
