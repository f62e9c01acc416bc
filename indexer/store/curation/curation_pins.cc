// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/day.h"
#include "indexer/base/white_space.h"
#include "indexer/store/curation/curation_lines.h"
#include "indexer/store/curation/curation_rules.h"

namespace funnel::store {
namespace {

constexpr std::string_view kArrow = "->";

/// Reads the rule in one line.
class PinReader {
 public:
  explicit PinReader(CurationLines& lines) : lines_(lines) {}

  std::optional<PinRule> Read() {
    rule_.line = lines_.number();
    auto lang = lines_.TakeLanguage();
    if (!lang) return std::nullopt;
    rule_.lang = std::move(*lang);
    rest_ = lines_.rule();
    if (!ReadQuestion() || !ReadArrow() || !ReadArticle() || !ReadDates()) return std::nullopt;
    return std::move(rule_);
  }

 private:
  bool Wrong(std::string_view part, std::string message) {
    lines_.Wrong(part, std::move(message));
    return false;
  }

  /// What stands between quotation marks at the front, straight or typographic ones; takes it off.
  /// Nothing where there are none.
  std::optional<std::string_view> TakeQuoted() {
    static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {{"\"", "\""},
                                                                               {"“", "”"}};
    for (const auto& [open, close] : kMarks) {
      if (!rest_.starts_with(open)) continue;
      const std::size_t end = rest_.find(close, open.size());
      if (end == std::string_view::npos) continue;
      const std::string_view text = rest_.substr(open.size(), end - open.size());
      rest_ = base::TrimWhiteSpace(rest_.substr(end + close.size()));
      return text;
    }
    return std::nullopt;
  }

  bool ReadQuestion() {
    std::string_view text;
    if (rest_.starts_with('=') && !rest_.starts_with("=>")) {
      rule_.exact = true;
      const std::size_t arrow = rest_.rfind(kArrow);
      text = rest_.substr(1, arrow == std::string_view::npos ? arrow : arrow - 1);
      rest_.remove_prefix(std::min(arrow, rest_.size()));
    } else if (const auto quoted = TakeQuoted()) {
      text = *quoted;
    } else {
      return Wrong(rest_,
                   "neither a phrase nor a question; begin with \"a phrase\" in quotation marks or "
                   "with = and a whole question");
    }
    auto phrase = lines_.Phrase(text, rule_.exact ? "the question" : "the phrase");
    if (!phrase) return false;
    rule_.phrase = std::move(*phrase);
    return true;
  }

  bool ReadArrow() {
    if (rest_.starts_with(kArrow)) {
      rest_ = base::TrimWhiteSpace(rest_.substr(kArrow.size()));
      return true;
    }
    if (rest_.starts_with("=>")) {
      return Wrong(rest_, "'=>' is the arrow of synonyms; write '->' in front of the article");
    }
    return Wrong(rest_, "no '->' behind the question; write '-> ' and the id of the article");
  }

  std::string_view TakeWord() {
    const std::string_view word = rest_.substr(0, rest_.find_first_of(" \t"));
    rest_ = base::TrimWhiteSpace(rest_.substr(word.size()));
    return word;
  }

  bool ReadArticle() {
    const auto quoted = TakeQuoted();
    const std::string_view id = quoted ? base::TrimWhiteSpace(*quoted) : TakeWord();
    if (id.empty() || (!quoted && (id == "from" || id == "to"))) {
      return Wrong(id, "no article; write its id behind '->'");
    }
    if (id.size() > kMaxIdBytes) {
      return Wrong(id, fmt::format("an id of {} bytes; no article has more than {}", id.size(),
                                   kMaxIdBytes));
    }
    rule_.article = {std::string(id), lines_.ColumnOf(id)};
    return true;
  }

  bool ReadDates() {
    while (!rest_.empty()) {
      const std::string_view word = TakeWord();
      if (word != "from" && word != "to") {
        return Wrong(word, fmt::format("'{}' behind the article; only 'from 2026-01-31' and 'to "
                                       "2026-02-28' may stand there, and an id with spaces needs "
                                       "quotation marks",
                                       word));
      }
      std::optional<std::chrono::sys_days>& date = word == "from" ? rule_.from : rule_.to;
      if (date) return Wrong(word, fmt::format("a second '{}'; leave one", word));
      const std::string_view text = TakeWord();
      date = base::ParseDay(text);
      if (!date) {
        return Wrong(text.empty() ? word : text,
                     fmt::format("'{}' is no date; write it as 2026-01-31", text));
      }
      if (rule_.from && rule_.to && *rule_.from > *rule_.to) {
        return Wrong(text, "the last day lies before the first; exchange the dates");
      }
    }
    return true;
  }

  CurationLines& lines_;
  std::string_view rest_;
  PinRule rule_;
};

}  // namespace

std::vector<PinRule> ReadPins(std::string_view bytes, std::vector<CurationProblem>& problems) {
  std::vector<PinRule> rules;
  CurationLines lines(bytes, problems);
  while (lines.Next()) {
    if (auto rule = PinReader(lines).Read()) rules.push_back(std::move(*rule));
  }
  return rules;
}

}  // namespace funnel::store
