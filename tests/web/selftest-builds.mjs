// Shows that the checks of the builds can fail: small programs stand in for the generator, good and bad ones.

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commonmarkFaults } from "./commonmark.mjs";
import { inTempDir } from "./files.mjs";
import { killFaults } from "./kill.mjs";
import { reproducibleFaults } from "./reproducible.mjs";

/**
 * A program that "builds" by copying content/ into the output. `publish` is its last part: it has
 * `files` ([name, text]), `output` and `staging`, a folder beside the output.
 */
const PROGRAM = (publish) => `#!/usr/bin/env node
const fs = require("node:fs"), path = require("node:path");
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const output = argument("--output"), content = path.join(argument("--root"), "content");
const staging = path.join(path.dirname(output), "." + path.basename(output) + ".spiega");
const files = fs.readdirSync(content).map((name) => [name, fs.readFileSync(path.join(content, name), "utf8")]);
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const write = (dir, [name, text]) => { fs.mkdirSync(dir, { recursive: true }); fs.writeFileSync(path.join(dir, name), text); pause(8); };
${publish}`;

// The output is a link to a finished folder, and one rename moves it to the next.
const LINKED = (text) => `
const fresh = path.join(staging, String(process.pid)), link = path.join(staging, "next");
for (const [name, content] of files) write(fresh, [name, ${text}]);
fs.rmSync(link, { force: true });
fs.symlinkSync(fresh, link);
fs.renameSync(link, output);`;

const IN_PLACE = `
fs.rmSync(output, { recursive: true, force: true });
for (const file of files) { write(output, file); pause(30); }`;

const LITTERING = `${LINKED("content")}
fs.writeFileSync(path.join(path.dirname(output), "litter"), "");`;

function program(dir, name, publish) {
  const path = join(dir, name);
  writeFileSync(path, PROGRAM(publish));
  chmodSync(path, 0o755);
  return path;
}

function site(root, text) {
  mkdirSync(join(root, "content"), { recursive: true });
  for (let n = 0; n < 8; n++) writeFileSync(join(root, "content", `${n}.txt`), `${text} ${n}`);
  return root;
}

async function killed(publish, rounds) {
  return inTempDir(async (dir) => {
    const versions = { A: site(join(dir, "A"), "a"), B: site(join(dir, "B"), "b") };
    return (await killFaults(program(dir, "stand-in.cjs", publish), versions, dir, rounds)).faults;
  });
}

async function reproduced(publish) {
  return inTempDir((dir) => reproducibleFaults(program(dir, "stand-in.cjs", publish), site(join(dir, "site"), "a")));
}

const expect = (faults, expected) => (faults.some((fault) => expected.test(fault)) ? [] : [`no fault like ${expected}`, ...faults]);

export async function check(report) {
  report.check("self-test: killed builds passes a good program", await killed(LINKED("content"), 6));
  report.check("self-test: killed builds sees: a program that writes in place", expect(await killed(IN_PLACE, 16), /neither [AB] .* nor [AB]/));
  report.check("self-test: killed builds sees: a file left behind", expect(await killed(LITTERING, 2), /litter is left/));
  report.check("self-test: same bytes passes a good program", await reproduced(LINKED("content")));
  report.check("self-test: same bytes sees: the time zone", expect(await reproduced(LINKED("content + new Date(0)")), /differs/));
  report.check("self-test: same bytes sees: the folder", expect(await reproduced(LINKED("content + output")), /differs/));
  const tests = [{ number: 1, section: "x", markdown: "a", html: "<p>a</p>\n" }];
  report.check("self-test: CommonMark passes equal HTML", commonmarkFaults(tests, ["  <p>a</p>"], new Map()).faults);
  report.check("self-test: CommonMark sees: other HTML", expect(commonmarkFaults(tests, ["<p>b</p>"], new Map()).faults, /example 1 .*expected/));
  report.check("self-test: CommonMark sees: a listed example that passes", expect(commonmarkFaults(tests, ["<p>a</p>"], new Map([[1, "why"]])).faults, /listed as different/));
}
