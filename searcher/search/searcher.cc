// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <utility>

#include "funnel/analyzer.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/outline.h"
#include "indexer/store/reader.h"
#include "searcher/answer/snippet.h"
#include "searcher/explain/explainer.h"
#include "searcher/explain/search_trace.h"
#include "searcher/guidance/curation.h"
#include "searcher/query/bm25.h"
#include "searcher/query/compounds.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"
#include "searcher/query/reader_language.h"
#include "searcher/query/spelling.h"
#include "searcher/rank/part_search.h"
#include "searcher/rank/reranker.h"
#include "searcher/translate/cross_language.h"

namespace funnel {
namespace {

std::string RecordOf(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document).get_data();
}

std::string HitBytes(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document).get_value(schema::kHitSlot);
}

std::vector<Xapian::docid> DocumentsOf(const std::vector<explain::Candidate>& candidates) {
  std::vector<Xapian::docid> documents;
  for (const explain::Candidate& candidate : candidates) documents.push_back(candidate.document);
  return documents;
}

Result<void> Validate(const SearchRequest& request) {
  if (request.query.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Fail(ErrorCode::kInvalidInput, "the query is empty: ask something");
  }
  if (request.query.size() > request.max_bytes) {
    return Fail(ErrorCode::kInvalidInput, "the query has " + std::to_string(request.query.size()) +
                                              " bytes: ask with at most " +
                                              std::to_string(request.max_bytes));
  }
  if (request.limit == 0 || request.limit > kMaxDepth ||
      request.offset > kMaxDepth - request.limit) {
    return Fail(ErrorCode::kInvalidInput,
                "offset + limit must lie between 1 and " + std::to_string(kMaxDepth));
  }
  return {};
}

/// Orders equal scores by article id, so that a base built in another order answers the same.
Result<void> OrderTies(const Xapian::Database& database,
                       std::vector<explain::Candidate>& candidates) {
  for (std::size_t first = 0; first < candidates.size();) {
    std::size_t last = first + 1;
    while (last < candidates.size() && candidates[last].score == candidates[first].score) ++last;
    if (last - first > 1) {
      std::vector<std::pair<std::string, explain::Candidate>> tied;
      for (std::size_t i = first; i < last; ++i) {
        const std::string bytes = HitBytes(database, candidates[i].document);
        Result<store::HitRecord> hit = store::DecodeHit(bytes);
        if (!hit) return Fail(hit.error());
        tied.emplace_back(std::string(hit->id) + '\n' + std::string(hit->lang), candidates[i]);
      }
      std::sort(tied.begin(), tied.end(),
                [](const auto& a, const auto& b) { return a.first < b.first; });
      for (std::size_t i = first; i < last; ++i) candidates[i] = tied[i - first].second;
    }
    first = last;
  }
  return {};
}

/// The languages to show an article in, the best first.
std::vector<std::string> ShownLanguages(const SearchRequest& request,
                                        const std::string& reader_lang,
                                        const std::vector<std::string>& asked) {
  std::vector<std::string> langs;
  if (!reader_lang.empty() && query::CouldBeAskedIn(request.query, reader_lang)) {
    langs.push_back(reader_lang);
  }
  langs.insert(langs.end(), asked.begin(), asked.end());
  return langs;
}

/// All languages of the base, those first that an article would be shown in.
std::vector<std::string> PreferredLanguages(const SearchRequest& request,
                                            const std::string& reader_lang,
                                            const std::vector<std::string>& asked,
                                            const std::vector<std::string>& base_langs) {
  std::vector<std::string> langs = ShownLanguages(request, reader_lang, asked);
  langs.insert(langs.end(), base_langs.begin(), base_langs.end());
  return langs;
}

}  // namespace

class Searcher::Impl {
 public:
  Impl(std::filesystem::path dir, store::Reader reader, const RankingParameters& ranking)
      : dir_(std::move(dir)),
        reader_(std::move(reader)),
        ranking_(ranking),
        cross_language_(dir_) {}

  Result<SearchResponse> Search(const SearchRequest& request) {
    return Ask(request, [&](const std::string& reader_lang, auto deadline) {
      return SearchOnce(request, reader_lang, deadline, nullptr);
    });
  }

