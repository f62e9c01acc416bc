// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "funnel/explanation.h"
#include "funnel/searcher.h"
#include "funnel/similar.h"
#include "funnel/suggest.h"
#include "funnel/triage.h"
#include "server/access/searcher_pool.h"

namespace funnel::access {

/// Ids of related articles that are looked up for one page, and articles that it shows: what an
/// author lists beyond that must not make the page dear.
inline constexpr std::size_t kMaxRelatedLookUps = 12;
inline constexpr std::size_t kMaxRelatedShown = 6;

/// A title to link to.
struct RelatedArticle {
  std::string lang, id, title;
};

/// An article with all that is shown around it.
struct ArticleView {
  Article article;
  Translations translations;
  std::vector<RelatedArticle> related;
};

/// Why a question has no answer.
struct SearchFailure {
  Error error;
  bool busy = false;  ///< Late because others had the processor or the disk: the question is good.
};

/// The knowledge base as far as one audience may see it. Thread-safe.
class ServedBase {
 public:
  /// No search takes longer than `deadline`.
  ServedBase(std::filesystem::path dir, Audience audience, std::chrono::milliseconds deadline)
      : dir_(std::move(dir)), audience_(audience), pool_(dir_, audience), deadline_(deadline) {}

  /// Fails as Searcher::Search does, and if the base cannot be read.
  tl::expected<SearchResponse, SearchFailure> Search(SearchRequest request);

  /// Fails as Searcher::Explain does, and if the base cannot be read.
  tl::expected<Explanation, SearchFailure> Explain(SearchRequest request,
                                                   const std::vector<std::string>& ids);

  /// Fail as FindSimilarCases and TriageCase do, and if the base cannot be read.
  tl::expected<SimilarCases, SearchFailure> Similar(SimilarCasesRequest request);
  tl::expected<Triage, SearchFailure> TriageOf(TriageRequest request);

  /// Fails as Searcher::Suggest does, and if the base cannot be read.
  Result<SuggestResponse> Suggest(const SuggestRequest& request);

  /// Searches once, however long it takes, and suggests once, so that what is read at a first
  /// search is in memory when a reader asks. Fails as Search and Suggest do.
  Result<void> WarmUp(std::string_view question, const std::string& lang);

  /// The article at `address`, "{lang}/{id}"; with those it names as related only if asked for, and
  /// only as far as its first kMaxRelatedLookUps name such. Fails with kNotFound, and as Check
  /// does.
  Result<ArticleView> Find(std::string_view address, bool with_related);

  /// As Searcher::FindPlace.
  Result<std::vector<ArticleName>> FindPlace(std::string_view place, bool named);

  /// As the functions of Searcher that are called so.
  Result<std::vector<ListedArticle>> List(std::string_view behind_lang, std::string_view behind_id,
                                          std::size_t limit);
  Result<std::vector<ListedArticle>> Newest(const NewestRequest& request);
  Result<std::vector<std::string>> Products(std::size_t limit);

  /// As Searcher::TranslationsOf.
  Result<Translations> TranslationsOf(std::string_view family);

  /// The languages of the articles, sorted; none if the base cannot be read.
  std::vector<std::string> Languages();

  /// Fails with kIo, kCorrupt or kIndexMismatch if the base cannot be read.
  Result<BaseDescription> Describe();

  /// Tells one state of what is answered from another: of the articles in view, of what guides the
  /// search, who asks, the day, by which pins come and go, and this program. Nothing that the
  /// audience may not see changes it. Fails as Describe does; costs microseconds.
  Result<std::string> State();

  /// Whether answers are the same for everybody, so that any cache on the way may keep them.
  bool IsForEverybody() const { return audience_ == Audience::kPublic; }

  /// As Searcher::Warning.
  std::string Warning();

 private:
  /// What `ask` answers, within the deadline.
  template <class Ask>
  auto InTime(Ask&& ask);

  const std::filesystem::path dir_;
  const Audience audience_;
  SearcherPool pool_;
  const std::chrono::milliseconds deadline_;
};

}  // namespace funnel::access
