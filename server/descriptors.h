// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

#include "funnel/result.h"

namespace funnel::server {

/// Lets this process open as many files as its hard limit allows, and returns how many that are.
/// The soft limit is 1024 on most machines for the sake of select(2), which we never use on what
/// is opened later than the listening socket.
std::size_t RaiseDescriptorLimit();

/// The files, sockets and so on that this process has open now.
std::size_t CountDescriptors();

/// The tables of Xapian's databases below a folder: what one Searcher may come to hold open of a
/// base, when it has been asked in all languages of it. 0 where they cannot be counted.
std::size_t CountTables(const std::filesystem::path& folder);

/// What a server may come to hold open.
struct DescriptorNeed {
  std::size_t open = 0;      ///< What is open at the start.
  std::size_t for_each = 0;  ///< A thread with its Searcher and its connection.
  std::size_t threads = 0;
  std::size_t connections = 0;  ///< Those that wait for a thread, or are refused.

  std::size_t Sum() const { return open + for_each * threads + connections; }
};

/// Fails with kInvalidInput where `limit` does not hold the sum; the message has the numbers, the
/// threads that would fit, and the remedy.
Result<void> CheckDescriptors(const DescriptorNeed& need, std::size_t limit);

}  // namespace funnel::server
