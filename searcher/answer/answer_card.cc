// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/answer_card.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace funnel::answer {
namespace {

constexpr std::size_t kMostLines = 12;
constexpr std::size_t kMostBytes = 1500;

using Sections = std::vector<store::SectionRecord>;

/// The section in which a byte stands; the end where none does.
Sections::const_iterator Holding(const Sections& sections, std::uint32_t at) {
  return std::find_if(sections.begin(), sections.end(), [&](const store::SectionRecord& section) {
    return section.begin <= at && at < section.end;
  });
}

/// The section whose lines are the answer; the end where there are no sections.
Sections::const_iterator Answering(const Sections& sections, std::uint32_t at) {
  const auto resolves = [](const store::SectionRecord& section) {
    return section.role == SectionRole::kResolution;
  };
  const auto behind = std::find_if(
      sections.begin(), sections.end(),
      [&](const store::SectionRecord& section) { return resolves(section) && section.end > at; });
  if (behind != sections.end()) return behind;
  const auto any = std::find_if(sections.begin(), sections.end(), resolves);
  return any != sections.end() ? any : Holding(sections, at);
}

/// A line of the rest of a text, which it is taken from.
std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = base::Trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

void AddLines(std::string_view text, AnswerCard& card) {
  std::size_t bytes = 0;
  while (!text.empty()) {
    std::string_view line = TakeLine(text);
    if (line.empty()) continue;
    if (card.lines.size() == kMostLines || bytes == kMostBytes) {
      card.whole = false;
      return;
    }
    if (line.size() > kMostBytes - bytes) {
      line = line.substr(0, base::CharacterBegin(line, kMostBytes - bytes));
      card.whole = false;
      bytes = kMostBytes;
    } else {
      bytes += line.size();
    }
    if (!line.empty()) card.lines.emplace_back(line);
  }
}

HitSection Named(const store::SectionRecord& section) {
  return {std::string(section.heading), std::string(section.anchor), section.role};
}

}  // namespace

HitSection SectionAt(const Sections& sections, std::uint32_t at) {
  const auto section = Holding(sections, at);
  return section == sections.end() ? HitSection() : Named(*section);
}

AnswerCard MakeCard(const store::HitRecord& article, const Sections& sections, std::uint32_t at) {
  AnswerCard card;
  card.id = article.id;
  card.lang = article.lang;
  card.title = article.title;
  const auto section = Answering(sections, at);
  if (section == sections.end()) {
    AddLines(article.text, card);
    return card;
  }
  card.section = Named(*section);
  const auto next = std::find_if(section + 1, sections.end(),
                                 // Nothing is below the text before the first heading.
                                 [&](const store::SectionRecord& other) {
                                   return section->level == 0 || other.level <= section->level;
                                 });
  const std::uint32_t end = std::max(section->end, (next - 1)->end);
  std::string_view text = article.text.substr(section->begin, end - section->begin);
  if (!section->heading.empty()) TakeLine(text);
  AddLines(text, card);
  return card;
}

}  // namespace funnel::answer
