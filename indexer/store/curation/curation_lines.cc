// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/curation/curation_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "funnel/article.h"
#include "indexer/store/curation/curation.h"

namespace funnel::store {
namespace {

constexpr std::size_t kMostProblems = 100;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The bytes of the well-formed character (RFC 3629) at the front of `text`; 0 if there is none.
std::size_t CharacterBytes(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return continues(1) ? 2 : 0;
  if (lead < 0xF0) {
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return continues(1) && continues(2) ? 3 : 0;
  }
  if (lead > 0xF4 || (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return 0;
  return continues(1) && continues(2) && continues(3) ? 4 : 0;
}

/// C0 but tab, DEL, and C1: a terminal may obey them.
bool IsControl(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return (lead < 0x20 && lead != '\t') || lead == 0x7F;
  return character.size() == 2 && lead == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

}  // namespace

std::string_view TrimSpaces(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kSpaces = {" ", "\t", "\r", "\xC2\xA0",
                                                              "\xE3\x80\x80"};
  const auto trim = [&] {
    return std::any_of(kSpaces.begin(), kSpaces.end(), [&](std::string_view space) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
      } else if (text.ends_with(space)) {
        text.remove_suffix(space.size());
      } else {
        return false;
      }
      return true;
    });
  };
  while (trim()) {
  }
  return text;
}

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
    rule_ = TrimSpaces(line_);
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
  for (std::size_t at = 0; at < line_.size();) {
    const std::size_t bytes = CharacterBytes(line_.substr(at));
    if (bytes == 0) {
      Report(at + 1, "not UTF-8; save the file as UTF-8");
      return false;
    }
    if (IsControl(line_.substr(at, bytes))) {
      Report(at + 1, "a control character; take it out");
      return false;
    }
    at += bytes;
  }
  return true;
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
  const std::string_view tag = TrimSpaces(rule_.substr(1, end - 1));
  rule_ = TrimSpaces(rule_.substr(end + 1));
  if (tag == "*") return CurationPhrase();
  const Result<std::string> lang = CanonicalLanguage(tag);
  if (!lang) {
    Wrong(tag, lang.error().message + ", or * for all");
    return std::nullopt;
  }
  return CurationPhrase{*lang, ColumnOf(tag)};
}

std::optional<CurationPhrase> CurationLines::Phrase(std::string_view part, std::string_view what) {
  const std::string_view text = TrimSpaces(part);
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
