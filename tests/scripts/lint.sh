#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/lint in a repository of two commits: it finds a file laid out otherwise, wherever it is, and
# what clang-tidy says of the last commit's files, but not of older ones.
# Usage: lint.sh [PROGRAMS], with the repository root as the working directory
set -euo pipefail

for name in clang-format clang-tidy; do
  command -v $name-14 >/dev/null || $name --version 2>/dev/null | grep -q 'version 14\.' || {
    echo "lint.sh: no $name 14 here: skipped"
    exit 77
  }
done

fail() {
  echo "lint.sh: error: $1" >&2
  sed 's/^/  /' "$tree/out" >&2
  exit 1
}

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{tools,indexer,searcher,server,include,tests,build/dev}
cp tools/lint tools/jobs "$tree/tools"
cp .clang-format .clang-tidy "$tree"
cd "$tree"
echo build >.gitignore

# source_file NAME: a file that clang-tidy complains about
source_file() {
  printf '// SPDX-License-Identifier: GPL-2.0-or-later\nint* %s() { return 0; }\n' "$1" \
    >"indexer/$1.cc"
}
entry() {
  printf '{"directory": "%s", "file": "indexer/%s.cc", "command": "c++ -c indexer/%s.cc"}' \
    "$tree" "$1" "$1"
}
commit() {
  git add -A
  git -c user.name=a -c user.email=a@example.org commit -q -m "$1"
}
echo "[$(entry first),$(entry second),$(entry third)]" >build/dev/compile_commands.json
git init -q .
source_file first
commit first
source_file second
commit second
source_file third

# lint WANTED-CODE
lint() {
  local code=0
  tools/lint >out 2>&1 || code=$?
  [ $code -eq "$1" ] || fail "exit code $code instead of $1"
}
lint 1
grep -q 'second.cc:2:.*modernize-use-nullptr' out || fail "the last commit's file is not checked"
grep -q 'third.cc:2:.*modernize-use-nullptr' out || fail "a file not committed is not checked"
! grep -q 'first.cc' out || fail "a file that did not change is checked"

sed -i 's/return 0/return nullptr/' indexer/*.cc
lint 0
echo 'int  x;' >>indexer/first.cc
commit third
echo >>.gitignore
commit fourth
lint 1
grep -q 'first.cc:3:.*clang-format' out || fail "a file laid out otherwise is not found"
echo "lint: finds what it should"
