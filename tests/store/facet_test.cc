// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/facet.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/store/forward/facet_counts.h"
#include "indexer/store/forward/facet_pool.h"
#include "indexer/store/forward/facet_table.h"
#include "indexer/store/forward/forward_writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

using testing::TempDir;
using Values = std::vector<FacetValue>;

/// Some values of every facet; letters of both cases have one key.
Values SomeValues(std::mt19937& random) {
  Values values = {{Facet::kKind, "article", "article"}, {Facet::kLanguage, "en", "en"}};
  for (const Facet facet : {Facet::kProduct, Facet::kVersion, Facet::kTag}) {
    for (auto left = random() % 4; left > 0; --left) {
      const std::string key = "v" + std::to_string(random() % 12);
      values.push_back({facet, key, random() % 4 == 0 ? "V" + key.substr(1) : key});
    }
  }
  return DecodeFacets(EncodeFacets(values));
}

ForwardReader Read(const std::filesystem::path& folder, const SegmentList& list) {
  Result<ForwardReader> reader = ForwardReader::Open(folder, list);
  REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
  return *reader;
}

TEST_CASE("Facets: each value once, in order; of damaged bytes what comes before") {
  const FacetValue tag{Facet::kTag, "wifi", "Wifi"};
  const FacetValue kind{Facet::kKind, "case", "case"};
  const std::string bytes = EncodeFacets({tag, kind, tag});
  CHECK(DecodeFacets(bytes) == Values{kind, tag});
  CHECK(EncodeFacets({}).empty());
  CHECK(DecodeFacets({}).empty());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK(DecodeFacets(std::string_view(bytes).substr(0, size)).size() <= 1);
  }
  CHECK(DecodeFacets("\x05").empty());
}

