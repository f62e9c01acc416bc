// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/suggest_lane.h"
#include "indexer/text/readings/folded_text.h"

namespace funnel::suggest {

/// What may have been typed: so many bytes of a lane.
struct TypedWay {
  schema::SuggestLane lane = schema::SuggestLane::kWritten;
  std::string bytes;

  bool operator==(const TypedWay&) const = default;
};

/// What has been typed, as the texts of one ranking language are typed.
struct TypedText {
  std::vector<TypedWay> whole;               ///< All of it: any of these.
  std::vector<std::vector<TypedWay>> parts;  ///< Its words: each of them, in any of its ways.
};

/// Reads what has been typed for any number of languages.
class TypedReader {
 public:
  explicit TypedReader(std::string_view text);

  /// Whether there is no letter and no digit.
  bool empty() const { return folded_.bytes.empty(); }

  /// Whether all of it is of ASCII, and so can have been typed in any language.
  bool is_ascii() const;

  TypedText In(std::string_view ranking_language) const;

 private:
  text::FoldedText folded_;
  text::FoldedText with_pinyin_;  ///< Zhuyin as pinyin.
  bool zhuyin_ = false;
};

}  // namespace funnel::suggest
