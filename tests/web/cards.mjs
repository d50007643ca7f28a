// The picture that social networks show of a page: every page has one, it exists, and it has the right form and weight.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { attribute, elements } from "./dom.mjs";

const WIDTH = 1200;
const HEIGHT = 630;
const MAX_BYTES = 60_000;
const SIGNATURE = "89504e470d0a1a0a";

/** What the head says under a name: the content of each `<meta>` with this `property` or `name`. */
function said(page, name) {
  const found = [...elements(page.document)].filter((e) => e.tagName === "meta" && [attribute(e, "property"), attribute(e, "name")].includes(name));
  return found.map((e) => attribute(e, "content") ?? "");
}

/** Faults of a file that should be a card. */
function fileFaults(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return [`there is no file ${file}`];
  const faults = [];
  if (stat.size >= MAX_BYTES) faults.push(`${file} has ${stat.size} bytes, and the limit is ${MAX_BYTES}`);
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 8).toString("hex") !== SIGNATURE) return [...faults, `${file} is no PNG`];
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width !== WIDTH || height !== HEIGHT) faults.push(`${file} is ${width} × ${height}`);
  return faults;
}

/** Robots that read pages show none of those that no search engine shall find. */
const isShared = (page) => page.file !== "404.html" && !said(page, "robots").join().includes("noindex");

/** Faults of one page of the site at `dir`, which stands at `base`. */
export function cardFaults(page, dir, base) {
  const images = said(page, "og:image");
  if (!isShared(page)) return images.map((url) => `has a card, ${url}, though nobody shall find it`);
  if (images.length !== 1) return [`has ${images.length} pictures for social networks`];
  const faults = [];
  for (const [name, wanted] of [["og:image:width", WIDTH], ["og:image:height", HEIGHT], ["twitter:card", "summary_large_image"]]) {
    if (said(page, name).join() !== String(wanted)) faults.push(`${name} is “${said(page, name)}”`);
  }
  for (const name of ["og:title", "og:description", "og:type", "og:url", "og:locale", "og:site_name", "og:image:alt"]) {
    if (said(page, name).length !== 1 || !said(page, name)[0].trim()) faults.push(`${name} is “${said(page, name)}”`);
  }
  const path = URL.canParse(images[0]) ? new URL(images[0]).pathname : "";
  if (!path.startsWith(base)) return [...faults, `the picture is not of this site: ${images[0]}`];
  return [...faults, ...fileFaults(join(dir, decodeURIComponent(path.slice(base.length))))];
}

export function check(report, site) {
  for (const page of site.pages) report.check(`cards ${page.path}`, cardFaults(page, site.dir, site.base));
}
