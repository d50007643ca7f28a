// The schemas of `spiega schema`, with the settings of .vscode/, in the YAML language server that editors use: nothing to
// say of the real content, and a word on the right line of each broken file.

import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listFiles } from "./files.mjs";
import { LanguageServer } from "./language-server.mjs";
import { spiega } from "./spiega.mjs";

/** One fault each: in `file`, `from` becomes `to`; the server must speak of the line that holds `line`. */
export const BROKEN = [
  { fault: "an unknown key", file: "content/facts/agreement.yaml", from: "  scale: billion", to: "  scala: billion", line: "scala:" },
  { fault: "a wrong status", file: "content/partners/foxconn.yaml", from: "status: announced", to: "status: anounced", line: "anounced" },
  { fault: "an unknown fact", file: "content/partners/foxconn.yaml", from: "facts: [us-facilities", to: "facts: [no-such-fact", line: "no-such-fact" },
  { fault: "a number without quotes", file: "content/facts/agreement.yaml", from: 'value: "1400"', to: "value: 1400", line: "value: 1400" },
  { fault: "a date that is none", file: "content/timeline.yaml", from: "date: 2017-07-26", to: "date: 26/07/2017", line: "26/07/2017" },
  { fault: "a missing key", file: "content/timeline.yaml", from: "  status: superseded\n", to: "", line: "id: wisconsin-promise" },
  { fault: "a wrong language", file: "content/glossary.yaml", from: "term: {it: cablaggio,", to: "term: {fr: cablaggio,", line: "fr: cablaggio" },
  { fault: "an unknown source", file: "content/facts/states.yaml", from: /sources: \[[a-z0-9-]+/, to: "sources: [nobody-says-so", line: "nobody-says-so" },
  { fault: "a wrong kind of relation", file: "content/partners/foxconn.yaml", from: "kind: designs-with", to: "kind: design-with", line: "design-with" },
  { fault: "an entity of another collection", file: "content/partners/foxconn.yaml", from: "to: partners/openai", to: "to: states/ohio", line: "to: states/ohio" },
  { fault: "an unknown entity", file: "content/timeline.yaml", from: "entities: [partners/foxconn,", to: "entities: [partners/foxcon,", line: "partners/foxcon," },
  { fault: "an unknown region", file: "content/states/texas.yaml", from: "region: {code: TX}", to: "region: {code: TEXAS}", line: "TEXAS" },
  { fault: "an unknown unit", file: "content/facts/agreement.yaml", from: "unit: USD", to: "unit: dollars", line: "dollars" },
  { fault: "a claim without a speaker", file: "content/facts/agreement.yaml", from: "  said_by: {it: Sam Altman, en: Sam Altman}\n", to: "", line: "commitments:" },
  { fault: "an unknown kind of field", file: "content/site.yaml", from: "{kind: status, required", to: "{kind: state, required", line: "kind: state" },
  { fault: "an unknown word", file: "templates/strings/en.yaml", from: "skip: ", to: "skipp: ", line: "skipp: " },
  { fault: "a text without a description", file: "front-matter/about.en.yaml", from: /description: .*\n/, to: "", line: "title: " },
];

/** The parts of the settings that are the server's own, with the front matter, which it does not read by itself. */
function serverSettings(settings) {
  const schemas = { ...settings["yaml.schemas"], "./schema/front-matter.json": "front-matter/*.yaml" };
  return { schemas, validate: true, schemaStore: { enable: false } };
}

/** Paths and texts of all YAML of a site, the front matter of texts as files of its own. */
async function texts(root) {
  const found = new Map();
  for (const path of listFiles(root)) {
    const read = async () => readFile(join(root, path), "utf8");
    if (/^(content|templates\/strings)\/.*\.yaml$/.test(path)) found.set(path, await read());
    if (/^content\/.*\.md$/.test(path)) {
      const name = path.replace(/^content\//, "").replaceAll("/", "-").replace(/md$/, "yaml");
      found.set(`front-matter/${name}`, (await read()).split(/^---$/m)[1].trimStart());
    }
  }
  return found;
}

const shown = ({ range, message }) => `line ${range.start.line + 1}: ${message.slice(0, 160)}`;

async function checkContent(report, server, root, files) {
  const faults = await Promise.all(
    [...files].map(async ([path, text]) => {
      const said = await server.diagnostics(join(root, path), text);
      if (said.length > 0) return said.map((one) => `${path}, ${shown(one)}`);
      const ofNonsense = await server.diagnostics(join(root, path), "nonsense: 12\n");
      return ofNonsense.length > 0 ? [] : [`${path} has no schema`];
    }),
  );
  report.check("the language server has nothing to say of the content", faults.flat(), `${files.size} texts`);
}

async function checkBroken(report, server, root, files) {
  const faults = [];
  for (const { fault, file, from, to, line } of BROKEN) {
    const right = files.get(file) ?? "";
    const wrong = right.replace(from, to);
    const wanted = wrong.split("\n").findIndex((text) => text.includes(line));
    const said = right === wrong ? [] : await server.diagnostics(join(root, file), wrong);
    if (!said.some(({ range }) => range.start.line === wanted)) faults.push(`${fault}, line ${wanted + 1} of ${file}: ${said.map(shown).join("; ") || "nothing said"}`);
  }
  report.check("the language server names the line of each fault", faults, `${BROKEN.length} broken texts`);
}

async function checkCompletions(report, server, root, files) {
  const text = `${files.get("content/facts/agreement.yaml")}  replaced_by: `;
  const line = text.split("\n").length - 1;
  const offered = await server.completions(join(root, "content/facts/agreement.yaml"), text, { line, character: 15 });
  const missing = ["commitments", "compute-2030"].filter((id) => !offered.includes(id));
  report.check("the language server offers the ids of the site", missing.map((id) => `not offered: ${id}`), `${offered.length} ids`);
}

export async function check(report, program, project) {
  const root = await mkdtemp(join(tmpdir(), "spiega-schema-"));
  let server;
  try {
    for (const folder of ["content", "templates", ".vscode"]) await cp(join(project, folder), join(root, folder), { recursive: true });
    await spiega(program, ["schema", "--root", root]);
    const files = await texts(root);
    server = await LanguageServer.start(root, serverSettings(JSON.parse(await readFile(join(root, ".vscode/settings.json"), "utf8"))));
    await server.findsFault(join(root, "content/site.yaml"), "nonsense: 12\n");
    await checkContent(report, server, root, files);
    await checkBroken(report, server, root, files);
    await checkCompletions(report, server, root, files);
  } finally {
    server?.stop();
    await rm(root, { recursive: true, force: true });
  }
}
