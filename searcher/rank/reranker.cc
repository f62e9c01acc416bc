// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/reranker.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "indexer/schema/index_schema.h"
#include "searcher/query/bm25.h"
#include "searcher/query/sought_word.h"

namespace funnel::rank {
namespace {

/// More than all else can add, so that what holds a citation comes before what does not.
constexpr double kCitation = 4;

/// More than another article can have before one whose title is the question.
constexpr double kWholeTitle = 1;

/// Of what others lack, times this: who has half of the question, in its title too, comes behind.
constexpr double kOnly = 4;

std::uint32_t KeyOf(std::uint16_t first, std::uint16_t second) {
  return static_cast<std::uint32_t>(first) << 16 | second;
}

}  // namespace

Reranker::Reranker(const query::QueryPlan& plan, const std::vector<query::SearchedTerm>& terms,
                   const RankingParameters& ranking) {
  std::vector<std::size_t> others;  // that stand for words of the query in another writing
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const query::PlannedTerm& planned = plan.terms[terms[i].planned];
    if (query::RarelyMeant(planned)) continue;
    if (planned.neighbours != nullptr || planned.joined) {
      others.push_back(i);
      continue;
    }
    // Translations of words are stems or words, whatever they translate.
    const bool stem =
        terms[i].term.starts_with(schema::kLanePrefix[static_cast<std::size_t>(Lane::kStem)]);
    const Lane lane = stem ? Lane::kStem : planned.lane;
    if (lane != Lane::kWord && lane != Lane::kStem && lane != Lane::kFold) continue;
    const std::size_t word = WordAt(planned.begin, planned.end);
    if (word == kMostWords) continue;
    const std::string_view text = schema::TermText(terms[i].term);
    word_terms_[word].push_back(i);
    AddForm(FormOf(text, planned.unmarked), i, Mask{1} << word,
            planned.like ? std::min(1.0, planned.weight) : 1.0);
    if (store::IsNumber(text)) numbers_ |= Mask{1} << word;
  }
  for (const std::size_t i : others) {
    const query::PlannedTerm& planned = plan.terms[terms[i].planned];
    if (planned.neighbours != nullptr) {
      AddWriting(plan, planned, i);
    } else if (planned.lane != Lane::kIdentifier) {
      AddJoined(planned, schema::TermText(terms[i].term), i);
    }
  }
  AddPairs(plan, ranking);
  AddParts(plan);
  AddAsked(plan);
}

void Reranker::AddForm(std::uint16_t form, std::size_t term, Mask words, double said) {
  forms_[form].words |= words;
  forms_[form].terms.push_back(term);
  forms_[form].said = std::max(forms_[form].said, said);
}

/// One word for several of the query stands for them all, or where the base knows none of them for
/// itself.
void Reranker::AddJoined(const query::PlannedTerm& planned, std::string_view text,
                         std::size_t term) {
  Mask words = WordsWithin(planned.begin, planned.end);
  if (words == 0) {
    const std::size_t word = WordAt(planned.begin, planned.end);
    if (word == kMostWords) return;
    word_terms_[word].push_back(term);
    words = Mask{1} << word;
  } else {
    joined_terms_.push_back(term);
    joined_words_.push_back(words);
  }
  AddForm(FormOf(text), term, words, 1.0);
}

void Reranker::AddWriting(const query::QueryPlan& plan, const query::PlannedTerm& planned,
                          std::size_t term) {
  const auto said =
      std::find_if(plan.terms.begin(), plan.terms.end(), [&](const query::PlannedTerm& other) {
        return other.lane == Lane::kStem && other.neighbours == nullptr &&
               other.begin == planned.begin && other.end == planned.end;
      });
  const std::size_t word = WordAt(planned.begin, planned.end);
  if (said == plan.terms.end() || word == kMostWords) return;
  const auto [first, second] = query::NeighboursOfTerm(planned.term);
  const std::uint16_t form = FormOf(schema::TermText(said->term));
  if (word_terms_[word].empty()) word_terms_[word].push_back(term);
  AddForm(form, term, Mask{1} << word, 1.0);
  writings_.push_back({FormOf(first), FormOf(second), form});
}

Reranker::Mask Reranker::WordsWithin(std::uint32_t begin, std::uint32_t end) const {
  Mask words = 0;
  for (std::size_t word = 0; word < places_.size(); ++word) {
    if (places_[word].first >= begin && places_[word].second <= end) words |= Mask{1} << word;
  }
  return words;
}

