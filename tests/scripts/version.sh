#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every program tells the version that CMakeLists.txt has. Argument: folder of the programs.
set -euo pipefail
version=$(sed -n 's/^project(funnel VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
for program in funnel-indexer funnel-searcher funnel-server; do
  told=$("$1/$program" --version)
  [[ $told == "$program $version" ]] || {
    echo "version.sh: error: $program --version says '$told', not '$program $version'" >&2
    exit 1
  }
done
