// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_plan.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/ascii.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/languages/chinese_variants.h"
#include "indexer/text/pasted/pasted_text.h"
#include "searcher/query/query_syntax.h"

namespace funnel::query {
namespace {

/// Nobody types line breaks into a search box, nor so much.
bool IsPasted(std::string_view text) {
  return text.size() > kMaxQueryBytes || base::Trim(text).find('\n') != std::string_view::npos;
}

/// The languages to read a query in: the reader's, what the text looks like, and English, as far as
/// the base has them; at most `kMostLanguages`.
std::vector<std::string> QueryLanguages(std::string_view text, const std::string& reader_lang,
                                        const std::vector<std::string>& base_langs) {
  constexpr std::size_t kMostLanguages = 3;
  std::vector<std::string> langs;
  const auto add = [&](const std::string& lang) {
    const bool in_base = std::find(base_langs.begin(), base_langs.end(), lang) != base_langs.end();
    const bool known = std::find(langs.begin(), langs.end(), lang) != langs.end();
    if (in_base && !known && langs.size() < kMostLanguages) langs.push_back(lang);
  };
  add(reader_lang);
  for (const std::string& lang : DetectLanguages(text)) add(lang);
  add("en");
  for (const std::string& lang : base_langs) {
    if (langs.empty()) add(lang);
  }
  return langs;
}

std::string Prefixed(const Term& term) { return schema::IndexTerm(term.lane, term.text); }

using Place = std::pair<std::uint32_t, std::uint32_t>;

/// Adds the unmarked writings of the words of `analyzed`, where these do not stand in it as well.
void AddUnmarked(const AnalyzedText& analyzed, double factor, const RankingParameters& ranking,
                 std::unordered_map<std::string, std::size_t>& known, QueryPlan& plan) {
  for (const Term& term : analyzed.terms) {
    if (!term.unmarked) continue;
    std::string name = schema::IndexTerm(Lane::kStem, term.text);
    if (!known.try_emplace(name, plan.terms.size()).second) continue;
    PlannedTerm& planned = plan.terms.emplace_back();
    planned.lane = term.lane;
    planned.term = std::move(name);
    planned.weight = ranking.unmarked * factor;
    planned.begin = term.begin;
    planned.end = term.end;
    planned.stop = term.stop;
    planned.unmarked = true;
  }
}

/// Adds the terms of `analyzed` to `plan`, their weights times `factor`; `known` has the place of
/// every term in the plan. Terms of the query itself (`own`) count as often as it says them.
void AddTerms(const AnalyzedText& analyzed, bool own, double factor,
              const RankingParameters& ranking, std::unordered_map<std::string, std::size_t>& known,
              QueryPlan& plan) {
  std::set<Place> function_words;
  for (const Term& term : analyzed.terms) {
    if (term.lane == Lane::kWord && term.stop) function_words.emplace(term.begin, term.end);
  }
  for (const Term& term : analyzed.terms) {
    if (term.unmarked) continue;
    std::string name = Prefixed(term);
    const auto [at, is_new] = known.try_emplace(name, plan.terms.size());
    if (!is_new) {
      if (own) ++plan.terms[at->second].count;
      continue;
    }
    const double weight =
        term.stemmed ? 0 : ranking.lane_weight[static_cast<std::size_t>(term.lane)];
    plan.terms.push_back({term.lane, std::move(name), weight * factor, 1, term.begin, term.end,
                          term.stop || function_words.contains({term.begin, term.end}),
                          term.stemmed});
  }
  AddUnmarked(analyzed, factor, ranking, known, plan);
}

double WeightOf(text::PastedRole role, const RankingParameters& ranking) {
  switch (role) {
    case text::PastedRole::kTelling:
      return 1.0;
    case text::PastedRole::kAside:
      return ranking.pasted_aside;
    case text::PastedRole::kRoutine:
      break;
  }
  return ranking.pasted_routine;
}

/// Divides the terms of a pasted text among its parts. A term weighs as the most telling part that
/// has it; how often the text has it says nothing: a log repeats itself.
void DivideIntoParts(const text::PastedText& pasted, const AnalyzedText& analyzed,
                     const std::unordered_map<std::string, std::size_t>& known,
                     const RankingParameters& ranking, QueryPlan& plan) {
  for (const text::PastedPart& part : pasted.parts) {
    plan.parts.push_back({WeightOf(part.role, ranking), part.begin, part.end, part.log, {}});
  }
  for (const Term& term : analyzed.terms) {
    if (term.unmarked) continue;
    plan.parts[pasted.PartAt(term.begin)].terms.push_back(known.at(Prefixed(term)));
  }
  std::vector<double> weights(plan.terms.size(), 0);
  for (PlannedPart& part : plan.parts) {
    std::sort(part.terms.begin(), part.terms.end());
    part.terms.erase(std::unique(part.terms.begin(), part.terms.end()), part.terms.end());
    for (const std::size_t term : part.terms) {
      weights[term] = std::max(weights[term], part.weight);
    }
  }
  for (std::size_t i = 0; i < plan.terms.size(); ++i) {
    plan.terms[i].count = 1;
    plan.terms[i].weight *= weights[i];
  }
}

/// Every word of `analyzed` but those that `decided` knows of; typed without marks (`bare`), it is
/// also one that has them.
template <typename Decided>
Requirement RequireWords(const AnalyzedText& analyzed, bool bare, Decided&& decided) {
  std::map<Place, std::vector<std::string>> groups;
  for (const Term& term : analyzed.terms) {
    const Place place{term.begin, term.end};
    const bool word = term.lane == Lane::kStem || (term.lane == Lane::kWord && !term.stemmed) ||
                      (bare && term.lane == Lane::kFold);
    if (word && !decided(term)) groups[place].push_back(Prefixed(term));
  }
  Requirement required;
  for (auto& [place, any] : groups) required.all.push_back(std::move(any));
  return required;
}

}  // namespace

QueryPlan QueryPlanner::Plan(std::string_view query, const std::string& reader_lang,
                             const std::vector<std::string>& base_langs,
                             const RankingParameters& ranking) {
  ParsedQuery parsed = ParseQuery(query);
  // An article is like another as a whole, and about what it repeats: it is taken as it is.
  std::optional<text::PastedText> pasted;
  if (IsPasted(parsed.text)) pasted = text::ReadPasted(parsed.text);
  if (pasted && pasted->article) pasted.reset();
  if (pasted) parsed.text = pasted->text;
  QueryPlan plan;
  plan.text = parsed.text;
  plan.langs = QueryLanguages(parsed.text, reader_lang, base_langs);
  AnalyzedText analyzed = analyzer_.AnalyzeQuery(parsed.text, plan.langs);
  if (pasted) {  // parts of words say nothing among so much noise
    std::erase_if(analyzed.terms, [](const Term& term) { return term.lane == Lane::kNgram; });
  }
  std::unordered_map<std::string, std::size_t> known;
  AddTerms(analyzed, true, 1.0, ranking, known, plan);
  plan.said = plan.terms.size();
  if (pasted) DivideIntoParts(*pasted, analyzed, known, ranking, plan);
  // The same in other words: only what the query does not say itself.
  for (const std::string& variant : text::ChineseVariants(parsed.text)) {
    AddTerms(analyzer_.AnalyzeQuery(variant, plan.langs), false, ranking.variant, ranking, known,
             plan);
  }
  for (const std::string& phrase : parsed.phrases) {
    Requirement required = RequirePhrase(phrase, false, plan.langs);
    if (required.all.empty()) continue;
    required.text = phrase;
    required.exact = true;
    (parsed.only_phrases ? plan.phrases : plan.cited).push_back(std::move(required));
  }
  for (const Exclusion& exclusion : parsed.excluded) Exclude(exclusion, plan);
  plan.exclusions = std::move(parsed.excluded);
  return plan;
}

void QueryPlanner::AddSpelling(std::size_t planned, const std::string& word, double factor,
                               const RankingParameters& ranking, QueryPlan& plan) {
  const PlannedTerm misspelt = plan.terms[planned];
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < plan.terms.size(); ++i) known.emplace(plan.terms[i].term, i);
  const std::size_t own = plan.terms.size();
  AddTerms(analyzer_.AnalyzeQuery(word, plan.langs), false, factor, ranking, known, plan);
  for (std::size_t i = own; i < plan.terms.size(); ++i) {
    plan.terms[i].begin = misspelt.begin;
    plan.terms[i].end = misspelt.end;
    plan.terms[i].count = misspelt.count;
  }
}

