// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/keyboard_layouts.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

using query::KeyboardLayout;

TEST_CASE("Keyboard layouts: what keys write on two of them, in both directions") {
  const struct {
    KeyboardLayout layout;
    const char* latin;
    const char* text;
  } rows[] = {{KeyboardLayout::kThai, "l;ylfu", "สวัสดี"},
              {KeyboardLayout::kThai, "gm8FoF]pu", "เทคโนโลยี"},
              {KeyboardLayout::kKorean, "vmflsxj", "프린터"},
              {KeyboardLayout::kKorean, "dkssudgktpdy", "안녕하세요"},
              {KeyboardLayout::kKorean, "dlfrek", "읽다"},
              {KeyboardLayout::kRussian, "ghbdtn vbh", "привет мир"},
              {KeyboardLayout::kRussian, "'rhfy", "экран"},
              {KeyboardLayout::kHindi, "vcmdls", "नमस्ते"},
              {KeyboardLayout::kHindi, "hdjfx'j", "प्रिंटर"},
              {KeyboardLayout::kJapanese, "eyxz", "いんさつ"},
              {KeyboardLayout::kJapanese, "hi", "くに"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    CHECK(query::FromLatinKeys(row.layout, row.latin) == row.text);
    CHECK(query::ToLatinKeys(row.layout, row.text) == row.latin);
  }
}

TEST_CASE("Keyboard layouts: what no key writes is nothing") {
  for (const KeyboardLayout layout : query::kKeyboardLayouts) {
    CHECK(query::FromLatinKeys(layout, "漢").empty());
    CHECK(query::ToLatinKeys(layout, "漢").empty());
    CHECK(query::FromLatinKeys(layout, "").empty());
  }
}

}  // namespace
}  // namespace funnel
