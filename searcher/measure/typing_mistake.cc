// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/typing_mistake.h"

#include <algorithm>

#include "indexer/base/utf8.h"

namespace funnel::measure {

std::vector<std::string> SplitCharacters(std::string_view text) {
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = base::CharacterEnd(text, at + 1);
    characters.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return characters;
}

std::vector<std::string> WithError(std::vector<std::string> typed, std::size_t number) {
  constexpr std::size_t kFirst = 1, kPlaces = 5;
  const std::size_t place = kFirst + number / 4 % kPlaces;
  if (place + 1 >= typed.size()) return typed;
  const auto at = typed.begin() + static_cast<std::ptrdiff_t>(place);
  switch (number % 4) {
    case 0:
      *at = *at == typed.front() ? typed.back() : typed.front();
      break;
    case 1:
      typed.erase(at);
      break;
    case 2:
      typed.insert(at, *at);
      break;
    default:
      std::iter_swap(at, at + 1);
  }
  return typed;
}

}  // namespace funnel::measure
