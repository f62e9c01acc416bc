#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The arrows between the rooms. Their one table are the funnel_room calls of the CMakeLists.txt in
# indexer/, searcher/ and server/; this holds against it
#   - the includes: of its own room, of its ROOMS and of include/funnel; Xapian only where it is one
#     of the LIBRARIES; from public headers the standard library only,
#   - the symbols: a library uses those only of its ROOMS, of what it links THROUGH a contract, and
#     of what these stand on,
#   - the namespace of each file (funnel::<room>; a room inside a room has that of the outer one),
#     and that no name is defined in two namespaces,
#   - the table that ARCHITECTURE.md prints.
# First it proves itself on a tree of violations, tests/scripts/arrows.
# Usage: arrows.sh [PROGRAMS], with the repository root as the working directory
#        arrows.sh --print    the table, as ARCHITECTURE.md has it
set -euo pipefail

# table ROOT: a line `folder|rooms|through|libraries` for each room.
table() {
  (cd "$1" && cat indexer/CMakeLists.txt searcher/CMakeLists.txt server/CMakeLists.txt) |
    sed 's/#.*//' | tr '\n' ' ' | tr '()' '\n' | awk '
      call {
        folder = $1; key = ""; delete list
        for (i = 2; i <= NF; i++)
          if ($i ~ /^(ROOMS|THROUGH|LIBRARIES|OBJECTS)$/) key = $i
          else list[key] = list[key] (list[key] == "" ? "" : " ") $i
        print folder "|" list["ROOMS"] "|" list["THROUGH"] "|" list["LIBRARIES"]
      }
      { call = $NF == "funnel_room" }'
}

print_table() {
  echo "| room | stands on | through a contract |"
  echo "| --- | --- | --- |"
  table . | awk -F'|' '{
    rooms = $2; gsub(/indexer\//, "", rooms); gsub(/ /, ", ", rooms)
    through = $3; gsub(/ /, ", ", through)
    print "| " $1 " | " (rooms == "" ? "-" : rooms) " | " through " |"
  }' | sed 's/ |  |$/ | |/'
}

