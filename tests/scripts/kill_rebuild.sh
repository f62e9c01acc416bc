#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# kill -9 at random moments of `funnel-indexer rebuild`, `sync` and `compact`: after each the base is
# sound and holds every article once, the generation in force is the old one or the whole new one,
# and the next run works and leaves no half generation behind. A rebuild goes on where the killed one
# had come to: counted. Publishes in between are in the result, and exports stay the same.
# Usage: kill_rebuild.sh PROGRAMS
set -euo pipefail

indexer=$1/funnel-indexer
[ -x "$indexer" ] || { echo "no $indexer: build it first" >&2; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kb=$work/kb

fail() {
  echo "kill_rebuild.sh: error: $1" >&2
  exit 1
}

# articles WORD FIRST LAST: one line of JSON each, every fifth of them internal.
articles() {
  awk -v word="$1" -v first="$2" -v last="$3" 'BEGIN {
    for (i = first; i <= last; ++i)
      printf "{\"id\":\"a%d\",\"lang\":\"en\",\"title\":\"%s printer %d\",\"text\":\"The queue of printer %d stays full, restart service %d and print page %d of the %s manual again.\",\"audience\":\"%s\"}\n",
        i, word, i, i, i % 97, i % 31, word, i % 5 == 0 ? "internal" : "public"
  }'
}

# The second folder has 100 articles less, 500 changed ones and 300 new ones.
mkdir "$work/first" "$work/second"
articles robin 1 1500 >"$work/first/all.jsonl"
{ articles robin 101 1000; articles wren 1001 1800; } >"$work/second/all.jsonl"

count() {
  "$indexer" status --kb "$kb" --json | sed -E 's/^\{"articles":([0-9]+),.*/\1/'
}

# sound COUNT...: verify finds nothing, and there are so many articles.
sound() {
  local now wanted
  "$indexer" verify --kb "$kb" --every 10 >"$work/out" 2>&1 || fail "$what: $(cat "$work/out")"
  now=$(count)
  for wanted in "$@"; do [ "$now" != "$wanted" ] || return 0; done
  fail "$what: $now articles, not $*"
}

"$indexer" sync --kb "$kb" --quiet "$work/first"
cp -r "$kb" "$work/base"
killed=0

# attack COUNT-BEFORE COUNT-AFTER COMMAND...: kills the command at three moments.
attack() {
  local before=$1 after=$2 round begin duration pid old now
  shift 2
  what="$* before any kill"
  rm -rf "$kb" && cp -r "$work/base" "$kb"
  begin=$(date +%s%N)
  "$indexer" "$@" >/dev/null || fail "$what failed"
  duration=$((($(date +%s%N) - begin) / 1000000))
  sound "$after"
  for round in 1 2 3; do
    what="$1, round $round"
    rm -rf "$kb" && cp -r "$work/base" "$kb"
    old=$(cat "$kb/current")
    "$indexer" "$@" >/dev/null &
    pid=$!
    sleep "$(awk -v ms=$duration -v r=$RANDOM 'BEGIN { printf "%.3f", ms * r / 32768 / 1000 }')"
    kill -9 $pid 2>/dev/null || true
    if ! wait $pid 2>/dev/null; then killed=$((killed + 1)); fi
    now=$(cat "$kb/current")
    if [ "$now" = "$old" ]; then sound "$before"; else sound "$after"; fi
    "$indexer" "$@" >/dev/null || fail "$what: the run after the kill failed"
    sound "$after"
    for left in building rebuilding; do
      [ ! -e "$kb/$left" ] || fail "$what: a half generation is left in $left"
    done
  done
}

attack 1500 1500 rebuild --kb "$kb" --quiet
attack 1500 1700 sync --kb "$kb" --quiet "$work/second"
attack 1500 1500 compact --kb "$kb"

# A rebuild is killed again and again, each time a batch or more further, with publishes in between.
export_of() {
  "$indexer" export --kb "$kb" --jsonl - 2>/dev/null
}
number() {  # number KEY: of the summary in $work/summary
  sed -E "s/.*\"$1\":([0-9]+).*/\1/" "$work/summary"
}
rm -rf "$kb"
mkdir "$work/many"
articles robin 1 6000 >"$work/many/all.jsonl"
"$indexer" sync --kb "$kb" --quiet "$work/many"
begin=$(date +%s%N)
"$indexer" rebuild --kb "$kb" --quiet
duration=$((($(date +%s%N) - begin) / 1000000))
done_before=0
changed=0
share=30  # Percent of the time of a whole rebuild, until the kill.
for round in 1 2 3 4 5 6 7 8 9 10 11 12; do
  [ "$done_before" -lt 1000 ] || break
  what="resumed rebuild, round $round"
  "$indexer" rebuild --kb "$kb" >"$work/said" &
  pid=$!
  sleep "$(awk -v ms=$duration -v share=$share 'BEGIN { printf "%.3f", ms * share / 100000 }')"
  kill -9 $pid 2>/dev/null || true
  if wait $pid 2>/dev/null; then
    share=$((share / 2)) done_before=0
    continue
  fi
  killed=$((killed + 1))
  # Where the machine was quicker while the whole was timed, more time is needed to come as far.
  share=$((share < 80 ? share + 5 : share))
  # Each publish changes one article that is done already, and one that may not be.
  articles wren $round $round >"$work/change.jsonl"
  articles wren $((6000 - round)) $((6000 - round)) >>"$work/change.jsonl"
  "$indexer" index --kb "$kb" --quiet "$work/change.jsonl" || fail "$what: the leftover hinders"
  changed=$((changed + 2))
  if [ -s "$work/said" ]; then
    now=$(sed -nE 's/^resuming: ([0-9]+) of 6000 articles are done$/\1/p' "$work/said")
    [ "$now" -ge "$done_before" ] || fail "$what: had $done_before articles, resumed with $now"
    done_before=$now
  fi
done
export_of >"$work/before.jsonl"
"$indexer" rebuild --kb "$kb" --json >"$work/summary" || fail "the last rebuild failed"
resumed=$(number resumed) analyzed=$(number analyzed)
[ "$(number articles)" = 6000 ] || fail "the last rebuild: $(cat "$work/summary")"
if [ "$resumed" -lt 1000 ] || [ "$resumed" -lt "$done_before" ]; then
  fail "only $resumed articles were done, $done_before before"
fi
if [ "$analyzed" -lt $((6000 - resumed)) ] || [ "$analyzed" -gt $((6000 - resumed + changed)) ]; then
  fail "$analyzed articles were analyzed, $resumed of 6000 were done and $changed changed"
fi
sound 6000
export_of | cmp - "$work/before.jsonl" || fail "the export after the rebuild is another one"
[ ! -e "$kb/rebuilding" ] || fail "what was resumed is still there"

[ $killed -gt 0 ] || fail "no run was still going when it was killed: give it more articles"
echo "kill_rebuild: $killed runs killed; the old base or the whole new one every time;" \
  "the last rebuild found $resumed of 6000 articles done and analyzed $analyzed"
