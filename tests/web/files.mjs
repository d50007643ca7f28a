// Files of a folder: list, compare, copy.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Paths of all files below `dir`, relative to it, with `/`, sorted; hidden ones too. */
export function listFiles(dir) {
  const files = [];
  const walk = (prefix) => {
    for (const entry of readdirSync(join(dir, prefix), { withFileTypes: true })) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) walk(`${path}/`);
      else files.push(path);
    }
  };
  walk("");
  return files.sort();
}

/** Path → hash of the bytes, for every file; empty folders are listed with a final `/`. */
export function treeHashes(dir) {
  const hashes = new Map();
  const walk = (prefix) => {
    const entries = readdirSync(join(dir, prefix), { withFileTypes: true });
    if (entries.length === 0 && prefix) hashes.set(prefix, "empty folder");
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) walk(`${path}/`);
      else hashes.set(path, createHash("sha256").update(readFileSync(join(dir, path))).digest("hex"));
    }
  };
  walk("");
  return hashes;
}

/** Sentences that say where the tree `actual` differs from `expected` (both from `treeHashes`). */
export function treeDifferences(actual, expected) {
  const faults = [];
  for (const [path, hash] of expected) {
    if (!actual.has(path)) faults.push(`${path} is missing`);
    else if (actual.get(path) !== hash) faults.push(`${path} differs`);
  }
  for (const path of actual.keys()) if (!expected.has(path)) faults.push(`${path} is one too many`);
  return faults;
}

/** Copies the files of `from` for which `wanted(path)` holds, in the given order of paths. */
export function copyTree(from, to, { wanted = () => true, order = (paths) => paths } = {}) {
  for (const path of order(listFiles(from).filter(wanted))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    copyFileSync(join(from, path), join(to, path));
  }
}

export function isDirectory(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Calls `work` with a new empty folder, which is gone afterwards. */
export async function inTempDir(work) {
  const dir = mkdtempSync(join(tmpdir(), "spiega-"));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
