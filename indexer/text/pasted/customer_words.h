// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// What a customer wrote, without what mail programs and politeness put around it.
struct CustomerWords {
  std::vector<std::string> sentences;  ///< In order, each on one line.
  std::vector<std::string> log;        ///< Lines that a program wrote.
  std::vector<std::string> names;      ///< Of the greeting and the signature.
  bool letter = false;  ///< It has a greeting, a closing, or quoted mail: somebody writes to us.
  bool record = false;  ///< Nobody does: lines of "label: value" that a program filled in.
};

/// Takes a mail's or ticket's text apart, in any supported language: quoted mail and what stands
/// behind "On ... wrote:" or "-----Original Message-----" is dropped, so are the greeting, the
/// closing with the signature behind it, and thanks; lines with time stamps, stack traces and the
/// like are the log.
CustomerWords ReadCustomerWords(std::string_view text);

/// The at most `count` sentences that say most about a problem, in their order: those with error
/// codes and with words such as "error" or "does not", of any supported language, before others.
std::vector<std::string> TellingSentences(const std::vector<std::string>& sentences,
                                          std::size_t count);

/// The line of a log that says most: the first with an error code or a word such as "error",
/// without time stamp and level. Empty for an empty log.
std::string TellingLogLine(const std::vector<std::string>& log);

/// A mail's subject without "Re:", "AW:", "[EXTERNAL]", ticket numbers and the like.
std::string CleanSubject(std::string_view subject);

}  // namespace funnel::text
