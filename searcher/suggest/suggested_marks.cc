// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggest/suggested_marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace funnel::suggest {
namespace {

using schema::SuggestLane;

/// Source bytes.
struct Span {
  std::size_t begin = 0, end = 0;
};

/// A text, and how it is typed in each lane that is asked for.
class TypedSource {
 public:
  TypedSource(std::string_view text, std::string_view lang, text::Readings& readings)
      : text_(text), lang_(lang), readings_(readings), folded_(readings.Folded(text)) {}

  /// The first place where what was typed is.
  std::optional<Span> Find(const TypedWay& way) {
    if (way.bytes.empty()) return std::nullopt;
    if (way.lane == SuggestLane::kWritten) return FindIn(folded_.bytes, way.bytes, nullptr);
    auto& sound = sounds_[static_cast<std::size_t>(way.lane)];
    if (!sound) sound = readings_.Sound(text_, folded_, way.lane, lang_);
    return FindIn(sound->bytes, way.bytes, &sound->at);
  }

 private:
  /// The last byte of the folded text that is of what byte `i` of a lane stands for: a character
  /// that is typed in part is marked whole, and so is a word that is read as one.
  std::size_t LastOf(std::size_t i, const std::vector<std::uint32_t>* at) const {
    std::size_t last = i;
    if (at != nullptr) {
      std::size_t next = i;
      while (next < at->size() && (*at)[next] == (*at)[i]) ++next;
      last = (next < at->size() ? (*at)[next] : folded_.bytes.size()) - 1;
      if (folded_.bytes[last] == ' ') --last;
    }
    while (last + 1 < folded_.from.size() && folded_.from[last + 1] == folded_.from[last]) ++last;
    return last;
  }

  std::optional<Span> FindIn(std::string_view text, std::string_view typed,
                             const std::vector<std::uint32_t>* at) const {
    const auto folded = [&](std::size_t i) { return at == nullptr ? i : std::size_t{(*at)[i]}; };
    std::optional<Span> first;
    for (std::size_t i = text.find(typed); i != std::string_view::npos;
         i = text.find(typed, i + 1)) {
      // Within a word only where no word begins so.
      const bool begins = std::binary_search(folded_.words.begin(), folded_.words.end(), folded(i));
      if (first && !begins) continue;
      first = Span{folded_.from[folded(i)], folded_.to[LastOf(i + typed.size() - 1, at)]};
      if (begins) break;
    }
    return first;
  }

  std::string_view text_, lang_;
  text::Readings& readings_;
  text::FoldedText folded_;
  std::array<std::optional<text::SoundText>, schema::kSuggestLanes> sounds_;
};

std::optional<Span> FindAny(TypedSource& source, const std::vector<TypedWay>& ways) {
  for (const TypedWay& way : ways) {
    if (const auto span = source.Find(way)) return span;
  }
  return std::nullopt;
}

}  // namespace

std::vector<SnippetPiece> Marked(std::string_view text, std::string_view lang,
                                 const TypedText& typed, text::Readings& readings) {
  TypedSource source(text, lang, readings);
  std::vector<Span> spans;
  if (const auto whole = FindAny(source, typed.whole)) {
    spans.push_back(*whole);
  } else {
    for (const std::vector<TypedWay>& part : typed.parts) {
      if (const auto span = FindAny(source, part)) spans.push_back(*span);
    }
  }
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<SnippetPiece> pieces;
  std::size_t at = 0;
  const auto add = [&](std::size_t end, bool marked) {
    if (end <= at) return;
    pieces.push_back({std::string(text.substr(at, end - at)), marked});
    at = end;
  };
  for (const Span& span : spans) {
    add(span.begin, false);
    add(span.end, true);
  }
  add(text.size(), false);
  return pieces;
}

}  // namespace funnel::suggest
