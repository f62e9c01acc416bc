// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/guidance/pins.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>

namespace funnel::guidance {
Pins::Pins(std::string_view file, text::PhraseReader& reader) {
  std::vector<store::CurationProblem> ignored;
  rules_ = store::ReadPins(file, ignored);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const store::PinRule& rule = rules_[i];
    table_.Add(reader.Writings(rule.phrase.text, StemLanguages(rule.phrase.text, rule.lang.text)),
               static_cast<std::uint32_t>(i));
  }
}

std::vector<std::string> Pins::Find(const Question& question, std::chrono::sys_days today) const {
  std::set<std::tuple<bool, std::size_t, std::size_t>> found;  // Inexact, shortness, rule.
  const std::size_t size = question.units().size();
  for (const text::PhraseTable::Match& match : table_.Find(question.units())) {
    const store::PinRule& rule = rules_[match.value];
    const std::size_t length = match.end - match.begin;
    if (rule.exact && length != size) continue;
    if ((rule.from && today < *rule.from) || (rule.to && today > *rule.to)) continue;
    if (!question.MayBeIn(rule.lang.text)) continue;
    found.emplace(!rule.exact, size - length, match.value);
  }
  std::vector<std::string> ids;
  for (const auto& [inexact, shortness, index] : found) {
    const std::string& id = rules_[index].article.text;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    if (ids.size() == kMost) break;
  }
  return ids;
}

}  // namespace funnel::guidance
