// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/case_input.h"

#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/draft/mail.h"
#include "indexer/draft/mime_text.h"
#include "indexer/readers/source_text.h"

namespace funnel::draft {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Takes a note; "Subject: ..." on its first line, as people paste it, is the subject.
void TakeSubject(std::string_view text, CaseInput& input) {
  const std::size_t end = text.find('\n');
  const std::string_view first = base::Trim(text.substr(0, end));
  const bool subject =
      end != std::string_view::npos && base::AsciiLower(first.substr(0, 8)).starts_with("subject:");
  if (subject) {
    input.subject = base::Trim(first.substr(8));
    text.remove_prefix(end + 1);
  }
  input.customer.emplace_back(text);
}

}  // namespace

Result<CaseInput> ReadCase(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (bytes.find('\0') != std::string_view::npos) {
    return base::FailAt(name, 0, 0,
                        "a NUL byte: this is no text; save the case as text or mail (.eml)");
  }
  const std::string_view text = base::Trim(bytes);
  if (text.empty())
    return base::FailAt(name, 0, 0, "the case is empty; give a mail, a log or a ticket");
  CaseInput input;
  if (text.front() == '{') {
    auto ticket = ReadTicket(text, name);
    // A log may begin with a brace as well.
    if (ticket || text.find('\n') == std::string_view::npos || text.back() == '}') return ticket;
  }
  if (LooksLikeMail(text)) {
    Mail mail = ReadMail(text);
    input.subject = std::move(mail.subject);
    input.people = std::move(mail.people);
    input.customer.push_back(std::move(mail.text));
    input.log = std::move(mail.attached_text);
    return input;
  }
  TakeSubject(readers::CleanText(MimeText(text, "")), input);
  return input;
}

}  // namespace funnel::draft
