#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/cross-language, on two tiny parallel collections of which each half has all the words of the
# other. Argument: folder of the programs.
set -euo pipefail

bin=$1
tool=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/tools/cross-language
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
  echo "cross_language.sh: error: $1"
  failures=1
}

# expect CODE COMMAND...: runs it, its output in $work/out and $work/err
expect() {
  local wanted=$1 code=0
  shift
  "$@" >"$work/out" 2>"$work/err" || code=$?
  [[ $code == "$wanted" ]] && return
  fail "exit code $code instead of $wanted: $*"
  cat "$work/out" "$work/err"
}

# collection NAME LANG THINGS STATES: an article and its title as question for each thing and state
collection() {
  local dir=$work/sets/$1 i=0 thing state
  mkdir -p "$dir"
  printf 'query-id\tcorpus-id\tscore\n' >"$dir/qrels.tsv"
  for thing in $3; do
    for state in $4; do
      i=$((i + 1))
      printf '{"_id": "%s-article%02d", "title": "%s %s", "text": "%s.", "lang": "%s"}\n' \
        "$1" $i "$thing" "$state" "$thing" "$2" >>"$dir/corpus.jsonl"
      printf '{"_id": "%s:q%02d", "text": "%s %s", "lang": "%s", "type": "title"}\n' \
        "$1" $i "$thing" "$state" "$2" >>"$dir/queries.jsonl"
      printf '%s:q%02d\t%s-article%02d\t1\n' "$1" $i "$1" $i >>"$dir/qrels.tsv"
    done
  done
}
collection tiny-en en 'printer scanner camera keyboard monitor' 'offline slow broken missing locked'
collection tiny-th th 'เครื่องพิมพ์ สแกนเนอร์ กล้อง แป้นพิมพ์ จอภาพ' 'ออฟไลน์ ช้า เสียหาย สูญหาย ล็อก'

expect 0 "$tool" --help
expect 2 "$tool"
expect 2 "$tool" --nonsense "$work/sets"
expect 1 "$tool" --bin "$bin" "$work/none"
expect 1 "$tool" --bin "$bin" "$work/sets" # none of the known pairs
expect 1 "$tool" --bin "$bin" --pairs tiny-en:tiny-xx "$work/sets"

expect 0 "$tool" --bin "$bin" --keep "$work/kept" --pairs 'tiny-en:tiny-th tiny-th:tiny-en' "$work/sets"
# pair, type, queries; nothing without a lexicon; with it about what the own language gives
awk 'NR > 1 && $2 == "title" && $3 == 25 && $4 == 0 && $5 >= 0.9 && $6 >= 0.9 { good++ }
  END { exit good != 2 }' "$work/out" || {
  fail "not the table that was expected:"
  cat "$work/out" "$work/err"
}

exit "$failures"
