// What an address written in a page, a sitemap or a feed may look like, and where it leads.

import { ABSOLUTE_KINDS, FREE_KINDS } from "./links.mjs";

/**
 * Where `link` of `page` leads: `{target}` (a URL of the site under test), `{outside: true}` (another
 * site, mail, data) or `{fault}`. `site` has `siteUrl` (what the pages call the site), `origin` (our
 * server's), `base` and `portable`.
 */
export function resolveAddress(link, page, site) {
  const url = link.url.trim();
  if (url === "") return { fault: "the address is empty" };
  if (url === "#") return { fault: "the fragment is empty" };
  const absolute = /^[a-z][a-z\d+.-]*:|^\/\//i.test(url);
  if (absolute) {
    const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1].toLowerCase() ?? "https";
    if (["data", "mailto", "tel"].includes(scheme)) return { outside: true };
    if (!["http", "https"].includes(scheme)) return { fault: `the scheme ${scheme}: is not allowed` };
  }
  const target = new URL(url, absolute ? site.siteUrl : site.origin + page.pathname);
  if (absolute && target.origin !== new URL(site.siteUrl).origin) return { outside: true };
  if (!target.pathname.startsWith(site.base)) return { fault: `leaves ${site.base}` };
  const fault = spellingFault(url, absolute, link, page) ?? portableFault(target, link, page, site);
  return fault ? { fault } : { target };
}

/** A sitemap or a feed: read away from the site, so every address in it is absolute. */
const standsAlone = (page) => !page.html && page.anchors === null;

function spellingFault(url, absolute, link, page) {
  if (ABSOLUTE_KINDS.has(link.kind) || standsAlone(page)) return absolute ? null : "must be absolute";
  if (FREE_KINDS.has(link.kind)) return null;
  if (page.file === "404.html") {
    return absolute || /^[/#]/.test(url) ? null : "must begin with the base path, for this page is shown at any depth";
  }
  return absolute || url.startsWith("/") ? "must be relative" : null;
}

function portableFault(target, link, page, site) {
  if (!site.portable || ABSOLUTE_KINDS.has(link.kind) || standsAlone(page) || page.file === "404.html") return null;
  if (link.url.startsWith("#")) return null; // the page itself, by whatever name
  return target.pathname.endsWith("/") ? "must name index.html in a portable build" : null;
}
