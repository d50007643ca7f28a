// A client of the YAML language server: opens texts under its rules, as an editor does, and hears what it says of them.

import { spawn } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";

const SERVER = fileURLToPath(new URL("node_modules/yaml-language-server/bin/yaml-language-server", import.meta.url));
const PATIENCE = 30_000;

export class LanguageServer {
  /** Starts a server for the folder `root`; `settings` are its own, without the prefix `yaml.`. */
  static async start(root, settings) {
    const server = new LanguageServer(settings);
    const uri = pathToFileURL(root).href;
    await server.request("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "site" }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    });
    server.notify("initialized", {});
    await server.configured;
    return server;
  }

  constructor(settings) {
    this.settings = settings;
    this.next = 1;
    this.answers = new Map();
    this.listeners = new Map();
    this.configured = new Promise((resolve) => (this.markConfigured = resolve));
    this.buffer = Buffer.alloc(0);
    this.child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
    this.child.stdout.on("data", (chunk) => this.read(chunk));
  }

  stop() {
    this.child.kill();
  }

  /** What the server says of a text, as if `path` held it; one text of a path at a time. */
  async diagnostics(path, text) {
    const uri = pathToFileURL(path).href;
    const next = () => patiently(`diagnostics of ${path}`, (resolve) => this.listeners.set(uri, resolve));
    const said = next();
    this.open(uri, text);
    const diagnostics = await said;
    // When a text is closed, the server takes back what it said.
    const takenBack = next();
    this.notify("textDocument/didClose", { textDocument: { uri } });
    await takenBack;
    return diagnostics;
  }

  /** Waits until the settings have been taken in, which the server does not tell: until it finds a fault. */
  async findsFault(path, text) {
    for (let tries = 0; tries < 20; tries += 1) if ((await this.diagnostics(path, text)).length > 0) return true;
    return false;
  }

  /** What the server offers at a place of a text, as labels; `position` is `{line, character}`, from 0. */
  async completions(path, text, position) {
    const uri = pathToFileURL(path).href;
    this.open(uri, text);
    const offered = await this.request("textDocument/completion", { textDocument: { uri }, position });
    this.notify("textDocument/didClose", { textDocument: { uri } });
    return (offered.items ?? offered).map((item) => item.label);
  }

  /** Every text is a version of its own: the server remembers what a version said. */
  open(uri, text) {
    const version = this.next++;
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text } });
  }

  request(method, params) {
    const id = this.next++;
    this.send({ id, method, params });
    return patiently(method, (resolve) => this.answers.set(id, resolve));
  }

  notify(method, params) {
    this.send({ method, params });
  }

  send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  read(chunk) {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const head = this.buffer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.buffer.toString("latin1", 0, head))[1]);
      if (this.buffer.length < head + 4 + length) return;
      const message = JSON.parse(this.buffer.toString("utf8", head + 4, head + 4 + length));
      this.buffer = this.buffer.subarray(head + 4 + length);
      this.take(message);
    }
  }

  take({ id, method, params, result, error }) {
    if (method === undefined) {
      this.answers.get(id)?.(error ? Promise.reject(new Error(error.message)) : result);
      this.answers.delete(id);
    } else if (method === "textDocument/publishDiagnostics") {
      this.listeners.get(params.uri)?.(params.diagnostics);
      this.listeners.delete(params.uri);
    } else if (method === "workspace/configuration") {
      this.send({ id, result: params.items.map(({ section }) => (section === "yaml" ? this.settings : null)) });
      this.markConfigured();
    } else if (id !== undefined) {
      this.send({ id, result: null });
    }
  }
}

/** A promise that is not waited for without end. */
function patiently(what, start) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the language server gave no ${what}`)), PATIENCE);
    start((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
