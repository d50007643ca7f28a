// HTML compared as the CommonMark test suite compares it: white space that shows nowhere, the order of
// attributes and the spelling of entities do not count; every tag does, stray ones too.

import { Tokenizer, TokenizerMode } from "parse5";

// Around these, white space means nothing.
const BLOCKS = new Set([
  "address", "article", "aside", "blockquote", "body", "button", "canvas", "caption", "col", "colgroup", "dd",
  "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
  "h6", "header", "hgroup", "hr", "iframe", "li", "map", "object", "ol", "output", "p", "pre", "progress",
  "script", "section", "style", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "video",
]);

const escape = (value) =>
  value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

class Normalizer {
  out = "";
  text = "";
  inPre = false;
  last = { kind: "start", tag: "" };

  onCharacter = ({ chars }) => void (this.text += chars);
  onWhitespaceCharacter = this.onCharacter;
  onNullCharacter = this.onCharacter;

  onStartTag = ({ tagName, attrs, selfClosing }) => {
    this.beforeTag(tagName);
    if (tagName === "pre") this.inPre = true;
    if (tagName === "script" || tagName === "style") this.tokenizer.state = TokenizerMode.RAWTEXT;
    const sorted = attrs.map(({ name, value }) => [name, value]).sort(([a], [b]) => (a < b ? -1 : 1));
    this.out += `<${tagName}${sorted.map(([name, value]) => ` ${name}="${escape(value)}"`).join("")}>`;
    this.last = { kind: selfClosing ? "end" : "start", tag: tagName };
  };

  onEndTag = ({ tagName }) => {
    this.beforeTag(tagName);
    if (tagName === "pre") this.inPre = false;
    this.out += `</${tagName}>`;
    this.last = { kind: "end", tag: tagName };
  };

  onComment = ({ data }) => this.markup(`<!--${data}-->`);
  onDoctype = ({ name }) => this.markup(`<!DOCTYPE ${name}>`);
  onEof = () => this.flush();

  markup(value) {
    this.flush();
    this.out += value;
    this.last = { kind: "other", tag: "" };
  }

  beforeTag(tagName) {
    this.flush();
    if (BLOCKS.has(tagName) && !this.inPre) this.out = this.out.trimEnd();
  }

  /** Writes the text met since the last tag. */
  flush() {
    if (this.text === "") return;
    let text = this.text;
    this.text = "";
    if (this.last.tag === "br") text = text.replace(/^\n+/, "");
    if (!this.inPre) text = text.replace(/[ \t\n\r\f]+/g, " ");
    if (!this.inPre && BLOCKS.has(this.last.tag)) text = this.last.kind === "end" ? text.trim() : text.trimStart();
    this.out += escape(text);
    this.last = { kind: "text", tag: "" };
  }
}

/** Canonical text of a piece of HTML. */
export function normalize(html) {
  const handler = new Normalizer();
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, handler);
  handler.tokenizer = tokenizer;
  tokenizer.write(html, true);
  return handler.out.trim();
}
