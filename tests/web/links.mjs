// Every reference that a page, a sitemap or a feed makes, with its kind.

import { attribute, elements, lineOf, text } from "./dom.mjs";

const URL_ATTRIBUTES = {
  a: { href: "link" },
  area: { href: "link" },
  audio: { src: "media" },
  blockquote: { cite: "cite" },
  button: { formaction: "form" },
  del: { cite: "cite" },
  embed: { src: "media" },
  form: { action: "form" },
  iframe: { src: "frame" },
  img: { src: "image", srcset: "srcset" },
  input: { src: "image", formaction: "form" },
  ins: { cite: "cite" },
  object: { data: "media" },
  q: { cite: "cite" },
  script: { src: "script" },
  source: { src: "media", srcset: "srcset" },
  track: { src: "media" },
  video: { src: "media", poster: "image" },
  // SVG
  feImage: { href: "svg" },
  image: { href: "svg" },
  pattern: { href: "svg" },
  linearGradient: { href: "svg" },
  textPath: { href: "svg" },
  use: { href: "svg use" },
};

const ID_ATTRIBUTES = [
  "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage",
  "aria-flowto", "aria-labelledby", "aria-owns", "commandfor", "for", "form", "headers", "list",
  "popovertarget",
];

/** Kinds that are addresses of the whole site, so that they must be absolute. */
export const ABSOLUTE_KINDS = new Set(["canonical", "hreflang", "og"]);
/** Kinds that may be absolute or relative. */
export const FREE_KINDS = new Set(["feed"]);

const candidates = (srcset) => srcset.split(/,\s+|,(?=\S+\s)/).map((part) => part.trim().split(/\s+/)[0]).filter(Boolean);

function linkKind(element) {
  const rel = (attribute(element, "rel") ?? "").toLowerCase().split(/\s+/);
  if (rel.includes("canonical")) return "canonical";
  if (rel.includes("alternate") && attribute(element, "hreflang") !== null) return "hreflang";
  if (rel.includes("alternate") && /(atom|rss|feed\+json)/.test(attribute(element, "type") ?? "")) return "feed";
  if (rel.includes("icon")) return "icon";
  if (rel.includes("stylesheet")) return "stylesheet";
  return `link rel=${rel.join(" ")}`;
}

function* urlsOf(element) {
  const own = URL_ATTRIBUTES[element.tagName] ?? {};
  const svg = element.namespaceURI?.endsWith("/svg");
  for (const [name, kind] of Object.entries(own)) {
    const value = attribute(element, name) ?? (svg && name === "href" ? attribute(element, "xlink:href") : null);
    if (value === null) continue;
    if (kind === "srcset") for (const url of candidates(value)) yield { kind, url };
    else yield { kind: svg && kind === "link" ? "svg link" : kind, url: value, hreflang: attribute(element, "hreflang") };
  }
  if (svg && element.tagName === "a" && attribute(element, "href") === null && attribute(element, "xlink:href") !== null) {
    yield { kind: "svg link", url: attribute(element, "xlink:href") };
  }
  if (element.tagName === "link" && attribute(element, "href") !== null) {
    yield { kind: linkKind(element), url: attribute(element, "href"), hreflang: attribute(element, "hreflang") };
  }
  if (element.tagName === "meta") yield* urlsOfMeta(element);
  for (const { name, value } of element.attrs) {
    // What a script loads later stands in a data- attribute of the search page.
    if (name.startsWith("data-") && /^[\w./-]+\.(js|mjs|json)$/.test(value)) yield { kind: "data", url: value };
  }
  const css = element.tagName === "style" ? text(element) : (attribute(element, "style") ?? "");
  for (const [, url] of css.matchAll(/url\(\s*["']?(.*?)["']?\s*\)/g)) {
    // A rule may paint with a pattern that only some pages hold; whether one is missed is seen in the browser.
    if (!url.startsWith("#")) yield { kind: "css", url };
  }
}

function* urlsOfMeta(element) {
  const content = attribute(element, "content") ?? "";
  const name = attribute(element, "property") ?? attribute(element, "name") ?? "";
  if (/^(og|twitter):(url|image|audio|video)(:(secure_)?url)?$/.test(name)) yield { kind: "og", url: content };
  const refresh = /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$/i;
  if (attribute(element, "http-equiv")?.toLowerCase() === "refresh") {
    yield { kind: "refresh", url: refresh.exec(content)?.[1] ?? "" };
  }
}

/** Everything the page refers to: `{kind, url, hreflang, line}`, in document order. */
export function pageLinks(document) {
  const links = [];
  for (const element of elements(document)) {
    for (const link of urlsOf(element)) links.push({ ...link, line: lineOf(element) });
  }
  return links;
}

/** Ids of the page that its own attributes name: `{kind, id, line}`. */
export function idReferences(document) {
  const references = [];
  for (const element of elements(document)) {
    for (const kind of ID_ATTRIBUTES) {
      const value = attribute(element, kind);
      if (value === null) continue;
      for (const id of value.split(/\s+/).filter(Boolean)) references.push({ kind, id, line: lineOf(element) });
      if (value.trim() === "") references.push({ kind, id: "", line: lineOf(element) });
    }
  }
  return references;
}

/** Anchors that a fragment may name, and the ids that stand there more than once. */
export function anchors(document) {
  const ids = new Map();
  for (const element of elements(document)) {
    const id = attribute(element, "id");
    if (id !== null) ids.set(id, (ids.get(id) ?? 0) + 1);
  }
  return { ids: new Set(ids.keys()), repeated: [...ids].filter(([, n]) => n > 1).map(([id]) => id) };
}
