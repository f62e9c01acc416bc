// SPDX-License-Identifier: GPL-2.0-or-later
// How a reranker reads a forward record.
#include <algorithm>
#include <bit>
#include <cstring>

#include "indexer/schema/index_schema.h"
#include "searcher/rank/reranker.h"

namespace funnel::rank {
namespace {

constexpr std::size_t kLeadWords = 64;     // the first sentences of an article
constexpr std::size_t kPassageWords = 16;  // about one sentence
constexpr std::size_t kNearWords = 8;      // an unordered window, as D. Metzler and W. B. Croft
                                           // have it (SIGIR 2005)
constexpr std::size_t kMostBetween = 3;    // function words between the two of a skip-pair

std::uint32_t KeyOf(std::uint16_t first, std::uint16_t second) {
  return static_cast<std::uint32_t>(first) << 16 | second;
}

bool IsHeading(store::WordTag tag) { return (tag & store::kHeadingFlag) != 0; }
bool IsStop(store::WordTag tag) { return (tag & store::kStopFlag) != 0; }
bool Begins(store::WordTag tag) { return (tag & store::kBreakFlag) != 0; }

}  // namespace

Reranker::Hits Reranker::Find(const store::ForwardRecord& record) const {
  constexpr std::size_t kUsual = 64;
  Hits hits;
  hits.reserve(kUsual);
  const auto bucket = [&](std::size_t i) { return bucket_of_[record.word(i) % kTagSlots]; };
  const auto look = [&](std::size_t i) {
    const store::WordTag tag = record.word(i);
    for (const std::uint16_t form : buckets_[bucket(i)]) {
      if (((tag ^ forms_[form].value) & forms_[form].compared) != 0) continue;
      hits.push_back({static_cast<std::uint32_t>(i), form, tag & ~store::kMainBits});
    }
  };
  // Mostly none of four is.
  const std::size_t count = record.word_count();
  std::size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    if ((bucket(i) | bucket(i + 1) | bucket(i + 2) | bucket(i + 3)) == 0) continue;
    for (std::size_t j = i; j < i + 4; ++j) {
      if (bucket(j) != 0) look(j);
    }
  }
  for (; i < count; ++i) look(i);
  if (!writings_.empty()) AddWritings(record, hits);
  return hits;
}

/// Two words that are a writing of one: both places count as it.
void Reranker::AddWritings(const store::ForwardRecord& record, Hits& hits) const {
  const std::size_t found = hits.size();
  for (std::size_t i = 0; i < found; ++i) {
    for (std::size_t j = i + 1; j < found && hits[j].at <= hits[i].at + 1; ++j) {
      if (hits[j].at == hits[i].at || Begins(record.word(hits[j].at))) continue;
      for (const Writing& writing : writings_) {
        if (hits[i].form != writing.first || hits[j].form != writing.second) continue;
        hits.push_back({hits[i].at, writing.form, hits[i].flags});
        hits.push_back({hits[j].at, writing.form, hits[j].flags});
      }
    }
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.at < b.at; });
}

RecordMatch Reranker::Look(const store::ForwardRecord& record) const {
  RecordMatch match;
  match.length = record.length();
  const Hits hits = Find(record);
  LookAtWords(record, hits, match);
  LookAtTitle(record, hits, match);
  LookAtPassages(record, hits, match);
  LookAtHeadings(record, hits, match);
  if (!pairs_.empty()) LookAtPairs(record, hits, match);
  return match;
}

void Reranker::LookAtWords(const store::ForwardRecord& record, const Hits& hits,
                           RecordMatch& match) const {
  std::array<std::uint32_t, kMostWords> wdf{};
  for (const Hit& hit : hits) {
    const bool in_title = hit.at < record.title_size();
    const std::uint32_t times = schema::WdfAt(in_title, IsHeading(hit.flags));
    if (in_title) match.in_title |= forms_[hit.form].words;
    for (Mask words = forms_[hit.form].words; words != 0; words &= words - 1) {
      wdf[static_cast<std::size_t>(std::countr_zero(words))] += times;
    }
  }
  match.words.reserve(places_.size());
  for (std::size_t word = 0; word < places_.size(); ++word) {
    if (wdf[word] > 0) match.words.push_back({word, wdf[word]});
  }
}

