// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/guidance/pins.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>

#include "indexer/schema/index_schema.h"

namespace funnel::guidance {
namespace {

/// Documents of one family that are looked at.
constexpr int kMostOfFamily = 100;

/// The document of an article, in whichever language; 0 if there is none.
Xapian::docid DocumentOf(const std::string& id, const std::vector<std::string>& langs,
                         const Xapian::Database& database) {
  for (const std::string& lang : langs) {
    const std::string term = schema::UniqueTerm(lang, id);
    const auto posting = database.postlist_begin(term);
    if (posting != database.postlist_end(term)) return *posting;
  }
  return 0;
}

}  // namespace

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

std::vector<Xapian::docid> PinnedDocuments(const std::vector<std::string>& ids,
                                           const std::vector<std::string>& langs,
                                           const std::vector<std::string>& base_langs,
                                           const Xapian::Database& database) {
  std::vector<Xapian::docid> documents;
  std::set<std::string> families;
  for (const std::string& id : ids) {
    const Xapian::docid named = DocumentOf(id, base_langs, database);
    if (named == 0) continue;  // Not for this audience, or not published.
    const std::string family = database.get_document(named).get_value(schema::kFamilySlot);
    if (!families.insert(family).second) continue;
    Xapian::docid best = named;
    std::size_t best_rank = langs.size();
    const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
    int left = kMostOfFamily;
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term) && left > 0;
         ++at, --left) {
      const std::string lang = database.get_document(*at).get_value(schema::kLangSlot);
      const auto rank =
          static_cast<std::size_t>(std::find(langs.begin(), langs.end(), lang) - langs.begin());
      if (rank >= best_rank) continue;
      best = *at;
      best_rank = rank;
    }
    documents.push_back(best);
  }
  return documents;
}

}  // namespace funnel::guidance