# check_includes ROOT: prints `file:line: error: ...` for each include against the table; the file
# is relative to ROOT.
check_includes() {
  (cd "$1" && find include indexer searcher server -name '*.h' -o -name '*.cc' | sort) |
    while read -r file; do
      awk -v file="$file" -v table="$(table "$1")" '
        function complain(what) { printf "%s:%d: error: %s\n", file, FNR, what }
        function folder_of(path) { sub("/[^/]*$", "", path); return path }
        BEGIN {
          room = folder_of(file)
          if (room ~ "^include") room = "include"
          is_main = file ~ "/main\\.cc$"
          n = split(table, rows, "\n")
          for (i = 1; i <= n; i++) {
            split(rows[i], cell, "|")
            known[cell[1]] = known["indexer/learn/vocabulary"] = 1
            if (cell[1] != room) continue
            split(cell[2], names, " ")
            for (k in names) allowed[names[k]] = 1
            xapian = cell[4] ~ /need::xapian/
          }
          allowed[room] = 1
          lost = room != "include" && !is_main && !(room in known)
          # Data of the room that it lies in.
          if (room == "indexer/learn") allowed["indexer/learn/vocabulary"] = 1
          ours = "^(funnel|indexer|searcher|server|include|tests|tools|corpus)/"
        }
        lost && /^#include/ && !told++ { complain(room " is no room: add it with funnel_room") }
        {
          code = $0
          sub("//.*", "", code)
          if (code !~ /^[ \t]*#[ \t]*include[ \t]*[<"]/) {
            if (room == "include" && code ~ /Xapian::/)
              complain("a public header names Xapian: keep it behind the implementation")
            next
          }
          path = code
          gsub(/^[^<"]*[<"]|[>"].*$/, "", path)
          quoted = code ~ /include[ \t]*"/

          if (path ~ "^xapian(\\.h|/)") {
            if (!xapian)
              complain(room " includes Xapian, and it is not one of its LIBRARIES")
          } else if (quoted && path !~ ours) {
            complain("\"" path "\" is not a path from the repository root: write it so")
          } else if (path ~ ours) {
            if (path ~ "^funnel/" || (folder_of(path) in allowed)) next
            if (is_main && (folder_of(path) ~ "^" room || path ~ "^indexer/base/")) next
            complain(room " includes " path " against the arrows: see ARCHITECTURE.md")
          } else if (room == "include" && path !~ "^([a-z_]+|tl/expected\\.hpp)$") {
            complain("a public header includes <" path ">: only std, tl/expected.hpp and funnel/")
          }
        }' "$1/$file"
    done
}

# check_names ROOT: every file in the namespace of its room; no name in two namespaces, and no type or
# constant twice in one (functions are overloaded). Our format
# keeps what stands in a namespace at the first column. Exceptions: Name, ToString and ToJson, which
# say their argument in another form, are found by it and mean the same everywhere.
check_names() {
  (cd "$1" && find indexer searcher server -name '*.h' | sort | while read -r file; do
    awk -v file="$file" '
      BEGIN {
        split(file, part, "/")
        room = part[1] == "server" && part[3] == "" ? "server" : part[2]
      }
      /^namespace / {
        if ($2 == "funnel::" room) inside = 1
        else if ($2 ~ "^funnel") {
          printf "%s:%d: error: namespace %s in room funnel::%s\n", file, FNR, $2, room
        }
        next
      }
      !inside { next }
      {
        name = ""
        once = "once"
        if (match($0, /^(class|struct|enum class) (\[\[[a-z]+\]\] )?[A-Za-z0-9]+/)) {
          if ($0 ~ /;$/) next
          name = substr($0, RSTART, RLENGTH); sub(/.* /, "", name)
        } else if (match($0, /^using [A-Za-z0-9]+ =/)) {
          name = $2
        } else if (match($0, /^inline constexpr .* k[A-Za-z0-9]+( =|\{|\[)/)) {
          name = substr($0, RSTART, RLENGTH); sub(/( =|\{|\[)$/, "", name); sub(/.* /, "", name)
        } else if (match($0, /^[A-Za-z][A-Za-z0-9:<>_,&* ]* [A-Z][A-Za-z0-9]*\(/)) {
          name = substr($0, RSTART, RLENGTH - 1); sub(/.* /, "", name)
          once = "overloaded"
        }
        if (name != "" && name !~ /^(Name|ToString|ToJson)$/) print name, room, file ":" FNR, once
      }' "$file"
  done) | awk '
    / error: / { print; next }
    ($1 in room) && room[$1] != $2 {
      printf "%s: error: %s is defined in funnel::%s and in funnel::%s: name them apart\n", $3, $1, $2, room[$1]
    }
    ($1 in room) && room[$1] == $2 && $4 == "once" && once[$1] == "once" {
      printf "%s: error: %s is defined at %s, too: name them apart\n", $3, $1, place[$1]
    }
    { room[$1] = $2; once[$1] = $4; place[$1] = $3 }'
}

# check_symbols BUILD: each library uses only symbols of the rooms that it stands on, directly or not
# (the parts of another room's class come along with it).
check_symbols() {
  local lib
  table . | while IFS='|' read -r folder rooms through _; do
    lib=$(find "$1/${folder%%/*}" -name "lib${folder//\//_}.a")
    [ -n "$lib" ] || { echo "$1: error: no library of $folder: build all first"; continue; }
    echo "room $folder $rooms $through"
    nm --format=posix "$lib" 2>/dev/null
  done | awk '
    function reach(from, to,    n, i, next_rooms) {
      if ((from, to) in reached) return
      reached[from, to] = 1
      n = split(below[to], next_rooms, " ")
      for (i = 1; i <= n; i++) reach(from, next_rooms[i])
    }
    $1 == "room" {
      room = $2
      for (i = 3; i <= NF; i++) below[room] = below[room] " " $i
      next
    }
    $2 ~ /^error:/ { print; next }
    $2 ~ /^[TDBR]$/ { home[$1] = room }
    $2 == "U" { uses[room, $1] = 1 }
    END {
      for (room in below) reach(room, room)
      for (use in uses) {
        split(use, part, SUBSEP)
        to = home[part[2]]
        if (to != "" && to != part[1] && !((part[1], to) in reached))
          printf "%s: error: uses a symbol of %s against the arrows: %s\n", part[1], to, part[2]
      }
    }' | sort | c++filt
}

if [ "${1-}" = --print ]; then
  print_table
  exit 0
fi

# The fixture says on each line that must be found, and nowhere else, "// violation".
fixture=tests/scripts/arrows
expected=$(cd $fixture && grep -rn '// violation$' . | sed -E 's|^\./([^:]*:[0-9]+):.*|\1|' | sort)
found=$({ check_includes $fixture; check_names $fixture; } |
  sed -E 's|^([^:]*:[0-9]+): error: .*|\1|' | sort)
if [ -z "$expected" ] || [ "$expected" != "$found" ]; then
  echo "$fixture: error: the check does not find just the marked lines (<: marked, >: found)" >&2
  diff <(echo "$expected") <(echo "$found") >&2 || true
  exit 1
fi
echo "arrows: finds the $(wc -l <<<"$expected") violations of $fixture"

violations=$(
  check_includes .
  check_names .
  if [ $# -gt 0 ]; then check_symbols "$1/.."; fi
  printed=$(sed -n '/^| room | stands on /,/^$/p' ARCHITECTURE.md | sed '/^$/d')
  [ "$printed" = "$(print_table)" ] ||
    echo "ARCHITECTURE.md:1: error: its table of rooms is not that of tests/scripts/arrows.sh --print"
)
if [ -n "$violations" ]; then
  echo "$violations" >&2
  exit 1
fi
echo "arrows: none broken"
