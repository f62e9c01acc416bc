// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Finds which of many given phrases a text holds, as the analyzer's words have it: letter case,
// width, Han writing, inflection and the writing of error codes do not matter, and marks that the
// text lacks are not missed. Scripts without spaces are compared character by character, since
// dictionaries split a phrase differently within a sentence.

namespace funnel::text {

/// A way for a text to be what a phrase asks for.
struct PhraseForm {
  std::string text;
  std::size_t units = 1;  ///< A code may stand for several: TP-2203 is TP2203.

  bool operator==(const PhraseForm&) const = default;
};

/// A word of a text, or one character of a script without spaces.
struct PhraseUnit {
  std::vector<PhraseForm> forms;  ///< Of what begins here.
  std::uint32_t begin = 0;        ///< Source bytes.
  std::uint32_t end = 0;
  bool begins_word = true;
  bool ends_word = true;
};

/// Takes texts and phrases apart. One per thread.
class PhraseReader {
 public:
  PhraseReader();
  ~PhraseReader();
  PhraseReader(PhraseReader&&) noexcept;
  PhraseReader& operator=(PhraseReader&&) noexcept;

  /// The units of a text that may be in any of `langs`.
  std::vector<PhraseUnit> Units(std::string_view text, const std::vector<std::string>& langs);

  /// The writings of a phrase, each the forms of its units in order: as words, as stems in each of
  /// `langs`, without marks. None if it has no word.
  std::vector<std::vector<std::string>> Writings(std::string_view phrase,
                                                 const std::vector<std::string>& langs);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// A set of phrases. Looking a text up takes time by its length, not by the number of phrases.
/// Const functions are thread-safe.
class PhraseTable {
 public:
  /// One phrase found: the units from `begin` to before `end`.
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t value = 0;
  };

  /// Adds a phrase by its writings, for `value`.
  void Add(const std::vector<std::vector<std::string>>& writings, std::uint32_t value);

  /// The phrases in `units`, by place, longer ones first at each. Of a text that takes more steps
  /// than any sensible one, what was found by then.
  std::vector<Match> Find(const std::vector<PhraseUnit>& units) const;

  bool empty() const { return values_.empty(); }

 private:
  class Walk;
  using Node = std::uint32_t;

  static std::uint64_t Key(Node node, std::string_view form);

  std::unordered_map<std::uint64_t, Node> next_;  ///< A tree: by node and form.
  std::unordered_map<Node, std::vector<std::uint32_t>> values_;
  Node nodes_ = 1;
};

}  // namespace funnel::text
