// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/pasted/pasted_text.h"

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/text/pasted/customer_words.h"
#include "indexer/text/pasted/log_line.h"
#include "indexer/text/pasted/mail_phrases.h"

namespace funnel::text {
namespace {

void Add(std::string_view part, PastedRole role, bool log, PastedText& to) {
  if (part.empty()) return;
  if (!to.text.empty()) to.text += '\n';
  const std::size_t begin = to.text.size();
  to.text.append(part);
  to.parts.push_back({begin, to.text.size(), role, log});
}

PastedRole RoleOf(LogLevel level) {
  switch (level) {
    case LogLevel::kFault:
      return PastedRole::kTelling;
    case LogLevel::kUnclear:
      return PastedRole::kAside;
    case LogLevel::kRoutine:
      break;
  }
  return PastedRole::kRoutine;
}

}  // namespace

std::size_t PastedText::PartAt(std::size_t offset) const {
  const auto part =
      std::upper_bound(parts.begin(), parts.end(), offset,
                       [](std::size_t at, const PastedPart& one) { return at < one.end; });
  const auto index = static_cast<std::size_t>(part - parts.begin());
  return parts.empty() ? 0 : std::min(index, parts.size() - 1);
}

PastedText ReadPasted(std::string_view pasted) {
  const CustomerWords words = ReadCustomerWords(pasted);
  PastedText read;
  read.article = words.record || (!words.letter && words.log.empty());
  for (const std::string& sentence : words.sentences) {
    Add(sentence, PastedRole::kTelling, false, read);
  }
  for (const LogLine& line : WithoutRepeats(words.log)) {
    Add(line.message, RoleOf(line.level), true, read);
  }
  if (read.parts.empty()) Add(base::Trim(pasted), PastedRole::kTelling, false, read);
  const auto most =
      std::min_element(read.parts.begin(), read.parts.end(),
                       [](const PastedPart& a, const PastedPart& b) { return a.role < b.role; });
  if (most != read.parts.end() && most->role != PastedRole::kTelling) {
    const PastedRole role = most->role;
    for (PastedPart& part : read.parts) {
      if (part.role == role) part.role = PastedRole::kTelling;
    }
  }
  return read;
}

}  // namespace funnel::text
