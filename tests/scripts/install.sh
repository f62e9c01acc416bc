#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# cmake --install into a folder of its own: the examples in tests/examples are compiled against that
# as README.md says and publish, find and remove an article, and so are the examples in the headers,
# which print what they say; every header compiles alone and knows
# nothing of Xapian; every command has a man page without mistakes; nothing names the build folder.
# Usage: install.sh PROGRAMS, with the repository root as the working directory
set -euo pipefail

build=$(cd "$1/.." && pwd)
fail() {
  echo "install.sh: error: $1" >&2
  exit 1
}
for tool in pkg-config help2man; do
  command -v $tool >/dev/null || { echo "no $tool: tools/setup installs it" >&2; exit 77; }
done
find "$build" -name libfunnel.a | grep -q . || { echo "no libfunnel.a: build all" >&2; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
cmake --install "$build" --prefix "$root" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "cmake --install"; }
for file in bin/funnel-indexer bin/funnel-searcher bin/funnel-server include/funnel/ingest.h \
  share/doc/funnel/LICENSE share/doc/funnel/README.md; do
  [ -s "$root/$file" ] || fail "$file is not installed"
done

# The names of what was built with; an archive holds the path of no object either.
while read -r file; do
  ! strings --all "$file" | grep -F -m 3 "$build" || fail "$file names $build"
done < <(find "$root/bin" "$root"/lib -type f)

# --- man pages -------------------------------------------------------------------------------------
mapfile -t pages < <(find "$root/share/man/man1" -name '*.1' | sort)
for program in funnel-indexer funnel-searcher funnel-server; do
  [ -s "$root/share/man/man1/$program.1" ] || fail "no man page $program"
  for command in $("$root/bin/$program" --help |
    sed -n '/^Subcommands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p'); do
    [ -s "$root/share/man/man1/$program-$command.1" ] || fail "no man page $program-$command"
  done
done
[ ${#pages[@]} -ge 20 ] || fail "only ${#pages[@]} man pages"
if command -v mandoc >/dev/null; then
  mandoc -Tlint -Wwarning "${pages[@]}" || fail "mistakes in the man pages"
fi

# --- the library -----------------------------------------------------------------------------------
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$root" -name funnel.pc)")
pkg-config --validate funnel || fail "funnel.pc"
for package in $(pkg-config --print-requires funnel); do
  pkg-config --exists "$package" || fail "funnel.pc wants $package, which pkg-config does not find"
done
# What the library was built with, such as a sanitizer, its users need as well.
cxx=$(sed -n 's/^CMAKE_CXX_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")
sanitizers=$(sed -n 's/^FUNNEL_SANITIZE:STRING=//p' "$build/CMakeCache.txt")
read -ra flags <<<"-std=c++20 -Wall -Wextra -Werror ${sanitizers:+-fsanitize=$sanitizers}"
read -ra cflags < <(pkg-config --cflags funnel)
read -ra libs < <(pkg-config --libs funnel)

for header in "$root"/include/funnel/*.h; do
  "$cxx" "${flags[@]}" "${cflags[@]}" -include "$header" -fsyntax-only -x c++ /dev/null \
    2>"$work/log" || { head -20 "$work/log" >&2; fail "$header does not compile alone"; }
  ! sed 's|//.*||' "$header" | grep -i -m 3 xapian || fail "$header names Xapian"
done

for source in tests/examples/*.cc; do
  "$cxx" "${flags[@]}" "$source" "${cflags[@]}" "${libs[@]}" -o "$work/$(basename "$source" .cc)" \
    2>"$work/log" || { head -20 "$work/log" >&2; fail "$source does not build"; }
done

kb=$work/kb
printf -- '---\nid: offline\nlang: en\nproducts: [Printers]\n---\n# A printer stays offline\n\nRestart the spooler.\n' \
  >"$work/article.md"
# expect TEXT COMMAND...
expect() {
  local expected=$1 printed
  shift
  printed=$("$@" 2>&1) || fail "$(basename "$1") failed: $printed"
  [ "$printed" = "$expected" ] || fail "$(basename "$1") printed '$printed', not '$expected'"
}
expect "A printer stays offline" "$work/publish" "$kb" "$work/article.md" "restart spooler"
expect "en/offline" "$work/search" "$kb" en "printer offline"

# The example in a header is the body of a main(); its heading says what it prints.
examples=0
for header in "$root"/include/funnel/{indexer,searcher,suggest,filter,similar,triage}.h; do
  name=$(basename "$header" .h)
  says=$(sed -n 's|^/// Example, which prints "\(.*\)":$|\1|p' "$header")
  {
    printf '#include <funnel/%s.h>\n' "$name" ingest searcher
    printf '#include <iostream>\nint main() {\n'
    sed -n '/^\/\/\/ Example, /,/^[^\/]/s|^///     ||p' "$header"
    printf '}\n'
  } >"$work/$name-example.cc"
  "$cxx" "${flags[@]}" "$work/$name-example.cc" "${cflags[@]}" "${libs[@]}" -o "$work/$name-example" \
    2>"$work/log" || { head -20 "$work/log" >&2; fail "the example in $header does not build"; }
  [ "$(cd "$work" && "./$name-example" 2>&1)" = "$says" ] || fail "$name.h: does not print '$says'"
  examples=$((examples + 1))
done

expect "removed" "$work/remove" "$kb" en offline
expect "there is none" "$work/remove" "$kb" en offline
expect "" "$work/search" "$kb" en "printer offline"
! "$work/search" "$work/none" en x 2>"$work/log" || fail "a base that is not there was searched"
grep -q "none" "$work/log" || fail "search did not say what is missing"
"$root/bin/funnel-indexer" verify --kb "$kb" >"$work/log" || { cat "$work/log" >&2; fail "verify"; }
echo "install: ${#pages[@]} man pages, $(find "$root/include" -name '*.h' | wc -l) headers, $((examples + 3)) examples"
