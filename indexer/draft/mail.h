// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::draft {

/// What a mail says, as UTF-8.
struct Mail {
  std::string subject;
  std::vector<std::string> people;  ///< The names in From, To, Cc and Reply-To.
  std::string text;                 ///< Of the first text part, HTML as plain text.
  std::string attached_text;        ///< Of the text files attached: logs.
};

/// Whether `bytes` begin with the headers of a mail (RFC 5322).
bool LooksLikeMail(std::string_view bytes);

/// Reads a mail, MIME (RFC 2045 to 2047) or plain. Whatever is broken in it reads as it can.
Mail ReadMail(std::string_view bytes);

}  // namespace funnel::draft