/// The number of the word at a place: what stands at one place are alternatives.
std::size_t Reranker::WordAt(std::uint32_t begin, std::uint32_t end) {
  const std::pair place{begin, end};
  const auto found = std::find(places_.begin(), places_.end(), place);
  if (found != places_.end()) return static_cast<std::size_t>(found - places_.begin());
  if (places_.size() == kMostWords) return kMostWords;
  places_.push_back(place);
  word_terms_.emplace_back();
  return places_.size() - 1;
}

std::uint16_t Reranker::FormOf(std::string_view main, bool unmarked) {
  const query::SoughtWord word = query::Sought(main);
  const store::WordTag value = word.tag;
  // What is typed without marks finds all that have them, but not what stands for marked words.
  const store::WordTag compared = word.marked || unmarked ? store::kMainBits : store::kBareBits;
  std::uint16_t& bucket = bucket_of_[value % kTagSlots];
  if (bucket == 0) {
    bucket = static_cast<std::uint16_t>(buckets_.size());
    buckets_.emplace_back();
  }
  for (const std::uint16_t form : buckets_[bucket]) {
    if (forms_[form].value == value && forms_[form].compared == compared) return form;
  }
  buckets_[bucket].push_back(static_cast<std::uint16_t>(forms_.size()));
  forms_.push_back({value, compared, 0, 0, {}, {}});
  return buckets_[bucket].back();
}

void Reranker::AddPairs(const query::QueryPlan& plan, const RankingParameters& ranking) {
  std::set<std::uint32_t> stop_begins;
  std::set<std::uint32_t> stop_ends;
  for (const query::PlannedTerm& planned : plan.terms) {
    if (planned.lane != Lane::kWord || !planned.stop) continue;
    stop_begins.insert(planned.begin);
    stop_ends.insert(planned.end);
  }
  std::map<std::tuple<Nearness, std::uint32_t, std::uint32_t>, std::size_t> groups;
  for (const query::PlannedTerm& planned : plan.terms) {
    const bool skips = planned.lane == Lane::kSkipPair;
    if ((planned.lane != Lane::kPair && !skips) || planned.weight <= 0) continue;
    const std::string_view both = schema::TermText(planned.term);
    const std::size_t space = both.find(' ');
    if (space == std::string_view::npos) continue;
    const std::uint16_t first = FormOf(both.substr(0, space));
    const std::uint16_t second = FormOf(both.substr(space + 1));
    // Of a pasted text only those with a word that is searched.
    if (!plan.parts.empty() && forms_[first].terms.empty() && forms_[second].terms.empty()) {
      continue;
    }
    const auto group = [&](Nearness nearness) {
      return groups.try_emplace({nearness, planned.begin, planned.end}, groups.size())
          .first->second;
    };
    const double factor = planned.weight /
                          ranking.lane_weight[static_cast<std::size_t>(planned.lane)] *
                          query::QueryFactor(planned.count);
    const Nearness exactly = skips ? Nearness::kSkip : Nearness::kAdjacent;
    AddPair(first, second, {exactly, factor, group(exactly)});
    if (stop_begins.contains(planned.begin) || stop_ends.contains(planned.end)) continue;
    AddPair(first, second, {Nearness::kNear, factor, group(Nearness::kNear)});
  }
  pair_groups_ = groups.size();
}

void Reranker::AddPair(std::uint16_t first, std::uint16_t second, Pair pair) {
  const auto number = static_cast<std::uint32_t>(pairs_.size());
  const auto note = [&](std::uint16_t a, std::uint16_t b) {
    pairs_of_[KeyOf(a, b)].push_back(number);
    forms_[a].partners.set(b % forms_[a].partners.size());
  };
  note(first, second);
  if (pair.nearness == Nearness::kNear && first != second) note(second, first);
  pairs_.push_back(pair);
}

void Reranker::AddParts(const query::QueryPlan& plan) {
  for (const query::PlannedTerm& planned : plan.terms) {
    if (!store::IsPart(planned.lane) || planned.weight <= 0) continue;
    if (part_words_.size() == kMostParts) return;
    const auto [at, is_new] =
        parts_.try_emplace(store::PartTagOf(planned.term), part_words_.size());
    if (is_new) part_words_.push_back(0);
    for (std::size_t word = 0; word < places_.size(); ++word) {
      // A gram belongs to the word that it begins in.
      if (planned.begin < places_[word].first || planned.begin >= places_[word].second) continue;
      const Mask bit = Mask{1} << word;
      if ((part_words_[at->second] & bit) == 0) ++word_parts_[word];
      part_words_[at->second] |= bit;
    }
  }
}

