/* The search: words are compared without accents and without what stands before an apostrophe, so that `accordo`
   finds "l'accordo" and `perche` finds "perché". The page holds a <template id="_hit"> for one result and the box;
   the words to look in come with assets/search.LANG.js, which calls spiegaSearch({kinds, documents}). */
"use strict";
(() => {
  const SHOWN = 8; // results of one kind
  const BEFORE = 60, AFTER = 160; // characters around the words that were found
  const WORD = /[\p{L}\p{N}]+(?:[.,]\p{N}+|['’][\p{L}\p{N}]+)*/gu;
  const SUFFIXES = new Set(["s", "t", "d", "m", "ll", "re", "ve"]);
  const FOLDED = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d" };

  const fold = (word) =>
    word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[ßœæøłđ]/g, (c) => FOLDED[c]);

  /** "L'Ohio" → "ohio", "OpenAI's" → "openai", "1.400" → "1400". */
  const reduce = (word) => {
    const parts = fold(word).split(/['’]/);
    while (parts.length > 1 && SUFFIXES.has(parts.at(-1))) parts.pop();
    const last = parts.at(-1);
    return /^\d/.test(last) ? last.replace(/[.,](?=\d{3}(?!\d))/g, "") : last;
  };

  const words = (text) => Array.from(text.matchAll(WORD), (match) => ({ term: reduce(match[0]), at: match.index, length: match[0].length }));
  /** What two names have in common that differ in accents, articles and signs only. */
  const nameOf = (text) => words(text).map(({ term }) => term).join(" ");
  const isNumber = (term) => /^\d/.test(term);

  const form = document.getElementById("_search");
  const box = form.querySelector("input");
  const said = form.querySelector("[role=status]");
  const found = document.getElementById("_found");
  const all = document.getElementById("_all");
  const hit = document.getElementById("_hit");

  let engine, kinds, documents;

  const look = (query) => {
    const name = nameOf(query);
    const options = {
      boost: { title: 4 },
      prefix: (term) => !isNumber(term) && term.length > 1,
      fuzzy: (term) => !isNumber(term) && term.length > 4 && 0.2,
      weights: { prefix: 0.5, fuzzy: 0.2 },
      bm25: { k: 1.2, b: 0.3, d: 0.5 },
      boostDocument: (id) => (documents[id].isPage ? 5 : 1) * (documents[id].name === name ? 8 : 1),
    };
    const strict = engine.search(query, { ...options, combineWith: "AND" });
    return strict.length ? strict : engine.search(query, options);
  };

  /** The part of a text where most of the terms stand close together, in pieces: [text, whether it was looked for]. */
  const excerpt = (text, terms) => {
    const hits = words(text).filter((word) => terms.has(word.term));
    const near = (start) => new Set(hits.filter((word) => word.at >= start && word.at < start + AFTER).map((word) => word.term)).size;
    const best = hits.reduce((a, b) => (a && near(a.at) >= near(b.at) ? a : b), undefined);
    const from = best && best.at > BEFORE ? text.indexOf(" ", best.at - BEFORE) + 1 : 0;
    const to = text.length > from + BEFORE + AFTER ? text.lastIndexOf(" ", from + BEFORE + AFTER) : text.length;
    const pieces = [];
    let at = from;
    for (const word of hits.filter((each) => each.at >= from && each.at + each.length <= to)) {
      pieces.push([text.slice(at, word.at), false], [text.slice(word.at, word.at + word.length), true]);
      at = word.at + word.length;
    }
    pieces.push([text.slice(at, to), false]);
    if (from > 0) pieces.unshift(["… ", false]);
    if (to < text.length) pieces.push([" …", false]);
    return pieces;
  };

  const fill = (element, pieces) => {
    for (const [text, marked] of pieces) {
      if (!marked) element.append(text);
      else element.appendChild(document.createElement("mark")).textContent = text;
    }
  };

  const row = (result) => {
    const { title, href, text } = documents[result.id];
    const item = hit.content.querySelector("li").cloneNode(true);
    const link = item.querySelector("a");
    link.href = href;
    const terms = new Set(result.terms);
    const inTitle = words(title).filter((word) => terms.has(word.term));
    let at = 0;
    for (const word of inTitle) {
      fill(link, [[title.slice(at, word.at), false], [title.slice(word.at, word.at + word.length), true]]);
      at = word.at + word.length;
    }
    link.append(title.slice(at));
    fill(item.querySelector("p"), excerpt(text, terms));
    return item;
  };

  /** Results by kind, the kind of the best result first. */
  const show = (results) => {
    const groups = new Map();
    for (const result of results) {
      const { kind } = documents[result.id];
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(result);
    }
    found.replaceChildren();
    for (const [kind, members] of groups) {
      const section = hit.content.querySelector("section").cloneNode(true);
      section.querySelector("h2").textContent = kinds[kind];
      section.querySelector("ol").replaceChildren(...members.slice(0, SHOWN).map(row));
      found.append(section);
    }
  };

  const remember = (query) => {
    try {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    } catch {
      // Pages from a disk have no history that could be written.
    }
  };

  const update = () => {
    const query = box.value.trim().normalize();
    const results = query && engine ? look(query) : [];
    all.hidden = query !== "";
    found.hidden = query === "";
    show(results);
    const { none, one, many } = said.dataset;
    said.textContent = !query ? "" : results.length === 0 ? none : results.length === 1 ? one : many.replace("{n}", results.length);
    remember(query);
  };

  /** Arrow keys go through box and results, Escape goes back to the box. */
  const move = (event) => {
    const stops = [box, ...found.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (step && stops[here + step]) {
      event.preventDefault();
      stops[here + step].focus();
    } else if (event.key === "Escape" && here > 0) {
      box.focus();
    }
  };

  globalThis.spiegaSearch = (index) => {
    ({ kinds, documents } = index);
    documents.forEach((document, id) => Object.assign(document, { id, isPage: !document.href.includes("#"), name: nameOf(document.title) }));
    engine = new MiniSearch({
      fields: ["title", "text"],
      tokenize: (text) => text.match(WORD) ?? [],
      processTerm: (word) => reduce(word) || null,
    });
    engine.addAll(documents);
    const asked = new URLSearchParams(location.search).get("q");
    if (asked && !box.value) box.value = asked;
    if (box.value) update();
    form.dataset.ready = "";
  };

  box.addEventListener("input", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", move);
})();
