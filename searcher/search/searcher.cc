// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/reader.h"
#include "searcher/explain/explainer.h"
#include "searcher/explain/search_trace.h"
#include "searcher/query/deadline.h"
#include "searcher/query/ranking_numbers.h"
#include "searcher/search/engine.h"
#include "searcher/search/show.h"
#include "searcher/search/task.h"

namespace funnel {
namespace {

Result<void> Validate(const SearchRequest& request) {
  if (request.query.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Fail(ErrorCode::kInvalidInput, "the query is empty: ask something");
  }
  const std::size_t most = std::min(request.max_bytes, kMaxPastedBytes);
  if (request.query.size() > most) {
    return Fail(ErrorCode::kInvalidInput, "the query has " + std::to_string(request.query.size()) +
                                              " bytes: ask with at most " + std::to_string(most));
  }
  if (request.limit == 0 || request.limit > kMaxDepth ||
      request.offset > kMaxDepth - request.limit) {
    return Fail(ErrorCode::kInvalidInput,
                "offset + limit must lie between 1 and " + std::to_string(kMaxDepth));
  }
  return {};
}

}  // namespace

class Searcher::Impl {
 public:
  Impl(std::filesystem::path dir, store::Reader reader, const RankingParameters& ranking)
      : dir_(std::move(dir)), reader_(std::move(reader)), ranking_(ranking), engine_(dir_) {}

  Result<SearchResponse> Search(const SearchRequest& request) {
    return Ask(request, nullptr, [&](const search::Task& task) { return engine_.Search(task); });
  }

  Result<Explanation> Explain(const SearchRequest& request, const std::vector<std::string>& ids) {
    explain::SearchTrace trace;
    return Ask(request, &trace, [&](const search::Task& task) -> Result<Explanation> {
      trace = {};
      Result<SearchResponse> response = engine_.Search(task);
      if (!response) return Fail(response.error());
      if (!response->incomplete.empty()) throw query::DeadlineExceeded{};
      explain::Explainer explainer(trace, task.database, ranking_);
      Explanation explanation;
      explanation.generation = response->generation;
      explanation.query = explainer.Query();
      explanation.query.relaxed = response->relaxed;
      const auto shown = [&](const rank::Candidate& candidate) {
        return search::MakeHit(task, candidate, trace.built, false, engine_.analyzer());
      };
      Result<std::vector<ExplainedArticle>> articles =
          ids.empty()
              ? explainer.First(request.offset, request.limit, shown)
              : explainer.Named(ids, search::PreferredLanguages(task, trace.plan.langs), shown);
      if (!articles) return Fail(articles.error());
      explanation.articles = *std::move(articles);
      return explanation;
    });
  }

  Result<Article> Get(std::string_view lang, std::string_view id) {
    return Fresh([&]() -> Result<Article> {
      const Xapian::Database& database = reader_.database();
      const std::string term = schema::UniqueTerm(lang, id);
      const Xapian::PostingIterator posting = database.postlist_begin(term);
      if (posting == database.postlist_end(term)) {
        return Fail(ErrorCode::kNotFound,
                    "no article '" + std::string(id) + "' in language '" + std::string(lang) + "'");
      }
      return store::DecodeArticle(database.get_document(*posting).get_data());
    });
  }

  using LangAndId = std::pair<std::string, std::string>;
  Result<Translations> TranslationsOf(std::string_view family) {
    return Fresh([&]() -> Result<std::vector<LangAndId>> {
      const Xapian::Database& database = reader_.database();
      const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
      std::vector<LangAndId> found;
      for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
        const std::string bytes = database.get_document(*at).get_value(schema::kHitSlot);
        Result<store::HitRecord> hit = store::DecodeHit(bytes);
        if (!hit) return Fail(hit.error());
        found.emplace_back(hit->lang, hit->id);
      }
      std::sort(found.begin(), found.end());
      return found;
    });
  }

  Result<BaseDescription> Describe() {
    return Fresh([&]() -> Result<BaseDescription> {
      return BaseDescription{reader_.generation(), reader_.articles(), reader_.Languages()};
    });
  }

  std::string Warning() const {
    return store::Guard(
               dir_.string(),
               [&] { return Result<std::string>(store::AnalysisWarning(dir_, ThisAnalysis())); })
        .value_or(std::string());
  }

 private:
  /// Runs `body` on the task that a request is.
  template <class Body>
  auto Ask(const SearchRequest& request, explain::SearchTrace* trace, Body&& body)
      -> std::invoke_result_t<Body, const search::Task&> {
    using Answer = std::invoke_result_t<Body, const search::Task&>;
    if (Result<void> valid = Validate(request); !valid) return Fail(valid.error());
    std::string reader_lang;
    if (!request.lang.empty()) {
      Result<std::string> lang = CanonicalLanguage(request.lang);
      if (!lang) return Fail(lang.error());
      reader_lang = *lang;
    }
    const auto deadline = query::Deadline::In(request.deadline);
    return Fresh([&]() -> Answer {
      const std::vector<std::string> languages = reader_.Languages();
      try {
        return body({request, reader_lang, languages, reader_.generation(), reader_.database(),
                     ranking_, deadline, trace});
      } catch (const query::DeadlineExceeded&) {
        return Fail(ErrorCode::kTimeout, "the search took longer than " +
                                             std::to_string(request.deadline.count()) +
                                             " ms: ask with fewer or rarer words");
      }
    });
  }

  /// Runs `body` on the newest publish; all of it again where another overtakes it.
  template <class Body>
  auto Fresh(Body&& body) -> std::invoke_result_t<Body> {
    const auto refresh = [&] { return reader_.Refresh(); };
    if (Result<void> fresh = refresh(); !fresh) return Fail(fresh.error());
    return store::Guard(dir_.string(), [&] { return store::RetryOnPublish(body, refresh); });
  }

  std::filesystem::path dir_;
  store::Reader reader_;
  RankingParameters ranking_;
  search::Engine engine_;
};

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Result<Searcher> Searcher::Open(const std::filesystem::path& dir, Audience audience,
                                const RankingParameters& ranking) {
  if (Result<void> right = query::CheckRanking(ranking); !right) return Fail(right.error());
  Result<store::Reader> reader = store::Reader::Open(dir, audience);
  if (!reader) return Fail(reader.error());
  return Searcher(std::make_unique<Impl>(dir, std::move(*reader), ranking));
}

Searcher Searcher::Over(store::Reader reader) {
  const std::filesystem::path dir = reader.dir();
  return Searcher(std::make_unique<Impl>(dir, std::move(reader), RankingParameters()));
}

Result<SearchResponse> Searcher::Search(const SearchRequest& request) {
  return impl_->Search(request);
}
Result<Explanation> Searcher::Explain(const SearchRequest& request,
                                      const std::vector<std::string>& ids) {
  return impl_->Explain(request, ids);
}
Result<Article> Searcher::Get(std::string_view lang, std::string_view id) {
  return impl_->Get(lang, id);
}
Result<Translations> Searcher::TranslationsOf(std::string_view family) {
  return impl_->TranslationsOf(family);
}
Result<BaseDescription> Searcher::Describe() { return impl_->Describe(); }

std::string Searcher::Warning() const { return impl_->Warning(); }

}  // namespace funnel
