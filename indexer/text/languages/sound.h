// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace funnel::text {

/// No longer word has a sound.
inline constexpr std::size_t kMostSoundBytes = 96;

/// A normalized word (UTF-8) in Latin letters that stand for sounds, so that a name or a borrowed
/// word can be compared across languages: "broncos", "ब्रोंकोस" and "бронкос" are "bronkos". For
/// Latin, Cyrillic, Greek, Devanagari, Thai, Hangul and kana; digits stay. Empty for words of other
/// characters: the sound of Han tells nothing.
std::string SoundOf(std::string_view word);

/// How much two sounds are alike, from 0 to 1 (the same): one less the edit distance, in which
/// vowels and neighbouring sounds (t and d, b and v, l and r) cost less than other letters, by the
/// length. What is less alike than `least` may be 0.
double SoundSimilarity(std::string_view a, std::string_view b, double least = 0);

/// The length by which SoundSimilarity divides: a consonant counts 1.
double SoundLength(std::string_view sound);

/// What the cheapest difference costs, but for an h.
inline constexpr double kLeastSoundCost = 0.4;

/// Words whose first sounds are in different groups are not looked at as alike: vowels, t and d, b
/// and its neighbours, ... A number below kSoundGroups; `sound` is not empty.
inline constexpr std::size_t kSoundGroups = 7;
std::size_t SoundGroup(std::string_view sound);

}  // namespace funnel::text