void Reranker::LookAtTitle(const store::ForwardRecord& record, const Hits& hits,
                           RecordMatch& match) const {
  match.title.reserve(record.title_size());
  for (std::size_t i = 0; i < record.title_size(); ++i) {
    match.title.push_back({record.word(i) & store::kBareBits, 0});
  }
  for (const Hit& hit : hits) {
    if (hit.at >= record.title_size()) break;
    const Form& form = forms_[hit.form];
    if (form.terms.empty()) continue;
    match.title[hit.at].said = std::max(match.title[hit.at].said, form.said);
    match.title_terms.insert(match.title_terms.end(), form.terms.begin(), form.terms.end());
  }
  std::sort(match.title_terms.begin(), match.title_terms.end());
  match.title_terms.erase(std::unique(match.title_terms.begin(), match.title_terms.end()),
                          match.title_terms.end());
  match.whole_title = IsWholeTitle(record, hits);
  LookAtParts(record, match);
}

/// What overlaps is said by one as by the other: a code, and its parts.
bool Reranker::IsWholeTitle(const store::ForwardRecord& record, const Hits& hits) const {
  if (asked_.empty() || record.title_size() == 0) return false;
  std::bitset<store::kMostTitleWords + 1> said;
  Mask words = 0;
  for (const Hit& hit : hits) {
    if (hit.at >= record.title_size()) break;
    if (forms_[hit.form].said < 1) continue;
    words |= forms_[hit.form].words;
    if (hit.at < said.size()) said.set(hit.at);
  }
  bool any = false;
  for (std::size_t i = 0; i < record.title_size(); ++i) {
    const bool has = i < said.size() && said[i];
    if (!has && !IsStop(record.word(i))) return false;
    any = any || has;
  }
  return any && std::all_of(asked_.begin(), asked_.end(), [&](const auto& place) {
           for (Mask left = words; left != 0; left &= left - 1) {
             const auto& held = places_[static_cast<std::size_t>(std::countr_zero(left))];
             if (held.first < place.second && place.first < held.second) return true;
           }
           return false;
         });
}

void Reranker::LookAtParts(const store::ForwardRecord& record, RecordMatch& match) const {
  std::bitset<kMostParts> seen;
  std::array<std::uint32_t, kMostWords> held{};
  bool other_number = false;
  record.TitleWords([&](std::size_t at, bool number, std::string_view parts) {
    std::size_t said = 0;
    for (std::size_t i = 0; i < parts.size(); i += sizeof(store::PartTag)) {
      store::PartTag tag;
      std::memcpy(&tag, parts.data() + i, sizeof tag);
      const auto part = parts_.find(tag);
      if (part == parts_.end()) continue;
      ++said;
      if (seen[part->second]) continue;
      seen.set(part->second);
      for (Mask words = part_words_[part->second]; words != 0; words &= words - 1) {
        ++held[static_cast<std::size_t>(std::countr_zero(words))];
      }
    }
    double& of_word = match.title[at].said;
    if (number && of_word == 0) other_number = true;
    if (of_word == 0 && said > 0) {
      of_word =
          static_cast<double>(said * sizeof(store::PartTag)) / static_cast<double>(parts.size());
    }
  });
  for (std::size_t word = 0; word < places_.size(); ++word) {
    if (held[word] == 0 || (match.in_title >> word & 1) != 0) continue;
    match.title_parts.push_back({word, static_cast<double>(held[word]) / word_parts_[word]});
  }
  if (other_number && numbers_ != 0) {
    match.number =
        -static_cast<double>(std::popcount(numbers_ & ~match.in_title)) / std::popcount(numbers_);
  }
}

