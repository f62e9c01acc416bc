#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# kill -9 at ten (or ROUNDS) random moments of `funnel-indexer index` into three languages and two
# tiers: the base opens, is sound, and holds the
# last committed state, before the publish or after it, whole, with its history; the run after it
# ends the publish. Twice more while the base is being made: there is none, or the whole.
# Usage: kill_index.sh PROGRAMS [ROUNDS]
set -euo pipefail

programs=$1
rounds=${2:-10}
indexer=$programs/funnel-indexer
searcher=$programs/funnel-searcher
for program in "$indexer" "$searcher"; do
  [ -x "$program" ] || { echo "no $program: build it first" >&2; exit 77; }
done
for tool in xapian-check xapian-delve; do
  command -v $tool >/dev/null || { echo "no $tool: install the Debian package xapian-tools" >&2; exit 77; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kb=$work/kb

fail() {
  echo "kill_index.sh: error: $1" >&2
  exit 1
}

# articles PREFIX FIRST LAST WORD SHIFT: one line of JSON each, every fifth of them internal, by turns
# in three languages.
articles() {
  awk -v prefix="$1" -v first="$2" -v last="$3" -v word="$4" -v shift="$5" 'BEGIN {
    split("en th ko", lang, " ")
    for (i = first; i <= last; ++i)
      printf "{\"id\":\"%s%d\",\"lang\":\"%s\",\"title\":\"%s printer %d\",\"text\":\"The queue of printer %d stays full, restart service %d and print page %d of the %s manual again.\",\"audience\":\"%s\"}\n",
        prefix, i, lang[i % 3 + 1], word, i, i, i % 97, i % 31, word, (i + shift) % 5 == 0 ? "internal" : "public"
  }'
}

# The second publish changes half of the first one, moves articles both ways between the tiers, and
# adds as many again.
articles a 1 1500 robin 0 >"$work/first.jsonl"
{ articles a 1 750 wren 1; articles b 1 1500 wren 0; } >"$work/second.jsonl"

index() {
  "$indexer" index --kb "$kb" --quiet "$@"
}

# What readers see: articles by audience, and how many have the second publish's word.
state() {
  local articles generation database wrens=0 found
  articles=$("$searcher" status --kb "$kb" --json |
    sed -E 's/.*"articles":\{([^}]*)\}.*/\1/' | tr '\n' ' ')
  generation=$(cat "$kb/current")
  for database in "$kb/$generation"/{public,internal}/*/; do
    found=$(xapian-delve -t wren "$database" | sed -nE 's/.*termfreq ([0-9]+).*/\1/p')
    wrens=$((wrens + ${found:-0}))
  done
  echo "$articles wrens: $wrens, versions: $("$indexer" status --kb "$kb" --json |
    sed -E 's/.*"history_versions":([0-9]+).*/\1/')"
}

# sound: every database of the base passes xapian-check, and the history agrees with the articles.
sound() {
  local database
  for database in "$kb"/gen-*/*/*/; do
    [ -e "$database/iamglass" ] || continue
    xapian-check "$database" >"$work/check" 2>&1 || { cat "$work/check" >&2; fail "$database is damaged"; }
  done
  [ -e "$kb/current" ] || return 0
  "$indexer" verify --kb "$kb" --every 10 >"$work/check" 2>&1 || fail "$(cat "$work/check")"
}

# kill_after SECONDS FILE: indexes FILE and kills that. Says whether it was still running.
kill_after() {
  local pid
  index "$2" &
  pid=$!
  sleep "$1"
  kill -9 $pid 2>/dev/null || true
  if wait $pid 2>/dev/null; then echo "ended"; else echo "killed"; fi
}

# A random part of DURATION (milliseconds), in seconds.
moment() {
  awk -v ms="$1" -v random="$RANDOM" 'BEGIN { printf "%.3f", ms * random / 32768 / 1000 }'
}

index "$work/first.jsonl" || fail "the first publish failed"
cp -r "$kb" "$work/base"
old=$(state)
begin=$(date +%s%N)
index "$work/second.jsonl" || fail "the second publish failed"
duration=$((($(date +%s%N) - begin) / 1000000))
new=$(state)
[ "$old" != "$new" ] || fail "the second publish changed nothing"

killed=0
for ((round = 1; round <= rounds; round++)); do
  rm -rf "$kb"
  cp -r "$work/base" "$kb"
  end=$(kill_after "$(moment $duration)" "$work/second.jsonl")
  [ "$end" = ended ] || killed=$((killed + 1))
  sound
  now=$(state)
  if [ "$now" != "$old" ] && [ "$now" != "$new" ]; then
    fail "round $round ($end): neither '$old' nor '$new': $now"
  fi
  index "$work/second.jsonl" || fail "round $round: the run after the kill failed"
  sound
  [ "$(state)" = "$new" ] || fail "round $round: not complete after the next run: $(state)"
  [ ! -e "$kb/gen-000001/journal" ] || fail "round $round: the journal is still there"
done

for round in 1 2; do
  rm -rf "$kb"
  end=$(kill_after "$(moment $((duration / 2)))" "$work/first.jsonl")
  if [ -e "$kb/current" ]; then
    [ "$(state)" = "$old" ] || fail "new base, round $round ($end): half a base: $(state)"
  fi
  index "$work/first.jsonl" || fail "new base, round $round: the run after the kill failed"
  sound
  [ "$(state)" = "$old" ] || fail "new base, round $round: not complete: $(state)"
done

[ $killed -gt 0 ] || fail "no run was still going when it was killed: give it more articles"
echo "kill_index: $killed of $rounds runs killed within ${duration} ms; old or new state every time"