void QueryPlanner::AddLike(std::size_t planned, std::string term, double factor,
                           const RankingParameters& ranking, QueryPlan& plan) {
  PlannedTerm like = plan.terms[planned];
  like.term = std::move(term);
  like.weight = ranking.lane_weight[static_cast<std::size_t>(Lane::kWord)] * factor;
  like.stemmed = false;
  like.like = true;
  plan.terms.push_back(std::move(like));
}

void QueryPlanner::AddJoined(std::uint32_t begin, std::uint32_t end, std::string_view word,
                             double factor, const RankingParameters& ranking, QueryPlan& plan) {
  const std::size_t own = plan.terms.size();
  AddReplacement(begin, end, word, factor, ranking, plan);
  for (std::size_t i = own; i < plan.terms.size(); ++i) {
    plan.terms[i].joined = SaysWord(plan.terms[i].lane);
  }
}

void QueryPlanner::AddApart(std::size_t planned, std::string_view first, std::string_view second,
                            SharedNeighbours neighbours, QueryPlan& plan) {
  PlannedTerm apart = plan.terms[planned];
  for (const PlannedTerm& term : plan.terms) {
    const bool same = term.lane == Lane::kStem && term.begin == apart.begin;
    if (same && term.end == apart.end) apart.weight = std::max(apart.weight, term.weight);
  }
  apart.lane = Lane::kStem;
  apart.term = NeighboursTerm(first, second);
  apart.stemmed = false;
  apart.neighbours = std::move(neighbours);
  plan.terms.push_back(std::move(apart));
}

