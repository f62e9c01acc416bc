#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/evaluate and the exit codes of funnel-searcher, on two tiny collections whose measures are
# known. Argument: folder of the programs.
set -euo pipefail

bin=$1
tool=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/tools/evaluate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
  echo "evaluate.sh: error: $1"
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

# printed PATTERN: the last output has a line like it
printed() {
  grep -qE -- "$1" "$work/out" && return
  fail "no line like '$1' in:"
  cat "$work/out"
}

# collection NAME: three documents; a question that is answered first, one that finds nothing, and
# one without judgement
collection() {
  mkdir -p "$work/sets/$1"
  cat >"$work/sets/$1/corpus.jsonl" <<'END'
{"_id":"d1","title":"Printer queue is stuck","text":"The document never leaves the queue.","lang":"en"}
{"_id":"d2","title":"Camera stays black","text":"Another program uses the camera.","lang":"en"}
{"_id":"d 3","title":"Password forgotten","text":"Use the reset page.","lang":"en"}
END
  cat >"$work/sets/$1/queries.jsonl" <<'END'
{"_id":"q1","text":"queue stuck","lang":"en","type":"title"}
{"_id":"q2","text":"zzzzzz","lang":"en","type":"title"}
{"_id":"q3","text":"camera","lang":"en","type":"title"}
{"_id":"q4","text":"forgotten password","lang":"en","type":"other"}
END
  printf 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq2\td2\t1\nq4\td 3\t1\n' \
    >"$work/sets/$1/qrels.tsv"
}
collection alpha
collection beta

expect 2 "$bin/funnel-searcher"
expect 2 "$bin/funnel-searcher" search --kb "$work/none"
expect 2 "$bin/funnel-searcher" search --kb "$work/none" --audience everybody word
expect 1 "$bin/funnel-searcher" search --kb "$work/none" word
expect 0 "$bin/funnel-searcher" search --help
expect 2 "$tool"
expect 2 "$tool" --nonsense "$work/sets"
expect 1 "$tool" --bin "$bin" "$work/none"
expect 1 "$tool" --bin "$bin" --sets 'gamma*' "$work/sets"
expect 0 "$tool" --help

expect 0 "$tool" --bin "$bin" --save "$work/first.tsv" "$work/sets"
printed '^alpha +en +other +3 +1 +1\.0000 '
printed '^alpha +en +title +3 +2 +0\.5000 +0\.5000 +0\.5000 +0\.5000 +0\.5000 '
printed '^beta +en +title '
printed '^mean nDCG@10 of 4 lines: 0\.7500$'
[[ $(wc -l <"$work/first.tsv") == 5 ]] || fail "the saved table has not 5 lines"

# One base of two collections in two languages: what each finds alone, it finds there.
for lang in en id; do
  mkdir -p "$work/both/only-$lang"
done
printf '%s\n' '{"_id":"en/1","title":"Printer queue is stuck","text":"It never prints.","lang":"en"}' \
  '{"_id":"en/2","title":"Camera stays black","text":"Another program has it.","lang":"en"}' \
  >"$work/both/only-en/corpus.jsonl"
printf '%s\n' '{"_id":"id/1","title":"Antrean cetak macet","text":"Printer diam saja.","lang":"id"}' \
  '{"_id":"id/2","title":"Kamera tetap hitam","text":"Program lain memakainya.","lang":"id"}' \
  >"$work/both/only-id/corpus.jsonl"
