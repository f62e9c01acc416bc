// SPDX-License-Identifier: GPL-2.0-or-later
#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "indexer/store/forward/facet_counts.h"
#include "indexer/store/forward/forward_writer.h"
#include "tests/bench/corpus_base.h"

namespace funnel::bench {
namespace {

constexpr std::uint32_t kDocuments = 100'000;

using store::Facet;
using Values = std::vector<store::FacetValue>;

/// Most of the names are rare, as those of products and tags are.
std::string NameOf(std::mt19937& random, const char* what, std::uint32_t names) {
  const std::uint32_t most = 1 + static_cast<std::uint32_t>(random() % names);
  return what + std::to_string(random() % most);
}

Values SomeValues(std::mt19937& random, const std::string& language) {
  Values values = {{Facet::kKind, random() % 10 == 0 ? "case" : "article", ""},
                   {Facet::kLanguage, language, ""},
                   {Facet::kProduct, NameOf(random, "product ", 200), ""}};
  for (auto left = random() % 3; left > 0; --left) {
    values.push_back({Facet::kVersion, NameOf(random, "version ", 50), ""});
  }
  for (auto left = random() % 4; left > 0; --left) {
    values.push_back({Facet::kTag, NameOf(random, "tag ", 2'000), ""});
  }
  for (store::FacetValue& value : values) value.written = value.key;
  return values;
}

/// 100,000 documents in so many languages, a family having one in each; of each database two
/// segments.
class FacetBase {
 public:
  explicit FacetBase(std::uint32_t languages) {
    std::mt19937 random(1);
    for (std::uint32_t language = 0; language < languages; ++language) {
      dirs_.emplace_back(std::make_unique<testing::TempDir>());
      const std::filesystem::path& folder = dirs_.back()->path();
      store::SegmentList list;
      const std::uint32_t documents = kDocuments / languages;
      for (std::uint32_t publish = 1; publish <= 2; ++publish) {
        store::ForwardWriter writer(Take(store::ForwardReader::Open(folder, list)), publish);
        for (std::uint32_t docid = 1; docid <= documents; docid += publish == 1 ? 1 : 50) {
          writer.Put(docid, "r", {.family = docid * 0x9E3779B97F4A7C15ULL},
                     SomeValues(random, "l" + std::to_string(language)));
        }
        list = writer.Finish();
      }
      records_.emplace_back(
          std::vector<store::ForwardReader>{Take(store::ForwardReader::Open(folder, list))});
    }
    found_.resize(kDocuments / languages);
    std::iota(found_.begin(), found_.end(), 1U);
  }

  /// All documents of all languages are counted by the first `facets` of the facets; the values
  /// found.
  std::size_t Count(std::int64_t facets) const {
    store::FacetCounts counts;
    for (const store::ForwardRecords& records : records_) counts.Add(records, found_);
    Expect(counts.families() == found_.size(), "every family is counted");
    std::vector<Facet> wanted = {Facet::kProduct, Facet::kVersion, Facet::kTag, Facet::kLanguage,
                                 Facet::kKind};
    wanted.resize(static_cast<std::size_t>(facets));
    std::size_t values = 0;
    for (const auto& found : counts.Of(wanted)) values += found.size();
    return values;
  }

 private:
  std::vector<std::unique_ptr<testing::TempDir>> dirs_;
  std::vector<store::ForwardRecords> records_;
  std::vector<std::uint32_t> found_;
};

/// 100,000 documents are counted by so many facets; in one language, and in ten.
void CountFacets(benchmark::State& state) {
  const FacetBase base(static_cast<std::uint32_t>(state.range(0)));
  Expect(base.Count(5) > 2'000, "most values are found");  // And what is made once is made.
  for (auto _ : state) benchmark::DoNotOptimize(base.Count(state.range(1)));
}
BENCHMARK(CountFacets)
    ->ArgNames({"languages", "facets"})
    ->ArgsProduct({{1, 10}, {0, 1, 5}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace funnel::bench
