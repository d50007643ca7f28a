#!/usr/bin/env bash
# Everything that must hold, in one command: formatting, lints, documentation, the program's tests, and the
# built site in a browser. Every step runs, whatever the one before it did. The last line is the count.
#
# On Debian and Ubuntu it installs what it needs and lacks (as root, or with sudo that asks nothing).
set -u
cd "$(dirname "$0")" || exit 1

readonly MINUTES=25 # for everything; a step that is still running then has failed
readonly URL=http://127.0.0.1:8000/
export CARGO_TERM_COLOR=never

passed=0 failed=0
failures=()
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

title() { printf '\n== %s\n' "$*"; }
pass() { passed=$((passed + 1)); printf 'ok %s\n' "$1"; }
fail() { failed=$((failed + 1)); failures+=("$1"); printf 'FAIL %s\n' "$1"; }

# Runs a command with what is left of the time; its output is shown and kept in $work/log.
limited() {
  local left=$((MINUTES * 60 - SECONDS))
  if ((left <= 0)); then
    echo "no time left of $MINUTES minutes" | tee "$work/log"
    return 124
  fi
  timeout --kill-after=20 "$left" "$@" 2>&1 | tee "$work/log"
  return "${PIPESTATUS[0]}"
}

step() {
  local name=$1 start=$SECONDS
  shift
  title "$name"
  if limited "$@"; then pass "$name ($((SECONDS - start)) s)"; else fail "$name"; fi
}

# ---- what the tests need ----

have() { command -v "$1" >/dev/null 2>&1; }
have_browser() { [ -n "${CHROME:-}" ] || have chromium || have chromium-browser || have google-chrome-stable || have google-chrome; }
have_node() { have npm && have node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }
have_fonts() { have fc-list && fc-list 2>/dev/null | grep -qi 'noto *serif'; }

missing_packages() {
  have cc || echo gcc libc6-dev
  have_browser || echo chromium
  have java || echo default-jre-headless
  have_node || echo nodejs npm
  have_fonts || echo fonts-noto-core fontconfig
}

install() {
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    have sudo && sudo -n true 2>/dev/null || return 1
    root=(sudo -n)
  fi
  have apt-get || return 1
  {
    "${root[@]}" apt-get update &&
      "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
  } >"$work/apt.log" 2>&1 || { tail -n 15 "$work/apt.log"; return 1; }
}

title tools
read -ra packages <<<"$(missing_packages | tr '\n' ' ')"
if [ "${#packages[@]}" -gt 0 ]; then
  echo "to install: ${packages[*]}"
  install "${packages[@]}" || echo "cannot install here; please run: apt-get install ${packages[*]}"
  hash -r
fi
have cargo || echo "missing: cargo; see https://rustup.rs"
read -ra packages <<<"$(missing_packages | tr '\n' ' ')"
if [ "${#packages[@]}" -eq 0 ] && have cargo; then pass tools; else fail "tools (still missing: ${packages[*]:-cargo})"; fi

# ---- the program ----

step "cargo fmt" cargo fmt --check
step "cargo clippy" cargo clippy --quiet --all-targets -- -D warnings
step "cargo check without cards, network and server" env RUSTFLAGS="-D warnings" cargo check --quiet --no-default-features
step "cargo doc" env RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps

title "cargo test"
limited cargo test --release --no-fail-fast
status=$?
read -r tests_passed tests_failed < <(
  awk '/^test result: / { for (i = 1; i < NF; i++) { if ($(i + 1) == "passed;") p += $i; if ($(i + 1) == "failed;") f += $i } }
       END { print p + 0, f + 0 }' "$work/log"
)
passed=$((passed + tests_passed)) failed=$((failed + tests_failed))
if [ "$tests_failed" -gt 0 ]; then failures+=("cargo test: $tests_failed tests"); fi
if [ "$tests_passed" -eq 0 ]; then
  fail "cargo test ran no test"
elif [ "$status" -ne 0 ] && [ "$tests_failed" -eq 0 ]; then
  fail "cargo test ended with $status"
fi

# ---- the site ----

spiega=(cargo run --release --quiet --)
step "check --strict" "${spiega[@]}" check --strict
step "build for $URL" "${spiega[@]}" build --output "$work/site" --base-url "$URL"
step "build for ${URL}repo/" "${spiega[@]}" build --output "$work/repo-site" --base-url "${URL}repo/"
step "build --portable" "${spiega[@]}" build --output "$work/portable-site" --base-url "$URL" --portable

step "npm ci" npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund
title "web"
limited node tests/web/run.mjs --site "$work/site" --repo-site "$work/repo-site" --portable-site "$work/portable-site"
status=$?
summary=$(tail -n 1 "$work/log")
if [[ $summary =~ ^web:\ ([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
  passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
  mapfile -t web_failures < <(grep '^FAIL ' "$work/log")
  failures+=("${web_failures[@]#FAIL }")
else
  fail "web ended with $status and no summary"
fi

# ---- the count ----

title "result after $((SECONDS / 60)) min $((SECONDS % 60)) s"
for failure in "${failures[@]}"; do printf 'FAIL %s\n' "$failure"; done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
