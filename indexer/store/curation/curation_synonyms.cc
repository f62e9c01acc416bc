// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/store/curation/curation_lines.h"
#include "indexer/store/curation/curation_rules.h"

namespace funnel::store {
namespace {

constexpr std::string_view kArrow = "=>";

/// The parts between commas: the ASCII, the full-width and the ideographic one.
std::vector<std::string_view> Split(std::string_view text) {
  static constexpr std::string_view kCommas[] = {",", "，", "、"};
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t end = text.size();
    std::size_t bytes = 0;
    for (const std::string_view comma : kCommas) {
      const std::size_t at = text.find(comma);
      if (at < end) {
        end = at;
        bytes = comma.size();
      }
    }
    parts.push_back(text.substr(0, end));
    if (bytes == 0) return parts;
    text.remove_prefix(end + bytes);
  }
}

/// The names on one side; false where something is wrong, which is reported.
bool ReadSide(CurationLines& lines, std::string_view side, std::vector<CurationPhrase>& names) {
  const std::vector<std::string_view> parts = Split(side);
  if (parts.size() > kMostSynonyms) {
    lines.Wrong(side, fmt::format("{} names in one place, at most {} are read; make several rules "
                                  "of it",
                                  parts.size(), kMostSynonyms));
    return false;
  }
  for (const std::string_view part : parts) {
    auto name = lines.Phrase(part, "a name");
    if (!name) return false;
    names.push_back(std::move(*name));
  }
  return true;
}

}  // namespace

std::vector<SynonymRule> ReadSynonyms(std::string_view bytes,
                                      std::vector<CurationProblem>& problems) {
  std::vector<SynonymRule> rules;
  CurationLines lines(bytes, problems);
  while (lines.Next()) {
    SynonymRule rule;
    rule.line = lines.number();
    auto lang = lines.TakeLanguage();
    if (!lang) continue;
    rule.lang = std::move(*lang);
    const std::string_view text = lines.rule();
    const std::size_t arrow = text.find(kArrow);
    if (!ReadSide(lines, text.substr(0, arrow), rule.names)) continue;
    if (arrow == std::string_view::npos) {
      if (const std::size_t at = text.find("->"); at != std::string_view::npos) {
        lines.Wrong(text.substr(at), "'->' is the arrow of pins; write '=>' between synonyms");
        continue;
      }
      if (rule.names.size() < 2) {
        lines.Wrong(text,
                    "one name only; write 'notebook, laptop' where each stands for the other, "
                    "or 'notebook => laptop'");
        continue;
      }
    } else {
      const std::string_view right = text.substr(arrow + kArrow.size());
      if (const std::size_t again = right.find(kArrow); again != std::string_view::npos) {
        lines.Wrong(right.substr(again), "a second '=>'; make two rules of it");
        continue;
      }
      if (!ReadSide(lines, right, rule.means)) continue;
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<BlockedRule> ReadBlocked(std::string_view bytes,
                                     std::vector<CurationProblem>& problems) {
  std::vector<BlockedRule> rules;
  CurationLines lines(bytes, problems);
  while (lines.Next()) {
    if (auto phrase = lines.Phrase(lines.rule(), "the phrase")) {
      rules.push_back({lines.number(), std::move(*phrase)});
    }
  }
  return rules;
}

}  // namespace funnel::store
