// Every check of the web side, one line each; the last line is `web: N passed, N failed`.
//
// node run.mjs --site DIR --repo-site DIR --portable-site DIR [--only links,axe,…]
// The three are builds of the same site: for the root of a host, for /repo/, and with --portable.

import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { Report } from "./report.mjs";
import { launch } from "./browser.mjs";
import { isDirectory } from "./files.mjs";
import { openSite } from "./site.mjs";
import { binary } from "./spiega.mjs";

const REPO_BASE = "/repo/";
const project = fileURLToPath(new URL("../../", import.meta.url));

const { values } = parseArgs({
  options: {
    site: { type: "string", default: "" },
    "repo-site": { type: "string", default: "" },
    "portable-site": { type: "string", default: "" },
    only: { type: "string", default: "" },
  },
});

const report = new Report();
const only = values.only.split(",").filter(Boolean);
const wanted = (name) => only.length === 0 || only.includes(name);

/** Runs the `check` of a module, unless other groups were asked for. */
async function group(name, module, call) {
  if (!wanted(name)) return;
  await report.group(name, async () => call((await import(module)).check));
}

const pageChecks = [
  ["nu", "./nu.mjs"],
  ["html-validate", "./validate.mjs"],
  ["budget", "./budgets.mjs"],
  ["policy", "./policy.mjs"],
  ["cards", "./cards.mjs"],
  ["no-script", "./noscript.mjs"],
  ["layout", "./layout.mjs"],
  ["lines", "./lines.mjs"],
  ["keyboard", "./keyboard.mjs"],
  ["axe", "./axe.mjs"],
  ["media", "./media.mjs"],
  ["pictures", "./visual.mjs"],
  ["firefox", "./firefox.mjs"],
  ["lighthouse", "./lighthouse.mjs"],
];

/** The checks that look at the built sites. */
async function checkSites(browser) {
  const crawls = [
    { dir: values.site, base: "/", name: "at /" },
    { dir: values["repo-site"], base: REPO_BASE, name: `at ${REPO_BASE}` },
    { dir: values["portable-site"], base: "/", name: "of the portable build", portable: true },
  ];
  for (const options of crawls) {
    if (isDirectory(options.dir)) await group("links", "./crawl.mjs", (check) => check(report, options));
    else if (wanted("links")) report.check(`links ${options.name}`, [`there is no build to look at: ${options.dir}`]);
  }
  if (isDirectory(values["portable-site"])) await group("disk", "./disk.mjs", (check) => check(report, browser, values["portable-site"]));
  // The pages of the builds differ in absolute addresses only; a project page has the longer ones.
  if (!isDirectory(values["repo-site"])) return;
  const site = await openSite(values["repo-site"], REPO_BASE);
  for (const [name, module] of pageChecks) await group(name, module, (check) => check(report, site, browser));
  await group("search", "./search.mjs", (check) => check(report, site, browser, values["portable-site"]));
  await site.close();
}

const { browser, close } = await launch().catch((error) => {
  report.check("the browser starts", [error.message]);
  return { browser: null, close: () => {} };
});
await group("self-test", "./selftest.mjs", (check) => check(report, browser));
await group("self-test-builds", "./selftest-builds.mjs", (check) => check(report));
await report.group("sites", () => checkSites(browser));
await group("starter", "./starter.mjs", (check) => check(report, binary(project), browser));
await group("serve", "./serve.mjs", (check) => check(report, binary(project), project, browser));
await close();
await group("commonmark", "./commonmark.mjs", (check) => check(report, project));
await group("reproducible", "./reproducible.mjs", (check) => check(report, binary(project), project));
await group("schema", "./schema.mjs", (check) => check(report, binary(project), project));
await group("kill", "./kill.mjs", (check) => check(report, binary(project), project));

console.log(report.summary());
process.exitCode = report.failed ? 1 : 0;