TEST_CASE("Facets: go with the records, through merges and removals") {
  constexpr std::uint32_t kDocids = 60;
  const TempDir dir;
  std::mt19937 random(31);
  std::map<std::uint32_t, Values> model;
  SegmentList list;
  for (std::uint64_t publish = 1; publish <= 120; ++publish) {
    ForwardWriter writer(Read(dir.path(), list), publish);
    for (auto left = 1 + random() % 9; left > 0; --left) {
      const auto docid = static_cast<std::uint32_t>(1 + random() % kDocids);
      if (random() % 4 == 0) {
        writer.Remove(docid);
        model.erase(docid);
      } else {
        model[docid] = SomeValues(random);
        writer.Put(docid, std::string(random() % 2'000, 'r') + "r", {}, model[docid]);
      }
    }
    const SegmentList before = std::exchange(list, writer.Finish());
    DropUnlisted(dir.path(), {list, before});
    const ForwardReader reader = Read(dir.path(), list);
    bool right = true;
    for (std::uint32_t docid = 0; docid <= kDocids + 1; ++docid) {
      const auto known = model.find(docid);
      right = right && reader.Facets(docid) == (known == model.end() ? Values() : known->second);
    }
    REQUIRE(right);
  }
}

TEST_CASE("Facets: the same documents are the same bytes, and few") {
  const Values print = {{Facet::kLanguage, "en", "en"}, {Facet::kProduct, "print", "Print"}};
  const Values scan = {{Facet::kLanguage, "en", "en"}, {Facet::kProduct, "scan", "Scan"}};
  FacetPool one, other;
  const std::uint32_t gone = other.Take({{Facet::kTag, "gone", "gone"}});
  CHECK(gone != 0);
  std::vector<std::uint32_t> ones, others;
  const std::uint32_t late = other.Take(scan);
  for (int i = 0; i < 1'000; ++i) {
    ones.push_back(one.Take(i % 3 == 0 ? scan : print));
    others.push_back(i % 3 == 0 ? late : other.Take(print));
  }
  CHECK(one.Encode(ones) == other.Encode(others));
  CHECK(one.Encode(ones).size() < 1'000 + 150);
  CHECK(FacetPool().Encode(std::vector<std::uint32_t>(1'000)).size() < 60);
}

TEST_CASE("FacetTable: what wrong bytes say stays within them") {
  std::mt19937 random(32);
  FacetPool pool;
  std::vector<std::uint32_t> lists;
  for (int i = 0; i < 20; ++i) lists.push_back(pool.Take(SomeValues(random)));
  const std::string right = pool.Encode(lists);
  std::size_t opened = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string wrong = right;
    for (int flips = round % 3; flips > 0; --flips) {
      wrong[random() % wrong.size()] = static_cast<char>(random() % 2 == 0 ? random() : 0xFF);
    }
    if (round % 7 == 0) wrong.resize(random() % wrong.size());
    const auto table = FacetTable::Open(wrong, lists.size());
    if (!table) continue;
    ++opened;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      table->ForEach(table->ListOf(i), [&](std::uint32_t value) {
        const FacetView view = table->Value(value);
        for (const std::string_view text : {view.key, view.written}) {
          if (text.empty()) continue;
          CHECK(text.data() >= wrong.data());
          CHECK(text.data() + text.size() <= wrong.data() + wrong.size());
        }
      });
    }
  }
  CHECK(opened > 1'000);
}

/// What FacetCounts is to find, found by looking at each document.
class Model {
 public:
  void Add(std::uint64_t family, const Values& values) {
    for (const FacetValue& value : values) {
      auto& sum = sums_[{value.facet, value.key}];
      sum.families.insert(family);
      ++sum.written[value.written];
    }
  }

  void Holds(const FacetCounts& counts) const {
    const std::vector<Facet> facets = {Facet::kTag, Facet::kKind, Facet::kLanguage, Facet::kVersion,
                                       Facet::kProduct};
    const auto all = counts.Of(facets);
    REQUIRE(all.size() == facets.size());
    std::size_t seen = 0;
    for (std::size_t facet = 0; facet < facets.size(); ++facet) {
      const auto& found = all[facet];
      for (std::size_t i = 0; i < found.size(); ++i, ++seen) {
        const auto sum = sums_.find({facets[facet], found[i].key});
        REQUIRE(sum != sums_.end());
        CHECK(found[i].families == sum->second.families.size());
        CHECK(sum->second.written.contains(found[i].written));
        CHECK((i == 0 || found[i - 1].families >= found[i].families));
      }
      const auto alone = counts.Of({facets[facet]});
      CHECK(alone.front().size() == found.size());
    }
    CHECK(seen == sums_.size());
  }

 private:
  struct Sum {
    std::set<std::uint64_t> families;
    std::map<std::string, std::size_t> written;
  };
  std::map<std::pair<Facet, std::string>, Sum> sums_;
};

TEST_CASE("FacetCounts: counts families as one does who looks at each document") {
  std::mt19937 random(33);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const TempDir dirs[3];
    const std::uint64_t families = 1 + random() % 200;
    std::array<std::map<std::uint32_t, std::pair<std::uint64_t, Values>>, 3> documents;
    std::vector<ForwardReader> readers;
    for (std::size_t i = 0; i < 3; ++i) {
      SegmentList list;
      for (std::uint64_t publish = 1; publish <= 1 + random() % 5; ++publish) {
        ForwardWriter writer(Read(dirs[i].path(), list), publish);
        for (auto left = random() % 100; left > 0; --left) {
          const auto docid = static_cast<std::uint32_t>(1 + random() % 100);
          // A hash as bad as can be; 0 is a family that is not known.
          const std::uint64_t family = (random() % families) << 32;
          documents[i][docid] = {family, SomeValues(random)};
          writer.Put(docid, "r", {.family = family}, documents[i][docid].second);
        }
        list = writer.Finish();
      }
      readers.push_back(Read(dirs[i].path(), list));
    }
    // Two of the databases together, then the third.
    FacetCounts counts;
    Model model;
    std::uint64_t unknown = 1;
    std::vector<std::uint32_t> found[2];
    for (std::size_t i = 0; i < 3; ++i) {
      for (const auto& [docid, document] : documents[i]) {
        if (random() % 3 == 0) continue;
        const auto number = static_cast<std::uint32_t>((docid - 1) * 2 + i + 1);
        found[i / 2].push_back(i < 2 ? number : docid);
        model.Add(document.first == 0 ? unknown++ : document.first, document.second);
      }
    }
    std::shuffle(found[0].begin(), found[0].end(), random);
    found[0].push_back(0);
    found[0].push_back(1'000'000);
    counts.Add(ForwardRecords({readers[0], readers[1]}), found[0]);
    counts.Add(ForwardRecords({readers[2]}), found[1]);
    counts.Add(ForwardRecords(), {1, 2});
    model.Holds(counts);
  }
}

}  // namespace
}  // namespace funnel::store
