#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# `funnel-searcher explain` over corpus/: the score is the one that search prints, what people ask
# about is explained, and nobody learns of an article that is not for them.
# Usage: explain.sh PROGRAMS, with the repository root as the working directory
set -euo pipefail

programs=$1
for program in funnel-indexer funnel-searcher; do
  [ -x "$programs/$program" ] || { echo "no $programs/$program: build it first" >&2; exit 77; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "explain.sh: error: $1" >&2
  exit 1
}

searcher() {
  "$programs/funnel-searcher" "$1" --kb "$work/kb" "${@:2}"
}

# has PATTERN: the last explanation has a line like that.
has() {
  grep -qE -- "$1" "$work/out" || { cat "$work/out" >&2; fail "no line with '$1'"; }
}

"$programs/funnel-indexer" index --quiet --kb "$work/kb" corpus/*/ || fail "indexing failed"

question="the printr queue is stuck on my laptop"
# shellcheck disable=SC2086  # words of a question
{
  searcher search --lang en --limit 1 $question >"$work/hit"
  searcher explain --lang en --limit 1 $question >"$work/out"
}
score=$(awk 'NR == 2 { print $NF }' "$work/hit")
has "^    score +$score = [0-9.]+ \+ [0-9.]+\$"
has '^    +[0-9.]+  spelling +printr -> printer$'
has '^    stage 1 '
has '^    stage 2 '
has '^    lacks +laptop$'

# No English article says notebook, the synonym of laptop.
! grep -q notebook "$work/out" || fail "a synonym is told that no article in view has"
searcher explain --lang en --limit 1 where is my junk mail >"$work/out"
has '^    +[0-9.]+  synonym +junk mail -> spam$'

printf 'Hello,\n\nthe queue is stuck.\n2026-03-04 10:00:01 ERROR spooler 0x80070005\n\nRegards\n' |
  searcher explain --lang en - >"$work/out"
has '^parts of the text, asked one by one$'
has '^ +[0-9.]+  part 1: BM25 '

searcher explain --lang en --article print-queue-stuck --article mail-outbox-stuck -- \
  printer -outbox >"$work/out"
has '^    standing +not found'

code=0
searcher explain --article case-print-spooler-crash TamarindSpool >"$work/out" 2>"$work/err" || code=$?
[ $code -eq 1 ] || fail "exit code $code, not 1, for an article of another audience"
[ ! -s "$work/out" ] || fail "something is told of an article of another audience"
searcher explain --audience internal --json --article case-print-spooler-crash TamarindSpool \
  >"$work/out"
has '"standing":"ranked"'
code=0
searcher explain --lang en 2>/dev/null || code=$?
[ $code -eq 2 ] || fail "exit code $code, not 2, without a question"
searcher explain --help | grep -q '^Example:' || fail "--help has no example"
echo "explain: the score is that of search, and what it is made of is told"
