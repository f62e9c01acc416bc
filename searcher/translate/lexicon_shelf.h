// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/store/files/file_stamp.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"

namespace funnel::translate {

/// The lexicons of a generation's folder as it was at one time, open: a file that cannot be used
/// counts as none (`funnel-indexer verify` tells why). Thread-safe.
class Lexicons {
 public:
  Lexicons() = default;

  /// Opens what `folder` has. A file that is the same in `before`, which may be null, is not opened
  /// again.
  Lexicons(const std::filesystem::path& folder, const Lexicons* before);

  /// nullptr where there is none.
  const store::Lexicon* Find(std::string_view from, std::string_view to) const;

  /// The words of the base by their sounds; nullptr where there is none.
  const store::SoundList* sounds() const { return sounds_.file.get(); }

  bool empty() const { return opened_.empty(); }

 private:
  template <class File>
  struct Opened {
    store::FileStamp stamp;
    std::shared_ptr<const File> file;
  };

  Opened<store::Lexicon> Open(const std::filesystem::path& path, const Lexicons* before) const;

  std::map<std::filesystem::path, Opened<store::Lexicon>> files_;
  std::map<std::pair<std::string, std::string>, const store::Lexicon*> opened_;
  Opened<store::SoundList> sounds_;
};

/// The lexicons of the generation in view, for one searcher. Follows what `funnel-indexer learn`
/// puts there. All searchers of a process that see the same folder share one mapping of its files.
class LexiconShelf {
 public:
  /// Looks whether the lexicons in `folder` changed: one stat(2) when they did not.
  void Refresh(const std::filesystem::path& folder);

  /// nullptr where there is none. Valid until the next Refresh.
  const store::Lexicon* Find(std::string_view from, std::string_view to) const {
    return lexicons_->Find(from, to);
  }

  /// nullptr where there is none. Valid until the next Refresh.
  const store::SoundList* sounds() const { return lexicons_->sounds(); }

  bool empty() const { return lexicons_->empty(); }

 private:
  std::filesystem::path folder_;
  store::FileStamp stamp_;
  bool settled_ = false;
  std::shared_ptr<const Lexicons> lexicons_ = std::make_shared<const Lexicons>();
};

}  // namespace funnel::translate
