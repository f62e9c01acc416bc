// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/ui.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "server/site/embedded.h"

namespace funnel {

TEST_CASE("UiTexts: every language has every text, and no other") {
  REQUIRE(site::AllUiTexts().size() == 12);
  const site::UiTexts& english = site::AllUiTexts().front();
  CHECK(english.lang == "en");
  CHECK(english.texts.size() > 30);
  for (const site::UiTexts& texts : site::AllUiTexts()) {
    CAPTURE(texts.lang);
    for (const auto& entry : english.texts) {
      CAPTURE(entry.first);
      const auto it = texts.texts.find(entry.first);
      REQUIRE(it != texts.texts.end());
      CHECK_FALSE(it->second.empty());
      CHECK((it->second.find("{n}") != std::string::npos) ==
            (entry.second.find("{n}") != std::string::npos));
    }
    CHECK(texts.texts.size() == english.texts.size());
  }
}

TEST_CASE("UiTexts: templates ask only for texts that exist") {
  const site::UiTexts& english = site::AllUiTexts().front();
  for (const site::EmbeddedFile& file : site::EmbeddedFiles()) {
    if (!file.name.ends_with(".mustache")) continue;
    CAPTURE(file.name);
    for (std::size_t at = file.text.find("{{t."); at != std::string_view::npos;
         at = file.text.find("{{t.", at + 1)) {
      const std::string key(file.text.substr(at + 4, file.text.find("}}", at) - at - 4));
      CAPTURE(key);
      CHECK(english.texts.count(key) == 1);
    }
  }
}

TEST_CASE("UiTexts: pages hold no script of their own and no inline style") {
  for (const site::EmbeddedFile& file : site::EmbeddedFiles()) {
    if (!file.name.ends_with(".mustache")) continue;
    CAPTURE(file.name);
    for (std::size_t at = file.text.find("<script"); at != std::string_view::npos;
         at = file.text.find("<script", at + 1)) {
      CHECK(file.text.substr(at).starts_with("<script src=\"/assets/"));
    }
    CHECK(file.text.find("<style") == std::string_view::npos);
    CHECK(file.text.find("style=") == std::string_view::npos);
    CHECK(file.text.find(" onclick") == std::string_view::npos);
  }
}

TEST_CASE("AcceptedLanguages: by quality, in canonical form") {
  const auto line = [](std::string_view field) {
    std::string joined;
    for (const std::string& lang : site::AcceptedLanguages(field)) joined += lang + " ";
    return joined;
  };
  CHECK(line("th") == "th ");
  CHECK(line("en;q=0.5, zh-TW, ja;q=0.8") == "zh-Hant ja en ");
  CHECK(line("*, de;q=0, fr") == "fr ");
  CHECK(line("zh-CN,zh;q=0.9") == "zh-Hans zh-Hans ");
  CHECK(line("fil-PH, ;;;, q=1, \"x\"") == "tl ");
  CHECK(line("") == "");
}

TEST_CASE("Direction: right to left where it is read so") {
  for (const char* lang : {"ar", "he", "fa", "ur", "ar-Latn"})
    CHECK(site::Direction(lang) == "rtl");
  for (const char* lang : {"en", "th", "zh-Hant", "", "arn"}) CHECK(site::Direction(lang) == "ltr");
}

}  // namespace funnel
