#!/usr/bin/env bash
# Puts what `spiega check --external --format json` found into one issue of the repository: opens it, brings it up
# to date, or closes it when nothing is left. Needs gh with a token, jq, and what GitHub Actions sets.
set -euo pipefail

readonly found=$1
readonly title="Links and dates to look at"
readonly most=200 # entries of at most 300 characters: an issue holds 65,536

body=$(mktemp)
trap 'rm -f "$body"' EXIT

# The open issue that an earlier run has made.
number=$(gh issue list --app github-actions --state open --limit 100 --json number,title \
  --jq "map(select(.title == \"$title\")) | .[0].number // empty")

if [ ! -s "$found" ]; then
  echo "nothing to look at"
  if [ -n "$number" ]; then
    gh issue close "$number" --comment "Nothing is left to look at, as of $(date -u +%F)."
  fi
  exit 0
fi

jq -rs --arg blob "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/$GITHUB_SHA" --argjson most "$most" '
  def place: if .file then " [\(.file), line \(.line)](\($blob)/\(.file)#L\(.line))" else "" end;
  def entry: "- `\(.code)`\(place): \(.message)\(if .help then " (\(.help))" else "" end)"[:300];
  def part(severity; heading):
    map(select(.severity == severity) | entry) | if length == 0 then empty else "## \(heading)", "", .[], "" end;
  (length - $most) as $left
  | (sort_by({error: 0, warning: 1, note: 2}[.severity]) | .[:$most])
  | part("error"; "Wrong"),
    part("warning"; "To be mended"),
    part("note"; "To be looked at: this proves nothing by itself"),
    (if $left > 0 then "And \($left) more.", "" else empty end)
' "$found" >"$body"
printf 'As of %s, found by [this run](%s). The next one, a month from now, writes this text anew.\n' \
  "$(date -u +%F)" "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" >>"$body"

if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$body"
else
  gh issue create --title "$title" --body-file "$body"
fi
