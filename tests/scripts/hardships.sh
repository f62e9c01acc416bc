#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What goes wrong where a base is kept: a full disk, a read-only one, missing rights, a second
# writer, an index of another version, a broken file among thousands. Each has its message and its
# exit code, and loses nothing. Needs a mount namespace (root, or user namespaces).
# Usage: hardships.sh PROGRAMS
set -euo pipefail
export LC_ALL=C.UTF-8
# Xapian's compaction loses its tables when the disk is full: under the address sanitizer that is no
# finding here.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0

programs=$1
indexer=$programs/funnel-indexer
searcher=$programs/funnel-searcher
for program in "$indexer" "$searcher"; do
  [ -x "$program" ] || { echo "no $program: build it first" >&2; exit 77; }
done
if [ -z "${FUNNEL_HARDSHIPS_MOUNTS:-}" ]; then
  # A small disk of our own, which goes with this process.
  if [ "$(id -u)" = 0 ]; then own=(--mount); else own=(--mount --map-root-user); fi
  unshare "${own[@]}" true 2>/dev/null ||
    { echo "no mount namespaces here: run as root to test full and read-only disks" >&2; exit 77; }
  FUNNEL_HARDSHIPS_MOUNTS=1 exec unshare "${own[@]}" "$0" "$@"
fi

work=$(mktemp -d)
disk=$work/disk
mkdir "$disk"
cleanup() {
  umount "$disk" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
mount -t tmpfs -o size=6m,mode=755 tmpfs "$disk"
kb=$disk/kb

fail() {
  echo "hardships.sh: error: $1" >&2
  [ ! -s "$work/err" ] || sed 's/^/  stderr: /' "$work/err" >&2
  exit 1
}

# refused CODE PATTERN COMMAND...: ends with CODE and says one line that matches PATTERN.
refused() {
  local code=0 expected=$1 pattern=$2
  shift 2
  "$@" >"$work/out" 2>"$work/err" || code=$?
  [ $code = "$expected" ] || fail "exit code $code, not $expected: $*"
  grep -qE "$pattern" "$work/err" || fail "no line like '$pattern': $*"
  [ "$(wc -l <"$work/err")" = 1 ] || fail "more than one line: $*"
}

# works COMMAND...
works() {
  "$@" >"$work/out" 2>"$work/err" || fail "failed: $*"
}

# whole WHAT: the base is sound and answers as it did at first.
whole() {
  works "$indexer" verify --kb "$kb"
  "$searcher" search --kb "$kb" robin >"$work/answer" 2>"$work/err" || fail "$1: cannot search"
  cmp -s "$work/answer" "$work/first_answer" || fail "$1: answers otherwise than before"
  for left in building rebuilding; do
    [ ! -e "$kb/$left" ] || fail "$1: a half-made generation stays behind in $left"
  done
}

# articles COUNT WORD: one line of JSON each; text that does not compress well.
articles() {
  awk -v count="$1" -v word="$2" 'BEGIN {
    srand(7)
    for (i = 1; i <= count; ++i) {
      text = ""
      for (k = 0; k < 80; ++k) text = text " " sprintf("%c%x", 97 + int(rand() * 26), int(rand() * 1e9))
      printf "{\"id\":\"%s%d\",\"lang\":\"en\",\"title\":\"%s %d\",\"text\":\"%s\"}\n", word, i, word, i, text
    }
  }'
}
articles 20 robin >"$work/few.jsonl"
articles 1200 wren >"$work/many.jsonl"
full='error: .*: the disk is full'

# A full disk. A new base leaves nothing behind; one that is there stays as it was.
refused 1 "$full" "$indexer" index --kb "$kb" --quiet "$work/many.jsonl"
[ ! -e "$kb/current" ] || fail "half a base is in force on a full disk"
works "$indexer" index --kb "$kb" --quiet "$work/few.jsonl"
works "$searcher" search --kb "$kb" robin
cp "$work/out" "$work/first_answer"
refused 1 "$full" "$indexer" index --kb "$kb" --quiet "$work/many.jsonl"
whole "index on a full disk"
mkdir "$work/folder"
cp "$work/few.jsonl" "$work/many.jsonl" "$work/folder"
refused 1 "$full" "$indexer" sync --kb "$kb" --quiet "$work/folder"
whole "sync on a full disk"
dd if=/dev/zero of="$disk/ballast" bs=64k 2>/dev/null || true
refused 1 "$full" "$indexer" rebuild --kb "$kb"
whole "rebuild on a full disk"
refused 1 "$full" "$indexer" compact --kb "$kb"
whole "compact on a full disk"
refused 1 "$full" "$indexer" backup --kb "$kb" "$disk/backup"
[ ! -e "$disk/backup" ] || fail "half a backup stays on a full disk"
whole "backup on a full disk"
works "$indexer" backup --kb "$kb" "$work/backup"
refused 1 "$full" "$indexer" restore --kb "$kb" --from "$work/backup"
whole "restore on a full disk"
rm "$disk/ballast"
mount -o remount,size=200m "$disk"
works "$indexer" index --kb "$kb" --quiet "$work/many.jsonl"
works "$indexer" verify --kb "$kb"
works "$indexer" restore --kb "$kb" --from "$work/backup"
whole "restore of the backup"

