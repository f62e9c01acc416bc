// SPDX-License-Identifier: GPL-2.0-or-later
// Hands the seeds of tests/fuzz/corpus, among them every finding so far, to the fuzz targets, in
// any build: what was mended stays mended.
// Usage: fuzz_replay FOLDER [TARGET...]    FOLDER/TARGET has the inputs

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_input.h"

// Each target is compiled with its own name for its function; FUZZ_TARGETS is TARGET(name)...
#define TARGET(name) int Fuzz_##name(const std::uint8_t* data, std::size_t size);
extern "C" {
FUZZ_TARGETS
}
#undef TARGET

namespace {

namespace fs = std::filesystem;

struct Target {
  const char* name;
  int (*run)(const std::uint8_t* data, std::size_t size);
};

#define TARGET(name) {#name, Fuzz_##name},
constexpr Target kTargets[] = {FUZZ_TARGETS};
#undef TARGET

std::vector<fs::path> Inputs(const fs::path& folder) {
  std::vector<fs::path> inputs;
  for (const auto& entry : fs::directory_iterator(folder)) inputs.push_back(entry.path());
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

void Replay(const Target& target, const fs::path& input) {
  std::ifstream in(input, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  // Just as large as the input, so that a sanitizer sees a byte too far.
  const auto exact = std::make_unique<std::uint8_t[]>(bytes.size());
  std::memcpy(exact.get(), bytes.data(), bytes.size());
  std::fprintf(stderr, "%s %s\n", target.name, input.filename().c_str());
  target.run(exact.get(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: fuzz_replay FOLDER [TARGET...]\n");
    return 2;
  }
  const std::vector<std::string> wanted(argv + 2, argv + argc);
  for (const Target& target : kTargets) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), target.name) == wanted.end()) {
      continue;
    }
    const std::vector<fs::path> inputs = Inputs(fs::path(argv[1]) / target.name);
    for (const fs::path& input : inputs) Replay(target, input);
    std::printf("%s: %zu inputs\n", target.name, inputs.size());
  }
}
