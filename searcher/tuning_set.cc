// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/tuning_set.h"

#include <bit>
#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/batch.h"
#include "searcher/evaluation.h"
#include "searcher/evaluation_input.h"
#include "searcher/metrics.h"

namespace funnel {
namespace {

constexpr std::size_t kDepth = 10;  // All that nDCG@10 looks at.

/// FNV-1a.
class Fingerprint {
 public:
  void Add(std::string_view bytes) {
    for (const char c : bytes) AddByte(static_cast<unsigned char>(c));
    AddByte(0xFF);
  }
  void Add(double number) {
    auto bits = std::bit_cast<std::uint64_t>(number);
    for (int i = 0; i < 8; ++i, bits >>= 8) AddByte(bits & 0xFF);
  }
  std::uint64_t value() const { return value_; }

 private:
  void AddByte(std::uint64_t byte) { value_ = (value_ ^ byte) * 0x100000001B3U; }

  std::uint64_t value_ = 0xCBF29CE484222325U;
};

/// The judged queries of one collection, and its base.
struct Collection {
  std::filesystem::path base;
  std::map<std::pair<std::string, std::string>, std::vector<TestQuery>> rows;  // Lang and type.
};

Result<SetMeasurement> Measure(const Collection& collection, const RankingParameters& ranking) {
  Result<Searcher> searcher = Searcher::Open(collection.base, Audience::kPublic, ranking);
  if (!searcher) return Fail(searcher.error());
  const Ranker ranker = RankWith(*searcher, {kDepth, ""});
  SetMeasurement measurement;
  Fingerprint fingerprint;
  for (const auto& [name, queries] : collection.rows) {
    double sum = 0;
    for (const TestQuery& query : queries) {
      Result<std::vector<RankedDocument>> hits = ranker(query);
      if (!hits) return Fail(hits.error());
      std::vector<std::string> ids;
      for (RankedDocument& hit : *hits) {
        fingerprint.Add(hit.id);
        fingerprint.Add(hit.score);
        ids.push_back(std::move(hit.id));
      }
      sum += Ndcg(ids, query.relevant, kDepth);
    }
    measurement.rows.push_back(sum / static_cast<double>(queries.size()));
  }
  measurement.fingerprint = fingerprint.value();
  return measurement;
}

}  // namespace

Result<TuningSet> LoadTuningSet(const std::filesystem::path& collection,
                                const std::filesystem::path& base, std::size_t max_per_type,
                                const Report& report) {
  const std::string queries = (collection / "queries.jsonl").string();
  Result<EvaluationInput> input =
      ReadEvaluationInput(queries, (collection / "qrels.tsv").string(), report);
  if (!input) return Fail(input.error());
  auto loaded = std::make_shared<Collection>();
  loaded->base = base;
  for (TestQuery& query : SelectQueries(std::move(input->queries), max_per_type).judged) {
    loaded->rows[{query.lang, query.type}].push_back(std::move(query));
  }
  if (loaded->rows.empty()) {
    return Fail(ErrorCode::kInvalidInput, queries + ": no query has a relevant document");
  }
  return TuningSet{collection.filename().string(), [loaded](const RankingParameters& ranking) {
                     return Measure(*loaded, ranking);
                   }};
}

}  // namespace funnel
