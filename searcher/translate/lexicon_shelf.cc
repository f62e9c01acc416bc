// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/lexicon_shelf.h"

#include <ctime>
#include <mutex>
#include <vector>

#include "indexer/store/files/guard.h"

namespace funnel::translate {
namespace fs = std::filesystem;
namespace {

/// What changes within one tick of the clock has the same time: only when that is past does an
/// equal stamp say that nothing changed.
bool IsSettled(const store::FileStamp& stamp) {
  constexpr std::time_t kTick = 2;
  return std::time(nullptr) - stamp.seconds > kTick;
}

/// The lexicons that searchers of this process have in use: opened once for all of them.
class SharedLexicons {
 public:
  std::shared_ptr<const Lexicons> Take(const fs::path& folder, const store::FileStamp& stamp) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [](const auto& entry) { return entry.second.lexicons.expired(); });
    const bool settled = IsSettled(stamp);
    Entry& entry = entries_[folder.string()];
    const auto known = entry.lexicons.lock();
    if (known && entry.settled && entry.stamp == stamp) return known;
    auto opened = std::make_shared<const Lexicons>(folder, known.get());
    entry = {stamp, settled, opened};
    return opened;
  }

 private:
  struct Entry {
    store::FileStamp stamp;
    bool settled = false;
    std::weak_ptr<const Lexicons> lexicons;
  };

  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

SharedLexicons& Shared() {
  static SharedLexicons shared;
  return shared;
}

}  // namespace

Lexicons::Lexicons(const fs::path& folder, const Lexicons* before) {
  const auto listed = store::Guard(folder.string(), [&]() -> Result<std::vector<fs::path>> {
    return store::ListLexicons(folder);
  });
  if (listed) {
    for (const fs::path& path : *listed) {
      Opened<store::Lexicon> opened = Open(path, before);
      if (!opened.file) continue;
      opened_.insert_or_assign({opened.file->from(), opened.file->to()}, opened.file.get());
      files_.insert_or_assign(path, std::move(opened));
    }
  }
  const fs::path path = store::SoundListPath(folder);
  const store::FileStamp stamp = store::StampOf(path);
  if (stamp == store::FileStamp()) return;
  if (before && before->sounds_.stamp == stamp) {
    sounds_ = before->sounds_;
  } else if (Result<store::SoundList> list = store::SoundList::Open(path)) {
    sounds_ = {stamp, std::make_shared<const store::SoundList>(std::move(*list))};
  }
}

Lexicons::Opened<store::Lexicon> Lexicons::Open(const fs::path& path,
                                                const Lexicons* before) const {
  const store::FileStamp stamp = store::StampOf(path);
  if (before) {
    const auto known = before->files_.find(path);
    if (known != before->files_.end() && known->second.stamp == stamp) return known->second;
  }
  Result<store::Lexicon> lexicon = store::Lexicon::Open(path);
  if (!lexicon) return {};
  return {stamp, std::make_shared<const store::Lexicon>(std::move(*lexicon))};
}

const store::Lexicon* Lexicons::Find(std::string_view from, std::string_view to) const {
  const auto found = opened_.find({std::string(from), std::string(to)});
  return found == opened_.end() ? nullptr : found->second;
}

void LexiconShelf::Refresh(const fs::path& folder) {
  const store::FileStamp stamp = store::StampOf(folder);
  if (folder == folder_ && stamp == stamp_ && settled_) return;
  // Taken before the look, so that what changes meanwhile is looked for again.
  settled_ = IsSettled(stamp);
  lexicons_ = Shared().Take(folder, stamp);
  folder_ = folder;
  stamp_ = stamp;
}

}  // namespace funnel::translate
