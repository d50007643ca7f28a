// The few things that the checks read from a sitemap or a feed.

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescape = (value) =>
  value.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(+decimal) : (ENTITIES[name] ?? whole));

function attributes(tag) {
  const pairs = [...tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(pairs.map(([, name, double, single]) => [name, unescape(double ?? single)]));
}

/** Entries of a sitemap: `{loc, alternates: [{hreflang, href}]}`. */
export function sitemapEntries(xml) {
  return [...xml.matchAll(/<url>([\s\S]*?)<\/url>/g)].map(([, entry]) => ({
    loc: unescape(/<loc>\s*([\s\S]*?)\s*<\/loc>/.exec(entry)?.[1] ?? ""),
    alternates: [...entry.matchAll(/<xhtml:link\b([^>]*)>/g)].map(([, tag]) => {
      const { hreflang, href } = attributes(tag);
      return { hreflang, href };
    }),
  }));
}

/** Addresses in an Atom or RSS feed. Links inside the escaped text of an entry are left out. */
export function feedLinks(xml) {
  const atom = [...xml.matchAll(/<link\b([^>]*)>/g)].map(([, tag]) => attributes(tag).href).filter(Boolean);
  const rss = [...xml.matchAll(/<link>\s*([^<]+?)\s*<\/link>/g)].map(([, url]) => unescape(url));
  const ids = [...xml.matchAll(/<(?:id|guid)\b[^>]*>\s*(https?:[^<]+?)\s*</g)].map(([, url]) => unescape(url));
  return [...atom, ...rss, ...ids];
}
