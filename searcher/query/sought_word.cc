// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/sought_word.h"

#include <string>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/characters/script.h"

namespace funnel::query {

SoughtWord Sought(std::string_view main) {
  std::string bare(main);
  std::size_t at = 0;
  // Only Latin words are found without their marks.
  if (!main.empty() &&
      text::ScriptOf(static_cast<UChar32>(base::NextCharacter(main, at))) == text::Script::kLatin) {
    bare = text::WithoutMarks(main);
  }
  return {store::TagOf(main, bare), bare != main};
}

}  // namespace funnel::query
