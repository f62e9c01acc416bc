#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/quickstart answers its three questions, twice over the same base, and leaves no server; the
# commands of tools/ know --help and refuse what they do not know.
# Usage: quickstart.sh PROGRAMS, with the repository root as the working directory
set -euo pipefail

programs=$1
for program in funnel-indexer funnel-server; do
  [ -x "$programs/$program" ] || { echo "no $programs/$program: build it first" >&2; exit 77; }
done
command -v curl >/dev/null || { echo "no curl: tools/setup installs it" >&2; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "quickstart.sh: error: $1" >&2
  exit 1
}

quickstart() {
  tools/quickstart --once --bin "$programs" --kb "$work/kb" "$@"
}

for run in first second; do
  quickstart >"$work/$run" || { cat "$work/$run" >&2; fail "the $run run failed"; }
  [ "$(grep -c '^question (' "$work/$run")" -eq 3 ] || fail "the $run run did not ask 3 questions"
  [ "$(grep -c '^answer: .* \[[a-z]*/[a-z-]*\]$' "$work/$run")" -eq 3 ] ||
    { cat "$work/$run" >&2; fail "the $run run did not print 3 answers"; }
done
cat "$work/second"

for process in /proc/[0-9]*; do
  if grep -qsF "$work/kb" "$process/cmdline"; then
    fail "process ${process#/proc/} is left: $(tr '\0' ' ' <"$process/cmdline")"
  fi
done

for tool in setup quickstart test; do
  tools/$tool --help | grep -q '^Usage: tools/'"$tool" || fail "tools/$tool --help: no usage"
  code=0
  tools/$tool --no-such-option 2>"$work/error" || code=$?
  [ $code -eq 2 ] || fail "tools/$tool --no-such-option: exit code $code, not 2"
  [ "$(wc -l <"$work/error")" -eq 1 ] || fail "tools/$tool --no-such-option: not one line"
done
code=0
quickstart --port 70000 2>/dev/null || code=$?
[ $code -eq 2 ] || fail "--port 70000: exit code $code, not 2"
