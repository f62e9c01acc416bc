// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/pinned.h"

#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/base/ranking_language.h"
#include "indexer/schema/index_schema.h"
#include "searcher/search/order.h"

namespace funnel::search {
namespace {

/// Documents of one family that are looked at in one language.
constexpr int kMostOfFamily = 100;

struct Found {
  std::string language;
  Xapian::docid document = 0;
};

/// An article of that id, in whichever language.
std::optional<Found> Named(store::Reader& reader, const std::string& id) {
  for (const std::string& lang : reader.Languages()) {
    const std::string language = base::RankingLanguage(lang);
    const Xapian::Database& database = reader.Language(language);
    const std::string term = schema::UniqueTerm(lang, id);
    const auto posting = database.postlist_begin(term);
    if (posting != database.postlist_end(term)) return Found{language, *posting};
  }
  return std::nullopt;
}

/// The article of a family in the first of `langs` that there is.
std::optional<Found> InFirst(store::Reader& reader, const std::string& family,
                             const std::vector<std::string>& langs) {
  const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
  for (const std::string& lang : langs) {
    const std::string language = base::RankingLanguage(lang);
    const Xapian::Database& database = reader.Language(language);
    int left = kMostOfFamily;
    const auto end = database.postlist_end(term);
    for (auto at = database.postlist_begin(term); at != end && left > 0; ++at, --left) {
      if (database.get_document(*at).get_value(schema::kLangSlot) == lang) {
        return Found{language, *at};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::map<std::string, std::vector<Xapian::docid>> PinnedDocuments(
    store::Reader& reader, const std::vector<std::string>& ids,
    const std::vector<std::string>& langs) {
  std::map<std::string, std::vector<Xapian::docid>> documents;
  std::set<std::string> families;
  for (const std::string& id : ids) {
    std::optional<Found> found = Named(reader, id);
    if (!found) continue;  // Not for this audience, or not published.
    const std::string family = FamilyOf(reader.Language(found->language), found->document);
    if (!families.insert(family).second) continue;
    if (auto better = InFirst(reader, family, langs)) found = std::move(better);
    documents[found->language].push_back(found->document);
  }
  return documents;
}

}  // namespace funnel::search
