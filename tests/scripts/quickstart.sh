#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# tools/quickstart answers its three questions, twice over the same base, and leaves no server; it
# is patient with a busy server and tells what else went wrong. tools/jobs counts cores and memory.
# The commands of tools/ know --help and refuse what they do not know.
# Usage: quickstart.sh PROGRAMS, with the repository root as the working directory
set -euo pipefail
# bash complains of a locale that is not installed, where one line is expected.
export LC_ALL=C

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

# A curl before the real one: the first $BUSY answers are a 503, the others are $PROBLEM, if any.
curl=$(command -v curl)
mkdir "$work/path"
cat >"$work/path/curl" <<FAKE
#!/usr/bin/env bash
set -euo pipefail
echo asked >>"$work/asked"
asked=\$(wc -l <"$work/asked")
if ((asked > BUSY)) && [ -z "\$PROBLEM" ]; then exec "$curl" "\$@"; fi
[ "\$PROBLEM" != silence ] || { echo "curl: (52) Empty reply" >&2; exit 52; }
status=400 extra='' code=bad_request title=Bad detail='a \\"word\\" too many'
if ((asked <= BUSY)); then status=503 extra='Retry-After: 0' code=overloaded title=Busy detail=''; fi
while ((\$# > 0)); do
  case \$1 in
    --output) printf '{"title":"%s","status":%s,"code":"%s","detail":"%s"}\n' \
      "\$title" "\$status" "\$code" "\$detail" >"\$2" ;;
    --dump-header) printf 'HTTP/1.1 %s X\r\n%s\r\n\r\n' "\$status" "\$extra" >"\$2" ;;
  esac
  shift
done
printf %s "\$status"
FAKE
chmod +x "$work/path/curl"

# patience BUSY PROBLEM CODE ASKED PATTERN: quickstart ends with CODE after ASKED requests
patience() {
  local code=0 asked
  : >"$work/asked"
  BUSY=$1 PROBLEM=$2 PATH=$work/path:$PATH quickstart >"$work/out" 2>&1 || code=$?
  asked=$(wc -l <"$work/asked")
  if [ $code -ne "$3" ] || [ "$asked" -ne "$4" ] || ! grep -qE "$5" "$work/out"; then
    cat "$work/out" >&2
    fail "busy for $1, then '$2': exit code $code after $asked requests"
  fi
}
patience 3 '' 0 6 '3 of 3 questions were answered'
patience 99 '' 1 8 'error: this machine is busy .* 8 times .* 503 overloaded: Busy'
patience 0 question 1 1 'error: the server could not answer this question .* a .*word.* too many'
patience 2 silence 1 1 'error: the server did not answer .*Empty reply'

# jobs_are WANTED MEMORY_KB LIMIT...: what tools/jobs says where memory.max of the group
# and of those around it are LIMIT...
jobs_are() {
  local wanted=$1 memory=$2 found folder=$work/system/sys/fs/cgroup
  shift 2
  rm -rf "$work/system"
  mkdir -p "$work/system/proc/self" "$folder/a/b"
  echo "MemTotal:       $memory kB" >"$work/system/proc/meminfo"
  echo 0::/a/b >"$work/system/proc/self/cgroup"
  for file in a/b a .; do
    [ $# -eq 0 ] || { echo "$1" >"$folder/$file/memory.max"; shift; }
  done
  found=$(env -u CMAKE_BUILD_PARALLEL_LEVEL tools/jobs --system "$work/system")
  [ "$found" -eq "$wanted" ] || fail "tools/jobs: $found, not $wanted, with $memory kB and '$*'"
}
cores=$(nproc)
two=$((cores < 2 ? 1 : 2))
jobs_are "$cores" 999999999
jobs_are "$cores" 999999999 max max max
jobs_are 1 1000000
jobs_are 1 1300000
jobs_are 1 300000
jobs_are $two 2000000
jobs_are $two 999999999 max 2000000000
jobs_are 1 999999999 max max 1000000000
jobs_are 1 999999999 1000000000 2000000000 max
[ "$(CMAKE_BUILD_PARALLEL_LEVEL=7 tools/jobs)" = 7 ] || fail "tools/jobs: not as told"

for tool in setup quickstart test jobs bare-test; do
  tools/$tool --help >"$work/help"
  grep -q '^Usage: tools/'"$tool" "$work/help" || fail "tools/$tool --help: no usage"
  code=0
  tools/$tool --no-such-option 2>"$work/error" || code=$?
  [ $code -eq 2 ] || fail "tools/$tool --no-such-option: exit code $code, not 2"
  [ "$(wc -l <"$work/error")" -eq 1 ] || fail "tools/$tool --no-such-option: not one line"
done
code=0
quickstart --port 70000 2>/dev/null || code=$?
[ $code -eq 2 ] || fail "--port 70000: exit code $code, not 2"
# Both parts of the list have a heading, and every package a reason.
tools/setup --list >"$work/list"
[ "$(grep -c '^# ' "$work/list")" -eq 3 ] || fail "tools/setup --list: not three headings"
! grep -vE '^# .+:$|^[a-z0-9][a-z0-9.+-]+ +[^ ].*$' "$work/list" ||
  fail "tools/setup --list: no package and reason (above)"
