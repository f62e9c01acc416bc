#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# `funnel-indexer check corpus` finds nothing wrong: no error in any rule, no warning but that a
# review is due, which comes with time. Then it proves itself on a file that breaks many rules.
# The gate of `publish` lets all of it pass.
# Usage: check_corpus.sh PROGRAMS, with the repository root as the working directory
set -euo pipefail

indexer=$1/funnel-indexer
[ -x "$indexer" ] || { echo "no $indexer: build it first" >&2; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "check_corpus.sh: error: $1" >&2
  exit 1
}

"$indexer" check --skip review-due corpus >"$work/found" 2>"$work/summary" ||
  { cat "$work/found" >&2; fail "check finds errors in corpus/"; }
[ ! -s "$work/found" ] || { cat "$work/found" >&2; fail "check finds warnings in corpus/"; }
cat "$work/summary"
grep -q '^checked [0-9]* articles and 4 files of rules: 0 errors, 0 warnings$' "$work/summary" ||
  fail "an unexpected summary"

mkdir "$work/docs"
cat >"$work/docs/bad.md" <<'ARTICLE'
---
id: bad
titel: Printing
lang: jp
---
See [this](gone.md), ask anna@nordwind.de, password=Winter2024!
ARTICLE
code=0
"$indexer" check "$work/docs" >"$work/found" 2>"$work/summary" || code=$?
[ $code -eq 1 ] || fail "exit code $code, not 1, for an article with errors"
for place in 3:1 4:7 6:12 6:26 6:53; do
  grep -q "bad\.md:$place: error: " "$work/found" ||
    { cat "$work/found" >&2; fail "no error at $place"; }
done
code=0
"$indexer" check --no-such-option 2>/dev/null || code=$?
[ $code -eq 2 ] || fail "exit code $code, not 2, for an option that does not exist"

# The gate finds nothing twice in corpus/, and every article by its own symptoms and title.
"$indexer" publish --kb "$work/kb" --allow tamarind.example corpus >"$work/out" 2>"$work/found" ||
  { cat "$work/found" >&2; fail "publish refuses corpus/"; }
grep -q '^published [0-9]* articles ' "$work/out" || fail "publish says something else"
