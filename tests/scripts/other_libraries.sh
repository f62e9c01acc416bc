#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A base that other versions of ICU or libstemmer analyzed: every program that works with it says so,
# once, with the remedy, and the remedy works.
# Usage: other_libraries.sh PROGRAMS
set -euo pipefail

programs=$1
for program in funnel-indexer funnel-searcher funnel-server; do
  [ -x "$programs/$program" ] || { echo "no $program: build it first" >&2; exit 77; }
done

work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
kb=$work/kb
mkdir "$work/articles"
printf '# Printer offline\n\nSwitch it on.\n' >"$work/articles/offline.md"

fail() {
  echo "other_libraries.sh: error: $1" >&2
  cat "$work/said" >&2
  exit 1
}

indexer() {
  "$programs/funnel-indexer" "$@" >"$work/said" 2>&1 || fail "funnel-indexer $1 failed"
}

# expect TIMES WHAT: so often the remedy is named in what was said
expect() {
  [ "$(grep -c "analyzed with .*run funnel-indexer rebuild --kb $kb" "$work/said")" -eq "$1" ] ||
    fail "$2 does not warn $1 times"
}

all() {
  indexer index --kb "$kb" "$work/articles"
  expect "$1" index
  indexer publish --kb "$kb" "$work/articles/offline.md"
  expect "$1" publish
  indexer sync --kb "$kb" "$work/articles"
  expect "$1" sync
  indexer status --kb "$kb"
  expect "$1" status
  indexer verify --kb "$kb"
  expect "$1" verify
  "$programs/funnel-searcher" status --kb "$kb" >"$work/said" || fail "funnel-searcher failed"
  expect "$1" "funnel-searcher status"
  coproc SERVER { exec "$programs/funnel-server" --kb "$kb" --listen 127.0.0.1:0 2>"$work/said"; }
  server=$SERVER_PID
  read -r -t 60 _ <&"${SERVER[0]}" || fail "the server did not start"
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
  expect "$1" "the server"
}

indexer index --kb "$kb" "$work/articles"
expect 0 index
manifest=$(echo "$kb"/gen-*/manifest.json)
sed -i -E 's/"analysis":"[^"]*"/"analysis":"other"/' "$manifest"
grep -q '"analysis":"other"' "$manifest" || fail "the manifest has no fingerprint"
all 1
indexer rebuild --kb "$kb"
all 0
echo "other_libraries: told by seven, and gone after a rebuild"
