// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "funnel/result.h"

namespace funnel::readers {

/// Longest file of a help desk's records that is read, in bytes: it is in memory as a whole.
inline constexpr std::uint64_t kMaxHelpdeskBytes = std::uint64_t{64} << 20;

/// Whether the JSON file holds articles, as the APIs of help desks answer: a list of records, alone
/// or as "articles", "data", "items" or "results" of an object, or one record as "article", the
/// first of which has an id, a title and a body, or is one of Freshdesk's or Help Scout's. False
/// for what cannot be read.
bool IsHelpdeskJson(const std::filesystem::path& path);

/// The records of such a file as ReadJsonlArticle reads them, one object each:
///   id, family   id
///   title        title, or name (Help Scout)
///   body         body, content, html; description (Freshdesk), text (Help Scout): HTML as Markdown
///   lang         locale, language, default_locale (Intercom), and one more record for each
///                translation in translated_content
///   state        draft where status is 1 (Freshdesk) or "notpublished" (Help Scout)
///   audience     by the visibility of its folder (Freshdesk)
///   tags         tags, label_names, keywords; url: html_url, publicUrl, url
///   created, updated: created_at, createdAt, updated_at, updatedAt, in text or seconds since 1970
/// Other members stay: those that say who may see the article are read as such. `name` is how
/// diagnostics show the file. Fails with kInvalidInput, the message being a DiagnosticLine.
Result<std::vector<std::string>> ReadHelpdeskJson(const std::filesystem::path& path,
                                                  const std::string& name);

}  // namespace funnel::readers
