// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/pasted/log_line.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <unordered_set>

#include "funnel/analyzer.h"
#include "indexer/base/ascii.h"
#include "indexer/text/pasted/mail_phrases.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// The level stands before the message.
constexpr std::size_t kLevelWithin = 120;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }
bool IsWordByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
}

struct LevelName {
  std::string_view name;
  LogLevel level;
};

constexpr std::array kLevels = {
    LevelName{"ERROR", LogLevel::kFault},     LevelName{"FATAL", LogLevel::kFault},
    LevelName{"SEVERE", LogLevel::kFault},    LevelName{"CRITICAL", LogLevel::kFault},
    LevelName{"CRIT", LogLevel::kFault},      LevelName{"ALERT", LogLevel::kFault},
    LevelName{"EMERG", LogLevel::kFault},     LevelName{"PANIC", LogLevel::kFault},
    LevelName{"ERR", LogLevel::kFault},       LevelName{"Error", LogLevel::kFault},
    LevelName{"WARNING", LogLevel::kUnclear}, LevelName{"WARN", LogLevel::kUnclear},
    LevelName{"Warning", LogLevel::kUnclear}, LevelName{"INFO", LogLevel::kRoutine},
    LevelName{"DEBUG", LogLevel::kRoutine},   LevelName{"TRACE", LogLevel::kRoutine},
    LevelName{"NOTICE", LogLevel::kRoutine},  LevelName{"VERBOSE", LogLevel::kRoutine},
    LevelName{"FINE", LogLevel::kRoutine},    LevelName{"Information", LogLevel::kRoutine},
    LevelName{"Info", LogLevel::kRoutine},    LevelName{"Debug", LogLevel::kRoutine},
};

/// The first level that the head of `line` names as a word of its own, and where its name is.
const LevelName* FindLevel(std::string_view line, std::size_t& begin) {
  const std::string_view head = line.substr(0, kLevelWithin);
  for (std::size_t at = 0; at < head.size();) {
    std::size_t end = at;
    while (end < head.size() && IsWordByte(head[end])) ++end;
    const auto* level = std::find_if(kLevels.begin(), kLevels.end(), [&](const LevelName& one) {
      return one.name == head.substr(at, end - at);
    });
    if (level != kLevels.end()) {
      begin = at;
      return &*level;
    }
    at = std::max(end, at + 1);
  }
  return nullptr;
}

}  // namespace

bool IsLogLine(std::string_view line) {
  if (line.empty()) return false;
  std::string_view rest = line.substr(line.front() == '[' ? 1 : 0);
  const auto shape = [&](std::string_view pattern) {
    if (rest.size() < pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const bool digit = pattern[i] == '9';
      if (digit ? !IsDigit(rest[i]) : pattern[i] != rest[i]) return false;
    }
    return true;
  };
  for (const std::string_view stamp :
       {"9999-99-99", "9999/99/99", "99:99:99",
        "99.99.9999 99:", "99/99/9999 99:", "I9999 99:", "W9999 99:", "E9999 99:", "F9999 99:"}) {
    if (shape(stamp)) return true;
  }
  for (const std::string_view month : {"Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ",
                                       "Aug ", "Sep ", "Oct ", "Nov ", "Dec "}) {
    if (rest.starts_with(month) && rest.size() > 15 && rest[9] == ':' && rest[12] == ':') {
      return true;
    }
  }
  if (rest.starts_with("{\"") && rest.ends_with('}')) return true;
  for (const std::string_view begin :
       {"ERROR", "WARN", "INFO ", "DEBUG", "FATAL", "TRACE", "Exception", "Traceback",
        "Caused by:", "at java.", "at com.", "at org.", "at System.", "at Microsoft.", "File \"",
        "---> ", "System.", "java.", "javax."}) {
    if (rest.starts_with(begin)) return true;
  }
  const bool frame = rest.starts_with("at ") && rest.find('(') != kNone && rest.ends_with(')');
  return frame || (rest.find("0x") != kNone && rest.find('=') != kNone && rest.find(". ") == kNone);
}

std::string_view LogMessage(std::string_view line) {
  // "[2026-03-03T09:59:13.123Z] ERROR: text": figures and punctuation, then the level.
  const std::size_t stamp = line.find_first_not_of("[]0123456789-/:.,TZ+ ");
  if (stamp != kNone && stamp >= 8) line.remove_prefix(stamp);
  std::size_t begin = 0;
  const LevelName* const level = FindLevel(line, begin);
  if (level != nullptr && line.find_first_not_of("[<|( ") == begin) {
    const std::size_t text = line.find_first_not_of("]>): -|", begin + level->name.size());
    if (text != kNone) line.remove_prefix(text);
  }
  return line;
}

LogLevel LevelOf(std::string_view line) {
  std::size_t begin = 0;
  const LevelName* const named = FindLevel(line, begin);
  if (named != nullptr && named->level != LogLevel::kUnclear) return named->level;
  if (line.starts_with("at ") || line.starts_with("File \"")) return LogLevel::kUnclear;
  const std::string_view message = LogMessage(line);
  const bool fault = message.find("xception") != kNone || message.starts_with("Caused by") ||
                     SpeaksOfProblem(message) || !FindErrorCodes(message).empty();
  return fault ? LogLevel::kFault : LogLevel::kUnclear;
}

std::string ShapeOf(std::string_view line) {
  std::string shape;
  for (std::size_t at = 0; at < line.size();) {
    if (!IsWordByte(line[at])) {
      shape += line[at++];
      continue;
    }
    // A word with a digit is a number or an id; one of nothing but hexadecimal digits too, when it
    // is as long as ids are.
    std::size_t end = at;
    bool digit = false;
    bool hex = true;
    for (; end < line.size() && IsWordByte(line[end]); ++end) {
      digit = digit || IsDigit(line[end]);
      hex = hex && IsHex(line[end]);
    }
    constexpr std::size_t kIdLength = 8;
    if (digit || (hex && end - at >= kIdLength)) {
      shape += '#';
    } else {
      shape.append(line.substr(at, end - at));
    }
    at = end;
  }
  return shape;
}

std::vector<LogLine> WithoutRepeats(const std::vector<std::string>& log) {
  std::vector<LogLine> kept;
  std::unordered_map<std::string, LogLevel> levels;
  std::unordered_set<std::string> codes;
  for (const std::string& line : log) {
    const std::string_view message = LogMessage(line);
    const auto [shape, is_new] = levels.try_emplace(ShapeOf(message));
    if (is_new) shape->second = LevelOf(line);
    if (!is_new && shape->second != LogLevel::kFault) continue;
    bool says_more = is_new;
    if (shape->second == LogLevel::kFault) {
      for (const std::string& code : FindErrorCodes(message)) {
        says_more = codes.insert(code).second || says_more;
      }
    }
    if (says_more) kept.push_back({message, shape->second});
  }
  return kept;
}

}  // namespace funnel::text
