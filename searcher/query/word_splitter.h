// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace funnel::query {

/// The shortest part of a compound, in letters.
inline constexpr int kShortestCompoundPart = 4;

/// True if `lang` writes compounds as it goes: German, Dutch, the Nordic languages, Finnish,
/// Estonian, Hungarian.
bool MakesCompounds(std::string_view lang);

/// Where each letter of `word` begins, and its end; nothing if it is not all letters of an
/// alphabet.
std::vector<std::size_t> LetterPlaces(std::string_view word);

/// The logarithm of how much speaks for `piece` as a word; below 0 if it is none.
using PieceWeight = std::function<double(std::string_view piece)>;

/// Takes a compound apart into two or three words and what joins them ("Verbindung-s-fehler"). Of
/// several ways the one with the largest geometric mean of the weights counts (P. Koehn and K.
/// Knight, Empirical Methods for Compound Splitting, EACL 2003). Pieces of `word`; none if there is
/// no way. `weight` is asked once for each piece.
std::vector<std::string_view> SplitCompound(std::string_view word, const PieceWeight& weight);

}  // namespace funnel::query
