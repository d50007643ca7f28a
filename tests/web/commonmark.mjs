// The examples of the CommonMark specification against the program's own Markdown.

import { spawn } from "node:child_process";
import spec from "commonmark-spec";
import { normalize } from "./normalize.mjs";

/**
 * Examples that differ on purpose: number → reason. One that passes all the same is a fault, so the
 * table cannot grow old.
 */
export const DIFFERENT = new Map([]);

/** `{number, section, markdown, html}` of every example; the specification writes a tab as an arrow. */
export function examples() {
  return spec.tests.map(({ number, section, markdown, html }) => ({
    number,
    section,
    markdown: markdown.replaceAll("→", "\t"),
    html: html.replaceAll("→", "\t"),
  }));
}

/** Feeds the Markdown texts to a command as a JSON array and reads its JSON array of HTML texts. */
export function render(command, args, cwd, texts) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: "pipe" });
    const chunks = [];
    let said = "";
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => (said = (said + chunk).slice(-2_000)));
    child.on("error", reject);
    child.stdin.on("error", () => {}); // the exit code tells more
    child.on("close", (code) => {
      if (code !== 0) return reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${said}`));
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      } catch (error) {
        reject(error);
      }
    });
    child.stdin.end(JSON.stringify(texts));
  });
}

/** Faults of the rendered examples, and how many came out as the specification says. */
export function commonmarkFaults(tests, rendered, different = DIFFERENT) {
  const faults = [];
  let same = 0;
  if (rendered.length !== tests.length) faults.push(`${tests.length} examples, ${rendered.length} answers`);
  tests.forEach(({ number, section, markdown, html }, index) => {
    const [expected, actual] = [normalize(html), normalize(rendered[index] ?? "")];
    const reason = different.get(number);
    if (expected === actual) {
      same += 1;
      if (reason) faults.push(`example ${number} is listed as different (${reason}) and is not`);
    } else if (!reason) {
      const show = (text) => JSON.stringify(text.length > 160 ? `${text.slice(0, 160)}…` : text);
      faults.push(`example ${number} (${section}) ${show(markdown)}: expected ${show(expected)}, got ${show(actual)}`);
    }
  });
  for (const number of different.keys()) {
    if (!tests.some((test) => test.number === number)) faults.push(`example ${number} is listed and does not exist`);
  }
  return { faults, same };
}

export async function check(report, project) {
  const tests = examples();
  const args = ["run", "--release", "--quiet", "--example", "markdown"];
  const rendered = await render("cargo", args, project, tests.map(({ markdown }) => markdown));
  const { faults, same } = commonmarkFaults(tests, rendered);
  report.check("CommonMark examples", faults, `${same} of ${tests.length} as specified, ${DIFFERENT.size} listed as different`);
}
