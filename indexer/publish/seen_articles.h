// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace funnel::publish {

/// Which articles a run has seen, and where: two of one id and language would overwrite each other.
/// Takes some 70 bytes for each. Not thread-safe.
class SeenArticles {
 public:
  /// Notes the article with that unique term, which stands in `file` (it must outlive this), on
  /// line `line` of it if that is not 0. Gives what is wrong where another one had that term
  /// before: that one's place, and the remedy; empty otherwise.
  std::string Note(const std::string& unique_term, const std::string& file, std::size_t line);

 private:
  /// A unique term, hashed.
  struct Key {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const { return key.low; }
  };
  struct Place {
    const std::string* file = nullptr;
    std::size_t line = 0;
  };

  std::unordered_map<Key, Place, KeyHash> places_;
};

}  // namespace funnel::publish
