// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/suggest_evaluation.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <string_view>
#include <utility>

#include "funnel/suggest.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/reader.h"
#include "searcher/measure/metrics.h"
#include "searcher/measure/typing_mistake.h"

namespace funnel::measure {
namespace {

/// No more characters of a title are typed.
constexpr std::size_t kMostTyped = 60;

/// The time that this thread has had a processor: what else a machine does is left out.
double ThreadMilliseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The titles of each language, no more than so many, evenly spread.
Result<std::map<std::string, std::vector<std::string>>> TitlesOf(
    const SuggestEvaluation& evaluation) {
  using Titles = std::map<std::string, std::vector<std::string>>;
  auto reader = store::Reader::Open(evaluation.kb, evaluation.audience);
  if (!reader) return Fail(reader.error());
  return store::Guard(evaluation.kb.string(), [&]() -> Result<Titles> {
    Titles titles;
    for (const std::string& language : reader->RankingLanguages()) {
      Xapian::Database& database = reader->Language(language);
      const std::size_t step = std::max<std::size_t>(
          1, database.get_doccount() / std::max<std::size_t>(1, evaluation.most_titles));
      std::size_t number = 0;
      for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
        if (number++ % step != 0) continue;
        const std::string record = database.get_document(*at).get_data();
        const auto hit = store::DecodeHit(record);
        if (!hit) return Fail(hit.error());
        std::vector<std::string>& of = titles[std::string(hit->lang)];
        if (!hit->title.empty() && of.size() < evaluation.most_titles) of.emplace_back(hit->title);
      }
    }
    return titles;
  });
}

/// Types titles of one language, and adds up how that goes.
class Typist {
 public:
  Typist(Searcher& searcher, std::string lang, bool with_error) : searcher_(searcher) {
    row_.lang = std::move(lang);
    row_.with_error = with_error;
  }

  Result<void> Type(const std::string& title) {
    std::vector<std::string> typed = SplitCharacters(title);
    if (row_.with_error) typed = WithError(std::move(typed), row_.titles);
    typed.resize(std::min(typed.size(), kMostTyped));
    SuggestRequest request;
    request.lang = row_.lang;
    std::size_t needed = typed.size();
    for (std::size_t i = 0; i < typed.size(); ++i) {
      request.text += typed[i];
      const Result<std::size_t> rank = RankOf(title, request);
      if (!rank) return Fail(rank.error());
      const bool last = i + 1 == typed.size();
      for (std::size_t k = 0; k < kTypedCharacters.size(); ++k) {
        const bool now = i + 1 == kTypedCharacters[k] || (last && i + 1 < kTypedCharacters[k]);
        if (!now || *rank == 0) continue;
        row_.first_5[k] += *rank <= 5 ? 1 : 0;
        row_.mrr[k] += 1.0 / static_cast<double>(*rank);
      }
      if (*rank > 0 && *rank <= 5) needed = std::min(needed, i + 1);
    }
    saved_ += typed.size() - needed;
    characters_ += typed.size();
    ++row_.titles;
    return {};
  }

  SuggestRow Row() && {
    for (double* sum : {row_.first_5.data(), row_.mrr.data()}) {
      for (std::size_t k = 0; k < kTypedCharacters.size(); ++k) {
        sum[k] /= static_cast<double>(std::max<std::size_t>(1, row_.titles));
      }
    }
    row_.saved =
        static_cast<double>(saved_) / static_cast<double>(std::max<std::size_t>(1, characters_));
    row_.median_ms = Percentile(times_, 50);
    row_.p99_ms = Percentile(std::move(times_), 99);
    return std::move(row_);
  }

 private:
  /// Among the first 10, from 1; 0: it is not.
  Result<std::size_t> RankOf(const std::string& title, const SuggestRequest& request) {
    const double begin = ThreadMilliseconds();
    const Result<SuggestResponse> response = searcher_.Suggest(request);
    if (!response) return Fail(response.error());
    times_.push_back(ThreadMilliseconds() - begin);
    for (std::size_t i = 0; i < response->suggestions.size(); ++i) {
      if (response->suggestions[i].text == title) return i + 1;
    }
    return std::size_t{0};
  }

  Searcher& searcher_;
  SuggestRow row_;
  std::size_t saved_ = 0, characters_ = 0;
  std::vector<double> times_;
};

}  // namespace

Result<std::vector<SuggestRow>> EvaluateSuggestions(const SuggestEvaluation& evaluation) {
  const auto titles = TitlesOf(evaluation);
  if (!titles) return Fail(titles.error());
  Result<Searcher> searcher = Searcher::Open(evaluation.kb, evaluation.audience);
  if (!searcher) return Fail(searcher.error());
  // What a first search of all languages reads is no keystroke's price.
  SuggestRequest warm;
  warm.text = "a";
  if (const auto warmed = searcher->Suggest(warm); !warmed) return Fail(warmed.error());
  std::vector<SuggestRow> rows;
  for (const bool with_error : {false, true}) {
    for (const auto& [lang, of] : *titles) {
      Typist typist(*searcher, lang, with_error);
      for (const std::string& title : of) {
        if (Result<void> typed = typist.Type(title); !typed) return Fail(typed.error());
      }
      rows.push_back(std::move(typist).Row());
    }
  }
  return rows;
}

std::string FormatTable(const std::vector<SuggestRow>& rows) {
  std::string out = fmt::format("{:<8} {:<6} {:>6}", "lang", "typed", "titles");
  for (const std::size_t k : kTypedCharacters) out += fmt::format(" {:>7}", fmt::format("5@{}", k));
  for (const std::size_t k : kTypedCharacters) {
    out += fmt::format(" {:>7}", fmt::format("MRR@{}", k));
  }
  out += fmt::format(" {:>7} {:>9} {:>7}\n", "saved", "median ms", "p99 ms");
  for (const SuggestRow& row : rows) {
    out +=
        fmt::format("{:<8} {:<6} {:>6}", row.lang, row.with_error ? "wrong" : "right", row.titles);
    for (const double share : row.first_5) out += fmt::format(" {:>7.4f}", share);
    for (const double mrr : row.mrr) out += fmt::format(" {:>7.4f}", mrr);
    out += fmt::format(" {:>7.4f} {:>9.3f} {:>7.3f}\n", row.saved, row.median_ms, row.p99_ms);
  }
  return out;
}

}  // namespace funnel::measure
