// The same fonts on every machine, for what depends on the places of words; both are named in the site's own lists.

import { readFileSync } from "node:fs";

const FONTS = [
  ["Test Serif", "noto-serif/files/noto-serif-latin-400-normal.woff2", { weight: "400" }],
  ["Test Serif", "noto-serif/files/noto-serif-latin-400-italic.woff2", { weight: "400", style: "italic" }],
  ["Test Serif", "noto-serif/files/noto-serif-latin-700-normal.woff2", { weight: "700" }],
  ["Test Label", "roboto-condensed/files/roboto-condensed-latin-600-normal.woff2", { weight: "600" }],
].map(([name, file, descriptors]) => {
  const url = new URL(`./node_modules/@fontsource/${file}`, import.meta.url);
  return { name, descriptors, bytes: readFileSync(url, "base64") };
});

const FONT_RULE = ':root{--serif:"Test Serif",serif;--din:"Test Label",sans-serif}';

/** Puts these fonts in the place of the machine's own, on the page that is open. */
export function setFonts(tab) {
  return tab.evaluate(
    async (fonts, rule) => {
      for (const { name, descriptors, bytes } of fonts) {
        const face = new FontFace(name, Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)), descriptors);
        document.fonts.add(await face.load());
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule);
      document.adoptedStyleSheets = [sheet];
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    },
    FONTS,
    FONT_RULE,
  );
}
