// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include "funnel/suggest.h"
#include "indexer/base/ranking_language.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/place_terms.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/products.h"
#include "indexer/store/reader.h"
#include "searcher/listing/listing.h"
#include "searcher/query/deadline.h"
#include "searcher/query/ranking_numbers.h"
#include "searcher/search/corrector.h"
#include "searcher/search/dead_end.h"
#include "searcher/search/engine.h"
#include "searcher/search/explain.h"
#include "searcher/search/shortcuts.h"
#include "searcher/search/show.h"
#include "searcher/search/task.h"
#include "searcher/suggest/suggester.h"

namespace funnel {
namespace {

bool IsBlank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::vector<Facet> EachOnce(const std::vector<Facet>& facets) {
  std::vector<Facet> once;
  for (const Facet facet : facets) {
    if (std::find(once.begin(), once.end(), facet) == once.end()) once.push_back(facet);
  }
  return once;
}

Result<void> Validate(const SearchRequest& request) {
  const bool listed = !request.filter.empty() || !request.facets.empty();
  if (!listed && IsBlank(request.query)) {
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

Result<void> Validate(const SuggestRequest& request) {
  if (request.text.size() > kMaxQueryBytes) {
    return Fail(ErrorCode::kInvalidInput, "the text has " + std::to_string(request.text.size()) +
                                              " bytes: type at most " +
                                              std::to_string(kMaxQueryBytes));
  }
  if (request.limit == 0 || request.limit > kMaxSuggestions) {
    return Fail(ErrorCode::kInvalidInput,
                "limit must lie between 1 and " + std::to_string(kMaxSuggestions));
  }
  return {};
}

Result<std::string> ReaderLanguage(const std::string& tag) {
  return tag.empty() ? Result<std::string>(tag) : CanonicalLanguage(tag);
}

}  // namespace

class Searcher::Impl {
 public:
  Impl(std::filesystem::path dir, store::Reader reader, const RankingParameters& ranking)
      : dir_(std::move(dir)),
        reader_(std::move(reader)),
        ranking_(ranking),
        engine_(dir_),
        corrector_(dir_, engine_) {}

  Result<SearchResponse> Search(const SearchRequest& request) {
    const auto begin = std::chrono::steady_clock::now();
    Result<SearchResponse> response = SearchOnce(request);
    if (!response || request.offset > 0 || !response->hits.empty() ||
        !response->other_languages.empty() || response->did_you_mean) {
      return response;
    }
    if (Result<void> offered = OfferLess(request, begin, *response); !offered) {
      return Fail(offered.error());
    }
    if (Result<void> offered = OfferNewest(request, *response); !offered) {
      return Fail(offered.error());
    }
    return response;
  }

  Result<SearchResponse> SearchOnce(const SearchRequest& request) {
    return Ask(request, false, [&](const search::Request& question) -> Result<SearchResponse> {
      Result<search::Findings> answers = engine_.Find(question);
      if (!answers) return Fail(answers.error());
      Result<SearchResponse> response = search::Show(question, *answers, engine_.analyzer());
      if (!response) return response;
      Result<void> corrected = corrector_.Correct(question, request.query, *answers, *response);
      if (!corrected) return Fail(corrected.error());
      return response;
    });
  }

  Result<Explanation> Explain(const SearchRequest& request, const std::vector<std::string>& ids) {
    return Ask(request, true, [&](const search::Request& question) -> Result<Explanation> {
      if (question.Browses()) {
        return Fail(ErrorCode::kInvalidInput, "nothing is asked: explain a query with words");
      }
      Result<search::Findings> answers = engine_.Find(question);
      if (!answers) return Fail(answers.error());
      if (!answers->incomplete.empty()) throw query::DeadlineExceeded{};
      return search::Explain(question, ids, *std::move(answers), engine_);
    });
  }

  Result<SuggestResponse> Suggest(const SuggestRequest& request) {
    if (Result<void> valid = Validate(request); !valid) return Fail(valid.error());
    const Result<std::string> lang = ReaderLanguage(request.lang);
    if (!lang) return Fail(lang.error());
    return Fresh([&] { return suggester_.Suggest(request, *lang, reader_); });
  }

  Result<Article> Get(std::string_view lang, std::string_view id) {
    return Fresh([&]() -> Result<Article> {
      const Xapian::Database& database = reader_.Language(base::RankingLanguage(lang));
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
      const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
      std::vector<LangAndId> found;
      for (const std::string& language : reader_.RankingLanguages()) {
        const Xapian::Database& database = reader_.Language(language);
        for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
          const std::string bytes = database.get_document(*at).get_data();
          Result<store::HitRecord> hit = store::DecodeHit(bytes);
          if (!hit) return Fail(hit.error());
          found.emplace_back(hit->lang, hit->id);
        }
      }
      std::sort(found.begin(), found.end());
      return found;
    });
  }

  Result<std::vector<ArticleName>> FindPlace(std::string_view place, bool named) {
    constexpr std::size_t kMost = 50;
    return Fresh([&]() -> Result<std::vector<ArticleName>> {
      std::vector<ArticleName> found;
      for (const std::string& language : reader_.RankingLanguages()) {
        const Xapian::Database& database = reader_.Language(language);
        std::vector<std::string> terms = {named ? schema::NameTerm(place)
                                                : schema::IndexTerm(schema::kPlacePrefix, place)};
        for (const std::string& lang : reader_.Languages(language)) {
          if (!named) terms.push_back(schema::UniqueTerm(lang, place));
        }
        for (const std::string& term : terms) {
          for (auto at = database.postlist_begin(term);
               at != database.postlist_end(term) && found.size() < kMost; ++at) {
            const std::string bytes = database.get_document(*at).get_data();
            Result<store::HitRecord> hit = store::DecodeHit(bytes);
            if (!hit) return Fail(hit.error());
            found.push_back(
                {std::string(hit->lang), std::string(hit->id), std::string(hit->family)});
          }
        }
      }
      std::sort(found.begin(), found.end(), [](const ArticleName& a, const ArticleName& b) {
        return std::tie(a.lang, a.id) < std::tie(b.lang, b.id);
      });
      return found;
    });
  }

  Result<std::vector<ListedArticle>> List(std::string_view behind_lang, std::string_view behind_id,
                                          std::size_t limit) {
    return Fresh([&] { return listing::ListBehind(reader_, behind_lang, behind_id, limit); });
  }

  Result<std::vector<ListedArticle>> Newest(const NewestRequest& request) {
    return Fresh([&] { return listing::NewestOf(reader_, request); });
  }

  Result<std::vector<std::string>> Products(std::size_t limit) {
    return Fresh([&] { return store::ProductNames(reader_, limit); });
  }

  Result<BaseDescription> Describe() {
    return Fresh([&]() -> Result<BaseDescription> {
      return BaseDescription{reader_.generation(), reader_.articles(), reader_.Languages(),
                             reader_.publishes()};
    });
  }

  std::string Warning() const {
    return store::Guard(
               dir_.string(),
               [&] { return Result<std::string>(store::AnalysisWarning(dir_, ThisAnalysis())); })
        .value_or(std::string());
  }

 private:
  /// What less of a question finds that found nothing, as far as its time, which began at `begin`,
  /// allows.
  Result<void> OfferLess(const SearchRequest& request, std::chrono::steady_clock::time_point begin,
                         SearchResponse& response) {
    const auto all = Fresh(
        [&] { return Result<std::vector<search::LessAsked>>(search::WithLess(reader_, request)); });
    if (!all) return Fail(all.error());
    for (search::LessAsked less : *all) {
      const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - begin);
      less.request.deadline -= passed;
      if (less.request.deadline <= std::chrono::milliseconds::zero()) return {};
      less.request.limit = std::min(request.limit, kMostInstead);
      less.request.facets.clear();
      less.request.did_you_mean = false;
      Result<SearchResponse> found = SearchOnce(less.request);
      if (!found && found.error().code == ErrorCode::kTimeout) return {};
      if (!found) return Fail(found.error());
      if (found->hits.empty()) continue;
      response.fewer =
          FewerConditions{std::move(less.request.query), std::move(less.left_out), less.filter,
                          found->estimated_total_hits, std::move(found->hits)};
      return {};
    }
    return {};
  }

