// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace funnel::bench {

/// What a program took from its start to its end.
struct ProcessTimes {
  double cpu_seconds = 0;  ///< User and system, of all its threads and children.
  double wall_seconds = 0;
  std::uint64_t written_bytes = 0;  ///< Handed to write(2), whether or not a disk saw them.
  std::uint64_t peak_bytes = 0;     ///< Of memory.
  int exit_code = 0;                ///< 128 and the signal's number where one ended it.
};

/// Runs `command` (program and arguments) with its output thrown away. Throws std::system_error.
ProcessTimes RunTimed(const std::vector<std::string>& command);

/// What a running process has used so far: the difference of two is what happened between.
struct ProcessUse {
  std::uint64_t cpu_nanoseconds = 0;  ///< Of all its threads that live; the scheduler's own count.
  std::uint64_t read_bytes = 0;       ///< By read(2) and the like, whether or not from a disk.
};

/// Throws std::runtime_error if there is no such process, or /proc does not tell.
ProcessUse UseOf(pid_t process);

}  // namespace funnel::bench
