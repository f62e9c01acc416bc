#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/bench on a base of two articles: every figure is there, and what is wrong is said.
# Usage: bench.sh PROGRAMS
set -euo pipefail

bin=$1
[ -x "$bin/funnel_times" ] || { echo "no funnel_times: build it first" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "bench.sh: error: $1" >&2
  cat "$work/out" "$work/err" >&2
  exit 1
}

# expect CODE ARGUMENTS...
expect() {
  local wanted=$1 code=0
  shift
  tools/bench "$@" >"$work/out" 2>"$work/err" || code=$?
  [ "$code" -eq "$wanted" ] || fail "exit code $code instead of $wanted: $*"
}

# printed PATTERN: the last output has a line like it
printed() {
  grep -qE -- "$1" "$work/out" || fail "no line like '$1'"
}

printf '%s\n' '{"_id":"1","title":"Printer queue is stuck","text":"It never prints.","lang":"en"}' \
  '{"_id":"2","title":"Camera stays black","text":"Another program has it.","lang":"en"}' \
  >"$work/corpus.jsonl"
printf '%s\n' '{"_id":"q1","text":"camera black","lang":"en","type":"title"}' \
  '{"_id":"q2","text":"printer queue","lang":"en","type":"title"}' \
  '{"_id":"q3","text":"stuck","lang":"en","type":"word"}' >"$work/queries.jsonl"
number='[0-9]+\.[0-9]+'

expect 0 --bin "$bin" --vs "$bin" --rounds 1 --keep "$work/bases" "$work/corpus.jsonl" \
  "$work/queries.jsonl"
for name in here there; do
  printed "^$name( +$number){2} +$number +$number +$number +all $number,.* postlist $number"
  printed "^$name +title +2 +0 \|( +$number){4} \|( +$number){3} \| +$number$"
  printed "^$name +word +1 +0 "
  printed "^$name +all +3 +0 "
done
# What is there already is not indexed again, and the machine-readable form has the same.
expect 0 --bin "$bin" --rounds 1 --max-per-type 1 --keep "$work/bases" --json \
  "$work/corpus.jsonl" "$work/queries.jsonl"
! grep -q indexing "$work/out" || fail "a base that is there was indexed"
printed '^\{"measure":"questions","server":"here","type":"title","questions":1,"failed":0,"cpu_mean":'
expect 0 --bin "$bin" --json "$work/corpus.jsonl" "$work/queries.jsonl"
printed '^\{"measure":"indexing","server":"here","cpuSeconds":[0-9.]+,.*"parts":\{"all":[0-9]+,'

expect 2
expect 2 --nonsense "$work/corpus.jsonl" "$work/queries.jsonl"
expect 2 --bin "$bin" --rounds 0 "$work/corpus.jsonl" "$work/queries.jsonl"
expect 1 --bin "$bin" "$work/none.jsonl" "$work/queries.jsonl"
expect 1 --bin "$bin" --vs "$work" "$work/corpus.jsonl" "$work/queries.jsonl"
echo '{"title":"no id"}' >"$work/bad.jsonl"
expect 1 --bin "$bin" "$work/bad.jsonl" "$work/queries.jsonl"
