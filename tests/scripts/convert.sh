#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Word documents, PDF, reStructuredText, MediaWiki, AsciiDoc and, where the DITA Open Toolkit is, DITA
# become articles with the one-liners of README.md, as they stand there: made, converted, indexed,
# found.
# Usage: convert.sh PROGRAMS, with the repository root as the working directory
set -euo pipefail

programs=$(cd "$1" && pwd)
for program in funnel-indexer funnel-searcher; do
  [ -x "$programs/$program" ] || { echo "no $programs/$program: build it first" >&2; exit 77; }
done
for tool in pandoc:pandoc asciidoctor:asciidoctor pdftotext:poppler-utils; do
  command -v "${tool%:*}" >/dev/null || {
    echo "convert: skipped, no ${tool%:*} here (tools/setup installs the Debian package ${tool#*:})" >&2
    exit 77
  }
done

root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
  echo "convert.sh: error: $1" >&2
  exit 1
}

# one_liner WORD: the command in README.md that begins with it.
one_liner() {
  local line
  line=$(grep -E "^(\{ )?$1 " "$root/README.md" | head -n 1)
  [ -n "$line" ] || fail "README.md has no command with $1"
  echo "$line"
}

# A page of PDF with one line of text; readers do without a table of its objects.
make_pdf() {
  local stream="BT /F1 12 Tf 72 720 Td ($1) Tj ET"
  cat <<PDF
%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R
   /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>
endobj
4 0 obj
<< /Length ${#stream} >>
stream
$stream
endstream
endobj
trailer
<< /Root 1 0 R >>
%%EOF
PDF
}

pandoc --from markdown --to docx --output manual.docx <<'MARKDOWN'
---
title: "Print: the queue hangs"
---

# Symptoms

A job hangs with error 0x80070005.

| Step | What            |
|------|-----------------|
| 1    | Stop the gobbet |
MARKDOWN
cat >lamps.rst <<'RST'
Lamps of the reader
===================

.. note:: Ask for the *wumble* first.

Violet
------

+--------+----------------+
| Colour | Meaning        |
+========+================+
| violet | frobnicated    |
+--------+----------------+
RST
cat >keys.wiki <<'WIKI'
Turn the '''snark''' key. See [[Lamps|the lamps]].

{| class="wikitable"
! Key !! Door
|-
| red || quonset
|}
WIKI
cat >doors.adoc <<'ADOC'
= Doors

NOTE: Oil the plimsoll hinge.

.Turning
. Lift the *brindle*.
. Push.

[source,sh]
----
turn --quickly
----

|===
|Door |Wood

|red |larch
|===
ADOC
mkdir topics
cat >topics/lights.dita <<'DITA'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE task PUBLIC "-//OASIS//DTD DITA Task//EN" "task.dtd">
<task id="lights" xml:lang="en"><title>Wake the lights</title>
<taskbody><prereq>Ask the warden.</prereq>
<steps><step><cmd>Hold the quibble key.</cmd></step></steps></taskbody></task>
DITA
cat >lights.ditamap <<'DITA'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE map PUBLIC "-//OASIS//DTD DITA Map//EN" "map.dtd">
<map><title>All lights</title><topicref href="topics/lights.dita"/></map>
DITA
make_pdf 'The zorple valve leaks when it is cold.' >leaflet.pdf

mkdir articles
for file in manual leaflet lamps keys doors lights; do
  case $file in
    manual) first='pandoc' ;;
    leaflet) first='printf' ;;
    lamps) first='pandoc --from rst' ;;
    keys) first='pandoc --from mediawiki' ;;
    doors) first='asciidoctor' ;;
    lights)
      command -v dita >/dev/null || continue  # Debian has no such package.
      first='dita'
      ;;
  esac
  command=$(one_liner "$first")
  # The names in README.md are examples.
  command=${command//FILE/$file}
  bash -c "set -eo pipefail; $command" 2>convert.err || { cat convert.err >&2; fail "failed: $command"; }
  [ -s "articles/$file.md" ] || [ -d "articles/$file" ] || fail "made nothing: $command"
done

"$programs/funnel-indexer" index --kb kb --lang en --quiet articles || fail "indexing failed"
# found QUESTION ID TITLE: it is the first answer.
found() {
  local answer
  answer=$("$programs/funnel-searcher" search --kb kb --lang en --json "$1")
  grep -qE "\"id\":\"$2\"" <<<"$answer" || fail "'$1' does not find $2: $answer"
  grep -qF "\"title\":\"$3\"" <<<"$answer" || fail "$2 is not called '$3': $answer"
}
found "gobbet" manual "Print: the queue hangs"
found "80070005" manual "Print: the queue hangs"
found "zorple valve" leaflet leaflet
found "wumble" lamps "Lamps of the reader"
found "frobnicated" lamps "Lamps of the reader"
found "snark" keys keys
found "quonset" keys keys
found "plimsoll hinge" doors "Doors"
found "larch" doors "Doors"
[ ! -d articles/lights ] || found "quibble" lights/topics/lights "Wake the lights"
echo "convert: a document of each format was converted, indexed and found"