# A read-only disk: readers read on.
mount -o remount,ro "$disk"
readonly_disk='error: .*: the file system is read-only'
refused 1 "$readonly_disk" "$indexer" index --kb "$kb" --quiet "$work/few.jsonl"
refused 1 "$readonly_disk" "$indexer" rebuild --kb "$kb"
refused 1 "$readonly_disk" "$indexer" index --kb "$disk/new" --quiet "$work/few.jsonl"
whole "a read-only disk"
mount -o remount,rw "$disk"

# Somebody without rights may read, not write. (Root of its own has no other user to become.)
if setpriv --reuid=65534 --clear-groups true 2>/dev/null; then
  chmod 755 "$work"
  nobody() { setpriv --reuid=65534 --clear-groups "$@"; }
  if nobody test -x "$indexer" && nobody test -r "$work/few.jsonl"; then
    refused 1 'error: .*: no permission' nobody "$indexer" index --kb "$kb" --quiet "$work/few.jsonl"
    works nobody "$searcher" search --kb "$kb" robin
    chmod 700 "$kb"
    refused 1 'error: .*: no permission' nobody "$searcher" search --kb "$kb" robin
    chmod 755 "$kb"
  fi
fi
whole "missing rights"

# A second writer is told so at once; the first one ends as if alone.
"$indexer" index --kb "$kb" --quiet "$work/many.jsonl" 2>"$work/slow.err" &
writer=$!
until grep -q ":$(stat -c %i "$kb") " /proc/locks; do
  kill -0 $writer 2>/dev/null || fail "the first writer was too quick: give it more articles"
done
kill -STOP $writer
for command in "index --kb $kb --quiet $work/few.jsonl" "rebuild --kb $kb" "compact --kb $kb"; do
  # shellcheck disable=SC2086  # Words of ours, without spaces in them.
  refused 1 'error: .*: another funnel-indexer is writing here' "$indexer" $command
done
works "$searcher" search --kb "$kb" robin
kill -CONT $writer
wait $writer || fail "the first writer failed: $(cat "$work/slow.err")"
works "$indexer" restore --kb "$kb" --from "$work/backup"
whole "two writers"

# An index of another version is refused with the remedy, and the remedy helps.
if command -v xapian-metadata >/dev/null; then
  set_schema() { xapian-metadata set "$kb/$(cat "$kb/current")/public/en" funnel.schema "$1"; }
  set_schema 1
  refused 1 'error: .*schema 1 .*run funnel-indexer rebuild' "$searcher" search --kb "$kb" robin
  refused 1 'error: .*schema 1 .*run funnel-indexer rebuild' \
    "$indexer" index --kb "$kb" --quiet "$work/few.jsonl"
  works "$indexer" rebuild --kb "$kb"
  whole "rebuild of an older version"
  set_schema 999
  refused 1 'error: .*newer Funnel, with schema 999' "$searcher" search --kb "$kb" robin
  refused 1 'error: .*newer' "$indexer" rebuild --kb "$kb"
fi

# One broken file among thousands is named; the others are in.
mkdir "$work/thousands"
awk -v folder="$work/thousands" 'BEGIN {
  for (i = 1; i <= 2000; ++i) {
    file = folder "/a" i ".md"
    print "---\ntitle: Wagtail " i "\nlang: en\n---\nText " i "." >file
    close(file)
  }
}'
printf -- '---\ntitle: [Broken\n---\nText.\n' >"$work/thousands/b.md"
refused 1 '/thousands/b\.md:[0-9]+(:[0-9]+)?: error: ' \
  "$indexer" index --kb "$disk/thousands" --quiet "$work/thousands"
[ "$("$searcher" status --kb "$disk/thousands" --json | grep -c '"public": *2000')" = 1 ] ||
  fail "not all of the 2000 good files are in"
echo "hardships: full disk, read-only, rights, second writer, versions, broken file: as promised"
