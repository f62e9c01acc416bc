// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/show.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "indexer/base/ranking_language.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "searcher/answer/answer_card.h"
#include "searcher/answer/snippet.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/query/reader_language.h"
#include "searcher/query/verbatim.h"
#include "searcher/search/facets.h"
#include "searcher/search/order.h"
#include "searcher/search/shared_terms.h"

namespace funnel::search {
namespace {

/// A language whose first hit answers less likely than this is not shown beside hits of the
/// question's own that answer more likely, nor one that they are five times as likely as.
constexpr double kLeastShown = 0.1;
constexpr double kLeastBeside = 0.2;

/// A text that is worth asking its record first.
constexpr std::size_t kLongText = 1024;

std::uint64_t FamilyOf(const FoundAt& place) {
  return place.asked->records->Columns(place.candidate().document).family;
}

std::string Read(const Xapian::Database& database, Xapian::docid document) {
  return database.get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
}

/// The article of a family in the reader's language; empty where there is none.
std::string ReadersOwn(const Request& question, std::string_view family) {
  const Xapian::Database& database =
      question.reader.Language(base::RankingLanguage(question.reader_lang));
  const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    if (database.get_document(*at).get_value(schema::kLangSlot) != question.reader_lang) continue;
    return Read(database, *at);
  }
  return {};
}

/// Whether the article that is shown for another meets the filter.
bool MeetsFilter(const Request& question, const store::HitRecord& article) {
  if (question.filter == nullptr) return true;
  const std::string language = base::RankingLanguage(article.lang);
  const Xapian::Database& database = question.reader.Language(language);
  const auto posting = database.postlist_begin(schema::UniqueTerm(article.lang, article.id));
  query::DocumentFilter filter(*question.filter, database, {std::string(article.lang)},
                               question.reader.Records(language));
  return filter.Fails(*posting) == 0;
}

/// Whether an article says what is excluded.
bool Says(const store::HitRecord& article, const std::vector<query::Exclusion>& exclusions) {
  return std::any_of(exclusions.begin(), exclusions.end(), [&](const query::Exclusion& excluded) {
    const query::Verbatim words(excluded.text);
    return words.In(article);
  });
}

/// All of one list, or several in the order of their probabilities, each family once; what is only
/// listed in that of its scores.
std::vector<FoundAt> Merge(const std::vector<const Asked*>& lists, bool listed,
                           std::size_t& total) {
  std::vector<FoundAt> merged;
  total = 0;
  for (const Asked* list : lists) {
    total += list->matched.total;
    for (std::size_t i = 0; i < list->matched.candidates.size(); ++i) merged.push_back({list, i});
  }
  if (lists.size() < 2) return merged;
  std::stable_sort(merged.begin(), merged.end(), [&](const FoundAt& a, const FoundAt& b) {
    if (listed) return a.candidate().score > b.candidate().score;
    return a.asked->Probability(a.index) > b.asked->Probability(b.index);
  });
  std::unordered_set<std::uint64_t> families;
  std::erase_if(
      merged, [&](const FoundAt& place) { return !query::NoteFamily(FamilyOf(place), families); });
  // What is more than the candidates is an estimate.
  if (total <= kMaxDepth) total = merged.size();
  return merged;
}

}  // namespace

std::vector<std::string> ShownLanguages(const Request& question,
                                        const std::vector<std::string>& written_in) {
  std::vector<std::string> langs;
  if (!question.reader_lang.empty() &&
      query::CouldBeAskedIn(question.request.query, question.reader_lang)) {
    langs.push_back(question.reader_lang);
  }
  langs.insert(langs.end(), written_in.begin(), written_in.end());
  return langs;
}

Composed Compose(const Findings& answers, const SearchRequest& request) {
  const std::vector<const Asked*> own = answers.Main();
  std::vector<const Asked*> others;
  for (std::size_t i = answers.own; i < answers.asked.size(); ++i) {
    const Asked* const one = &answers.asked[i];
    const bool is_own = std::find(own.begin(), own.end(), one) != own.end();
    if (!is_own && !one->matched.candidates.empty()) others.push_back(one);
  }
  std::stable_sort(others.begin(), others.end(),
                   [](const Asked* a, const Asked* b) { return a->confidence > b->confidence; });
  Composed composed;
  composed.hits = Merge(own, request.query.empty(), composed.total);
  double best = 0;
  for (const Asked* one : own) best = std::max(best, one->confidence);
  std::unordered_set<std::uint64_t> shown;
  for (std::size_t i = 0; i < std::min(request.limit, composed.hits.size()); ++i) {
    if (others.empty()) break;
    query::NoteFamily(FamilyOf(composed.hits[i]), shown);
  }
  for (const Asked* other : others) {
    if (other->confidence < std::max(std::min(kLeastShown, best), kLeastBeside * best)) continue;
    Composed::Block block{other, other->Probability(0) > best, {}};
    for (std::size_t i = 0; i < other->matched.candidates.size(); ++i) {
      if (block.hits.size() == request.other_limit) break;
      const FoundAt place{other, i};
      if (query::NoteFamily(FamilyOf(place), shown)) block.hits.push_back(place);
    }
    if (!block.hits.empty()) composed.others.push_back(std::move(block));
  }
  return composed;
}

LanguagePlace PlaceOf(const Asked& asked, const Composed& composed) {
  const auto by = [&](const FoundAt& place) { return place.asked == &asked; };
  if (std::any_of(composed.hits.begin(), composed.hits.end(), by)) return LanguagePlace::kOwn;
  for (const Composed::Block& block : composed.others) {
    if (block.asked == &asked) return block.first ? LanguagePlace::kFirst : LanguagePlace::kBeside;
  }
  return LanguagePlace::kNowhere;
}

