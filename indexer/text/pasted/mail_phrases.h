// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

// The fixed phrases of mails, in every supported language. All take one line, trimmed.

namespace funnel::text {

/// Whether the line stands over a mail that is quoted or forwarded: "On ... wrote:", "-----Original
/// Message-----". What follows is history.
bool BeginsHistory(std::string_view line);

/// Whether the line is one of the headers that mail programs put over a quoted mail ("From: ...").
bool IsQuotedHeader(std::string_view line);

/// The bytes of "Subject:" at the begin of the line; 0 where it has none.
std::size_t SubjectHeaderLength(std::string_view line);

/// Whether the line is another header of a mail ("To: ...").
bool IsMailHeader(std::string_view line);

/// The bytes of the greeting at the begin of the line ("Dear Ms Berg,"); 0 when there is none. A
/// whole short line is a greeting to its end; so is one that names somebody, in whatever words:
/// with a comma at its end, or a title behind the name.
std::size_t GreetingLength(std::string_view line);

/// Whether the line begins the end of a mail: "Best regards", "--".
bool IsClosing(std::string_view line);

/// Whether the line is only politeness or a program's remark: "Thanks in advance!", "Sent from my
/// phone".
bool IsPoliteness(std::string_view line);

/// Whether a sentence speaks of something that goes wrong.
bool SpeaksOfProblem(std::string_view sentence);

/// The bytes of the marks at the begin of a subject, such as "Re: " and "[EXTERNAL] ".
std::size_t SubjectMarkLength(std::string_view subject);

}  // namespace funnel::text