void Reranker::AddAsked(const query::QueryPlan& plan) {
  // The lines of a pasted text are no titles.
  if (!plan.parts.empty()) return;
  const std::span said = std::span(plan.terms).first(std::min(plan.said, plan.terms.size()));
  // A second form of a word has no stem of its own: it says nothing more.
  const auto repeats = [&](const query::PlannedTerm& word) {
    return word.stemmed && std::none_of(said.begin(), said.end(), [&](const auto& other) {
             return other.lane == Lane::kStem && other.begin == word.begin && other.end == word.end;
           });
  };
  for (const bool stop : {false, true}) {
    for (const query::PlannedTerm& term : said) {
      if (term.lane != Lane::kWord || term.stop != stop || repeats(term)) continue;
      asked_.emplace_back(term.begin, term.end);
    }
    if (!asked_.empty()) break;
  }
  for (std::size_t word = 0; word < places_.size(); ++word) {
    const auto& [begin, end] = places_[word];
    const bool is_asked = std::any_of(asked_.begin(), asked_.end(), [&](const auto& place) {
      return place.first < end && begin < place.second;
    });
    if (is_asked) asked_words_ |= Mask{1} << word;
  }
}

void Reranker::Count(const RecordMatch& match, CandidateCounts& counts) const {
  counts.candidates += 1;
  counts.word_documents.resize(places_.size());
  counts.word_titles.resize(places_.size());
  // An article without a title does not tell what titles have.
  for (const RecordMatch::WordCount& word : match.words) {
    if (match.title.empty()) break;
    ++counts.word_documents[word.word];
    counts.word_titles[word.word] += match.in_title >> word.word & 1;
  }
  counts.pair_documents.resize(pairs_.size());
  counts.pair_occurrences.resize(pairs_.size());
  for (const RecordMatch::PairCount& pair : match.pairs) {
    ++counts.pair_documents[pair.pair];
    counts.pair_occurrences[pair.pair] += pair.wdf;
  }
  // A title that repeats a word has it once.
  for (auto word = match.title.begin(); word != match.title.end(); ++word) {
    const auto same = [&](const RecordMatch::TitleWord& other) { return other.word == word->word; };
    if (std::none_of(match.title.begin(), word, same)) ++counts.title_words[word->word];
  }
}

void Reranker::Settle(const CandidateCounts& counts, RecordMatch& match) {
  double all = 0;
  double said = 0;
  for (const RecordMatch::TitleWord& word : match.title) {
    const double worth = query::Idf(counts.title_words.at(word.word), counts.candidates);
    all += worth;
    said += worth * word.said;
  }
  match.title_precision = all > 0 ? said / all : 0;
}

Reranker::Scale::Scale(const Reranker& reranker, const CandidateCounts& counts,
                       const std::vector<double>& term_weights, const RankingParameters& ranking,
                       double average_length, double best)
    : term_weights_(term_weights),
      ranking_(ranking),
      average_length_(average_length),
      best_(best),
      word_weights_(reranker.word_terms_.size()),
      frame_losses_(reranker.word_terms_.size()),
      pair_weights_(reranker.pairs_.size()) {
  // One in ten of the articles that hold a word that means something have it in their title.
  constexpr double kUsual = 0.1;
  for (std::size_t word = 0; word < word_weights_.size(); ++word) {
    double together = 0;
    for (const std::size_t term : reranker.word_terms_[word]) {
      word_weights_[word] = std::max(word_weights_[word], term_weights[term]);
      together += term_weights[term];
    }
    all_words_ += word_weights_[word];
    if (ranking.frame <= 0 || counts.word_titles.empty()) continue;
    const double titles = counts.word_titles[word] + 1.0;
    const double share = titles / (counts.word_documents[word] + 1 / kUsual);
    if (share >= kUsual) continue;
    frame_losses_[word] = (1 - std::pow(share / kUsual, ranking.frame)) * together;
  }
  for (std::size_t i = 0; i < pair_weights_.size() && !counts.pair_documents.empty(); ++i) {
    const Pair& pair = reranker.pairs_[i];
    double weight = ranking.near_pair;
    if (pair.nearness != Nearness::kNear) {
      const Lane lane = pair.nearness == Nearness::kSkip ? Lane::kSkipPair : Lane::kPair;
      weight = ranking.lane_weight[static_cast<std::size_t>(lane)];
    }
    const double documents = counts.pair_documents[i];
    if (documents == 0) continue;
    const auto occurrences = static_cast<double>(counts.pair_occurrences[i]);
    pair_weights_[i] = weight * pair.factor * query::Idf(documents, counts.candidates) *
                       query::Burst(documents, occurrences, ranking.burstiness);
  }
}

