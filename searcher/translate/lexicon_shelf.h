// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <ctime>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"

namespace funnel::translate {

/// The lexicons of the generation in view, open. Follows what `funnel-indexer learn` puts there; a
/// file that cannot be used counts as none (`funnel-indexer verify` tells why).
class LexiconShelf {
 public:
  /// Looks whether the lexicons in `folder` changed: one stat(2) when they did not.
  void Refresh(const std::filesystem::path& folder);

  /// nullptr where there is none. Valid until the next Refresh.
  const store::Lexicon* Find(std::string_view from, std::string_view to) const;

  /// The words of the base by their sounds; nullptr where there is none. Valid until the next
  /// Refresh.
  const store::SoundList* sounds() const { return sounds_ ? &*sounds_ : nullptr; }

  bool empty() const { return opened_.empty(); }

 private:
  /// Tells one state of a file or folder from another.
  struct Stamp {
    ino_t inode = 0;
    time_t seconds = 0;
    long nanoseconds = 0;
    off_t size = 0;

    bool operator==(const Stamp&) const = default;
  };
  struct Opened {
    std::filesystem::path path;
    Stamp stamp;
    store::Lexicon lexicon;
  };
  using Pair = std::pair<std::string, std::string>;

  static Stamp StampOf(const std::filesystem::path& path);
  std::optional<Opened> Open(const std::filesystem::path& path);

  std::filesystem::path folder_;
  Stamp stamp_;
  bool settled_ = false;
  std::map<Pair, Opened> opened_;
  std::optional<store::SoundList> sounds_;
  Stamp sounds_stamp_;
};

}  // namespace funnel::translate
