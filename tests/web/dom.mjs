// Reading HTML with parse5: few helpers over its plain tree.

import { parse } from "parse5";

/** The document; each node keeps its place in the text (`sourceCodeLocation`). */
export function parseHtml(text) {
  return parse(text, { sourceCodeLocationInfo: true });
}

/** Every element of the tree in document order, content of <template> included. */
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
  if (node.content) yield* elements(node.content);
}

/** Value of an attribute, or null. The prefix counts: `xlink:href` is not `href`. */
export function attribute(element, name) {
  for (const attr of element.attrs) {
    if ((attr.prefix ? `${attr.prefix}:${attr.name}` : attr.name) === name) return attr.value;
  }
  return null;
}

/** First element with the tag name for which `test` holds, or null. */
export function find(document, tagName, test = () => true) {
  for (const element of elements(document)) if (element.tagName === tagName && test(element)) return element;
  return null;
}

/** All text below a node, as written. */
export function text(node) {
  if (node.nodeName === "#text") return node.value;
  return (node.childNodes ?? []).map(text).join("");
}

/** Target of `<meta http-equiv=refresh>`, or null: a page that has one only sends on. */
export function refreshTarget(document) {
  const meta = find(document, "meta", (m) => attribute(m, "http-equiv")?.toLowerCase() === "refresh");
  const match = meta && /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$/i.exec(attribute(meta, "content") ?? "");
  return match ? match[1] : null;
}

/** Line of an element in its file, for messages. */
export function lineOf(element) {
  return element.sourceCodeLocation?.startLine ?? 0;
}
