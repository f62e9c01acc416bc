// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/lexicon_shelf.h"

#include <sys/stat.h>

#include <vector>

#include "indexer/store/files/guard.h"

namespace funnel::translate {
namespace fs = std::filesystem;

LexiconShelf::Stamp LexiconShelf::StampOf(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return {status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size};
}

void LexiconShelf::Refresh(const fs::path& folder) {
  const Stamp stamp = StampOf(folder);
  // What changes within one tick of the clock has the same time: look again until that is past.
  constexpr std::time_t kTick = 2;
  const bool settled = std::time(nullptr) - stamp.seconds > kTick;
  if (folder == folder_ && stamp == stamp_ && settled_) return;
  folder_ = folder;
  stamp_ = stamp;
  settled_ = settled;
  const auto listed = store::Guard(folder.string(), [&]() -> Result<std::vector<fs::path>> {
    return store::ListLexicons(folder);
  });
  std::map<Pair, Opened> now;
  if (listed) {
    for (const fs::path& path : *listed) {
      if (std::optional<Opened> opened = Open(path)) {
        Pair pair{opened->lexicon.from(), opened->lexicon.to()};
        now.insert_or_assign(std::move(pair), std::move(*opened));
      }
    }
  }
  opened_ = std::move(now);
  const fs::path sounds = store::SoundListPath(folder);
  if (const Stamp found = StampOf(sounds); !sounds_ || found != sounds_stamp_) {
    sounds_.reset();
    sounds_stamp_ = found;
    if (found == Stamp()) return;
    if (Result<store::SoundList> list = store::SoundList::Open(sounds)) {
      sounds_.emplace(std::move(*list));
    }
  }
}

std::optional<LexiconShelf::Opened> LexiconShelf::Open(const fs::path& path) {
  const Stamp stamp = StampOf(path);
  for (auto& [pair, known] : opened_) {
    if (known.path == path && known.stamp == stamp) return std::move(known);
  }
  Result<store::Lexicon> lexicon = store::Lexicon::Open(path);
  if (!lexicon) return std::nullopt;
  return Opened{path, stamp, std::move(*lexicon)};
}

const store::Lexicon* LexiconShelf::Find(std::string_view from, std::string_view to) const {
  const auto found = opened_.find({std::string(from), std::string(to)});
  return found == opened_.end() ? nullptr : &found->second.lexicon;
}

}  // namespace funnel::translate
