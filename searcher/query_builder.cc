// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace funnel {
namespace {

/// A planned term and what the base says of it.
struct WeighedTerm {
  const PlannedTerm* planned = nullptr;
  std::string term;  ///< The planned one, or a longer identifier that it begins.
  Xapian::doccount documents = 0;
  double weight = 0;
};

/// Adds `term` if the base has it.
bool WeighTerm(const PlannedTerm& planned, const std::string& term,
               const Xapian::Database& database, double burstiness,
               std::vector<WeighedTerm>& terms) {
  const Xapian::doccount documents = database.get_termfreq(term);
  if (documents == 0) return false;
  const double occurrences = static_cast<double>(database.get_collection_freq(term));
  const double burst = std::pow(std::max(1.0, occurrences / documents), burstiness);
  terms.push_back({&planned, term, documents, planned.weight * burst});
  return true;
}

/// Identifiers of the base that begin with `planned`, which the base does not have: a code is often
/// copied or typed without its end.
void WeighLonger(const PlannedTerm& planned, const Xapian::Database& database, double burstiness,
                 std::vector<WeighedTerm>& terms) {
  constexpr std::size_t kShortestBytes = 6;  // index prefix included
  constexpr int kMostLonger = 8;
  if (planned.term.size() < kShortestBytes) return;
  int left = kMostLonger;
  for (auto at = database.allterms_begin(planned.term);
       at != database.allterms_end(planned.term) && left > 0; ++at, --left) {
    WeighTerm(planned, *at, database, burstiness, terms);
  }
}

std::vector<WeighedTerm> Weigh(const QueryPlan& plan, const Xapian::Database& database,
                               const RankingParameters& ranking) {
  std::vector<WeighedTerm> terms;
  terms.reserve(plan.terms.size());
  for (const PlannedTerm& planned : plan.terms) {
    if (planned.weight <= 0) continue;
    if (!WeighTerm(planned, planned.term, database, ranking.burstiness, terms) &&
        planned.lane == Lane::kIdentifier) {
      WeighLonger(planned, database, ranking.burstiness, terms);
    }
  }
  return terms;
}

/// Keeps the rarest terms of each lane.
void Cap(std::vector<WeighedTerm>& terms, std::size_t most) {
  std::stable_sort(terms.begin(), terms.end(), [](const WeighedTerm& a, const WeighedTerm& b) {
    return a.documents < b.documents;
  });
  std::array<std::size_t, kLaneCount> kept{};
  std::erase_if(terms, [&](const WeighedTerm& term) {
    return ++kept[static_cast<std::size_t>(term.planned->lane)] > most;
  });
}

/// One of each group, every group.
Xapian::Query RequirementQuery(const Requirement& requirement) {
  std::vector<Xapian::Query> all;
  for (const std::vector<std::string>& any : requirement.all) {
    all.emplace_back(Xapian::Query::OP_OR, any.begin(), any.end());
  }
  return Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end());
}

/// Matches every document at no weight, and looks at the clock while it does: Xapian's own time
/// limit does not bound a query on a local database.
class DeadlineSource : public Xapian::PostingSource {
 public:
  explicit DeadlineSource(std::chrono::steady_clock::time_point deadline) : deadline_(deadline) {}

  void init(const Xapian::Database& database) override {
    documents_ = database.get_doccount();
    last_ = database.get_lastdocid();
    at_ = 0;
    set_maxweight(0.0);
  }
  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return at_ > last_; }
  void next(double) override {
    ++at_;
    LookAtClock();
  }
  void skip_to(Xapian::docid to, double) override {
    at_ = std::max(at_, to);
    LookAtClock();
  }
  bool check(Xapian::docid to, double) override {
    at_ = to;
    LookAtClock();
    return true;
  }
  PostingSource* clone() const override { return new DeadlineSource(deadline_); }

 private:
  void LookAtClock() {
    constexpr unsigned kCallsPerLook = 64;
    if (++calls_ % kCallsPerLook == 0 && std::chrono::steady_clock::now() > deadline_) {
      throw DeadlineExceeded{};
    }
  }

  std::chrono::steady_clock::time_point deadline_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
  unsigned calls_ = 0;
};

}  // namespace

BuiltQuery BuildQuery(const QueryPlan& plan, const Xapian::Database& database,
                      const RankingParameters& ranking) {
  std::vector<WeighedTerm> terms = Weigh(plan, database, ranking);
  Cap(terms, ranking.max_terms_per_lane);

  BuiltQuery built;
  const double all_documents = database.get_doccount();
  // Terms of one lane and one place are the same word read in several languages: the best counts.
  std::map<std::pair<Lane, std::pair<std::uint32_t, std::uint32_t>>, std::vector<Xapian::Query>>
      places;
  for (const WeighedTerm& term : terms) {
    const PlannedTerm& planned = *term.planned;
    const double idf =
        std::log(1.0 + (all_documents - term.documents + 0.5) / (term.documents + 0.5));
    built.weights[term.term] = term.weight * idf;
    places[{planned.lane, {planned.begin, planned.end}}].emplace_back(
        Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term.term, planned.count), term.weight);
  }
  std::vector<Xapian::Query> parts;
  for (const auto& [place, alternatives] : places) {
    const bool alternative =
        place.first == Lane::kStem || place.first == Lane::kPair || place.first == Lane::kSkipPair;
    if (alternative) {
      parts.emplace_back(Xapian::Query::OP_MAX, alternatives.begin(), alternatives.end());
    } else {
      parts.insert(parts.end(), alternatives.begin(), alternatives.end());
    }
  }
  built.query = Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
  for (const Requirement& phrase : plan.phrases) {
    built.query = Xapian::Query(Xapian::Query::OP_FILTER, built.query, RequirementQuery(phrase));
  }
  for (const Requirement& excluded : plan.excluded) {
    built.query = Xapian::Query(Xapian::Query::OP_AND_NOT, built.query, RequirementQuery(excluded));
  }
  return built;
}

Xapian::Query WithDeadline(const Xapian::Query& query,
                           std::chrono::steady_clock::time_point deadline) {
  auto* source = new DeadlineSource(deadline);
  return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(source->release()));
}

}  // namespace funnel