double Reranker::Pairs(const RecordMatch& match, const Scale& scale, double soft) const {
  if (match.pairs.empty()) return 0;
  std::vector<double> groups(pair_groups_, 0.0);
  for (const RecordMatch::PairCount& held : match.pairs) {
    double& group = groups[pairs_[held.pair].group];
    group = std::max(group, scale.pair_weights_[held.pair] * (scale.ranking_.k1 + 1) * held.wdf /
                                (held.wdf + soft));
  }
  double sum = 0;
  for (const double group : groups) sum += group;
  return sum;
}

double Reranker::Frame(const RecordMatch& match, const Scale& scale, double soft) const {
  double lost = 0;
  for (const RecordMatch::WordCount& held : match.words) {
    lost += scale.frame_losses_[held.word] * (scale.ranking_.k1 + 1) * held.wdf / (held.wdf + soft);
  }
  return -lost;
}

double Reranker::TitleCoverage(const RecordMatch& match, const Scale& scale) const {
  double covered = 0;
  auto part = match.title_parts.begin();
  for (std::size_t word = 0; word < word_terms_.size(); ++word) {
    double held = 0;
    for (const std::size_t term : word_terms_[word]) {
      if (std::binary_search(match.title_terms.begin(), match.title_terms.end(), term)) {
        held = std::max(held, scale.term_weights_[term]);
      }
    }
    for (std::size_t i = 0; i < joined_terms_.size(); ++i) {
      if ((joined_words_[i] >> word & 1) == 0) continue;
      if (std::binary_search(match.title_terms.begin(), match.title_terms.end(),
                             joined_terms_[i])) {
        held = scale.word_weights_[word];
      }
    }
    while (part != match.title_parts.end() && part->word < word) ++part;
    if (held == 0 && part != match.title_parts.end() && part->word == word) {
      held = scale.word_weights_[word] * part->share;
    }
    covered += held;
  }
  return covered;
}

RecordFeatures Reranker::Features(const RecordMatch& match, const Scale& scale) const {
  const RankingParameters& ranking = scale.ranking_;
  const double length =
      std::max(static_cast<double>(match.length) / scale.average_length_, ranking.min_normlen);
  const double soft = ranking.k1 * (length * ranking.b + 1 - ranking.b);
  RecordFeatures features;
  features.number = match.number;
  features.whole_title = match.whole_title ? 1 : 0;
  features.title_precision = match.title_precision;
  if (scale.best_ > 0) {
    features.pairs = Pairs(match, scale, soft) / scale.best_;
    features.frame = Frame(match, scale, soft) / scale.best_;
  }
  if (scale.all_words_ <= 0) return features;
  features.title_match = TitleCoverage(match, scale) / scale.all_words_ * match.title_precision;
  const auto share_of = [&](Mask words) {
    double weight = 0;
    for (; words != 0; words &= words - 1) {
      weight += scale.word_weights_[static_cast<std::size_t>(std::countr_zero(words))];
    }
    return weight / scale.all_words_;
  };
  const double asked = share_of(asked_words_);
  Mask held = 0;
  for (const RecordMatch::WordCount& word : match.words) held |= Mask{1} << word.word;
  features.asked = asked > 0 ? share_of(held & asked_words_) / asked : 0;
  features.lead = share_of(match.lead);
  for (const Mask passage : match.passages) {
    features.passage = std::max(features.passage, share_of(passage));
  }
  for (const RecordMatch::Heading& heading : match.headings) {
    const double said = std::min(
        1.0, static_cast<double>(std::popcount(heading.words)) / static_cast<double>(heading.size));
    features.heading = std::max(features.heading, share_of(heading.words) * said);
  }
  return features;
}

std::array<Reranker::Summand, Reranker::kSummands> Reranker::Summands(
    const RecordFeatures& features, const RerankWeights& weights) {
  return {{{"pairs", features.pairs, 1},
           {"frame", features.frame, 1},
           {"title-precision", features.title_precision, weights.title_precision},
           {"title-match", features.title_match, weights.title_match},
           {"lead", features.lead, weights.lead},
           {"passage", features.passage, weights.passage},
           {"heading", features.heading, weights.heading},
           {"number", features.number, weights.number},
           {"whole-title", features.whole_title, kWholeTitle},
           {"only", features.only, kOnly},
           {"version", features.version, 1},
           {"citation", features.citation, kCitation}}};
}

double Reranker::Bonus(const RecordFeatures& features, const RerankWeights& weights) {
  double bonus = -Words(features);
  for (const Summand& summand : Summands(features, weights)) {
    bonus += summand.weight * summand.value;
  }
  return bonus;
}

}  // namespace funnel::rank
