// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/white_space.h"
#include "indexer/store/curation/curation_lines.h"
#include "indexer/store/curation/curation_rules.h"

namespace funnel::store {
namespace {

constexpr std::size_t kMostLanguages = 64;

std::vector<std::string_view> Split(std::string_view line, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = line.find(separator);
    parts.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return parts;
    line.remove_prefix(end + 1);
  }
}

class GlossaryReader {
 public:
  explicit GlossaryReader(CurationLines& lines) : lines_(lines) {}

  /// Reads the line with the languages; false where it is of no use.
  bool ReadHeader() {
    const std::string_view line = lines_.line();
    separator_ = line.find('\t') != std::string_view::npos ? '\t' : ':';
    glossary_.line = lines_.number();
    bool right = true;
    for (const std::string_view cell : Split(line, separator_)) {
      const std::string_view tag = base::TrimWhiteSpace(cell);
      Result<std::string> lang = CanonicalLanguage(tag);
      if (!lang) {
        right = Wrong(tag, lang.error().message);
      } else if (Has(*lang)) {
        right =
            Wrong(tag, fmt::format("'{}' stands here twice; give each language one place", *lang));
      } else {
        glossary_.langs.push_back({std::move(*lang), lines_.ColumnOf(tag)});
      }
    }
    if (right && (glossary_.langs.size() < 2 || glossary_.langs.size() > kMostLanguages)) {
      return Wrong(line, fmt::format("the first line must name 2 to {} languages, with tabs or "
                                     "colons between, as in 'en : th'",
                                     kMostLanguages));
    }
    return right;
  }

  void ReadRule() {
    // Not rule(): the place before a tab at the front is one, though it be empty.
    const std::vector<std::string_view> cells = Split(lines_.line(), separator_);
    if (cells.size() > glossary_.langs.size()) {
      Wrong(cells[glossary_.langs.size()],
            fmt::format("{} places for {} languages; take out the {} too many", cells.size(),
                        glossary_.langs.size(),
                        separator_ == '\t' ? "tabs that are" : "colons that are"));
      return;
    }
    GlossaryRule rule{lines_.number(), {}};
    std::size_t filled = 0;
    for (const std::string_view cell : cells) {
      std::vector<CurationPhrase>& names = rule.names.emplace_back();
      if (base::TrimWhiteSpace(cell).empty()) continue;
      for (const std::string_view part : Split(cell, '|')) {
        auto name = lines_.Phrase(part, "a name");
        if (!name) return;
        names.push_back(std::move(*name));
      }
      ++filled;
    }
    if (filled < 2) {
      Wrong(lines_.rule(), "a term in one language only; add its name in another");
      return;
    }
    rule.names.resize(glossary_.langs.size());
    glossary_.rules.push_back(std::move(rule));
  }

  GlossaryRules Take() { return std::move(glossary_); }

 private:
  bool Has(const std::string& lang) const {
    return std::any_of(glossary_.langs.begin(), glossary_.langs.end(),
                       [&](const CurationPhrase& known) { return known.text == lang; });
  }

  bool Wrong(std::string_view part, std::string message) {
    lines_.Wrong(part, std::move(message));
    return false;
  }

  CurationLines& lines_;
  char separator_ = ':';
  GlossaryRules glossary_;
};

}  // namespace

GlossaryRules ReadGlossaryRules(std::string_view bytes, std::vector<CurationProblem>& problems) {
  CurationLines lines(bytes, problems);
  GlossaryReader reader(lines);
  if (!lines.Next() || !reader.ReadHeader()) return {};
  while (lines.Next()) reader.ReadRule();
  return reader.Take();
}

}  // namespace funnel::store
