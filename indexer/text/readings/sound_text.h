// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// How a folded text is typed in Latin letters.
struct SoundText {
  std::string bytes;
  std::vector<std::uint32_t> at;     ///< The byte of the folded text that each byte stands for.
  std::vector<std::uint32_t> words;  ///< Where words begin; sorted.

  /// What follows stands for the folded text from `place` on.
  void Append(std::string_view sound, std::size_t place) {
    bytes += sound;
    at.resize(bytes.size(), static_cast<std::uint32_t>(place));
  }

  /// A word begins at the end of what there is.
  void BeginWord() {
    const auto begin = static_cast<std::uint32_t>(bytes.size());
    if (words.empty() || words.back() != begin) words.push_back(begin);
  }
};

}  // namespace funnel::text
