#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/tune on two tiny collections of which one has no base. Argument: folder of the programs.
set -euo pipefail

bin=$1
tool=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/tools/tune
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# expect CODE PATTERN COMMAND...: its exit code, and a line that it prints somewhere
expect() {
  local wanted=$1 pattern=$2 code=0
  shift 2
  "$@" >"$work/out" 2>&1 || code=$?
  [[ $code == "$wanted" ]] && grep -qE -- "$pattern" "$work/out" && return
  echo "tune.sh: error: exit code $code, not $wanted with '$pattern': $*"
  cat "$work/out"
  failures=1
}

for name in alpha-en beta-en; do
  mkdir -p "$work/sets/$name" "$work/bases"
  printf '%s\n' >"$work/sets/$name/corpus.jsonl" \
    '{"_id":"d1","title":"Printer queue is stuck","text":"It never leaves.","lang":"en"}' \
    '{"_id":"d2","title":"Camera stays black","text":"It is in use.","lang":"en"}'
  printf '%s\n' >"$work/sets/$name/queries.jsonl" \
    '{"_id":"q1","text":"queue stuck","lang":"en","type":"title"}'
  printf 'query-id\tcorpus-id\tscore\nq1\td1\t1\n' >"$work/sets/$name/qrels.tsv"
done
"$bin/funnel-indexer" index --kb "$work/bases/alpha-en" "$work/sets/alpha-en/corpus.jsonl" \
  >"$work/log" 2>&1

expect 0 '^Usage' "$tool" --help
expect 2 'a folder of collections and one of bases' "$tool" "$work/sets"
expect 2 "unknown option '--nonsense'" "$tool" --nonsense "$work/sets" "$work/bases"
expect 1 'no such folder' "$tool" "$work/sets" "$work/none"
expect 1 'is no number of the ranking' \
  "$tool" --bin "$bin" --only nonsense "$work/sets" "$work/bases"
expect 1 "no collection named 'beta" "$tool" --bin "$bin" --sets 'beta*' "$work/sets" "$work/bases"
expect 0 'warning: beta-en has no base' "$tool" --bin "$bin" --only pair "$work/sets" "$work/bases"
expect 0 '^alpha-en +1 +1\.0000 +1\.0000 +\+0\.0000$' \
  "$tool" --bin "$bin" --only pair,stem --sweeps 1 --ranking k1=1 "$work/sets" "$work/bases"

exit "$failures"
