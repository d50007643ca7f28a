// html-validate, its recommended rules, over every page.

import { HtmlValidate } from "html-validate";

/** Our configuration of html-validate. */
export const CONFIG = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The generator's own ids begin with `_`, so that an author's never meets one.
    "valid-id": ["error", { relaxed: true }],
  },
};

/** Faults of one page, as sentences with line and rule. */
export async function validateFaults(validator, html, file) {
  const report = await validator.validateString(html, file);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message, selector }) => `${file}:${line}:${column} ${ruleId}: ${message}${selector ? ` (${selector})` : ""}`));
}

export async function check(report, site) {
  const validator = new HtmlValidate(CONFIG);
  for (const { file, html } of site.all) report.check(`html-validate ${file}`, await validateFaults(validator, html, file));
}
