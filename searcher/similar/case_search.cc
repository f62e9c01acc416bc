// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "funnel/similar.h"
#include "indexer/base/day.h"
#include "searcher/similar/near_copies.h"

namespace funnel {
namespace {

/// What is searched of an article, beside its title, in bytes: its symptoms, or what it begins
/// with.
constexpr std::size_t kAsked = 1000;

/// So many hits are looked at for each case wanted, since some are copies.
constexpr std::size_t kHitsPerCase = 3;

/// At most so many bytes, cut at the end of a line or word.
std::string_view Beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  text = text.substr(0, most);
  const std::size_t end = text.find_last_of(" \n");
  if (end != std::string_view::npos && end > most / 2) return text.substr(0, end);
  // Of a script without spaces: not within a character.
  std::size_t size = text.size();
  while (size > 0 && (static_cast<unsigned char>(text[size - 1]) & 0xC0) == 0x80) --size;
  return text.substr(0, size > 0 ? size - 1 : 0);
}

/// What an article is about, as a text that could be pasted.
std::string QuestionOf(const Article& article) {
  std::string about;
  for (const std::string& symptom : article.symptoms) about += symptom + '\n';
  for (const Section& section : article.sections) {
    if (section.role != SectionRole::kSymptoms) continue;
    about += article.text.substr(section.begin, section.end - section.begin) + '\n';
  }
  if (about.empty()) about = article.summary + '\n' + article.text;
  return article.title + '\n' + std::string(Beginning(about, kAsked));
}

using Compare = Filter::Compare;

Filter Updated(std::chrono::sys_days day, Compare compare) {
  Filter updated;
  updated.is = Filter::Is::kUpdated;
  updated.compare = compare;
  updated.values = {base::FormatDay(day)};
  return updated;
}

/// Whether an article was there on a day; one that does not say when it was made, by its last
/// change.
bool WasMade(const Article& article, std::chrono::sys_days day) {
  const auto made = base::ParseDay(article.created.empty() ? article.updated : article.created);
  return made && *made <= day;
}

class CaseSearch {
 public:
  CaseSearch(Searcher& searcher, const SimilarCasesRequest& request)
      : searcher_(searcher), request_(request) {}

  Result<SimilarCases> Run() {
    SearchRequest search;
    search.lang = request_.lang;
    // With a line break all of it is text: a problem has no syntax.
    if (!request_.text.empty()) search.query = request_.text + '\n';
    search.snippets = false;
    search.did_you_mean = false;
    search.shared_terms = true;
    search.deadline = request_.deadline;
    std::string family;
    if (!request_.of_id.empty()) {
      const Result<Article> article = searcher_.Get(request_.of_lang, request_.of_id);
      if (!article) return Fail(article.error());
      if (search.query.empty()) search.query = QuestionOf(*article);
      family = article->family;
      if (search.lang.empty()) search.lang = article->lang;
    }
    if (request_.since) search.filter.parts.push_back(Updated(*request_.since, Compare::kAtLeast));
    if (request_.until) search.filter.parts.push_back(Updated(*request_.until, Compare::kAtMost));
    // No filter knows when an article was made.
    search.limit = request_.as_of ? kMaxDepth : request_.limit * kHitsPerCase + 1;
    search.other_limit = search.limit;
    const Result<SearchResponse> response = searcher_.Search(search);
    if (!response) return Fail(response.error());
    SimilarCases found;
    found.confidence = response->confidence;
    found.generation = response->generation;
    found.incomplete = response->incomplete;
    for (const Hit* hit : Merged(*response)) {
      if (!family.empty() && hit->family == family) continue;
      if (Result<void> added = Add(*hit, found); !added) return Fail(added.error());
    }
    if (found.cases.size() > request_.limit) found.cases.resize(request_.limit);
    return found;
  }

 private:
  struct Seen {
    std::string lang;
    std::vector<std::uint64_t> sketch;
  };

  /// A case of its own, or the copy of one. Beyond the last case wanted only copies are.
  Result<void> Add(const Hit& hit, SimilarCases& found) {
    const bool full = found.cases.size() >= request_.limit;
    if (full && ++beyond_ > request_.limit * kHitsPerCase) return {};
    const Result<Article> article = searcher_.Get(hit.lang, hit.id);
    if (!article) return Fail(article.error());
    if (request_.as_of && !WasMade(*article, *request_.as_of)) return {};
    Seen seen{hit.lang, similar::Sketch(article->text)};
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i].lang != seen.lang || !similar::NearCopies(seen_[i].sketch, seen.sketch))
        continue;
      found.cases[i].copies.push_back(hit);
      return {};
    }
    if (full) return {};
    seen_.push_back(std::move(seen));
    found.cases.push_back({hit, {}});
    return {};
  }

  Searcher& searcher_;
  const SimilarCasesRequest& request_;
  std::vector<Seen> seen_;  ///< Of each case found.
  std::size_t beyond_ = 0;
};

}  // namespace

Result<SimilarCases> FindSimilarCases(Searcher& searcher, const SimilarCasesRequest& request) {
  if (request.limit == 0 || request.limit > kMostSimilarCases) {
    return Fail(ErrorCode::kInvalidInput,
                "limit must lie between 1 and " + std::to_string(kMostSimilarCases));
  }
  return CaseSearch(searcher, request).Run();
}

}  // namespace funnel
