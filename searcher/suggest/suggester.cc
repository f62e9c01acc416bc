// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/suggester.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "indexer/base/ranking_language.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "searcher/suggest/best_entries.h"
#include "searcher/suggest/suggested_marks.h"
#include "searcher/suggest/table_search.h"
#include "searcher/suggest/typing_errors.h"

namespace funnel::suggest {
namespace {

/// Where nothing is found as it is typed, typing errors are looked for, with so many looks in all.
constexpr std::size_t kErrorLooks = 2000;

/// Looked for beyond what is wanted, for families that are found twice.
constexpr std::size_t kSpare = 8;

/// Beyond that, what is blocked or of one family leaves fewer suggestions than are wanted.
constexpr std::size_t kMostCandidates = 200;

/// How near a suggestion is to the reader's language.
enum class Nearness : std::uint8_t { kSame, kSameRanking, kOther };

/// A text that may be suggested.
struct Candidate {
  Fit fit = Fit::kBeginning;
  Nearness nearness = Nearness::kOther;
  std::uint32_t updated = 0;
  std::uint32_t number = 0;  ///< As SuggestText has it.
  std::uint32_t docid = 0;   ///< In the combined database of its language.
  std::size_t language = 0;  ///< Of the reader's ranking languages.
  std::uint64_t family = 0;

  /// Errors last; then the reader's language; then how it fits; then the newest.
  auto Order() const {
    const auto errors = static_cast<int>(std::max(fit, Fit::kWords));
    return std::make_tuple(errors, nearness, fit, number > 0, ~updated, language, docid, number);
  }
};

/// One question.
class Question {
 public:
  Question(const SuggestRequest& request, const std::string& reader_lang, store::Reader& reader,
           guidance::Curator& curator, text::Readings& readings)
      : request_(request),
        reader_lang_(reader_lang),
        reader_ranking_(reader_lang.empty() ? std::string() : base::RankingLanguage(reader_lang)),
        reader_(reader),
        curator_(curator),
        readings_(readings),
        typed_(request.text) {
    if (typed_.empty()) return;
    for (const std::string& language : reader.RankingLanguages()) {
      texts_.push_back(typed_.In(language));
    }
  }

  Result<std::vector<Suggestion>> Answer() {
    std::vector<Suggestion> suggestions;
    if (typed_.empty()) return suggestions;
    for (std::size_t most = request_.limit + kSpare;; most *= 4) {
      most = std::min(most, kMostCandidates);
      const std::vector<Candidate> candidates = Candidates(most);
      if (Result<void> shown = Show(candidates, suggestions); !shown) return Fail(shown.error());
      const bool all = candidates.size() < most || most == kMostCandidates;
      if (all || suggestions.size() == request_.limit) return suggestions;
      suggestions.clear();
    }
  }

