// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"

namespace funnel::draft {

/// What came in as a case, as plain text in UTF-8.
struct CaseInput {
  std::string subject;
  std::vector<std::string> people;    ///< Names of customers and engineers, as far as given.
  std::vector<std::string> customer;  ///< The customer's messages, with the mail they quote.
  std::vector<std::string> answers;   ///< The engineers'.
  std::string log;                    ///< Text files that came with it.
  std::string lang;                   ///< As a ticket says; any tag, or empty.
  std::vector<std::string> products;  ///< As a ticket says.
};

/// Reads a mail, a ticket in JSON (see ReadTicket), or any other text: a log, a note. Fails with
/// kInvalidInput for what is no text and for JSON without any of a ticket's fields.
Result<CaseInput> ReadCase(std::string_view bytes, const std::string& name);

/// Reads a ticket as help desks export them: an object, perhaps inside "ticket", "issue", "case" or
/// "fields", with subject|title|summary, description|body|text|content, comments|conversations|
/// messages (texts, or objects with body|text|content|plain_body, and author, author_id, incoming
/// or public), requester, product|products, lang|language|locale. What the requester wrote, or
/// nobody in particular, is the customer's. HTML in these reads as text.
Result<CaseInput> ReadTicket(std::string_view json, const std::string& name);

}  // namespace funnel::draft