void QueryPlanner::AddReplacement(std::uint32_t begin, std::uint32_t end, std::string_view words,
                                  double factor, const RankingParameters& ranking,
                                  QueryPlan& plan) {
  // Of a pasted log the words around it are not worth another analysis.
  const bool whole = plan.text.size() <= kMaxQueryBytes;
  const std::string before = whole ? plan.text.substr(0, begin) : std::string();
  const std::string after = whole ? plan.text.substr(end) : std::string();
  const auto first = static_cast<std::uint32_t>(before.size());
  const auto last = static_cast<std::uint32_t>(first + words.size());
  AnalyzedText analyzed =
      analyzer_.AnalyzeQuery(std::string(before).append(words).append(after), plan.langs);
  std::erase_if(analyzed.terms,
                [&](const Term& term) { return term.end <= first || term.begin >= last; });

  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < plan.terms.size(); ++i) known.emplace(plan.terms[i].term, i);
  const std::size_t own = plan.terms.size();
  AddTerms(analyzed, false, factor, ranking, known, plan);

  const auto words_in = [](const auto& terms, std::uint32_t from, std::uint32_t to) {
    std::set<std::uint32_t> begins;
    for (const auto& term : terms) {
      if (term.lane == Lane::kWord && term.begin >= from && term.end <= to) {
        begins.insert(term.begin);
      }
    }
    return std::max<std::size_t>(begins.size(), 1);
  };
  const std::size_t replaced = words_in(std::span(plan.terms).first(own), begin, end);
  const std::size_t replacing = words_in(analyzed.terms, first, last);
  const double share =
      std::min(1.0, static_cast<double>(replaced) / static_cast<double>(replacing));
  // Where a byte of the changed text lies in the query. Several words keep places of their own:
  // at one place they would be alternatives to each other.
  const auto place = [&](std::uint32_t at) {
    if (at <= first) return begin - (first - at);
    if (at >= last) return end + (at - last);
    return begin +
           static_cast<std::uint32_t>(std::uint64_t{at - first} * (end - begin) / (last - first));
  };
  for (std::size_t i = own; i < plan.terms.size(); ++i) {
    PlannedTerm& term = plan.terms[i];
    const bool pair =
        term.lane == Lane::kPair || term.lane == Lane::kSkipPair || term.lane == Lane::kFoldPair;
    if (!pair) term.weight *= share;
    term.begin = place(term.begin);
    term.end = place(term.end);
  }
}

