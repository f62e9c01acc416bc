#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The site in a real browser (tests/browser): funnel-server over the base of corpus/, asked by
# Playwright through Debian's Chromium. The packages of npm are kept in build/browser.
# Usage: browser.sh PROGRAMS, with the repository root as the working directory
set -euo pipefail

programs=$1
for program in funnel-indexer funnel-server; do
  [ -x "$programs/$program" ] || { echo "no $programs/$program: build it first" >&2; exit 77; }
done
for tool in node npm chromium; do
  command -v $tool >/dev/null || { echo "no $tool: tools/setup installs it" >&2; exit 77; }
done

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

modules=build/browser
mkdir -p $modules
cp tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc $modules/
if ! cmp -s $modules/package-lock.json $modules/installed.json; then
  if ! (cd $modules && npm ci --no-progress) >"$work/npm" 2>&1; then
    cat "$work/npm" >&2
    if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|CERT|code E[45][0-9][0-9]' "$work/npm"; then
      echo "browser.sh: skipped: npm reaches no registry here" >&2
      exit 77
    fi
    exit 1
  fi
  cp $modules/package-lock.json $modules/installed.json
fi
cp tests/browser/*.mjs $modules/

"$programs/funnel-indexer" index --kb "$work/kb" corpus >"$work/index" 2>&1 ||
  { cat "$work/index" >&2; exit 1; }
"$programs/funnel-server" --kb "$work/kb" --listen 127.0.0.1:0 >"$work/address" 2>"$work/log" &
server=$!
for _ in $(seq 100); do
  [ ! -s "$work/address" ] || break
  kill -0 $server 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
FUNNEL_SITE=$(sed 's,/$,,' "$work/address")
FUNNEL_CHROMIUM=$(command -v chromium)
export FUNNEL_SITE FUNNEL_CHROMIUM
cd $modules
node --test
