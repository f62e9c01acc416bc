// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/guidance/synonyms.h"

namespace funnel::guidance {

Synonyms::Synonyms(std::string_view file, text::PhraseReader& reader) {
  std::vector<store::CurationProblem> ignored;
  rules_ = store::ReadSynonyms(file, ignored);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const store::SynonymRule& rule = rules_[i];
    for (std::size_t j = 0; j < rule.names.size(); ++j) {
      const std::string& name = rule.names[j].text;
      table_.Add(reader.Writings(name, StemLanguages(name, rule.lang.text)),
                 static_cast<std::uint32_t>(sources_.size()));
      sources_.push_back({i, j});
    }
  }
}

std::vector<Replacement> Synonyms::Find(const Question& question) const {
  std::vector<Replacement> found;
  const std::vector<text::PhraseUnit>& units = question.units();
  std::size_t taken_begin = 0;  // The units of the last name.
  std::size_t taken_end = 0;
  for (const text::PhraseTable::Match& match : table_.Find(units)) {
    const bool same = match.begin == taken_begin && match.end == taken_end;
    if (match.begin < taken_end && !same) continue;
    if (!units[match.begin].begins_word || !units[match.end - 1].ends_word) continue;
    const Source& source = sources_[match.value];
    const store::SynonymRule& rule = rules_[source.rule];
    if (!question.MayBeIn(rule.lang.text)) continue;
    taken_begin = match.begin;
    taken_end = match.end;
    const bool one_way = !rule.means.empty();
    const std::vector<store::CurationPhrase>& others = one_way ? rule.means : rule.names;
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (!one_way && i == source.name) continue;
      if (found.size() == kMost) return found;
      found.push_back(
          {units[match.begin].begin, units[match.end - 1].end, others[i].text, one_way});
    }
  }
  return found;
}

}  // namespace funnel::guidance
