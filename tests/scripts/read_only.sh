#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Readers never write: search, status and the server on a file system that is mounted read-only, on
# a whole base and on one that a crash left between two commits. Needs the right to mount.
# Usage: read_only.sh PROGRAMS
set -euo pipefail

programs=$1
for program in funnel-indexer funnel-searcher funnel-server; do
  [ -x "$programs/$program" ] || { echo "no $program: build it first" >&2; exit 77; }
done
command -v curl >/dev/null || { echo "no curl: install it" >&2; exit 77; }

if [ "${2-}" != mounted ]; then
  unshare -m true 2>/dev/null || { echo "no right to mount: run it as root" >&2; exit 77; }
  exec unshare -m "$0" "$programs" mounted
fi

work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  umount "$work" 2>/dev/null || true
  rmdir "$work" 2>/dev/null || true
}
trap finish EXIT
mount -t tmpfs tmpfs "$work" 2>/dev/null || { echo "no right to mount: run it as root" >&2; exit 77; }

fail() {
  echo "read_only.sh: error: $1" >&2
  exit 1
}

record() {
  printf '{"id":"%s","lang":"en","title":"The %s printer","text":"It hums.","audience":"%s"}\n' \
    "$1" "$2" "$3"
}

index() {
  "$programs/funnel-indexer" index --quiet --kb "$work/$1" "$work/$2.jsonl" || fail "index failed"
}

# The second publish takes an article from one tier to the other and changes one in each.
{ record a robin public; record b robin internal; record c robin public; } >"$work/first.jsonl"
{ record a wren internal; record b wren internal; record c wren public; } >"$work/second.jsonl"
index whole first
cp -r "$work/whole" "$work/torn"
cp -r "$work/whole" "$work/newer"
index newer second
# What a crash leaves behind the first of the two commits.
rm -r "$work/torn/gen-000001/public/en"
cp -r "$work/newer/gen-000001/public/en" "$work/torn/gen-000001/public/en"

mount -o remount,ro "$work"
if touch "$work/probe" 2>/dev/null; then fail "the mount is not read-only"; fi

# found KB AUDIENCE WORD: the ids that are found.
found() {
  "$programs/funnel-searcher" search --kb "$work/$1" --audience "$2" --lang en --json "$3" |
    sed -E 's/"card":[{][^}]*[}]//' | grep -oE '"id":"[a-z]"' | cut -d'"' -f4 | sort | tr '\n' ' '
}

# expect WANTED GOT WHAT
expect() {
  [ "$1" = "$2" ] || fail "$3: '$2', not '$1'"
}

for kb in whole torn; do
  "$programs/funnel-indexer" status --kb "$work/$kb" >/dev/null || fail "$kb: status failed"
  "$programs/funnel-searcher" status --kb "$work/$kb" >/dev/null || fail "$kb: status failed"
done
expect "a c " "$(found whole public robin)" "whole, public"
expect "a b c " "$(found whole internal robin)" "whole, internal"
expect "c " "$(found torn public wren)" "torn, public"
# One tier is of the new publish, the other of the old.
expect "b " "$(found torn internal robin)" "torn, internal, old word"
expect "c " "$(found torn internal wren)" "torn, internal, new word"
"$programs/funnel-searcher" show --kb "$work/torn" --lang en c >/dev/null || fail "show failed"

for kb in whole torn; do
  coproc SERVER { exec "$programs/funnel-server" --kb "$work/$kb" --listen 127.0.0.1:0 --log-level error; }
  server=$SERVER_PID
  read -r -t 60 address <&"${SERVER[0]}" || fail "$kb: the server did not start"
  curl -sf "${address}healthz" >/dev/null || fail "$kb: healthz failed"
  curl -sf "${address}v1/articles/en/c" | grep -q '"id":"c"' || fail "$kb: no article"
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
done
echo "read_only: whole and torn, everything is read and nothing written"
