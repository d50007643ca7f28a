// The same input gives the same bytes: two builds that share nothing but the input.

import { join } from "node:path";
import { copyTree, inTempDir, isDirectory, treeDifferences, treeHashes } from "./files.mjs";
import { buildArgs, spiega } from "./spiega.mjs";

const BUILDS = [
  { folder: "one", order: (paths) => paths, env: { TZ: "UTC", LANG: "C", LC_ALL: "C", RAYON_NUM_THREADS: "1" } },
  {
    folder: "a second, deeper/folder (2)",
    order: (paths) => paths.toReversed?.() ?? [...paths].reverse(), // so that folders list their files otherwise
    env: { TZ: "Pacific/Kiritimati", LANG: "it_IT.UTF-8", LC_ALL: "", RAYON_NUM_THREADS: "4" },
  },
];

/** Sentences that say where two builds of the same site differ. */
export async function reproducibleFaults(program, project) {
  return inTempDir(async (dir) => {
    const trees = [];
    for (const { folder, order, env } of BUILDS) {
      const root = join(dir, folder);
      for (const part of ["content", "templates"]) {
        if (isDirectory(join(project, part))) copyTree(join(project, part), join(root, part), { order });
      }
      const output = join(root, "public");
      await spiega(program, buildArgs(root, output), { env: { ...process.env, ...env }, cwd: root });
      trees.push(treeHashes(output));
    }
    const [first, second] = trees;
    if (first.size === 0) return ["the build wrote nothing"];
    return treeDifferences(second, first);
  });
}

export async function check(report, program, project) {
  report.check("two builds give the same bytes", await reproducibleFaults(program, project));
}
