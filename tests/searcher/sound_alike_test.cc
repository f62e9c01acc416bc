// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/sound_alike.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "indexer/text/languages/sound.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

TEST_CASE("FindAlike: the words that sound alike, best first") {
  const testing::TempDir dir;
  const auto file = store::SoundListPath(dir.path());
  std::vector<store::SoundedWord> words;
  for (const char* word : {"ब्रोंकोस", "бронкс", "denver", "カメラ", "2016"}) {
    const std::string sound = text::SoundOf(word);
    words.push_back({text::SoundGroup(sound), sound, word});
  }
  std::ofstream(file, std::ios::binary) << store::EncodeSoundList(words);
  const Result<store::SoundList> list = store::SoundList::Open(file);
  REQUIRE_MESSAGE(list.has_value(), list.error().message);
  const struct {
    const char* sound;
    double least;
    std::size_t most;
    const char* found;
  } rows[] = {{"bronkos", 0.75, 9, "ब्रोंकोस бронкс"},
              {"bronkos", 0.75, 1, "ब्रोंकोस"},
              {"bronkos", 0.95, 9, "ब्रोंकोस"},
              {"kamera", 0.6, 9, "カメラ"},
              {"2016", 0.6, 9, "2016"},
              {"2015", 0.6, 9, ""},
              {"saturn", 0.6, 9, ""},
              {"", 0.6, 9, ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.sound));
    std::string found;
    for (const translate::SoundAlike& alike :
         translate::FindAlike(*list, row.sound, row.least, row.most)) {
      found += (found.empty() ? "" : " ") + alike.term;
    }
    CHECK(found == row.found);
  }
}

}  // namespace
}  // namespace funnel
