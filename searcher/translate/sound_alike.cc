// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/sound_alike.h"

#include <algorithm>

#include "indexer/text/languages/sound.h"

namespace funnel::translate {

std::vector<SoundAlike> FindAlike(const store::SoundList& list, std::string_view sound,
                                  double least, std::size_t most) {
  std::vector<SoundAlike> found;
  if (sound.empty()) return found;
  // Each letter that only one of the two has costs something; no longer word can be alike.
  const double budget = (1 - least) * text::SoundLength(sound) / least;
  list.ForEach(text::SoundGroup(sound), sound, static_cast<int>(budget / text::kLeastSoundCost),
               [&](std::string_view other, std::string_view term) {
                 const double similarity = text::SoundSimilarity(sound, other, least);
                 if (similarity >= least) found.push_back({std::string(term), similarity});
               });
  std::sort(found.begin(), found.end(), [](const SoundAlike& a, const SoundAlike& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.term < b.term;
  });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace funnel::translate
