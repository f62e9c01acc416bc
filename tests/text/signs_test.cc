// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/signs.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

std::string Terms(const std::string& text, bool all = true) {
  std::string line;
  for (const text::Identifier& found : text::FindSigns(icu::UnicodeString::fromUTF8(text), all)) {
    line += (line.empty() ? "" : " ") + found.term;
  }
  return line;
}

TEST_CASE("Signs: what one may look for without a word") {
  const struct {
    std::string text, terms;
  } rows[] = {
      {"Write ?\?= to fill", "?\?="},
      {"a ||> b", "||>"},
      {"a->b, a=>b and std::vector", "-> => ::"},
      {"if (a!=b && c<=d)", "!= && <="},
      {"Ends with ?\?=.", "?\?="},
      {"obj?.name", "?."},
      {"Press ⌘K or ⇧⌘P.", "⌘ ⌘k ⇧ ⇧⌘p ⌘"},
      {"⌥⌘Esc", "⌥ ⌥⌘esc ⌘"},
      {"A 🖨️ means", "🖨"},
      {"👍🏽👍", "👍 👍"},
      {"👨‍👩‍👧 🇩🇪", "👨👩👧 🇩🇪"},
      {"Settings → Apps ★", "→ ★"},
      {"Really?! Yes... no!!", ""},
      {"x --force -f e-mail well--known", ""},
      {"----- ==== *** ---", ""},
      {"https://example.com/a ../b ./c", ""},
      {"50% & more, a + b", ""},
      {"C++ and C#, ++i", "++"},
      {"│ table │", ""},
      {"20 °C, © 2024", ""},
      {"\xFF\xFE", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Terms(row.text) == row.terms);
  }
}

TEST_CASE("Signs: beside words, only pictures that say something") {
  CHECK(Terms("Settings → Apps ★ -> 🖨️ ⌘K", false) == "🖨 ⌘ ⌘k");
}

}  // namespace
}  // namespace funnel
