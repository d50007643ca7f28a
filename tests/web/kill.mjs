// A build that is killed leaves the old site or the new one, whole; the next build puts all else right.

import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { copyTree, inTempDir, isDirectory, listFiles, treeDifferences, treeHashes } from "./files.mjs";
import { buildArgs, killAfter, spiega } from "./spiega.mjs";

const ROUNDS = 50;

/** Copies the site to `to`. */
export function copySite(project, to) {
  for (const part of ["content", "templates"]) copyTree(join(project, part), join(to, part));
}

/** Another version of the same site: every text says more, and there is a page more in each language. */
export function changeSite(root) {
  const content = join(root, "content");
  const texts = listFiles(content).filter((file) => file.endsWith(".md"));
  for (const file of texts) appendFileSync(join(content, file), "\nOne sentence more.\n");
  const languages = new Set(texts.map((file) => file.split(".").at(-2)));
  for (const language of languages) {
    const description = `A page in ${language} that stands in one version of the site only, so that files come and go.`;
    const front = `---\ntitle: "One page more (${language})"\ndescription: "${description}"\nupdated: 2026-11-25\n---\n`;
    writeFileSync(join(content, `one-more.${language}.md`), `${front}\nA lead.\n\n## A section {#section}\n\nA text.\n`);
  }
}

/** What stands beside the output and should not. */
function leftovers(output) {
  const allowed = new Set([basename(output), `.${basename(output)}.spiega`]);
  return readdirSync(dirname(output)).filter((name) => !allowed.has(name)).map((name) => `${name} is left beside the output`);
}

async function timedBuild(program, args) {
  const start = performance.now();
  await spiega(program, args);
  return performance.now() - start;
}

/**
 * Goes from version A to B, or back, `rounds` times, and kills the build at a random moment.
 * `outcomes` counts how many rounds ended in the old and in the new version.
 */
export async function killFaults(program, versions, dir, rounds = ROUNDS) {
  const output = join(dir, "site", "public");
  mkdirSync(dirname(output));
  const sides = [];
  for (const [name, root] of Object.entries(versions)) {
    const elsewhere = join(dir, `expected-${name}`, "public");
    mkdirSync(dirname(elsewhere));
    await spiega(program, buildArgs(root, elsewhere));
    sides.push({ name, args: buildArgs(root, output), expected: treeHashes(elsewhere) });
  }
  const times = [];
  for (const side of [...sides, ...sides]) times.push(await timedBuild(program, side.args));
  const duration = Math.max(...times.slice(1));
  const faults = [];
  const outcomes = { old: 0, new: 0, killed: 0 };
  for (let round = 0; round < rounds && faults.length === 0; round++) {
    const [from, to] = round % 2 ? [sides[1], sides[0]] : sides;
    await spiega(program, from.args);
    // Spread over the whole time, at random within each share of it.
    const delay = ((round + Math.random()) / rounds) * 1.2 * duration;
    const { killed } = await killAfter(program, to.args, delay);
    const label = `round ${round + 1}, killed after ${delay.toFixed(1)} of ${duration.toFixed(1)} ms`;
    const found = isDirectory(output) ? treeHashes(output) : new Map();
    const [old, fresh] = [treeDifferences(found, from.expected), treeDifferences(found, to.expected)];
    outcomes.killed += killed;
    if (fresh.length === 0) outcomes.new += 1;
    else if (old.length === 0) outcomes.old += 1;
    else faults.push(`${label}: neither ${from.name} (${old.length} differences) nor ${to.name}: ${fresh.slice(0, 5).join(", ")}`);
    await spiega(program, to.args);
    const after = [...treeDifferences(treeHashes(output), to.expected), ...leftovers(output)];
    if (after.length) faults.push(`${label}: the next build does not put it right: ${after.slice(0, 5).join(", ")}`);
  }
  return { faults, outcomes, duration };
}

export async function check(report, program, project) {
  await inTempDir(async (dir) => {
    const versions = { A: join(dir, "A"), B: join(dir, "B") };
    for (const root of Object.values(versions)) copySite(project, root);
    changeSite(versions.B);
    const { faults, outcomes, duration } = await killFaults(program, versions, dir);
    const detail = `${ROUNDS} rounds of ${duration.toFixed(0)} ms: ${outcomes.killed} killed, ${outcomes.old} old, ${outcomes.new} new`;
    report.check("killed builds leave one whole site", faults, detail);
  });
}
