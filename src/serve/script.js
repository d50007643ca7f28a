
// Put into each page by `spiega serve`, and into none that `spiega build` makes: shows what changes.
(() => {
  "use strict";
  const own = document.currentScript;
  let version = own.dataset.spiega;
  own.remove();

  const KEY = "spiega " + location.pathname;
  const all = (selector) => [...document.querySelectorAll(selector)];
  let source = null;
  let host = null;

  // ---- the page as the reader left it ----

  function remember() {
    const open = all("details").map((element) => element.open);
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ x: scrollX, y: scrollY, open }));
    } catch { /* no storage: the browser's own memory has to do */ }
  }

  function recall() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
    } catch { /* as above */ }
    if (!kept) return;
    const details = all("details");
    if (details.length === kept.open.length) details.forEach((element, n) => { element.open = kept.open[n]; });
    const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    scroll();
    // Pictures and fonts that come later must not move the page away.
    if (document.readyState !== "complete") addEventListener("load", scroll, { once: true });
  }

  function reload() {
    close();
    remember();
    location.reload();
  }

  // ---- style sheets ----

  // The policy admits the page's own style sheets by their hashes, so others can only be adopted.
  function restyle(texts) {
    const own = all("style");
    if (own.length !== texts.length || own.some((element) => element.media)) return reload();
    document.adoptedStyleSheets = texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    for (const element of own) if (element.sheet) element.sheet.disabled = true;
  }

  // ---- errors ----

  const LOOK = `
    :host { all: initial; }
    section { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 75vh; overflow: auto;
      box-sizing: border-box; padding: 1rem 1.25rem 1.25rem; border-top: 4px solid #c62828;
      background: #1c1b1a; color: #f4f1ec; font: 15px/1.5 system-ui, sans-serif; }
    h2 { margin: 0 3rem .5rem 0; font-size: 1.1rem; }
    article { margin-top: 1rem; }
    h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
    p { margin: .25rem 0 0; overflow-wrap: anywhere; }
    .place { font-family: ui-monospace, monospace; color: #ffb4a9; }
    pre { margin: .5rem 0; padding: .75rem; overflow: auto; background: #000; color: #f4f1ec;
      font: 13px/1.4 ui-monospace, monospace; }
    button { position: absolute; top: .75rem; right: 1rem; padding: .25rem .75rem; border: 1px solid currentColor;
      border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }
    button:focus-visible, pre:focus-visible { outline: 3px solid #ffb4a9; outline-offset: 2px; }
    @media print { section { display: none; } }`;

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function hide() {
    if (host) host.remove();
    host = null;
  }

  function article({ title, place, excerpt, help }) {
    const made = element("article", "");
    made.append(element("h3", title));
    if (place) made.append(element("p", place, { class: "place" }));
    if (excerpt) made.append(element("pre", excerpt, { tabindex: "0" }));
    if (help) made.append(element("p", `help: ${help}`));
    return made;
  }

  function show({ list, more }) {
    hide();
    const n = list.length + more;
    const box = element("section", "", { role: "region", "aria-labelledby": "title", lang: "en" });
    const title = n === 1
      ? "1 error. Until it is mended, no change is shown."
      : `${n} errors. Until they are mended, no change is shown.`;
    box.append(element("h2", title, { id: "title", role: "alert" }));
    box.append(...list.map(article));
    if (more) box.append(element("p", `and ${more} more`));
    const button = element("button", "Hide", { type: "button", title: "Escape" });
    button.addEventListener("click", hide);
    box.append(button);
    host = document.createElement("spiega-errors");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    root.adoptedStyleSheets = [sheet];
    root.append(box);
    document.documentElement.append(host);
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // ---- what the server tells ----

  function close() {
    if (source) source.close();
    source = null;
  }

  function listen() {
    if (source || document.visibilityState === "hidden") return;
    const query = `page=${encodeURIComponent(location.pathname)}&version=${version}`;
    source = new EventSource(`/.spiega/events?${query}`);
    const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("reload", reload);
    on("css", (news) => {
      version = news.version;
      restyle(news.styles);
    });
    on("errors", show);
    on("fine", hide);
    source.addEventListener("error", () => {
      // The browser tries again by itself, but not after an answer that it does not understand. The version may have
      // changed since, so begin anew either way.
      close();
      setTimeout(listen, 500);
    });
  }

  // A browser holds six connections to a server: only pages that are seen keep theirs.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else listen();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", listen);
  recall();
  listen();
})();