 private:
  /// Best first.
  std::vector<Candidate> Candidates(std::size_t most) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      AddLanguage(i, most, candidates, FindTyped);
    }
    ErrorBudget budget{kErrorLooks};
    for (std::size_t errors = 1; errors <= 2 && candidates.empty(); ++errors) {
      for (const std::size_t i : ReadersFirst()) {
        AddLanguage(i, most, candidates, [&](const auto& table, const auto& typed, auto& best) {
          FindMistyped(table, typed, errors, budget, best);
        });
      }
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& a, const Candidate& b) { return a.Order() < b.Order(); });
    return candidates;
  }

  /// The languages, that of the reader before the others.
  std::vector<std::size_t> ReadersFirst() const {
    std::vector<std::size_t> order(texts_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](std::size_t i) {
      return reader_.RankingLanguages()[i] == reader_ranking_;
    });
    return order;
  }

  /// Those that `find` finds in one language.
  template <class Find>
  void AddLanguage(std::size_t language, std::size_t most, std::vector<Candidate>& candidates,
                   Find&& find) {
    const store::ForwardRecords& records = reader_.Records(reader_.RankingLanguages()[language]);
    for (std::size_t part = 0; part < records.parts().size(); ++part) {
      AddPart(language, records, part, most, candidates, find);
    }
  }

  /// Those of one database.
  template <class Find>
  void AddPart(std::size_t language, const store::ForwardRecords& records, std::size_t part,
               std::size_t most, std::vector<Candidate>& candidates, Find&& find) const {
    const auto parts = static_cast<std::uint32_t>(records.parts().size());
    const auto& segments = records.parts()[part].segments();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const store::ForwardTable& table = segments[i]->table();
      const std::function<bool(std::uint32_t)> in_force = [&](std::uint32_t document) {
        const std::uint32_t docid = table.DocidAt(document);
        return std::none_of(
            segments.begin() + static_cast<std::ptrdiff_t>(i) + 1, segments.end(),
            [&](const auto& newer) { return newer->table().IndexOf(docid).has_value(); });
      };
      BestEntries best(table.suggested(), in_force, most);
      find(table.suggested(), texts_[language], best);
      for (const FoundEntry& found : best.Found()) {
        const std::uint32_t document = table.suggested().DocumentOf(found.entry);
        const store::ForwardColumns columns = table.ColumnsAt(document);
        const std::uint32_t docid =
            (table.DocidAt(document) - 1) * parts + static_cast<std::uint32_t>(part) + 1;
        candidates.push_back({found.fit, NearnessOf(table.suggested(), found.entry, language),
                              columns.updated, table.suggested().NumberOf(found.entry), docid,
                              language, columns.family});
      }
    }
  }

  Nearness NearnessOf(const store::SuggestTable& table, std::uint32_t entry,
                      std::size_t language) const {
    for (const store::SuggestTable::Language& one : table.languages()) {
      if (entry >= one.begin && entry < one.end && one.tag == reader_lang_) return Nearness::kSame;
    }
    return reader_.RankingLanguages()[language] == reader_ranking_ ? Nearness::kSameRanking
                                                                   : Nearness::kOther;
  }

  /// Adds a suggestion for each family, as many as are wanted.
  Result<void> Show(const std::vector<Candidate>& candidates,
                    std::vector<Suggestion>& suggestions) {
    std::unordered_set<std::uint64_t> families;
    for (const Candidate& candidate : candidates) {
      if (suggestions.size() == request_.limit) break;
      if (candidate.family != 0 && families.contains(candidate.family)) continue;
      auto suggestion = Make(candidate);
      if (!suggestion) return Fail(suggestion.error());
      if (curator_.Blocked(suggestion->text)) continue;
      families.insert(candidate.family);
      suggestions.push_back(*std::move(suggestion));
    }
    return {};
  }

  Result<Suggestion> Make(const Candidate& candidate) {
    Xapian::Database& database = reader_.Language(reader_.RankingLanguages()[candidate.language]);
    const std::string record = database.get_document(candidate.docid).get_data();
    const Result<store::HitRecord> hit = store::DecodeHit(record);
    if (!hit) return Fail(hit.error());
    if (candidate.nearness != Nearness::kSame && !reader_lang_.empty() && typed_.is_ascii()) {
      if (auto own = InReadersLanguage(std::string(hit->family))) return *std::move(own);
    }
    std::string question;
    if (candidate.number > 0) {
      const Result<Article> article = store::DecodeArticle(record);
      if (!article) return Fail(article.error());
      if (candidate.number <= article->questions.size()) {
        question = article->questions[candidate.number - std::size_t{1}];
      }
    }
    return Describe(*hit, std::move(question), texts_[candidate.language]);
  }

  /// What the family is called in the reader's language, where it exists in that.
  std::optional<Suggestion> InReadersLanguage(const std::string& family) {
    const auto& languages = reader_.RankingLanguages();
    const auto own = std::find(languages.begin(), languages.end(), reader_ranking_);
    if (own == languages.end()) return std::nullopt;
    Xapian::Database& database = reader_.Language(reader_ranking_);
    const std::string term = schema::IndexTerm(schema::kFamilyPrefix, family);
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      const std::string record = database.get_document(*at).get_data();
      const Result<store::HitRecord> hit = store::DecodeHit(record);
      if (!hit || hit->lang != reader_lang_ || hit->family != family) continue;
      return Describe(*hit, {}, texts_[static_cast<std::size_t>(own - languages.begin())]);
    }
    return std::nullopt;
  }

  Suggestion Describe(const store::HitRecord& hit, std::string question, const TypedText& typed) {
    Suggestion suggestion;
    suggestion.kind = question.empty() ? SuggestionKind::kTitle : SuggestionKind::kQuestion;
    suggestion.text = question.empty() ? std::string(hit.title) : std::move(question);
    suggestion.pieces = Marked(suggestion.text, hit.lang, typed, readings_);
    suggestion.lang = hit.lang;
    suggestion.id = hit.id;
    suggestion.family = hit.family;
    suggestion.url = hit.url;
    return suggestion;
  }

  const SuggestRequest& request_;
  const std::string& reader_lang_;
  std::string reader_ranking_;
  store::Reader& reader_;
  guidance::Curator& curator_;
  text::Readings& readings_;
  TypedReader typed_;
  std::vector<TypedText> texts_;  ///< By the reader's ranking languages.
};

}  // namespace

Result<SuggestResponse> Suggester::Suggest(const SuggestRequest& request,
                                           const std::string& reader_lang, store::Reader& reader) {
  curator_.Follow(reader.dir() / reader.generation());
  auto suggestions = Question(request, reader_lang, reader, curator_, readings_).Answer();
  if (!suggestions) return Fail(suggestions.error());
  return SuggestResponse{*std::move(suggestions), reader.generation()};
}

}  // namespace funnel::suggest
