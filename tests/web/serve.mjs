// `spiega serve` in a browser: what an open page does while its files are edited.

import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inTempDir } from "./files.mjs";
import { copySite } from "./kill.mjs";
import { setView, visit } from "./browser.mjs";

const TIMEOUT = 30_000;
const ROUNDS = 9;
const MAX_MEDIAN = 2_000;
const TEXT = "content/about.en.md";
const PAGE = "en/about/";

/** The program serving a copy of the site; `url` is where the site stands. */
class Served {
  constructor(program, root) {
    this.program = program;
    this.root = root;
  }

  async start(port = 0) {
    this.child = spawn(this.program, ["serve", "--root", this.root, "--port", String(port)]);
    this.child.stderr.resume();
    let said = "";
    this.url = await new Promise((resolve, reject) => {
      this.child.on("exit", (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
      this.child.stdout.on("data", (bytes) => {
        said += bytes;
        const address = said.match(/http:\/\/[^;\s]+/);
        if (address) resolve(address[0]);
      });
    });
    return this;
  }

  /** Ends it; gives the exit code. */
  stop() {
    return new Promise((resolve) => {
      this.child.removeAllListeners("exit");
      this.child.on("exit", resolve);
      this.child.kill("SIGTERM");
    });
  }

  read(path) {
    return readFileSync(join(this.root, path), "utf8");
  }

  write(path, text) {
    writeFileSync(join(this.root, path), text);
  }

  /** Saves as many editors do: a new file takes the place of the old one. */
  replace(path, text) {
    this.write(`${path}~`, text);
    renameSync(join(this.root, `${path}~`), join(this.root, path));
  }
}

/** A tab; what its pages complain about is kept in `faults`. */
async function openTab(browser, faults) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  await setView(tab, { width: 1000, height: 700 });
  tab.on("pageerror", (error) => faults.push(`a script failed: ${error.message}`));
  tab.on("console", (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  return { tab, close: () => context.close() };
}

/** Waits until a condition holds in the page, whatever is loaded meanwhile; null, or a sentence. */
async function until(tab, what, condition, ...args) {
  try {
    await tab.waitForFunction(condition, { timeout: TIMEOUT, polling: 20 }, ...args);
    return [];
  } catch (error) {
    if (error.name !== "TimeoutError") throw error;
    return [`${what}: not within ${TIMEOUT / 1000} s`];
  }
}

const hasWords = (words) => document.body?.textContent.includes(words) ?? false;
const mark = (tab) => tab.evaluate(() => { window.marked = true; });
const isMarked = (tab) => tab.evaluate(() => window.marked === true);
const overlay = () => document.querySelector("spiega-errors")?.shadowRoot.textContent ?? "";
const hasOverlay = (words) => (document.querySelector("spiega-errors")?.shadowRoot.textContent ?? "").includes(words);
const hasNoOverlay = () => document.body !== null && document.querySelector("spiega-errors") === null;

async function reloadFaults(served, tab) {
  await visit(tab, served.url + PAGE);
  await tab.evaluate(() => scrollTo(0, 400));
  const before = await tab.evaluate(() => scrollY);
  await mark(tab);
  served.write(TEXT, `${served.read(TEXT)}\nA sentence that was not there.\n`);
  const faults = await until(tab, "the new text", hasWords, "A sentence that was not there.");
  if (await isMarked(tab)) faults.push("the page was not loaded again");
  await until(tab, "the end of loading", () => document.readyState === "complete");
  const after = await tab.evaluate(() => scrollY);
  if (before < 100 || Math.abs(after - before) > 1) faults.push(`scrolled to ${before}, then to ${after}`);
  return faults;
}

async function styleFaults(served, tab) {
  await visit(tab, served.url + PAGE);
  await mark(tab);
  await tab.evaluate(() => scrollTo(0, 300));
  const sheet = "templates/assets/css/base.css";
  const old = served.read(sheet);
  const color = () => getComputedStyle(document.querySelector("h1")).color;
  const first = await tab.evaluate(color);
  const faults = [];
  for (const [text, wanted] of [[`${old}\n@layer figures { h1 { color: rgb(1, 2, 3) } }\n`, "rgb(1, 2, 3)"], [old, first]]) {
    served.write(sheet, text);
    const reached = (color) => getComputedStyle(document.querySelector("h1")).color === color;
    faults.push(...await until(tab, `the color ${wanted}`, reached, wanted));
  }
  if (!(await isMarked(tab))) faults.push("the page was loaded again");
  if ((await tab.evaluate(() => scrollY)) !== 300) faults.push("the page has moved");
  // A change of both is a change of the page.
  served.write(sheet, `${old}\n@layer figures { h1 { color: rgb(4, 5, 6) } }\n`);
  served.write(TEXT, `${served.read(TEXT)}\nWords and colors.\n`);
  faults.push(...await until(tab, "the words", hasWords, "Words and colors."));
  faults.push(...await until(tab, "the color", () => getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)"));
  served.write(sheet, old);
  return faults;
}

async function overlayFaults(served, tab) {
  await visit(tab, served.url + PAGE);
  await mark(tab);
  const good = served.read(TEXT);
  const broken = `${good}\n[Broken](nowhere.en.md)\n`;
  const place = `${TEXT}:${broken.trimEnd().split("\n").length}:1`;
  served.replace(TEXT, broken);
  const faults = await until(tab, "the error", hasOverlay, place);
  const shown = await tab.evaluate(overlay);
  for (const words of ["error[dead-link]", "[Broken](nowhere.en.md)", "help: "]) {
    if (!shown.includes(words)) faults.push(`the error does not show ${words}: ${shown}`);
  }
  const looks = await tab.evaluate(() => {
    const box = document.querySelector("spiega-errors").shadowRoot.querySelector("section");
    return { position: getComputedStyle(box).position, role: box.getAttribute("role"), seen: box.getBoundingClientRect().height };
  });
  if (looks.position !== "fixed" || looks.role !== "region" || looks.seen < 50) faults.push(`it looks like ${JSON.stringify(looks)}`);
  if (!(await isMarked(tab))) faults.push("the last good page went away");
  await tab.keyboard.press("Escape");
  faults.push(...await until(tab, "no error after Escape", hasNoOverlay));
  await visit(tab, `${served.url}en/sources/`);
  faults.push(...await until(tab, "the error on a page opened later", hasOverlay, place));
  served.replace(TEXT, good);
  faults.push(...await until(tab, "no error when it is mended", hasNoOverlay));
  return faults;
}

async function renameFaults(served, tab) {
  const old = served.read(TEXT);
  await visit(tab, served.url + PAGE);
  const title = await tab.title();
  served.write(TEXT, old.replace(/^slug: .*\n/m, "").replace(/^title:/m, "slug: renamed\ntitle:"));
  const isOther = (title) => document.title !== title && document.body !== null;
  const faults = await until(tab, "the page for what is missing", isOther, title);
  const status = async (path) => (await fetch(served.url + path)).status;
  if ((await status(PAGE)) !== 404 || (await status("en/renamed/")) !== 200) faults.push("the addresses have not changed");
  served.write(TEXT, old);
  faults.push(...await until(tab, "the page again", (title) => document.title === title, title));
  return faults;
}

/** The page is open while the program ends, the text changes, and the program begins again. */
async function restartFaults(served, tab) {
  await visit(tab, served.url + PAGE);
  const { port } = new URL(served.url);
  const code = await served.stop();
  const faults = code === 0 ? [] : [`it ended with ${code}`];
  served.write(TEXT, `${served.read(TEXT)}\nWritten in between.\n`);
  await served.start(port);
  return [...faults, ...await until(tab, "what was written in between", hasWords, "Written in between.")];
}

async function brokenStartFaults(served, tab) {
  await served.stop();
  const good = served.read(TEXT);
  served.write(TEXT, "no front matter\n");
  await served.start();
  await tab.goto(served.url + PAGE, { waitUntil: "load" });
  const faults = await until(tab, "the error", hasOverlay, `${TEXT}:1:1`);
  served.write(TEXT, good);
  faults.push(...await until(tab, "the page", (words) => document.querySelector("main")?.textContent.includes(words), "Written in between."));
  faults.push(...await until(tab, "no error", hasNoOverlay));
  return faults;
}

/** From the save of a text to its words on the page, in ms, sorted. */
async function latencies(served, tab) {
  await visit(tab, served.url + PAGE);
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, 600)); // people do not save twice within this time
    const words = `Round ${round} of the measuring.`;
    const text = `${served.read(TEXT)}\n${words}\n`;
    const start = performance.now();
    served.replace(TEXT, text);
    const faults = await until(tab, words, hasWords, words);
    if (faults.length) throw new Error(faults[0]);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

export async function check(report, program, project, browser) {
  await inTempDir(async (root) => {
    copySite(project, root);
    const served = await new Served(program, root).start();
    const complaints = [];
    const { tab, close } = await openTab(browser, complaints);
    try {
      report.check("a saved text loads its page again, scrolled as it was", await reloadFaults(served, tab));
      report.check("styles change without loading the page again", await styleFaults(served, tab));
      report.check("errors stand over the page until they are mended", await overlayFaults(served, tab));
      report.check("a page with another address is missing at the old one", await renameFaults(served, tab));
      const times = await latencies(served, tab);
      const median = times[Math.floor(times.length / 2)];
      const detail = `median ${median.toFixed(0)} ms, slowest ${times.at(-1).toFixed(0)} ms`;
      report.check("what is saved is soon seen", median > MAX_MEDIAN ? [`${detail}; at most ${MAX_MEDIAN}`] : [], detail);
      report.check("a page that was open all the time catches up", await restartFaults(served, tab));
      report.check("a broken site can be served, and mended", await brokenStartFaults(served, tab));
      report.check("the policy admits all that served pages do", [...new Set(complaints)]);
    } finally {
      await close();
      await served.stop();
    }
  });
}
