#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The rules of the house that a script can hold (CONTRIBUTING.md), and the soundness of corpus/.
# Prints one line for each breach. First it proves itself on a tree that breaks every rule.
# Usage: house.sh [PROGRAMS], with the repository root as the working directory
set -euo pipefail

top_level="CMakeLists.txt CMakePresets.json README.md ARCHITECTURE.md CONTRIBUTING.md LICENSE
  .ci .clang-format .clang-tidy .editorconfig .gitattributes .gitignore
  indexer searcher server include tests corpus tools"
# What a working tree holds beside it: see .gitignore.
not_ours=".git build kb .cache compile_commands.json node_modules"
spdx="SPDX-License-Identifier: GPL-2.0-or-later"
max_lines=600

complain() { # FILE:LINE MESSAGE
  echo "$1: error: $2"
}

check_top_level() {
  local name
  while read -r name; do
    case " ${top_level//$'\n'/ } $not_ours " in
      *" $name "*) ;;
      *) complain "$name:1" "not one of the names allowed at the top level" ;;
    esac
  done < <(ls -A)
}

# files FIND-TESTS...: the files of ours that match
files() {
  find . \( -path ./.git -o -path ./build -o -path ./kb -o -path ./.cache -o -path ./node_modules \
    \) -prune -o -type f \( "$@" \) -print | sed 's|^\./||' | sort
}

shell_scripts() {
  files -path './tools/*' -o -path './.ci/*' -o -path './tests/scripts/*' | while read -r file; do
    if head -n 1 "$file" | grep -qE '^#!.*\b(ba)?sh$'; then echo "$file"; fi
  done
}

check_sources() {
  local file line
  while read -r file; do
    [ "$(head -n 1 "$file")" = "// $spdx" ] || complain "$file:1" "begin with '// $spdx'"
  done < <(files -name '*.cc' -o -name '*.h')
  while read -r file; do
    head -n 2 "$file" | grep -qxF "# $spdx" || complain "$file:1" "begin with '# $spdx'"
  done < <(files -name CMakeLists.txt -o -name '*.cmake'; shell_scripts)
  while read -r file; do
    line=$(wc -l <"$file")
    [ "$line" -le $max_lines ] ||
      complain "$file:$line" "$line lines, over $max_lines: these are two files"
  done < <(files -name '*.cc' -o -name '*.h' -o -name '*.md' -o -name '*.cmake' -o -name '*.sh' \
    -o -name CMakeLists.txt -o -name '*.css' -o -name '*.mustache' -o -path './tools/*')
}

# The patterns are put together from pieces so that this file does not break its own rules.
check_words() {
  local patterns=("TO""DO|FIX""ME" "/wo""rk/|/ro""ot/|/ho""me/[a-z]")
  local messages=("finish it, or leave it out" "a path of one machine: say it relative to the root")
  local i file
  for i in 0 1; do
    while read -r file; do
      grep -nE "(^|[^A-Za-z0-9_.])(${patterns[i]})" "$file" | cut -d: -f1 |
        while read -r line; do complain "$file:$line" "${messages[i]}"; done
    done < <(files ! -path './corpus/*' ! -name LICENSE ! -path './tests/*.txt' | xargs -r grep -lIE "${patterns[i]}")
  done
}

check_shell() {
  command -v shellcheck >/dev/null || {
    echo "house: no shellcheck here: the scripts are not checked (tools/setup installs it)" >&2
    return
  }
  shell_scripts | xargs -r shellcheck --format=gcc || true
}

check_corpus() {
  local lang count file
  # shellcheck disable=SC2016  # the $ are awk's
  files -path './corpus/*.md' | xargs -r awk '
    function complain(line, what) { print file ":" line ": error: " what }
    function value() { sub("^[a-z]+: *", ""); sub(" *#.*", ""); return $0 }
    BEGIN {
      for (i = 1; i < ARGC; i++)
        if (ARGV[i] ~ "^corpus/en/") english[ARGV[i]] = 1
    }
    FNR == 1 {
      file = FILENAME
      split(file, part, "/")
      sub("\\.md$", "", part[3])
      fences = id = lang = 0
      if ($0 != "---") complain(1, "an article begins with front matter")
      if (!(("corpus/en/" part[3] ".md") in english))
        complain(1, "no English article of this family")
    }
    /^---$/ && ++fences == 2 {
      if (id != part[3]) complain(1, "its id is not its file name")
      if (lang != part[2]) complain(1, "its lang is not its folder")
    }
    fences != 1 { next }
    /^id:/ { id = value() }
    /^lang:/ { lang = value() }
    /^related:/ {
      n = split(value(), ids, "[][, \"]+")
      for (i = 1; i <= n; i++)
        if (ids[i] != "" && !(("corpus/en/" ids[i] ".md") in english))
          complain(FNR, "related: no English article " ids[i])
    }'

  while read -r lang count; do
    file=$(files -path "./corpus/$lang/*.md" | wc -l)
    [ "$file" -ge "$count" ] || complain "corpus/$lang:1" "$file articles of at least $count"
  done < <(printf '%s\n' "en 40" "zh-Hans 15" "zh-Hant 15" "ja 15" "ko 15" "th 15" "hi 15" \
    "vi 15" "id 15" "ms 15" "tl 15")
}