void QueryPlanner::Exclude(const Exclusion& exclusion, QueryPlan& plan) {
  const std::string_view text = exclusion.text;
  const AnalyzedText analyzed = analyzer_.AnalyzeQuery(text, plan.langs);
  const bool function_words =
      !exclusion.quoted && std::all_of(analyzed.terms.begin(), analyzed.terms.end(),
                                       [](const Term& term) { return term.stop; });
  if (function_words) return;  // nearly every article has them
  Requirement words = RequirePhrase(text, !exclusion.quoted, plan.langs);
  words.text = text;
  words.exact = exclusion.quoted;
  // "wi-fi" is also "wi fi": what stands between the words does not count.
  if (!words.exact) std::replace(words.text.begin(), words.text.end(), '-', ' ');
  const bool several = !words.pairs.empty();
  if (!words.all.empty()) plan.excluded.push_back(std::move(words));
  if (exclusion.quoted) return;
  // A code is excluded in all its writings, and what a hyphen joins also without it.
  for (const Term& term : analyzed.terms) {
    if (term.lane != Lane::kIdentifier || term.end - term.begin < text.size()) continue;
    plan.excluded.push_back({.all = {{Prefixed(term)}}, .pairs = {}, .text = {}});
  }
  if (!several || text.find('-') == std::string_view::npos) return;
  std::string joined(text);
  std::erase(joined, '-');
  Requirement whole = RequirePhrase(joined, true, plan.langs);
  if (!whole.all.empty()) plan.excluded.push_back(std::move(whole));
}

Requirement QueryPlanner::RequirePhrase(std::string_view phrase, bool bare,
                                        const std::vector<std::string>& langs) {
  const AnalyzedText analyzed = analyzer_.AnalyzeQuery(phrase, langs);
  // Scripts without spaces may be split differently inside a sentence: there the grams decide. All
  // other words must stand next to each other.
  std::set<Place> unspaced;
  for (const Term& term : analyzed.terms) {
    if (term.lane == Lane::kGram || term.lane == Lane::kCluster) {
      unspaced.emplace(term.begin, term.end);
    }
  }
  const auto overlaps_unspaced = [&](const Term& term) {
    return std::any_of(unspaced.begin(), unspaced.end(), [&](const Place& place) {
      return term.begin < place.second && place.first < term.end;
    });
  };
  Requirement required = RequireWords(analyzed, bare, overlaps_unspaced);
  std::map<std::pair<Lane, Place>, std::vector<std::string>> groups;
  for (const Term& term : analyzed.terms) {
    const bool gram = term.lane == Lane::kGram || term.lane == Lane::kCluster;
    if (gram) {
      groups[{term.lane, {term.begin, term.end}}].push_back(Prefixed(term));
    } else if (term.lane == Lane::kPair && !overlaps_unspaced(term)) {
      groups[{term.lane, {term.begin, term.end}}].push_back(term.text);
    }
  }
  // One word, or one character of a script that has grams.
  if (groups.empty()) return RequireWords(analyzed, bare, [](const Term&) { return false; });
  for (auto& [place, any] : groups) {
    (place.first == Lane::kPair ? required.pairs : required.all).push_back(std::move(any));
  }
  return required;
}

bool InIdentifier(const QueryPlan& plan, const PlannedTerm& term) {
  return std::any_of(plan.terms.begin(), plan.terms.end(), [&](const PlannedTerm& other) {
    return other.lane == Lane::kIdentifier && term.begin >= other.begin && term.end <= other.end;
  });
}

std::string QueryPlan::ToString() const {
  std::ostringstream line;
  for (const PlannedTerm& term : terms) {
    if (line.tellp() > 0) line << ' ';
    const Lane lane = term.unmarked ? Lane::kStem : term.lane;
    const std::size_t prefix = schema::kLanePrefix[static_cast<std::size_t>(lane)].size();
    line << Name(term.lane) << ':' << term.term.substr(prefix) << '*' << term.count;
  }
  const auto write = [&](char sign, const Requirement& requirement) {
    line << ' ' << sign << '(';
    for (std::size_t i = 0; i < requirement.all.size(); ++i) {
      if (i > 0) line << " & ";
      for (std::size_t j = 0; j < requirement.all[i].size(); ++j) {
        line << (j > 0 ? "|" : "") << requirement.all[i][j];
      }
    }
    for (const std::vector<std::string>& any : requirement.pairs) {
      line << " & ";
      for (std::size_t j = 0; j < any.size(); ++j)
        line << (j > 0 ? "|" : "") << '<' << any[j] << '>';
    }
    line << ')';
  };
  for (const Requirement& phrase : phrases) write('+', phrase);
  for (const Requirement& phrase : cited) write('~', phrase);
  for (const Requirement& word : excluded) write('-', word);
  return line.str();
}

}  // namespace funnel::query
