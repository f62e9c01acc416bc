// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/knowledge_base.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <system_error>
#include <thread>

#include "indexer/store/files/guard.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kGenerationPrefix = "gen-";
constexpr std::chrono::milliseconds kLockPatience{50};
constexpr std::chrono::milliseconds kLockPause{5};

}  // namespace

std::string_view Name(Tier tier) {
  static constexpr std::string_view kNames[] = {"public", "partner", "internal", "unpublished"};
  return kNames[static_cast<int>(tier)];
}

Tier TierOf(Audience audience, State state) {
  if (state != State::kPublished) return Tier::kUnpublished;
  switch (audience) {
    case Audience::kPublic:
      return Tier::kPublic;
    case Audience::kPartner:
      return Tier::kPartner;
    case Audience::kInternal:
      break;
  }
  return Tier::kInternal;
}

std::vector<Tier> TiersFor(Audience audience) {
  std::vector<Tier> tiers = {Tier::kPublic};
  if (audience != Audience::kPublic) tiers.push_back(Tier::kPartner);
  if (audience == Audience::kInternal) tiers.push_back(Tier::kInternal);
  return tiers;
}

Result<std::string> ReadCurrent(const fs::path& dir) {
  const fs::path path = dir / "current";
  return Guard(path.string(), [&]() -> Result<std::string> {
    if (!fs::exists(path)) {
      return Fail(ErrorCode::kNotFound,
                  fmt::format("{0}: no knowledge base here; make one with: funnel-indexer index "
                              "--kb {0} PATH...",
                              dir.string()));
    }
    std::string name = ReadSmallFile(path);
    while (!name.empty() && name.back() == '\n') name.pop_back();
    if (GenerationNumber(name) == 0) {
      return Fail(ErrorCode::kCorrupt,
                  path.string() +
                      ": does not name a generation; write into it the name of the "
                      "newest gen-... folder beside it");
    }
    return name;
  });
}

void WriteCurrent(const fs::path& dir, const std::string& generation) {
  ReplaceFile(dir / "current", generation + "\n");
}

std::vector<std::uint64_t> ListGenerations(const fs::path& dir) {
  std::vector<std::uint64_t> numbers;
  for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
    const std::uint64_t number = GenerationNumber(entry.path().filename().string());
    if (number != 0 && entry.is_directory()) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::string GenerationName(std::uint64_t number) {
  return fmt::format("{}{:06}", kGenerationPrefix, number);
}

std::uint64_t GenerationNumber(std::string_view name) {
  if (!name.starts_with(kGenerationPrefix)) return 0;
  name.remove_prefix(kGenerationPrefix.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size() || name.size() < 6) return 0;
  return number;
}

Result<FileDescriptor> LockBase(const fs::path& dir) {
  return Guard(dir.string(), [&]() -> Result<FileDescriptor> {
    FileDescriptor folder(::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open()) throw std::system_error(errno, std::generic_category());
    if (::faccessat(AT_FDCWD, dir.c_str(), W_OK, AT_EACCESS) != 0) {
      throw std::system_error(errno, std::generic_category());
    }
    // A reader that asks whether somebody writes holds it for some microseconds.
    const auto deadline = std::chrono::steady_clock::now() + kLockPatience;
    while (::flock(folder.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) throw std::system_error(errno, std::generic_category());
      if (std::chrono::steady_clock::now() > deadline) {
        return Fail(ErrorCode::kLocked,
                    dir.string() + ": another funnel-indexer is writing here; wait until it ends");
      }
      std::this_thread::sleep_for(kLockPause);
    }
    return folder;
  });
}

bool IsBeingWritten(const fs::path& dir) {
  const FileDescriptor folder(::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return folder.is_open() && ::flock(folder.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace funnel::store
