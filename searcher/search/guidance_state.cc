// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/guidance_state.h"

#include <algorithm>
#include <vector>

#include "indexer/store/curation/curation.h"
#include "indexer/store/files/file_stamp.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"

namespace funnel::search {

namespace {

using Paths = std::vector<std::filesystem::path>;

/// Whether the lexicon in that file translates into one of `langs`.
bool IsInto(const std::string& file_name, const std::vector<std::string>& langs) {
  return std::any_of(langs.begin(), langs.end(),
                     [&](const std::string& lang) { return file_name.ends_with('-' + lang); });
}

}  // namespace

std::string GuidanceState(const std::filesystem::path& generation_dir,
                          const std::vector<std::string>& langs) {
  std::string state;
  const auto add = [&state](const store::FileStamp& stamp) {
    state += std::to_string(stamp.inode) + '.' + std::to_string(stamp.seconds) + '.' +
             std::to_string(stamp.nanoseconds) + '.' + std::to_string(stamp.size) + ' ';
  };
  add(store::StampOfCuration(generation_dir));
  add(store::StampOf(store::SoundListPath(generation_dir)));
  const auto lexicons = store::Guard(generation_dir.string(), [&]() -> Result<Paths> {
    return store::ListLexicons(generation_dir);
  });
  if (!lexicons) return state;  // The folder is gone: whoever asks next sees another generation.
  for (const std::filesystem::path& path : *lexicons) {
    const std::string name = path.filename().string();
    if (!IsInto(name, langs)) continue;
    state += name + ' ';
    add(store::StampOf(path));
  }
  return state;
}

}  // namespace funnel::search
