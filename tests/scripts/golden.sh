#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The ranking of the questions about corpus/ is the reviewed one. Argument: folder of the programs.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/../../tools/golden" --bin "$1"
