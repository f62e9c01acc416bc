// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// What a part of a pasted text is for the question in it.
enum class PastedRole : std::uint8_t {
  kTelling,  ///< It says what is wrong: an error line of a log, a sentence about a problem.
  kAside,    ///< It may be about it: other sentences, warnings, frames of a stack trace.
  kRoutine,  ///< What a program logs while all is well.
};

/// A part of PastedText::text.
struct PastedPart {
  std::size_t begin = 0;
  std::size_t end = 0;
  PastedRole role = PastedRole::kTelling;
  bool log = false;  ///< A program wrote it.
};

/// What is asked by a pasted mail, ticket, log or stack trace.
struct PastedText {
  std::string text;               ///< The parts, one a line.
  std::vector<PastedPart> parts;  ///< In order.
  bool article = false;  ///< Neither a letter nor a log: a text that is all about one thing, such
                         ///< as the record of an event.

  /// The index of the part that has the byte at `offset` of the text, or the next one behind it, or
  /// the last.
  std::size_t PartAt(std::size_t offset) const;
};

/// Takes `pasted` (UTF-8, any) apart: greeting, thanks, signature and quoted mail are left out,
/// time stamps too, and of lines that a program writes again and again the first is kept. Where
/// nothing tells what is wrong, what comes next does. Never empty where `pasted` is not. Its time
/// is proportional to the bytes. Thread-safe.
PastedText ReadPasted(std::string_view pasted);

}  // namespace funnel::text
