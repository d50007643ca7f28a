// Collects the results of checks: one line each, faults indented below, a summary at the end.

const SHOWN_FAULTS = 25;

export class Report {
  /** `print` takes a line; give a function that drops lines to collect in silence. */
  constructor(print = (line) => console.log(line)) {
    this.print = print;
    this.passed = 0;
    this.failed = 0;
    /** Every fault of every failed check, as `check: fault`. */
    this.faults = [];
  }

  /** One check: it passes when `faults` (a list of sentences) is empty. `detail` is shown after a pass. */
  check(name, faults, detail = "") {
    if (faults.length === 0) {
      this.passed += 1;
      this.print(`ok ${name}${detail ? `: ${detail}` : ""}`);
      return;
    }
    this.failed += 1;
    this.print(`FAIL ${name}: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`);
    for (const fault of faults.slice(0, SHOWN_FAULTS)) this.print(`     ${fault}`);
    if (faults.length > SHOWN_FAULTS) this.print(`     and ${faults.length - SHOWN_FAULTS} more`);
    this.faults.push(...faults.map((fault) => `${name}: ${fault}`));
  }

  /** A line that is neither a pass nor a failure. */
  note(text) {
    this.print(`   - ${text}`);
  }

  /** Runs one group of checks; an exception in it is a failed check, not the end of the run. */
  async group(name, run) {
    const start = Date.now();
    try {
      await run(this);
    } catch (error) {
      const lines = String(error.stack ?? error).split("\n");
      this.check(`${name} runs to its end`, [lines.slice(0, 6).join("\n     ")]);
    }
    this.note(`${name} took ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }

  summary() {
    return `web: ${this.passed} passed, ${this.failed} failed`;
  }
}

/** Runs `work` on every item, at most `width` at a time; results keep the order of the items. */
export async function inPool(items, width, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async (id) => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], id);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, (_, id) => worker(id)));
  return results;
}
