#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/fit-confidence on four tiny collections, two of them parallel. Argument: folder of the
# programs.
set -euo pipefail

bin=$1
tool=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/tools/fit-confidence
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
  echo "fit_confidence.sh: error: $1"
  failures=1
}

# expect CODE PATTERN COMMAND...: its exit code, and a line that it prints somewhere
expect() {
  local wanted=$1 pattern=$2 code=0
  shift 2
  "$@" >"$work/out" 2>&1 || code=$?
  [[ $code == "$wanted" ]] && grep -qE -- "$pattern" "$work/out" && return
  fail "exit code $code, not $wanted with '$pattern': $*"
  cat "$work/out"
}

# collection NAME LANG TITLE TITLE QUESTION QUESTION: two articles, and who asks for them
collection() {
  mkdir -p "$work/sets/$1"
  printf '{"_id":"%s","title":"%s","text":"%s","lang":"%s"}\n' "$1/1" "$3" "$3." "$2" "$1/2" "$4" \
    "$4." "$2" >"$work/sets/$1/corpus.jsonl"
  printf '{"_id":"%s","text":"%s","lang":"%s","type":"title"}\n' "$1:q1" "$5" "$2" "$1:q2" "$6" \
    "$2" >"$work/sets/$1/queries.jsonl"
  printf 'query-id\tcorpus-id\tscore\n%s\t%s\t2\n%s\t%s\t2\n' "$1:q1" "$1/1" "$1:q2" "$1/2" \
    >"$work/sets/$1/qrels.tsv"
}
collection desk-en en 'Printer queue is stuck' 'Camera stays black' 'queue stuck' 'black camera'
collection desk-id id 'Antrean cetak macet' 'Kamera tetap hitam' 'antrean macet' 'kamera hitam'
# One that is a document would be its own first hit.
echo '{"_id":"desk-en:q3","text":"camera","lang":"en","type":"title","self":"desk-en/2"}' \
  >>"$work/sets/desk-en/queries.jsonl"
collection shop-en en 'Return a parcel' 'Pay by invoice' 'return parcel' 'invoice'
collection bank-de de 'Karte sperren' 'Konto eröffnen' 'karte sperren' 'konto'

expect 0 '^Usage' "$tool" --help
expect 2 "unknown option '--nonsense'" "$tool" --nonsense "$work/sets"
expect 2 'is no percentage' "$tool" --share 101 "$work/sets"
expect 1 'no such folder' "$tool" --bin "$bin" "$work/none"
expect 1 'is missing' "$tool" --bin "$work" "$work/sets"
expect 1 "no collection named 'none" "$tool" --bin "$bin" --sets 'none*' "$work/sets"

# Every kind of base, and each of them said to be at work.
expect 0 '^asked: [0-9]+ rows$' "$tool" --bin "$bin" \
  --keep "$work/kept" --mixed '@(shop|bank)-*' --part 'desk-*' --share 100 "$work/sets"
grep -q 'base 1 of at most 7: bank-de$' "$work/out" || fail "no progress"
grep -q 'base 7 of at most 7: desk-id and 100% of desk-en$' "$work/out" || fail "no progress of pairs"
for set in alone-bank-de mixed-bank-de alone-desk-en part-desk-en alone-desk-id part-desk-id \
  alone-shop-en mixed-shop-en; do
  grep -q "^$set	" "$work/kept/rows/$set.tsv" || fail "no rows of $set"
done
! grep -q 'desk-en:q3' "$work"/kept/rows/* || fail "a query that is a document was asked"
cp "$work/out" "$work/first"

# Kept bases are used again; a packed folder is unpacked.
expect 0 '^  0\.9 to 1\.0 ' "$tool" --bin "$bin" --keep "$work/kept" --mixed '@(shop|bank)-*' \
  --part 'desk-*' --share 100 "$work/sets"
cmp -s "$work/first" "$work/out" || fail "a second run prints something else"
mkdir "$work/packed"
tar -cJf "$work/packed/sets.tar.xz" -C "$work" sets
expect 0 '^asked: [0-9]+ rows$' "$tool" --bin "$bin" --part none "$work/packed"

exit "$failures"
