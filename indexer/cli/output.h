// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include "funnel/result.h"
#include "indexer/cli/console.h"

// How the commands speak.

namespace funnel::cli {

/// Prints the error; kFailed.
ExitCode Refuse(Console& console, const Error& error);

/// Prints the warning, unless it is empty.
void Warn(Console& console, const std::string& message);

/// Says that nothing happened; kInterrupted.
ExitCode Interrupted(Console& console);

/// Turns the value of --lang into its canonical form; an empty one stays. False when it is no
/// language, which is said.
bool ReadLang(Console& console, std::string& lang);

/// The same for what new articles are said to be in: an unknown language is none, either.
bool ReadFallbackLang(Console& console, std::string& lang);

/// Whether the value of --by can stand in the history; what is wrong is said. An empty one can: the
/// login name takes its place.
bool CheckBy(Console& console, const std::string& by);

/// A JSON object of numbers and the time taken, on one line.
std::string JsonLine(std::initializer_list<std::pair<const char*, std::uint64_t>> numbers,
                     double seconds);

}  // namespace funnel::cli
