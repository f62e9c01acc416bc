// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"

// Which words of a base sound how, so that a name that no lexicon knows is found in another script.
// One file "sounds" in the folder of the generation, replaced whole by rename(2); of the public
// articles' words only, because every reader's searches use it:
//
//   header     "FUNNELS1" and n, the number of words (learned_file.h)
//   n x        { u32 the letters in its sound (bit 0: a), u32 where its bytes begin, counted from
//              the first word's }, sorted by the group of the first sound, then by length
//   groups     kSoundListGroups + 1 x u32: where each group begins, as numbers of words
//   words      bytes sound, bytes index term (bytes.h)

namespace funnel::store {

/// Groups of first sounds: those below text::kSoundGroups.
inline constexpr std::size_t kSoundListGroups = 8;

/// A word with its sound.
struct SoundedWord {
  std::size_t group = 0;  ///< text::SoundGroup of its sound, below kSoundListGroups.
  std::string sound;      ///< text::SoundOf.
  std::string term;       ///< An index term, prefix included.
};

/// The words of a base by their sounds, mapped into memory. Const functions are thread-safe.
class SoundList {
 public:
  /// Opens and checks a file. Fails with kNotFound, kIo, kCorrupt, or kIndexMismatch where another
  /// analyzer version wrote it; the messages say: run funnel-indexer learn.
  static Result<SoundList> Open(const std::filesystem::path& file);

  ~SoundList();
  SoundList(SoundList&&) noexcept;
  SoundList& operator=(SoundList&&) noexcept;

  /// Hands sound and index term of each word of `group` to `visit` that has at most `most_odd`
  /// letters (h aside) that `sound` does not have, and lacks at most as many of its letters.
  void ForEach(
      std::size_t group, std::string_view sound, int most_odd,
      const std::function<void(std::string_view sound, std::string_view term)>& visit) const;

  /// The number of words.
  std::size_t size() const;

 private:
  class Impl;
  explicit SoundList(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The file in the generation's folder.
std::filesystem::path SoundListPath(const std::filesystem::path& generation_dir);

/// The content of the file for some words, in any order.
std::string EncodeSoundList(std::vector<SoundedWord> words);

}  // namespace funnel::store
