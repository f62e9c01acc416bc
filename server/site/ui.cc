// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/ui.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/json.h"
#include "server/site/embedded.h"

namespace funnel::site {

namespace {

/// In the order of the language selector.
constexpr std::array<std::pair<std::string_view, std::string_view>, 44> kAutonyms = {{
    {"en", "English"},       {"zh-Hans", "简体中文"},
    {"zh-Hant", "繁體中文"}, {"yue", "廣東話"},
    {"ja", "日本語"},        {"ko", "한국어"},
    {"th", "ไทย"},           {"hi", "हिन्दी"},
    {"vi", "Tiếng Việt"},    {"id", "Bahasa Indonesia"},
    {"ms", "Bahasa Melayu"}, {"tl", "Filipino"},
    {"ar", "العربية"},       {"bn", "বাংলা"},
    {"bg", "Български"},     {"ca", "Català"},
    {"cs", "Čeština"},       {"da", "Dansk"},
    {"de", "Deutsch"},       {"el", "Ελληνικά"},
    {"es", "Español"},       {"et", "Eesti"},
    {"fa", "فارسی"},         {"fi", "Suomi"},
    {"fr", "Français"},      {"he", "עברית"},
    {"hr", "Hrvatski"},      {"hu", "Magyar"},
    {"it", "Italiano"},      {"km", "ខ្មែរ"},
    {"lo", "ລາວ"},           {"my", "မြန်မာ"},
    {"nb", "Norsk bokmål"},  {"nl", "Nederlands"},
    {"pl", "Polski"},        {"pt", "Português"},
    {"ro", "Română"},        {"ru", "Русский"},
    {"sk", "Slovenčina"},    {"sv", "Svenska"},
    {"ta", "தமிழ்"},          {"tr", "Türkçe"},
    {"uk", "Українська"},    {"ur", "اردو"},
}};

constexpr std::array<std::string_view, 10> kRightToLeft = {"ar",  "he", "fa", "ur", "ps",
                                                           "ckb", "sd", "ug", "yi", "dv"};

std::vector<UiTexts> Load() {
  std::vector<UiTexts> all;
  for (const auto& [tag, name] : kAutonyms) {
    const std::string_view text = EmbeddedText("strings/" + std::string(tag) + ".json");
    if (text.empty()) continue;
    const auto document = base::ParseJson(text, {.max_bytes = text.size()});
    UiTexts texts{std::string(tag), {}};
    if (document && document->IsObject()) {
      for (const auto& member : document->GetObject()) {
        texts.texts.emplace(base::JsonView(member.name), base::JsonView(member.value));
      }
    }
    all.push_back(std::move(texts));
  }
  return all;
}

}  // namespace

const std::string& UiTexts::operator[](const std::string& key) const {
  const auto it = texts.find(key);
  return it == texts.end() ? key : it->second;
}

const std::vector<UiTexts>& AllUiTexts() {
  static const std::vector<UiTexts> all = Load();
  return all;
}

const UiTexts* FindUiTexts(std::string_view lang) {
  for (const UiTexts& texts : AllUiTexts()) {
    if (texts.lang == lang) return &texts;
  }
  return nullptr;
}

std::vector<std::string> AcceptedLanguages(std::string_view field) {
  std::vector<std::pair<double, std::string>> wanted;
  while (!field.empty() && wanted.size() < 10) {
    const std::size_t comma = std::min(field.find(','), field.size());
    std::string item(field.substr(0, comma));
    field.remove_prefix(std::min(comma + 1, field.size()));
    std::erase_if(item, [](char c) { return c == ' ' || c == '\t'; });
    double quality = 1;
    if (const std::size_t semicolon = item.find(';'); semicolon != std::string::npos) {
      const std::string parameter = item.substr(semicolon + 1);
      if (parameter.starts_with("q=")) quality = std::strtod(parameter.c_str() + 2, nullptr);
      item.resize(semicolon);
    }
    if (!(quality > 0) || item == "*") continue;
    if (auto lang = CanonicalLanguage(item)) wanted.emplace_back(quality, std::move(*lang));
  }
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> langs;
  for (auto& [quality, lang] : wanted) langs.push_back(std::move(lang));
  return langs;
}

std::string_view Autonym(std::string_view lang) {
  for (const auto& [tag, name] : kAutonyms) {
    if (tag == lang) return name;
  }
  return lang;
}

std::string_view Direction(std::string_view lang) {
  const std::string_view language = lang.substr(0, lang.find('-'));
  const bool rtl =
      std::find(kRightToLeft.begin(), kRightToLeft.end(), language) != kRightToLeft.end();
  return rtl ? "rtl" : "ltr";
}

std::string WithNumber(std::string text, std::size_t n) {
  if (const std::size_t at = text.find("{n}"); at != std::string::npos) {
    text.replace(at, 3, std::to_string(n));
  }
  return text;
}

}  // namespace funnel::site