Result<Hit> MakeHit(const Request& question, const FoundAt& place, const SoughtPlaces* places,
                    Analyzer& analyzer, std::optional<AnswerCard>* card) {
  const Asked& asked = *place.asked;
  const Xapian::docid document = place.candidate().document;
  std::string data = Read(asked.database(), document);
  Result<store::HitRecord> record = store::DecodeHit(data);
  if (!record) return Fail(record.error());
  bool readers_own = false;  // Not the article that was found.
  if (!question.reader_lang.empty() && record->lang != question.reader_lang &&
      query::CouldBeAskedIn(question.request.query, question.reader_lang)) {
    if (std::string own = ReadersOwn(question, record->family); !own.empty()) {
      Result<store::HitRecord> readers = store::DecodeHit(own);
      if (!readers) return Fail(readers.error());
      if (!Says(*readers, asked.plan.exclusions) && MeetsFilter(question, *readers)) {
        data = std::move(own);
        readers_own = true;
        record = store::DecodeHit(data);
        if (!record) return Fail(record.error());
      }
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
  hit.score = question.Browses() ? 0 : place.candidate().score;
  hit.probability = asked.Probability(place.index);
  hit.pinned = place.candidate().pinned;
  const std::string& from = asked.translated_from;
  hit.translated = !hit.pinned && !from.empty() && !translate::Answers(from, hit.lang);
  if (question.request.shared_terms) {
    hit.shared_terms = SharedTerms(asked.plan, asked.built, asked.database(), document);
  }
  if (places != nullptr) {
    hit.title_pieces = answer::MarkTitle(*record, asked.built.weights, analyzer);
    answer::Span near;
    if (!readers_own && record->text.size() > kLongText) {
      const rank::RecordPlace::Stretch stretch = places->record.In(
          store::ForwardRecord(asked.records->Find(document)), answer::PassageBytes(record->text));
      near = {stretch.begin, stretch.end};
    }
    answer::Snippet snippet =
        answer::MakeSnippet(*record, asked.built.weights, places->text, near, analyzer);
    hit.snippet = std::move(snippet.pieces);
    const Result<std::vector<store::SectionRecord>> sections = store::DecodeSections(data);
    if (!sections) return Fail(sections.error());
    hit.section = answer::SectionAt(*sections, snippet.begin);
    if (card != nullptr) {
      *card = answer::MakeCard(*record, *sections, snippet.begin);
      (*card)->url = hit.url;
    }
  } else if (!hit.title.empty()) {
    hit.title_pieces = {{hit.title, false}};
  }
  return hit;
}

Result<SearchResponse> Show(const Request& question, const Findings& answers, Analyzer& analyzer) {
  const SearchRequest& request = question.request;
  const Composed composed = Compose(answers, request);
  SearchResponse response;
  response.generation = question.reader.generation();
  response.incomplete = answers.incomplete;
  response.estimated_total_hits = composed.total;
  if (question.Counts()) {
    FoundCounts counts = CountFound(question, answers);
    response.facets = std::move(counts.facets);
    response.estimated_total_hits = counts.families;
  }
  if (!composed.hits.empty()) {
    const FoundAt& first = composed.hits.front();
    response.confidence = first.asked->Probability(first.index);
    response.answered = response.confidence >= kAnswered;
    response.relaxed = first.asked->relaxed;
  }
  bool late = false;
  std::map<const Asked*, SoughtPlaces> places;
  const auto make = [&](const FoundAt& place, bool shown_first,
                        std::vector<Hit>& hits) -> Result<void> {
    late = late || (request.snippets && question.deadline.Passed());
    const SoughtPlaces* sought = nullptr;
    if (request.snippets && !late) {
      sought = &places.try_emplace(place.asked, place.asked->built.weights).first->second;
    }
    const bool is_answer = shown_first && request.offset == 0 && !question.Browses() &&
                           place.asked->Probability(place.index) >= kClear;
    Result<Hit> hit =
        MakeHit(question, place, sought, analyzer, is_answer ? &response.card : nullptr);
    if (!hit) return Fail(hit.error());
    hits.push_back(*std::move(hit));
    return {};
  };
  const std::size_t end = std::min(request.offset + request.limit, composed.hits.size());
  const bool others_first = !composed.others.empty() && composed.others.front().first;
  for (std::size_t i = request.offset; i < end; ++i) {
    const bool first = i == 0 && !others_first;
    if (Result<void> made = make(composed.hits[i], first, response.hits); !made) {
      return Fail(made.error());
    }
  }
  for (const Composed::Block& block : composed.others) {
    if (request.offset > 0) break;
    OtherLanguage other;
    other.lang = block.asked->language;
    other.confidence = block.asked->confidence;
    other.translated = !block.asked->translated_from.empty();
    other.first = block.first;
    other.estimated_total_hits = block.asked->matched.total;
    for (const FoundAt& place : block.hits) {
      const bool first = block.first && response.other_languages.empty() && other.hits.empty();
      if (Result<void> made = make(place, first, other.hits); !made) return Fail(made.error());
    }
    response.answered = response.answered || other.confidence >= kAnswered;
    response.other_languages.push_back(std::move(other));
  }
  if (late) response.incomplete.push_back(Omission::kSnippets);
  return response;
}

}  // namespace funnel::search

namespace funnel {

std::vector<const Hit*> Merged(const SearchResponse& response) {
  std::vector<const Hit*> merged;
  for (const Hit& hit : response.hits) merged.push_back(&hit);
  for (const OtherLanguage& other : response.other_languages) {
    for (const Hit& hit : other.hits) merged.push_back(&hit);
  }
  std::stable_sort(merged.begin(), merged.end(),
                   [](const Hit* a, const Hit* b) { return a->probability > b->probability; });
  return merged;
}

}  // namespace funnel
