// A very small good site for the self-test, and a way to break it.

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SITE = "https://example.org";

export const CSS = `:root{color-scheme:light dark;--paper:#fff;--ink:#111;--link:#0a5a45}
@media (prefers-color-scheme:dark){:root{--paper:#121b17;--ink:#eee;--link:#7ed0ae}}
body{margin:1rem;background:var(--paper);color:var(--ink);font:1.1rem/1.6 serif;overflow-wrap:break-word}
a{color:var(--link)}.skip{position:absolute;inset-block-start:-9rem}.skip:focus{inset-block-start:0}
nav li{display:inline-block;padding:.5rem}button{min-inline-size:1.6rem;min-block-size:1.6rem}
[popover]{background:var(--paper);color:var(--ink)}
@media print{nav,.skip{display:none}}`;

const styleHash = (css) => `sha256-${createHash("sha256").update(css).digest("base64")}`;

const head = (css, title, description, links) => `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'self'; style-src '${styleHash(css)}'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<title>${title}</title>
<meta name="description" content="${description}">
${links}<link rel="icon" href="data:,">
<style>${css}</style>`;

const alternates = (base, table) =>
  Object.entries(table).map(([lang, path]) => `<link rel="alternate" hreflang="${lang}" href="${SITE}${base}${path}">\n`).join("");

/** What a page says to social networks. */
const shared = (base, path, title) => Object.entries({
  "og:title": title, "og:description": title, "og:type": "website", "og:url": `${SITE}${base}${path}`, "og:locale": "it_IT", "og:site_name": "Small site",
  "og:image": `${SITE}${base}card.png`, "og:image:width": 1200, "og:image:height": 630, "og:image:alt": title, "twitter:card": "summary_large_image",
}).map(([name, content]) => `<meta property="${name}" content="${content}">\n`).join("");

/** The beginning of a PNG, which says how large it is. */
export function pictureOf(width, height) {
  const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452000000000000000004030000000000000000", "hex");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const HOME = { it: "it/", en: "en/", "x-default": "" };
const ITEM = { it: "it/cosa/", en: "en/thing/", "x-default": "en/thing/" };

function page({ css, base, path, lang, table, up, title, other, main }) {
  const [otherLang, otherName, otherHref] = other;
  const own = `<li><span lang="${lang}" aria-current="true">${lang === "it" ? "Italiano" : "English"}</span></li>`;
  const away = `<li><a href="${otherHref}" lang="${otherLang}" hreflang="${otherLang}" rel="alternate">${otherName}</a></li>`;
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
${head(css, title, `${title}: a page of the small site on which the checks are tried, long enough to be a description.`, `<link rel="canonical" href="${SITE}${base}${path}">\n${alternates(base, table)}${shared(base, path, title)}`)}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<p><a href="${up}">Small site</a></p>
<nav class="lang" aria-label="Language"><ul>${lang === "it" ? own + away : away + own}</ul></nav>
</header>
<main id="main">
<h1>${title}</h1>
<p>A lead that says what the page is about.<button type="button" class="c" id="_c1" popovertarget="_f1" aria-label="Source 1">1</button></p>
<section aria-labelledby="short"><h2 id="short">In short</h2>
${main}
</section>
<div popover id="_f1"><p>The source, <a href="https://example.com/source">published elsewhere</a>.</p></div>
</main>
<footer><p>Made for the self-test.</p></footer>
</body>
</html>
`;
}

const chooser = (css, base) => `<!DOCTYPE html>
<html lang="it">
<head>
${head(css, "Piccolo sito", "Un sito piccolo in due lingue, fatto per provare le prove: scegli la lingua in cui leggerlo.", `<link rel="canonical" href="${SITE}${base}">\n${alternates(base, HOME)}`)}
</head>
<body>
<main>
<h1>Piccolo sito</h1>
<p lang="it"><a href="it/" hreflang="it">Leggi in italiano</a></p>
<p lang="en"><a href="en/" hreflang="en">Read in English</a></p>
</main>
</body>
</html>
`;

const notFound = (css, base) => `<!DOCTYPE html>
<html lang="it">
<head>
${head(css, "Pagina non trovata", "Qui non c'è nessuna pagina: si può tornare alla scelta della lingua, oppure all'inizio.", '<meta name="robots" content="noindex">\n')}
</head>
<body>
<main><h1>Pagina non trovata</h1><p><a href="${base}">Torna all’inizio</a></p></main>
</body>
</html>
`;

const redirect = (base) => `<!DOCTYPE html>
<html lang="it">
<head>
<meta charset="utf-8">
<title>Spostata</title>
<link rel="canonical" href="${SITE}${base}it/cosa/">
<meta http-equiv="refresh" content="0; url=../cosa/">
</head>
<body><p><a href="../cosa/">La pagina è qui</a></p></body>
</html>
`;

function sitemap(base) {
  const entry = (path, table) => {
    const links = Object.entries(table).map(([lang, to]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${SITE}${base}${to}"/>`);
    return `<url><loc>${SITE}${base}${path}</loc>${links.join("")}</url>`;
  };
  const entries = [["", HOME], ["it/", HOME], ["en/", HOME], ["it/cosa/", ITEM], ["en/thing/", ITEM]];
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.map(([path, table]) => entry(path, table)).join("\n")}
</urlset>
`;
}

/** Path → text or bytes of every file of the site, with `css` inlined. */
function siteFiles(base, css) {
  const italian = ["it", "Italiano"];
  const english = ["en", "English"];
  const text = "<p>Enough words to be found again when the page is shown without any script at all.</p>";
  return {
    "index.html": chooser(css, base),
    "404.html": notFound(css, base),
    "sitemap.xml": sitemap(base),
    "robots.txt": `User-agent: *\nAllow: /\nSitemap: ${SITE}${base}sitemap.xml\n`,
    "it/index.html": page({ css, base, path: "it/", lang: "it", table: HOME, up: "./", title: "Inizio", other: [...english, "../en/"], main: `${text}<p><a href="cosa/#short">La cosa</a></p>` }),
    "en/index.html": page({ css, base, path: "en/", lang: "en", table: HOME, up: "./", title: "Start", other: [...italian, "../it/"], main: `${text}<p><a href="thing/#short">The thing</a></p>` }),
    "it/cosa/index.html": page({ css, base, path: "it/cosa/", lang: "it", table: ITEM, up: "../", title: "Cosa", other: [...english, "../../en/thing/"], main: text }),
    "en/thing/index.html": page({ css, base, path: "en/thing/", lang: "en", table: ITEM, up: "../", title: "Thing", other: [...italian, "../../it/cosa/"], main: text }),
    "it/vecchia/index.html": redirect(base),
    "card.png": pictureOf(1200, 630),
  };
}

const replaced = (text, from, to, name) => {
  if (!text?.includes(from)) throw new Error(`${name} of the small site does not hold ${from}`);
  return text.replace(from, to);
};

/**
 * Writes the good site to `dir`, changed by `edits`: `[file, from, to]`, `[file, null, text]` for a whole
 * file, `["css", from, to]` for the style of all pages (the policy then admits the changed one).
 */
export function writeSite(dir, base, edits = []) {
  const css = edits.filter(([file]) => file === "css").reduce((text, [, from, to]) => replaced(text, from, to, "css"), CSS);
  const files = siteFiles(base, css);
  for (const [file, from, to] of edits.filter(([name]) => name !== "css")) {
    files[file] = from === null ? to : replaced(files[file], from, to, file);
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  }
}