check_judgements() {
  local file=corpus/judgements.jsonl lang id count
  [ -f $file ] || { complain "$file:1" "missing"; return; }
  for lang in en zh-Hans zh-Hant yue ja ko th hi vi id ms tl; do
    count=$(grep -cE "\"lang\": ?\"$lang\"" $file || true)
    [ "$count" -ge 8 ] || complain "$file:1" "$count questions in $lang of at least 8"
  done
  grep -nE '"relevant": ?\{' $file | sed -E 's/^([0-9]+):.*"relevant": ?\{([^}]*)\}.*/\1 \2/' |
    while read -r count ids; do
      for id in $(grep -oE '"[^"]+"' <<<"$ids" | tr -d '"'); do
        [ -f "corpus/en/$id.md" ] || complain "$file:$count" "no English article '$id'"
      done
    done
}

# The newest commits: older ones are history. Nothing where this is no checkout of its own.
check_commits() {
  local commit line
  [ -e .git ] && command -v git >/dev/null || return 0
  { git -c safe.directory='*' log -n 50 --format='%h %s' || true; } | while read -r commit line; do
    [ ${#line} -le 72 ] || complain "commit $commit:1" "${#line} characters in its first line, over 72"
  done
}

check() { # ROOT
  (
    cd "$1"
    check_top_level
    check_sources
    check_words
    check_shell
    check_corpus
    check_judgements
    check_commits
  )
}

# A tree that breaks every rule, and what must be said of it.
prove_itself() {
  local tree found wanted
  tree=$(mktemp -d)
  # shellcheck disable=SC2064  # its name is known now
  trap "rm -rf '$tree'" EXIT
  mkdir -p "$tree"/{docs,indexer,tools,corpus/th}
  {
    printf 'int main() {}  // TO%s\n' DO
    printf 'const char* kb = "/ho%s/ann/kb";\n' me
    seq -f '// %g' $max_lines
  } >"$tree/indexer/main.cc"
  printf '#!/usr/bin/env bash\nrm %s1\n' '$' >"$tree/tools/clean"
  printf -- '---\nid: other\nlang: vi\nrelated: [nowhere]\n---\n' >"$tree/corpus/th/article.md"
  printf '{"lang":"th","relevant":{"nothing":2}}\n' >"$tree/corpus/judgements.jsonl"
  if command -v git >/dev/null; then
    git -C "$tree" init -q
    git -C "$tree" -c user.name=a -c user.email=a@example.org commit -q --allow-empty \
      -m "$(printf 'a%.0s' {1..73})"
  fi
  found=$(check "$tree" 2>/dev/null)
  while read -r wanted; do
    grep -qF "$wanted" <<<"$found" || {
      echo "house.sh: error: a tree that breaks every rule passes this one: $wanted" >&2
      echo "$found" >&2
      exit 1
    }
  done <<'WANTED'
docs:1: error: not one of the names
indexer/main.cc:1: error: begin with
indexer/main.cc:602: error: 602 lines
indexer/main.cc:1: error: finish it
indexer/main.cc:2: error: a path of one machine
tools/clean:1: error: begin with
corpus/th/article.md:1: error: its id
corpus/th/article.md:1: error: its lang
corpus/th/article.md:1: error: no English article of this family
corpus/th/article.md:4: error: related: no English article nowhere
corpus/th:1: error: 1 articles of at least 15
corpus/judgements.jsonl:1: error: 1 questions in th of at least 8
corpus/judgements.jsonl:1: error: no English article 'nothing'
WANTED
  if command -v git >/dev/null && ! grep -q '^commit .*:1: error: 73 characters' <<<"$found"; then
    echo "house.sh: error: a commit with a long first line passes this one" >&2
    exit 1
  fi
  if command -v shellcheck >/dev/null && ! grep -q 'tools/clean:2.*SC2086' <<<"$found"; then
    echo "house.sh: error: shellcheck is not asked" >&2
    exit 1
  fi
}

prove_itself
breaches=$(check .)
if [ -n "$breaches" ]; then
  echo "$breaches" >&2
  exit 1
fi
echo "house: in order"
