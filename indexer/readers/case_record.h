// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "funnel/article.h"
#include "indexer/base/json.h"

namespace funnel::readers {

/// Whether a line of JSON is a solved or open case as ticket systems and mailboxes export it: an
/// object with a "subject" and no "title", and a "description", "body" or "comments".
bool IsCaseRecord(const rapidjson::Value& record);

/// Whether `key` of such a record is read by ReadCaseRecord.
bool IsCaseKey(std::string_view key);

/// The article of a case: kind case, for internal readers, published if its "status" is solved,
/// closed, resolved or done, else a draft. Title: the subject; text (plain): description or body,
/// then the comments, each a string or an object with "body", "plain_body", "text" or "html_body",
/// and perhaps "author" and "created_at". HTML is read as text. language: lang; created_at and
/// updated_at (or solved_at): dates. What else the record has is the caller's.
Article ReadCaseRecord(const rapidjson::Value& record);

}  // namespace funnel::readers
