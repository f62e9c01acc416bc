// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/similar.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/reader.h"
#include "searcher/query/bm25.h"

namespace funnel {
namespace {

/// A term that the base knows.
struct KnownTerm {
  std::string term;
  std::uint32_t wqf = 1;
  Xapian::doccount df = 0;
  double idf = 0;
};

/// The rarest terms, and of equally rare ones the more frequent in the text.
std::vector<KnownTerm> RarestTerms(const Xapian::Database& database,
                                   const SimilarRequest& request) {
  const double count = database.get_doccount();
  std::vector<KnownTerm> known;
  for (const WeighedTerm& term : request.terms) {
    const Xapian::doccount df = database.get_termfreq(term.term);
    if (df == 0 || df < request.min_documents) continue;
    known.push_back({term.term, term.wqf, df, query::Idf(df, count)});
  }
  const auto rarer = [](const KnownTerm& a, const KnownTerm& b) {
    return std::tuple(a.df, b.wqf, std::string_view(a.term)) <
           std::tuple(b.df, a.wqf, std::string_view(b.term));
  };
  const std::size_t kept = std::min(known.size(), request.max_terms);
  std::partial_sort(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(kept), known.end(),
                    rarer);
  known.resize(kept);
  return known;
}

Result<std::vector<SimilarArticle>> Search(Xapian::Database& database,
                                           const SimilarRequest& request) {
  std::vector<SimilarArticle> similar;
  if (database.get_doccount() == 0) return similar;
  const std::vector<KnownTerm> known = RarestTerms(database, request);
  if (known.empty()) return similar;

  std::vector<Xapian::Query> queries;
  std::unordered_map<std::string, double> idf;
  double all_idf = 0;
  for (const KnownTerm& term : known) {
    queries.emplace_back(term.term, term.wqf);
    idf.emplace(term.term, term.idf);
    all_idf += term.idf;
  }
  Xapian::Query any(Xapian::Query::OP_OR, queries.begin(), queries.end());
  if (!request.except_term.empty()) {
    any = Xapian::Query(Xapian::Query::OP_AND_NOT, any, Xapian::Query(request.except_term));
  }
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(query::Bm25(RankingParameters()));
  enquire.set_query(any);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(request.limit));
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    const std::string bytes = hit.get_document().get_data();
    const auto article = store::DecodeHit(bytes);
    if (!article) return Fail(article.error());
    SimilarArticle one{std::string(article->id),
                       std::string(article->lang),
                       std::string(article->title),
                       {article->products.begin(), article->products.end()},
                       hit.get_weight(),
                       0};
    for (auto term = enquire.get_matching_terms_begin(hit);
         term != enquire.get_matching_terms_end(hit); ++term) {
      if (const auto shared = idf.find(*term); shared != idf.end()) one.share += shared->second;
    }
    one.share /= all_idf;
    similar.push_back(std::move(one));
  }
  std::stable_sort(similar.begin(), similar.end(),
                   [](const SimilarArticle& a, const SimilarArticle& b) {
                     return std::tie(b.score, a.lang, a.id) < std::tie(a.score, b.lang, b.id);
                   });
  return similar;
}

}  // namespace

Result<std::vector<SimilarArticle>> FindSimilar(store::Reader& reader,
                                                const SimilarRequest& request) {
  return store::Guard("similar articles", [&]() -> Result<std::vector<SimilarArticle>> {
    return store::RetryOnPublish([&] { return Search(reader.database(), request); },
                                 [&] { return reader.Refresh(); });
  });
}

}  // namespace funnel
