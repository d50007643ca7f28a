// Running the generator itself.

import { execFile, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Builds the program and gives the path of the binary, so that it can be started, and killed, without cargo. */
export function binary(project) {
  const options = { cwd: project, stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 << 20 };
  execFileSync("cargo", ["build", "--release", "--quiet"], options);
  const metadata = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], options);
  return join(JSON.parse(metadata).target_directory, "release", "spiega");
}

/** Arguments of a build of the site in `root` to `output`. */
export function buildArgs(root, output, ...more) {
  return ["build", "--root", root, "--output", output, ...more];
}

/** Runs the program to its end; an exit code other than 0 is an error that holds what it said. */
export async function spiega(program, args, options = {}) {
  try {
    return await run(program, args, { maxBuffer: 64 << 20, ...options });
  } catch (error) {
    throw new Error(`spiega ${args.join(" ")} ended with ${error.code ?? error.signal}:\n${error.stdout}${error.stderr}`);
  }
}

/** Starts the program and kills it after `delay` ms; tells whether it was still running then. */
export function killAfter(program, args, delay) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), delay);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === "SIGKILL", code });
    });
  });
}