  Result<Explanation> Explain(const SearchRequest& request, const std::vector<std::string>& ids) {
    return Ask(request, [&](const std::string& reader_lang, auto deadline) -> Result<Explanation> {
      explain::SearchTrace trace;
      Result<SearchResponse> response = SearchOnce(request, reader_lang, deadline, &trace);
      if (!response) return Fail(response.error());
      Result<std::vector<std::string>> languages = reader_.Languages();
      if (!languages) return Fail(languages.error());
      explain::Explainer explainer(trace, reader_.database(), ranking_);
      Explanation explanation;
      explanation.generation = response->generation;
      explanation.query = explainer.Query();
      explanation.query.relaxed = response->relaxed;
      const auto shown = [&](const explain::Candidate& candidate) {
        SearchRequest plain = request;
        plain.snippets = false;
        return MakeHit(candidate, trace.built, plain, reader_lang);
      };
      Result<std::vector<ExplainedArticle>> articles =
          ids.empty()
              ? explainer.First(request.offset, request.limit, shown)
              : explainer.Named(
                    ids, PreferredLanguages(request, reader_lang, trace.plan.langs, *languages),
                    shown);
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
      return store::DecodeArticle(RecordOf(database, *posting));
    });
  }

  using LangAndId = std::pair<std::string, std::string>;
  Result<Translations> TranslationsOf(std::string_view family) {
    return Fresh([&]() -> Result<std::vector<LangAndId>> {
      const Xapian::Database& database = reader_.database();
      const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
      std::vector<LangAndId> found;
      for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
        const std::string bytes = HitBytes(database, *at);
        Result<store::HitRecord> hit = store::DecodeHit(bytes);
        if (!hit) return Fail(hit.error());
        found.emplace_back(hit->lang, hit->id);
      }
      std::sort(found.begin(), found.end());
      return found;
    });
  }

  Result<std::size_t> Count() {
    return Fresh(
        [&]() -> Result<std::size_t> { return std::size_t{reader_.database().get_doccount()}; });
  }

  Result<std::vector<std::string>> Languages() {
    return Fresh([&]() -> Result<std::vector<std::string>> { return reader_.Languages(); });
  }

 private:
  /// Runs `body` with the reader's canonical language (or none) and the end of the request's time.
  template <class Body>
  auto Ask(const SearchRequest& request, Body&& body)
      -> std::invoke_result_t<Body, const std::string&, std::chrono::steady_clock::time_point> {
    using Answer =
        std::invoke_result_t<Body, const std::string&, std::chrono::steady_clock::time_point>;
    if (Result<void> valid = Validate(request); !valid) return Fail(valid.error());
    std::string reader_lang;
    if (!request.lang.empty()) {
      Result<std::string> lang = CanonicalLanguage(request.lang);
      if (!lang) return Fail(lang.error());
      reader_lang = *lang;
    }
    const auto deadline = std::chrono::steady_clock::now() + request.deadline;
    return Fresh([&]() -> Answer {
      try {
        return body(reader_lang, deadline);
      } catch (const query::DeadlineExceeded&) {
        return Fail(ErrorCode::kTimeout, "the search took longer than " +
                                             std::to_string(request.deadline.count()) +
                                             " ms: ask with fewer or rarer words");
      }
    });
  }

  /// Runs `body` on the newest publish. A commit that overtakes it makes Xapian throw
  /// DatabaseModifiedError: then the whole operation is repeated on the publish after.
  template <class Body>
  auto Fresh(Body&& body) -> std::invoke_result_t<Body> {
    using Answer = std::invoke_result_t<Body>;
    constexpr int kMostTries = 5;
    for (int tries = 1;; ++tries) {
      if (Result<void> fresh = reader_.Refresh(); !fresh) return Fail(fresh.error());
      bool overtaken = false;
      auto answer = store::Guard(dir_.string(), [&]() -> Answer {
        try {
          return body();
        } catch (const Xapian::DatabaseModifiedError&) {
          if (tries == kMostTries) throw;
          overtaken = true;
          return Fail(ErrorCode::kInternal, "");
        }
      });
      if (!overtaken) return answer;
    }
  }

  /// Notes what it does in `trace`, if given; it does the same.
  Result<SearchResponse> SearchOnce(const SearchRequest& request, const std::string& reader_lang,
                                    std::chrono::steady_clock::time_point deadline,
                                    explain::SearchTrace* trace) {
    SearchResponse response;
    response.generation = reader_.generation();
    Result<std::vector<std::string>> languages = reader_.Languages();
    if (!languages) return Fail(languages.error());
    query::QueryPlan plan = planner_.Plan(request.query, reader_lang, *languages, ranking_);
    const guidance::CuratedQuestion curated = Curated(plan, request, reader_lang);
    if (trace != nullptr) trace->planned = plan.terms.size();
    const auto note = [&](TermOrigin origin, std::uint32_t begin, std::uint32_t end,
                          std::string_view words, double factor) {
      if (trace == nullptr) return;
      trace->additions.push_back(
          {origin, begin, end, std::string(words), factor, plan.terms.size()});
    };
    for (const query::Misspelling& misspelling :
         query::FindMisspellings(plan, reader_.database())) {
      const query::PlannedTerm& misspelt = plan.terms[misspelling.planned];
      if (curated.Knows(misspelt.begin, misspelt.end)) continue;
      for (const std::string& word : misspelling.words) {
        if (curator_.Blocked(word)) continue;
        planner_.AddSpelling(misspelling.planned, word, ranking_.spelling, ranking_, plan);
        note(TermOrigin::kSpelling, plan.terms[misspelling.planned].begin,
             plan.terms[misspelling.planned].end, word, ranking_.spelling);
      }
    }
    for (const query::Compound& other : query::FindCompounds(plan, reader_.database())) {
      planner_.AddReplacement(other.begin, other.end, other.words, ranking_.compound, ranking_,
                              plan);
      note(TermOrigin::kCompound, other.begin, other.end, other.words, ranking_.compound);
    }
    for (const guidance::Replacement& other : curated.replacements) {
      const double factor = other.one_way ? ranking_.one_way_synonym : ranking_.synonym;
      planner_.AddReplacement(other.begin, other.end, other.text, factor, ranking_, plan);
      note(TermOrigin::kSynonym, other.begin, other.end, other.text, factor);
    }
    query::BuiltQuery built = query::BuildQuery(plan, reader_.database(), ranking_, {},
                                                trace == nullptr ? nullptr : &trace->leaves);

    const std::size_t wanted = request.offset + request.limit;
    const bool collapse = languages->size() > 1;
    Result<std::vector<explain::Candidate>> matched =
        Match(plan, built, wanted, collapse, deadline, response.estimated_total_hits, trace);
    if (matched && matched->empty() && !plan.phrases.empty()) {
      // Nobody has said exactly that: what comes close helps more than nothing.
      plan.phrases.clear();
      response.relaxed = true;
      matched = Match(plan, query::BuildQuery(plan, reader_.database(), ranking_), wanted, collapse,
                      deadline, response.estimated_total_hits, trace);
    }
    if (!matched) return Fail(matched.error());
    const translate::TranslatedQuery translated = cross_language_.Translate(
        {plan, reader_lang, *languages, response.generation, DocumentsOf(*matched)},
        reader_.database(), ranking_);
    if (!translated.empty()) {
      if (trace != nullptr) {
        trace->translated = translated;
        trace->leaves.clear();
      }
      built = translate::BuildTranslatedQuery(plan, translated, reader_.database(), ranking_,
                                              trace == nullptr ? nullptr : &trace->leaves);
      const std::vector<std::string> own =
          translate::OwnFamilies(translated.from, DocumentsOf(*matched), reader_.database());
      matched =
          Match(plan, built, wanted, collapse, deadline, response.estimated_total_hits, trace);
      if (!matched) return Fail(matched.error());
      KeepOrder(own, *matched);
    }
    if (!curated.pins.empty()) {
      PutOnTop(
          guidance::PinnedDocuments(curated.pins, ShownLanguages(request, reader_lang, plan.langs),
                                    *languages, reader_.database()),
          *matched, response.estimated_total_hits);
    }
    const std::vector<explain::Candidate>& candidates = *matched;
    if (trace != nullptr) trace->ranking = candidates;
    for (std::size_t i = request.offset; i < std::min(wanted, candidates.size()); ++i) {
      Result<Hit> hit = MakeHit(candidates[i], built, request, reader_lang);
      if (!hit) return Fail(hit.error());
      hit->translated =
          !hit->pinned && !translated.empty() && !translate::Answers(translated.from, hit->lang);
      response.hits.push_back(std::move(*hit));
    }
    return response;
  }

  /// What authors want of the question.
  guidance::CuratedQuestion Curated(const query::QueryPlan& plan, const SearchRequest& request,
                                    const std::string& reader_lang) {
    curator_.Follow(dir_ / reader_.generation());
    return curator_.Read(
        plan, reader_lang,
        request.today ? *request.today
                      : std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  }

  /// The best `wanted` candidates and a few more, so that ties at the border are settled.
  Result<std::vector<explain::Candidate>> Match(const query::QueryPlan& plan,
                                                const query::BuiltQuery& built, std::size_t wanted,
                                                bool several_languages,
                                                std::chrono::steady_clock::time_point deadline,
                                                std::size_t& estimated_total,
                                                explain::SearchTrace* trace) {
    constexpr std::size_t kTieMargin = 10;
    if (trace != nullptr) trace->StartMatch(plan, built);
    if (built.empty()) return std::vector<explain::Candidate>();
    const std::size_t depth = std::max(wanted, ranking_.rerank_depth) + kTieMargin;
    std::vector<explain::Candidate> candidates;
    if (plan.parts.size() > 1 && !built.translated) {
      for (const rank::PartMatch& match :
           rank::SearchParts(plan, built, reader_.database(), ranking_, several_languages, depth,
                             deadline, trace == nullptr ? nullptr : &trace->parts)) {
        candidates.push_back({match.document, match.score});
      }
      estimated_total = candidates.size();
    }
    const bool by_parts = !candidates.empty();
    if (!by_parts) {
      candidates = MatchWhole(built, depth, several_languages, deadline, estimated_total);
    }
    if (trace != nullptr) {
      if (!by_parts) trace->parts.clear();
      if (!candidates.empty()) trace->best = candidates.front().score;
      for (const explain::Candidate& candidate : candidates) {
        trace->judged[candidate.document] = {trace->judged.size() + 1, candidate.score, {}, {}};
      }
    }
    // Each sentence of a letter was judged by both stages.
    if (!by_parts || rank::IsLog(plan)) Rerank(plan, built, candidates, trace);
    if (Result<void> ordered = OrderTies(reader_.database(), candidates); !ordered) {
      return Fail(ordered.error());
    }
    return candidates;
  }

  /// Stage 1: at most `depth` candidates, best first.
  std::vector<explain::Candidate> MatchWhole(const query::BuiltQuery& built, std::size_t depth,
                                             bool several_languages,
                                             std::chrono::steady_clock::time_point deadline,
                                             std::size_t& estimated_total) {
    constexpr std::size_t kCheckAtLeast = 100;
    Xapian::Enquire enquire(reader_.database());
    enquire.set_weighting_scheme(query::Bm25(ranking_));
    enquire.set_query(query::WithDeadline(built.query, deadline));
    if (built.least_percent <= 100) enquire.set_cutoff(built.least_percent);
    if (several_languages) enquire.set_collapse_key(schema::kFamilySlot);
    const Xapian::MSet matches =
        enquire.get_mset(0, static_cast<Xapian::doccount>(depth), kCheckAtLeast);
    std::vector<explain::Candidate> candidates;
    candidates.reserve(matches.size());
    for (auto at = matches.begin(); at != matches.end(); ++at) {
      candidates.push_back({*at, at.get_weight()});
    }
    // Fewer than asked for is all there is.
    estimated_total = candidates.size() < depth
                          ? candidates.size()
                          : std::max<std::size_t>(matches.get_matches_estimated(), depth);
    return candidates;
  }

  /// Stage 2: the best candidates in the order of what their outlines say.
  void Rerank(const query::QueryPlan& plan, const query::BuiltQuery& built,
              std::vector<explain::Candidate>& candidates, explain::SearchTrace* trace) {
    if (candidates.size() < 2) return;
    const rank::Reranker reranker(plan, built.terms);
    const std::vector<double> weights = built.TermWeights();
    RerankWeights rerank = ranking_.rerank;
    if (built.translated) rerank.title_coverage = ranking_.translated_title;
    const double best = candidates.front().score;
    if (trace != nullptr) trace->rerank = rerank;
    const auto last =
        candidates.begin() + static_cast<long>(std::min(candidates.size(), ranking_.rerank_depth));
    // In the order of the documents, the outlines are read in one pass.
    std::vector<explain::Candidate*> by_document;
    for (auto candidate = candidates.begin(); candidate != last; ++candidate) {
      by_document.push_back(&*candidate);
    }
    std::sort(by_document.begin(), by_document.end(),
              [](const explain::Candidate* a, const explain::Candidate* b) {
                return a->document < b->document;
              });
    Xapian::ValueIterator outline = reader_.database().valuestream_begin(schema::kOutlineSlot);
    const Xapian::ValueIterator end = reader_.database().valuestream_end(schema::kOutlineSlot);
    for (explain::Candidate* candidate : by_document) {
      if (outline != end) outline.skip_to(candidate->document);
      if (outline == end || outline.get_docid() != candidate->document) continue;
      const std::string bytes = *outline;
      const rank::OutlineMatch look = reranker.Look(store::Outline(bytes));
      const rank::OutlineFeatures features = reranker.Features(look, weights);
      candidate->score += best * rank::Reranker::Bonus(features, rerank);
      if (trace != nullptr) {
        explain::SearchTrace::Judgement& judged = trace->judged.at(candidate->document);
        judged.features = features;
        judged.title_terms = look.title_terms;
      }
    }
    std::stable_sort(
        candidates.begin(), last,
        [](const explain::Candidate& a, const explain::Candidate& b) { return a.score > b.score; });
  }

  Result<Hit> MakeHit(const explain::Candidate& candidate, const query::BuiltQuery& built,
                      const SearchRequest& request, const std::string& reader_lang) {
    const Xapian::Database& database = reader_.database();
    // Without a snippet nobody has to unpack the article.
    const auto read = request.snippets ? RecordOf : HitBytes;
    std::string data = read(database, candidate.document);
    Result<store::HitRecord> record = store::DecodeHit(data);
    if (!record) return Fail(record.error());
    if (!reader_lang.empty() && record->lang != reader_lang &&
        query::CouldBeAskedIn(request.query, reader_lang)) {
      const std::string family = schema::IndexTerm(schema::kFamilyPrefix, record->family);
      for (auto at = database.postlist_begin(family); at != database.postlist_end(family); ++at) {
        if (database.get_document(*at).get_value(schema::kLangSlot) != reader_lang) continue;
        data = read(database, *at);
        record = store::DecodeHit(data);
        if (!record) return Fail(record.error());
        break;
      }
    }
    Hit hit;
    hit.id = record->id;
    hit.family = record->family;
    hit.lang = record->lang;
    hit.title = record->title;
    hit.url = record->url;
    hit.updated = record->updated;
    hit.kind = record->kind;
    hit.audience = record->audience;
    hit.products.assign(record->products.begin(), record->products.end());
    hit.score = candidate.score;
    hit.pinned = candidate.pinned;
    if (request.snippets) hit.snippet = answer::MakeSnippet(*record, built.weights, analyzer_);
    return hit;
  }

  /// Puts the candidates of `families` into that order, in the places that they have: articles in
  /// the language asked in are best judged by the question as it was asked.
  void KeepOrder(const std::vector<std::string>& families,
                 std::vector<explain::Candidate>& candidates) {
    std::unordered_map<std::string, std::size_t> order;
    for (const std::string& family : families) order.emplace(family, order.size());
    std::vector<std::size_t> places;
    std::vector<std::pair<std::size_t, explain::Candidate>> own;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const auto found = order.find(
          reader_.database().get_document(candidates[i].document).get_value(schema::kFamilySlot));
      if (found == order.end()) continue;
      places.push_back(i);
      own.emplace_back(found->second, candidates[i]);
    }
    std::sort(own.begin(), own.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < own.size(); ++i) candidates[places[i]] = own[i].second;
  }

  /// Puts pinned documents before the others, of which those of the same families go. Every page is
  /// a part of that one list.
  void PutOnTop(const std::vector<Xapian::docid>& documents,
                std::vector<explain::Candidate>& candidates, std::size_t& estimated_total) {
    const bool all = estimated_total == candidates.size();
    const auto family = [&](Xapian::docid document) {
      return reader_.database().get_document(document).get_value(schema::kFamilySlot);
    };
    std::set<std::string> families;
    std::vector<explain::Candidate> pinned;
    for (const Xapian::docid document : documents) {
      families.insert(family(document));
      pinned.push_back({document, candidates.empty() ? 0 : candidates.front().score, true});
    }
    std::erase_if(candidates, [&](const explain::Candidate& candidate) {
      return families.contains(family(candidate.document));
    });
    candidates.insert(candidates.begin(), pinned.begin(), pinned.end());
    if (all) estimated_total = candidates.size();
  }

  std::filesystem::path dir_;
  store::Reader reader_;
  RankingParameters ranking_;
  guidance::Curator curator_;
  query::QueryPlanner planner_;
  translate::CrossLanguage cross_language_;
  Analyzer analyzer_;
};

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Result<Searcher> Searcher::Open(const std::filesystem::path& dir, Audience audience,
                                const RankingParameters& ranking) {
  Result<store::Reader> reader = store::Reader::Open(dir, audience);
  if (!reader) return Fail(reader.error());
  return Searcher(std::make_unique<Impl>(dir, std::move(*reader), ranking));
}

Searcher Searcher::Over(store::Reader reader, const RankingParameters& ranking) {
  const std::filesystem::path dir = reader.dir();
  return Searcher(std::make_unique<Impl>(dir, std::move(reader), ranking));
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
Result<std::size_t> Searcher::Count() { return impl_->Count(); }
Result<std::vector<std::string>> Searcher::Languages() { return impl_->Languages(); }

}  // namespace funnel
