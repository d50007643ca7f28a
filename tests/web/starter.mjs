// The sites that `spiega init` makes: without a fault when all counts, every link right under /repo/, axe-clean.

import { join } from "node:path";
import { check as checkLinks } from "./crawl.mjs";
import { axeFaults } from "./axe.mjs";
import { withTabs } from "./browser.mjs";
import { inTempDir } from "./files.mjs";
import { openSite } from "./site.mjs";
import { buildArgs, spiega } from "./spiega.mjs";

const BASE = "/repo/";
const SITES = [["it", "en"], ["de", "fr"], ["en"]];

/** All pages of Italian, and one of a kind elsewhere: the other sites have the same templates and fewer words of their own. */
function looked(site, language) {
  const kinds = /^\/(..\/)?(404\.html|partners\/council\/|facts\/|timeline\/)?$/;
  return site.pages.filter((page) => (language === "it" ? page.lang === "it" : kinds.test(page.path)));
}

async function checkSite(report, program, browser, languages) {
  const name = `of a new site in ${languages.join(" and ")}`;
  await inTempDir(async (dir) => {
    const [root, output] = [join(dir, "site"), join(dir, "output")];
    await spiega(program, ["init", root, "--lang", languages.join(",")]);
    const { stderr } = await spiega(program, ["check", "--strict", "--root", root]);
    report.check(`check --strict ${name}`, stderr.split("\n").filter(Boolean));
    await spiega(program, buildArgs(root, output, "--base-url", `http://127.0.0.1:8000${BASE}`));
    await checkLinks(report, { dir: output, base: BASE, name });
    const site = await openSite(output, BASE);
    const pages = looked(site, languages[0]);
    const faults = pages.length === 0 ? ["there is no page to look at"] : [];
    await withTabs(browser, pages, 3, async (page, tab) => {
      const found = await axeFaults(tab, site.at(page)).catch((error) => [String(error)]);
      faults.push(...found.map((fault) => `${page.path}: ${fault}`));
    });
    await site.close();
    report.check(`axe ${name}`, faults, `${pages.length} pages`);
  });
}

export async function check(report, program, browser) {
  for (const languages of SITES) await checkSite(report, program, browser, languages);
}
