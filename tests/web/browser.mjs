// The system's Chromium, driven through puppeteer-core; nothing is downloaded.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
];

/** Path of the first of these programs that is on PATH, or null. */
export function findOnPath(names) {
  for (const name of names) {
    for (const dir of (process.env.PATH ?? "").split(delimiter)) {
      if (dir && existsSync(join(dir, name))) return join(dir, name);
    }
  }
  return null;
}

/** Path of the browser: $CHROME, else the first known name on PATH. */
export function browserPath() {
  const path = process.env.CHROME || findOnPath(NAMES);
  if (!path) throw new Error(`no browser found: install one of ${NAMES.join(", ")}, or set CHROME`);
  return path;
}

/** Starts the browser with a profile of its own; `close` removes it. */
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), "spiega-browser-"));
  const browser = await puppeteer.launch({
    executablePath: browserPath(),
    headless: true,
    userDataDir: profile,
    args: FLAGS,
    protocolTimeout: 120_000,
  });
  const close = async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close };
}

/** Opens tabs and hands them to `work(item, tab)`, `width` at a time. */
export async function withTabs(browser, items, width, work) {
  let next = 0;
  const worker = async () => {
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    try {
      while (next < items.length) await work(items[next++], tab);
    } finally {
      await context.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}

/** Goes to an address and waits for the page to be complete. */
export async function visit(tab, url) {
  const response = await tab.goto(url, { waitUntil: "load", timeout: 30_000 });
  if (!response?.ok()) throw new Error(`${url} answers ${response?.status()}`);
}

/** Sets width in CSS pixels and colour scheme. */
export async function setView(tab, { width, height = 844, scheme = "light", scale = 1 }) {
  await tab.setViewport({ width, height, deviceScaleFactor: scale });
  await tab.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}
