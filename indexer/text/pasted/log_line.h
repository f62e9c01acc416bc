// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// How much a line of a log is about something that went wrong.
enum class LogLevel : std::uint8_t {
  kRoutine,  ///< All is well: information, debugging.
  kUnclear,  ///< No level, a warning, or a frame of a stack trace.
  kFault,    ///< An error, an exception, a line that speaks of a problem or has an error code.
};

/// A line that a program wrote: it begins with a time stamp or a level, or is part of a stack
/// trace. `line` is trimmed, as all here.
bool IsLogLine(std::string_view line);

/// What the line says, without time stamp and level before it.
std::string_view LogMessage(std::string_view line);

LogLevel LevelOf(std::string_view line);

/// The line with what differs from one time to the next (numbers, hexadecimal digits, ids) taken
/// out: lines of one statement of a program have one shape.
std::string ShapeOf(std::string_view line);

/// What a line of a log says (LogMessage), and its level.
struct LogLine {
  std::string_view message;
  LogLevel level = LogLevel::kUnclear;
};

/// `log` with one line of each shape, the first, in order; a fault returns with each error code.
std::vector<LogLine> WithoutRepeats(const std::vector<std::string>& log);

}  // namespace funnel::text
