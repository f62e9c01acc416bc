// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/curation/curation_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/utf8.h"
#include "indexer/base/white_space.h"
#include "indexer/store/curation/curation.h"

namespace funnel::store {
namespace {

constexpr std::size_t kMostProblems = 100;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// C0 but tab, DEL, and C1: a terminal may obey them.
bool IsControl(char32_t c) { return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0); }

}  // namespace

CurationLines::CurationLines(std::string_view bytes, std::vector<CurationProblem>& problems)
    : rest_(bytes), problems_(problems) {
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  number_ = 1;
  if (rest_.starts_with("\xFF\xFE") || rest_.starts_with("\xFE\xFF")) {
    Report(1, "UTF-16, which is not read here; save the file as UTF-8");
    rest_ = {};
  } else if (rest_.size() > kMaxCurationBytes) {
    Report(1, fmt::format("{} bytes, at most {} are read; take rules out", rest_.size(),
                          kMaxCurationBytes));
    rest_ = {};
  }
  number_ = 0;
}

bool CurationLines::Next() {
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    ++number_;
    rule_ = base::TrimWhiteSpace(line_);
    if (rule_.empty() || !IsSound() || rule_.front() == '#') continue;
    if (++rules_ > kMostCurationRules) {
      Report(1, fmt::format("more than {} rules; take some out", kMostCurationRules));
      rest_ = {};
      return false;
    }
    return true;
  }
  return false;
}

bool CurationLines::IsSound() {
  if (line_.size() > kMaxCurationLine) {
    Report(1, fmt::format("a line of {} bytes, at most {} are read; make several rules of it",
                          line_.size(), kMaxCurationLine));
    return false;
  }
  const std::size_t bad = base::FindInvalidUtf8(line_);
  const std::string_view valid = line_.substr(0, bad);
  for (std::size_t at = 0; at < valid.size();) {
    const std::size_t begin = at;
    if (!IsControl(base::NextCharacter(valid, at))) continue;
    Report(begin + 1, "a control character; take it out");
    return false;
  }
  if (bad == std::string_view::npos) return true;
  Report(bad + 1, "not UTF-8; save the file as UTF-8");
  return false;
}

std::size_t CurationLines::ColumnOf(std::string_view part) const {
  return static_cast<std::size_t>(part.data() - line_.data()) + 1;
}

void CurationLines::Report(std::size_t column, std::string message) {
  if (++reported_ < kMostProblems) {
    problems_.push_back({number_, column, std::move(message)});
  } else if (reported_ == kMostProblems) {
    problems_.push_back({number_, column, "there are more mistakes; correct those above first"});
  }
}

void CurationLines::Wrong(std::string_view part, std::string message) {
  Report(ColumnOf(part), std::move(message));
}

std::optional<CurationPhrase> CurationLines::TakeLanguage() {
  if (!rule_.starts_with('[')) return CurationPhrase();
  const std::size_t end = rule_.find(']');
  if (end == std::string_view::npos) {
    Wrong(rule_, "no ']' behind the language; write it as in '[en]', or '[*]' for all");
    return std::nullopt;
  }
  const std::string_view tag = base::TrimWhiteSpace(rule_.substr(1, end - 1));
  rule_ = base::TrimWhiteSpace(rule_.substr(end + 1));
  if (tag == "*") return CurationPhrase();
  const Result<std::string> lang = CanonicalLanguage(tag);
  if (!lang) {
    Wrong(tag, lang.error().message + ", or * for all");
    return std::nullopt;
  }
  return CurationPhrase{*lang, ColumnOf(tag)};
}

std::optional<CurationPhrase> CurationLines::Phrase(std::string_view part, std::string_view what) {
  const std::string_view text = base::TrimWhiteSpace(part);
  if (text.empty()) {
    Wrong(part, fmt::format("{} is empty; write it, or take out what stands around it", what));
    return std::nullopt;
  }
  if (text.size() > kMaxCurationPhrase) {
    Wrong(text, fmt::format("{} has {} bytes, at most {} are read; shorten it", what, text.size(),
                            kMaxCurationPhrase));
    return std::nullopt;
  }
  return CurationPhrase{std::string(text), ColumnOf(text)};
}

}  // namespace funnel::store
