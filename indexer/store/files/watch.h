// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

namespace funnel::store {

/// Who watches long work; either may be empty.
struct Watch {
  std::function<void(std::uint64_t done, std::uint64_t bytes)> progress;  ///< Of so many bytes.
  std::function<bool()> interrupted;                                      ///< Stop now?
};

/// Thrown where work is stopped. Not an error: who handed out the Watch knows of it.
struct Stopped {};

/// Tells a Watch how far work has come that goes over so many bytes.
class Steps {
 public:
  Steps(const Watch& watch, std::uint64_t bytes) : watch_(watch), bytes_(bytes) {}

  /// So many bytes more are done. Throws Stopped.
  void Add(std::uint64_t bytes);

  /// Begins anew.
  void Restart() { done_ = 0; }

 private:
  const Watch& watch_;
  std::uint64_t bytes_;
  std::uint64_t done_ = 0;
};

/// Copies one file as std::filesystem::copy_file does, in steps. Throws std::system_error and what
/// Steps::Add throws.
void CopyFile(const std::filesystem::path& from, const std::filesystem::path& to, Steps& steps);

}  // namespace funnel::store
