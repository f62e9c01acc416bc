// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon/sound_list.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

using testing::TempDir;

void Write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

std::string Found(const store::SoundList& list, std::size_t group, const char* sound,
                  int most_odd) {
  std::string line;
  list.ForEach(group, sound, most_odd, [&](std::string_view, std::string_view term) {
    line.append(line.empty() ? "" : " ").append(term);
  });
  return line;
}

TEST_CASE("SoundList: gives the words of a group that have about the letters") {
  const TempDir dir;
  const auto file = store::SoundListPath(dir.path());
  Write(file, store::EncodeSoundList({{2, "bronkos", "Zब्रोंकोस"},
                                      {2, "bronks", "Zбронкс"},
                                      {2, "vista", "Zvista"},
                                      {1, "denver", "Zdenver"},
                                      {7, "2016", "Z2016"}}));
  const Result<store::SoundList> list = store::SoundList::Open(file);
  REQUIRE_MESSAGE(list.has_value(), list.error().message);
  CHECK(list->size() == 5);
  CHECK(Found(*list, 2, "bronkos", 0) == "Zब्रोंकोस Zбронкс");
  CHECK(Found(*list, 2, "bronkhos", 1) == "Zब्रोंकोस Zбронкс");
  CHECK(Found(*list, 2, "bronkos", 26) == "Zब्रोंकोस Zбронкс Zvista");
  CHECK(Found(*list, 1, "denver", 0) == "Zdenver");
  CHECK(Found(*list, 7, "2016", 0) == "Z2016");
  CHECK(Found(*list, 0, "a", 26).empty());
  CHECK(Found(*list, store::kSoundListGroups, "a", 26).empty());
}

TEST_CASE("SoundList: an empty one, and what is damaged") {
  const TempDir dir;
  const auto file = store::SoundListPath(dir.path());
  CHECK(store::SoundList::Open(file).error().code == ErrorCode::kNotFound);
  const std::string empty = store::EncodeSoundList({});
  Write(file, empty);
  const Result<store::SoundList> list = store::SoundList::Open(file);
  REQUIRE(list.has_value());
  CHECK(Found(*list, 2, "bronkos", 26).empty());
  std::string whole =
      store::EncodeSoundList({{2, "bronkos", "Zbroncos"}, {1, "denver", "Zdenver"}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Write(file, whole.substr(0, size));
    CHECK_FALSE(store::SoundList::Open(file).has_value());
  }
  whole.back() ^= 1;
  Write(file, whole);
  const Result<store::SoundList> damaged = store::SoundList::Open(file);
  REQUIRE_FALSE(damaged.has_value());
  CHECK(damaged.error().code == ErrorCode::kCorrupt);
  CHECK(damaged.error().message.find("run funnel-indexer learn") != std::string::npos);
}

}  // namespace
}  // namespace funnel::store
