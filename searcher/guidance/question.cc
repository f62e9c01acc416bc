// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/guidance/question.h"

#include <algorithm>
#include <utility>

#include "funnel/analyzer.h"

namespace funnel::guidance {
namespace {

/// "zh" of "zh-Hant".
std::string_view Primary(std::string_view lang) { return lang.substr(0, lang.find('-')); }

bool Has(const std::vector<std::string>& langs, std::string_view lang) {
  return std::any_of(langs.begin(), langs.end(),
                     [&](const std::string& other) { return Primary(other) == Primary(lang); });
}

}  // namespace

Question::Question(std::string_view text, std::vector<std::string> langs,
                   text::PhraseReader& reader)
    : text_(text), langs_(std::move(langs)), units_(reader.Units(text, langs_)) {}

bool Question::MayBeIn(std::string_view lang) const {
  if (lang.empty() || Has(langs_, lang)) return true;
  // The base may have no article in that language, and the question be in it nevertheless.
  if (!detected_) detected_ = DetectLanguages(text_);
  return Has(*detected_, lang);
}

std::vector<std::string> StemLanguages(std::string_view phrase, const std::string& lang) {
  if (!lang.empty()) return {lang};
  std::vector<std::string> langs = DetectLanguages(phrase);
  if (std::find(langs.begin(), langs.end(), "en") == langs.end()) langs.push_back("en");
  return langs;
}

}  // namespace funnel::guidance
