// SPDX-License-Identifier: GPL-2.0-or-later
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/forward/forward_writer.h"
#include "tests/bench/corpus_base.h"

namespace funnel::bench {
namespace {

constexpr std::uint32_t kDocids = 100'000;

std::string RecordOf(std::uint32_t docid) { return std::string(500 + docid % 997, 'r'); }

/// 100,000 records of 1 KB: all in the oldest segment, each newer one has changed a half of what
/// the one before it did.
class Records {
 public:
  explicit Records(std::int64_t segments) {
    std::mt19937 random(1);
    std::vector<std::uint32_t> docids(kDocids);
    std::iota(docids.begin(), docids.end(), 1U);
    store::SegmentList list;
    for (std::int64_t publish = 1; publish <= segments; ++publish) {
      store::ForwardWriter writer(Take(store::ForwardReader::Open(dir_.path(), list)),
                                  static_cast<std::uint64_t>(publish));
      for (const std::uint32_t docid : docids) writer.Put(docid, RecordOf(docid));
      list = writer.Finish();
      std::shuffle(docids.begin(), docids.end(), random);
      docids.resize(docids.size() / 2);
    }
    Expect(list.numbers.size() == static_cast<std::size_t>(segments), "nothing was merged");
    reader_ = Take(store::ForwardReader::Open(dir_.path(), list));
  }

  const store::ForwardReader& reader() const { return reader_; }

 private:
  testing::TempDir dir_;
  store::ForwardReader reader_;
};

/// Docids as the candidates of a question come: 300 anywhere in the base, in order.
std::vector<std::uint32_t> Candidates() {
  std::mt19937 random(2);
  std::vector<std::uint32_t> candidates;
  for (int question = 0; question < 1'000; ++question) {
    const auto begin = static_cast<std::ptrdiff_t>(candidates.size());
    for (int i = 0; i < 300; ++i) {
      candidates.push_back(static_cast<std::uint32_t>(1 + random() % kDocids));
    }
    std::sort(candidates.begin() + begin, candidates.end());
  }
  return candidates;
}

/// One record of each candidate is found; its bytes are not read.
void FindForwardRecord(benchmark::State& state) {
  const Records records(state.range(0));
  const std::vector<std::uint32_t> candidates = Candidates();
  std::size_t next = 0;
  for (auto _ : state) {
    const std::uint32_t docid = candidates[next];
    const std::string_view record = records.reader().Find(docid);
    Expect(record.size() == 500 + docid % 997, "the record is the one that was put");
    if (++next == candidates.size()) next = 0;
  }
}
BENCHMARK(FindForwardRecord)->Arg(1)->Arg(4)->Arg(8);

/// The same, and a byte of each cache line is read.
void ReadForwardRecord(benchmark::State& state) {
  const Records records(state.range(0));
  const std::vector<std::uint32_t> candidates = Candidates();
  std::size_t next = 0;
  for (auto _ : state) {
    const std::string_view record = records.reader().Find(candidates[next]);
    int sum = 0;
    for (std::size_t at = 0; at < record.size(); at += 64) sum += record[at];
    benchmark::DoNotOptimize(sum);
    if (++next == candidates.size()) next = 0;
  }
}
BENCHMARK(ReadForwardRecord)->Arg(1)->Arg(8);

/// One record changes in a base of 100,000: from the record to the disk, merges among them.
void PublishForwardRecord(benchmark::State& state) {
  const testing::TempDir dir;
  const Records records(1);
  std::filesystem::copy(
      records.reader().folder(), dir.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  store::ForwardReader reader =
      Take(store::ForwardReader::Open(dir.path(), records.reader().list()));
  std::uint64_t publish = 1;
  for (auto _ : state) {
    store::ForwardWriter writer(reader, ++publish);
    const auto docid = static_cast<std::uint32_t>(1 + publish % kDocids);
    writer.Put(docid, RecordOf(docid));
    const store::SegmentList list = writer.Finish();
    store::DropUnlisted(dir.path(), {list, reader.list()});
    reader = Take(store::ForwardReader::Open(dir.path(), list));
  }
}
BENCHMARK(PublishForwardRecord)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace funnel::bench
