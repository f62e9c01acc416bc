#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The arrows between the rooms: which folder may include what (ARCHITECTURE.md). Prints one line
# for each include against them. First it proves itself on a tree of violations, tests/scripts/arrows.
# Usage: arrows.sh [PROGRAMS], with the repository root as the working directory
set -euo pipefail

# check ROOT: prints `file:line: error: ...` for each violation in the tree; file is relative to it.
check() {
  (cd "$1" && find include indexer searcher server -name '*.h' -o -name '*.cc' | sort) |
    while read -r file; do
      awk -v file="$file" '
        BEGIN {
          room = file
          sub("/[^/]*$", "", room)
          # A folder inside a room belongs to the room, except the two that are rooms themselves.
          if (room ~ "^indexer/(text|base|schema)") room = "indexer/text"
          else if (room ~ "^indexer/store") room = "indexer/store"
          else if (room ~ "^include") room = "include"
          else sub("/.*", "", room)

          ours = "^(funnel|indexer|searcher|server|include|tests|tools|corpus)/"
          allowed["include"] = "^funnel/"
          allowed["indexer/text"] = "^(funnel|indexer/(text|base|schema))/"
          allowed["indexer/store"] = "^(funnel|indexer/(store|base|schema))/"
          allowed["indexer"] = "^(funnel|indexer)/"
          allowed["searcher"] = "^(funnel|searcher|indexer/(text|store|base|schema))/"
          allowed["server"] = "^(funnel|searcher|server|indexer/(text|base))/"
          xapian["indexer/store"] = xapian["indexer"] = xapian["searcher"] = 1
        }
        function complain(what) {
          printf "%s:%d: error: %s\n", file, FNR, what
        }
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
            if (!(room in xapian))
              complain(room " includes Xapian: only indexer, indexer/store and searcher may")
          } else if (quoted && path !~ ours) {
            complain("\"" path "\" is not a path from the repository root: write it so")
          } else if (path ~ ours) {
            if (path !~ allowed[room])
              complain(room " includes " path " against the arrows: see ARCHITECTURE.md")
          } else if (room == "include" && path !~ "^([a-z_]+|tl/expected\\.hpp)$") {
            complain("a public header includes <" path ">: only std, tl/expected.hpp and funnel/")
          }
        }' "$1/$file"
    done
}

# The fixture says on each line that must be found, and nowhere else, "// violation".
fixture=tests/scripts/arrows
expected=$(cd $fixture && grep -rn '// violation$' . | sed -E 's|^\./([^:]*:[0-9]+):.*|\1|' | sort)
found=$(check $fixture | sed -E 's|^([^:]*:[0-9]+): error: .*|\1|' | sort)
if [ -z "$expected" ] || [ "$expected" != "$found" ]; then
  echo "$fixture: error: the check does not find just the marked lines (<: marked, >: found)" >&2
  diff <(echo "$expected") <(echo "$found") >&2 || true
  exit 1
fi
echo "arrows: finds the $(wc -l <<<"$expected") violations of $fixture"

violations=$(check .)
if [ -n "$violations" ]; then
  echo "$violations" >&2
  exit 1
fi
echo "arrows: none broken"