  Result<void> OfferNewest(const SearchRequest& request, SearchResponse& response) {
    constexpr std::size_t kMostProducts = 200;
    const Result<std::vector<std::string>> products = Products(kMostProducts);
    if (!products) return Fail(products.error());
    const Result<std::string> lang = ReaderLanguage(request.lang);
    if (!lang) return Fail(lang.error());
    const auto product =
        Fresh([&] { return Result<std::string>(search::ProductOf(reader_, request, *products)); });
    if (!product) return Fail(product.error());
    // Of the product in the reader's language, of it in any, of all in the reader's, of all.
    for (const std::string& of : {*product, std::string()}) {
      for (const std::string& in : {*lang, std::string()}) {
        if (!response.newest.empty()) return {};
        auto newest = Newest({.product = of, .lang = in, .limit = kMostInstead, .undated = true});
        if (!newest) return Fail(newest.error());
        response.newest = *std::move(newest);
      }
    }
    return {};
  }

  /// Runs `body` on the question that a request is.
  template <class Body>
  auto Ask(const SearchRequest& request, bool explained, Body&& body)
      -> std::invoke_result_t<Body, const search::Request&> {
    using Answer = std::invoke_result_t<Body, const search::Request&>;
    if (Result<void> valid = Validate(request); !valid) return Fail(valid.error());
    const Result<std::string> reader_lang = ReaderLanguage(request.lang);
    if (!reader_lang) return Fail(reader_lang.error());
    const auto deadline = query::Deadline::In(request.deadline);
    return Fresh([&]() -> Answer {
      try {
        SearchRequest asked = request;
        search::TakeShortcuts(reader_, asked);
        if (IsBlank(asked.query)) asked.query.clear();
        asked.facets = EachOnce(request.facets);
        Result<query::CompiledFilter> filter = query::CompiledFilter::Make(asked.filter);
        if (!filter) return Fail(filter.error());
        return body({asked, *reader_lang, reader_, ranking_, deadline,
                     filter->empty() ? nullptr : &*filter, explained});
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
  search::Corrector corrector_;
  suggest::Suggester suggester_;
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
Result<SuggestResponse> Searcher::Suggest(const SuggestRequest& request) {
  return impl_->Suggest(request);
}
Result<Article> Searcher::Get(std::string_view lang, std::string_view id) {
  return impl_->Get(lang, id);
}
Result<Translations> Searcher::TranslationsOf(std::string_view family) {
  return impl_->TranslationsOf(family);
}
Result<std::vector<ArticleName>> Searcher::FindPlace(std::string_view place, bool named) {
  return impl_->FindPlace(place, named);
}
Result<std::vector<ListedArticle>> Searcher::List(std::string_view behind_lang,
                                                  std::string_view behind_id, std::size_t limit) {
  return impl_->List(behind_lang, behind_id, limit);
}
Result<std::vector<ListedArticle>> Searcher::Newest(const NewestRequest& request) {
  return impl_->Newest(request);
}
Result<std::vector<std::string>> Searcher::Products(std::size_t limit) {
  return impl_->Products(limit);
}
Result<BaseDescription> Searcher::Describe() { return impl_->Describe(); }

std::string Searcher::Warning() const { return impl_->Warning(); }

}  // namespace funnel