void Reranker::LookAtPassages(const store::ForwardRecord& record, const Hits& hits,
                              RecordMatch& match) const {
  const std::size_t lead = record.begin(store::RecordField::kText) + kLeadWords;
  std::size_t end = 0;  // of the hits that the passages so far have
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Mask words = forms_[hits[i].form].words;
    if (hits[i].at < record.title_size() || words == 0) continue;
    if (hits[i].at < lead) match.lead |= words;
    const std::uint32_t after = hits[i].at + kPassageWords;
    // The one before has all of this one.
    if (end > i && (end == hits.size() || hits[end].at >= after)) continue;
    Mask window = 0;
    for (end = i; end < hits.size() && hits[end].at < after; ++end) {
      window |= forms_[hits[end].form].words;
    }
    const auto holds = [&](Mask other) { return (window & ~other) == 0; };
    if (std::any_of(match.passages.begin(), match.passages.end(), holds)) continue;
    std::erase_if(match.passages, [&](Mask other) { return (other & ~window) == 0; });
    match.passages.push_back(window);
  }
}

void Reranker::LookAtHeadings(const store::ForwardRecord& record, const Hits& hits,
                              RecordMatch& match) const {
  std::size_t end = 0;  // of the last heading
  for (const Hit& hit : hits) {
    const Mask words = forms_[hit.form].words;
    if (!IsHeading(hit.flags) || words == 0) continue;
    if (hit.at >= end) {
      std::size_t begin = hit.at;
      while (!Begins(record.word(begin)) && begin > record.title_size() &&
             IsHeading(record.word(begin - 1))) {
        --begin;
      }
      end = hit.at + 1;
      while (end < record.word_count() && IsHeading(record.word(end)) &&
             !Begins(record.word(end))) {
        ++end;
      }
      match.headings.push_back({0, end - begin});
    }
    match.headings.back().words |= words;
  }
}

void Reranker::LookAtPairs(const store::ForwardRecord& record, const Hits& hits,
                           RecordMatch& match) const {
  std::vector<std::uint32_t> wdf(pairs_.size(), 0);
  const std::size_t title = record.title_size();
  for (std::size_t i = 0; i < hits.size(); ++i) {
    for (std::size_t j = i + 1; j < hits.size() && hits[j].at < hits[i].at + kNearWords; ++j) {
      const Hit& a = hits[i];
      const Hit& b = hits[j];
      if (!forms_[a.form].partners[b.form % forms_[a.form].partners.size()]) continue;
      if (a.at == b.at || (a.at < title) != (b.at < title)) continue;
      const auto pairs = pairs_of_.find(KeyOf(a.form, b.form));
      if (pairs == pairs_of_.end()) continue;
      const bool heading = IsHeading(a.flags & b.flags);
      const std::uint32_t times = schema::WdfAt(b.at < title, heading);
      const auto skips = [&] {
        bool only_stops = b.at - a.at > 1 && b.at - a.at <= kMostBetween + 1;
        only_stops = only_stops && !IsStop(a.flags) && !IsStop(b.flags);
        for (std::size_t k = a.at + 1; only_stops && k < b.at; ++k) {
          only_stops = IsStop(record.word(k));
        }
        return only_stops;
      };
      for (const std::uint32_t pair : pairs->second) {
        const Nearness nearness = pairs_[pair].nearness;
        if (nearness == Nearness::kNear || (nearness == Nearness::kSkip && skips()) ||
            (nearness == Nearness::kAdjacent && b.at - a.at == 1)) {
          wdf[pair] += times;
        }
      }
    }
  }
  for (std::uint32_t pair = 0; pair < wdf.size(); ++pair) {
    if (wdf[pair] > 0) match.pairs.push_back({pair, wdf[pair]});
  }
}

}  // namespace funnel::rank
