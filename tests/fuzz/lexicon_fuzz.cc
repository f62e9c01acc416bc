// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include "indexer/store/files/mapped_file.h"
#include "indexer/store/lexicon/learned_file.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"
#include "tests/fuzz/fuzz_input.h"

namespace store = funnel::store;

namespace {

// The first byte tells which file it is, the next four how many entries it announces, the rest is
// its content: with the right hash, as a program with a fault would write it.
std::string FileOf(std::string_view input, std::string_view magic) {
  const auto entries = static_cast<std::uint32_t>(store::TakeFixed(input, 1, 4));
  return store::LearnedFile(magic, entries, input.substr(5));
}

void ReadLexicon(std::string_view file) {
  const funnel::fuzz::MemoryFile memory(file);
  const auto lexicon = store::Lexicon::Open(memory.path());
  if (!lexicon) return;
  for (const char* source : {"", "Wprinter", "ZSprint Wjam"}) {
    funnel::fuzz::Use(lexicon->Find(source));
    std::size_t common = 0;
    funnel::fuzz::Require(lexicon->FindNear(source, 1, 3, common).size() <= 3,
                          "no more near words than asked for");
  }
}

void ReadSounds(std::string_view file) {
  const funnel::fuzz::MemoryFile memory(file);
  const auto sounds = store::SoundList::Open(memory.path());
  if (!sounds) return;
  for (std::size_t group = 0; group <= store::kSoundListGroups; ++group) {
    sounds->ForEach(group, "printer", 3, [](std::string_view sound, std::string_view term) {
      funnel::fuzz::Use(std::string(sound).append(term));
    });
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = funnel::fuzz::TextOf(data, size);
  if (input.size() < 5) return 0;
  if (input.front() == 'X') {
    ReadLexicon(FileOf(input, "FUNNELX2"));
  } else if (input.front() == 'S') {
    ReadSounds(FileOf(input, "FUNNELS1"));
  } else {
    ReadLexicon(input);
    ReadSounds(input);
  }
  return 0;
}