echo '{"_id":"q1","text":"camera black","lang":"en","type":"title"}' >"$work/both/only-en/queries.jsonl"
echo '{"_id":"q2","text":"antrean macet","lang":"id","type":"title"}' >"$work/both/only-id/queries.jsonl"
printf 'query-id\tcorpus-id\tscore\nq1\ten/2\t2\n' >"$work/both/only-en/qrels.tsv"
printf 'query-id\tcorpus-id\tscore\nq2\tid/1\t2\n' >"$work/both/only-id/qrels.tsv"
expect 0 "$tool" --bin "$bin" --mixed --save "$work/both.tsv" "$work/both"
printed '^only-en +en +title +1 +1\.0000 +1\.0000 +\+0\.0000 +1\.0000$'
printed '^only-id +id +title +1 +1\.0000 +1\.0000 +\+0\.0000 +1\.0000$'
printed '^mean difference of 2 lines: \+0\.0000, the worst \+0\.0000$'
[[ $(wc -l <"$work/both.tsv.mixed") == 3 ]] || fail "the saved table of --mixed has not 3 lines"
# The same articles in both languages: of a base with all of the first and a share of the second,
# what is there in both is found in one's own; each pair of collections is asked both ways.
expect 2 "$tool" --bin "$bin" --part-translated 101 "$work/both"
expect 0 "$tool" --bin "$bin" --part-translated 100 --save "$work/both.tsv" "$work/both"
printed '^only-en +only-id +own +title +1 +1\.0000 +1\.0000 +1\.0000$'
printed '^only-id +only-en +own +title +1 +1\.0000 +1\.0000 +1\.0000$'
[[ $(wc -l <"$work/both.tsv.translated") == 3 ]] ||
  fail "the saved table of --part-translated has not 3 lines"
expect 0 "$tool" --bin "$bin" --part-translated 0 "$work/both"
printed '^only-en +only-id +only +title +1 +1\.0000 +[01]\.[0-9]{4} '
! grep -q ' own ' "$work/out" || fail "articles that are not translated count as such"
expect 0 "$tool" --bin "$bin" --mixed "$work/sets"
grep -q 'same ids' "$work/err" || fail "nothing said of ids that stand in two collections"

# Numbers of the ranking, and each lane switched off.
expect 2 "$tool" --bin "$bin" --ranking
expect 1 "$tool" --bin "$bin" --ranking nonsense=1 "$work/sets"
expect 0 "$tool" --bin "$bin" --keep "$work/kept" --ablation --save "$work/ablation.tsv" "$work/sets"
printed '^lang +lines +nDCG@10 +word +stem '
printed '^en +4 +0\.7500 +\. +-0\.7500( +\.){10}$'
printed '^all +4 +0\.7500 '
[[ $(wc -l <"$work/ablation.tsv.ablation") == 3 ]] || fail "the saved ablation has not 3 lines"

cat >"$work/targets.md" <<'END'
| set | type | target | queries |
|---|---|---|---|
| alpha | other | 0.9 | 1 |
| alpha | title | 0.503 | 2 |
| beta | title | - | 2 |
END
expect 0 "$tool" --bin "$bin" --targets "$work/targets.md" "$work/sets"
printed '^alpha +en +other .* 0\.900 +\+0\.1000$'
printed '^alpha +en +title .* 0\.503 +-0\.0030$'
printed '^0 targets missed$'
sed -i 's/0\.503/0.504/' "$work/targets.md"
expect 1 "$tool" --bin "$bin" --targets "$work/targets.md" "$work/sets"
printed '^alpha +en +title .* 0\.504 +-0\.0040 MISS$'
printed '^1 targets missed$'

# A better run: q2 of alpha now finds its answer. Kept bases are used again.
sed -i 's/zzzzzz/black camera/' "$work/sets/alpha/queries.jsonl"
expect 0 "$tool" --bin "$bin" --keep "$work/kept" --compare "$work/first.tsv" "$work/sets"
printed '^alpha +en +title +2 +0 +0\.5000 +1\.0000 +\+0\.5000 +1 +0 +1\.0000$'
printed '^beta +en +title +2 +0 +0\.5000 +0\.5000 +\+0\.0000 '
: >"$work/sets/alpha/corpus.jsonl"
expect 0 "$tool" --bin "$bin" --keep "$work/kept" --sets alpha "$work/sets"
printed '^alpha +en +title +3 +2 +1\.0000 '

exit "$failures"
