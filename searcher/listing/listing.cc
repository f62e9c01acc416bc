// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/listing/listing.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "indexer/base/ranking_language.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/text/characters/normalized_text.h"

namespace funnel::listing {

namespace {

using store::Facet;

Result<ListedArticle> Listed(const Xapian::Database& database, Xapian::docid document) {
  const std::string bytes = database.get_document(document).get_data();
  const auto hit = store::DecodeHit(bytes);
  if (!hit) return Fail(hit.error());
  ListedArticle article{std::string(hit->lang),    std::string(hit->id),
                        std::string(hit->title),   std::string(hit->summary),
                        std::string(hit->updated), {}};
  for (const std::string_view product : hit->products) article.products.emplace_back(product);
  return article;
}

/// The key of a product among the facets (publish/article_facets).
std::string ProductKey(std::string_view product) {
  const text::NormalizedText normal = text::Normalize(product);
  const std::string folded = text::CaseFolded(normal.text, 0, normal.text.length());
  return schema::IndexTerm(schema::kProductPrefix, folded).substr(schema::kProductPrefix.size());
}

/// A document that may be listed. One that is listed before another is smaller.
struct Candidate {
  std::uint32_t updated = 0;  ///< As ForwardColumns has it.
  std::size_t language = 0;   ///< Of Reader::RankingLanguages.
  Xapian::docid document = 0;

  bool operator<(const Candidate& other) const {
    if (updated != other.updated) return updated > other.updated;
    if (language != other.language) return language < other.language;
    return document > other.document;
  }
};

/// The best so many of all that are added.
class Best {
 public:
  explicit Best(std::size_t limit) : limit_(limit) {}

  bool Wants(const Candidate& candidate) const {
    return heap_.size() < limit_ || (limit_ > 0 && candidate < heap_.front());
  }

  void Add(const Candidate& candidate) {
    if (heap_.size() == limit_) {
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.pop_back();
    }
    heap_.push_back(candidate);
    std::push_heap(heap_.begin(), heap_.end());
  }

  std::vector<Candidate> Take() {
    std::sort_heap(heap_.begin(), heap_.end());
    return std::move(heap_);
  }

 private:
  std::size_t limit_;
  std::vector<Candidate> heap_;  ///< The one listed last is on top.
};

/// For each list of values in a segment, whether a document that has it is wanted.
std::vector<bool> WantedLists(const store::FacetTable& facets, const std::string& product,
                              const std::string& lang) {
  const auto has = [&](std::uint32_t list, Facet facet, const std::string& key) {
    bool found = key.empty();
    facets.ForEach(list, facet,
                   [&](std::uint32_t value) { found = found || facets.Value(value).key == key; });
    return found;
  };
  std::vector<bool> wanted(facets.lists());
  for (std::uint32_t list = 0; list < facets.lists(); ++list) {
    wanted[list] = has(list, Facet::kProduct, product) && has(list, Facet::kLanguage, lang);
  }
  return wanted;
}

/// Adds what is wanted of one database, the `part`th of `parts` that are numbered in turn.
void AddNewest(const store::ForwardReader& forward, std::size_t language, std::size_t part,
               std::size_t parts, const std::string& product, const NewestRequest& request,
               Best& best) {
  const std::vector<std::uint32_t>& places = forward.Places();
  std::size_t begin = 1;  // The place of the segment's first entry.
  for (const auto& segment : forward.segments()) {
    const store::ForwardTable& table = segment->table();
    const std::vector<bool> wanted = WantedLists(table.facets(), product, request.lang);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const std::uint32_t list = table.facets().ListOf(i);
      if (list >= wanted.size() || !wanted[list]) continue;
      const std::uint32_t docid = table.DocidAt(i);
      const auto number = static_cast<Xapian::docid>((docid - 1) * parts + part + 1);
      const Candidate candidate{table.ColumnsAt(i).updated, language, number};
      if ((candidate.updated == 0 && !request.undated) || !best.Wants(candidate)) continue;
      // Not what a newer segment says otherwise, or says to be gone.
      if (docid < places.size() && places[docid] == begin + i && table.At(i).size > 0) {
        best.Add(candidate);
      }
    }
    begin += table.size();
  }
}

}  // namespace

Result<std::vector<ListedArticle>> ListBehind(store::Reader& reader, std::string_view behind_lang,
                                              std::string_view behind_id, std::size_t limit) {
  std::vector<ListedArticle> listed;
  for (const std::string& lang : reader.Languages()) {
    if (lang < behind_lang) continue;
    const Xapian::Database& database = reader.Language(base::RankingLanguage(lang));
    const std::string prefix = schema::UniqueTerm(lang, "");
    const std::string behind =
        lang == behind_lang ? schema::UniqueTerm(lang, behind_id) : std::string();
    auto term = database.allterms_begin(prefix);
    if (!behind.empty()) term.skip_to(behind);
    for (; term != database.allterms_end(prefix) && listed.size() < limit; ++term) {
      if (*term == behind) continue;
      auto article = Listed(database, *database.postlist_begin(*term));
      if (!article) return Fail(article.error());
      listed.push_back(*std::move(article));
    }
    if (listed.size() == limit) break;
  }
  return listed;
}

Result<std::vector<ListedArticle>> NewestOf(store::Reader& reader, const NewestRequest& request) {
  const std::string product = request.product.empty() ? "" : ProductKey(request.product);
  std::vector<ListedArticle> listed;
  if (!request.product.empty() && product.empty()) return listed;
  const std::vector<std::string>& languages = reader.RankingLanguages();
  Best best(request.limit);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (!request.lang.empty() && base::RankingLanguage(request.lang) != languages[i]) continue;
    const auto& parts = reader.Records(languages[i]).parts();
    for (std::size_t part = 0; part < parts.size(); ++part) {
      AddNewest(parts[part], i, part, parts.size(), product, request, best);
    }
  }
  for (const Candidate& candidate : best.Take()) {
    auto article = Listed(reader.Language(languages[candidate.language]), candidate.document);
    if (!article) return Fail(article.error());
    listed.push_back(*std::move(article));
  }
  return listed;
}

}  // namespace funnel::listing
