// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/article.h"

namespace funnel::draft {

/// What is known of an article before it is written. What is empty becomes a place to fill in.
struct TemplateFields {
  std::string id;
  std::string lang = "en";  ///< Canonical; also the language of the headings.
  std::string title;
  std::vector<std::string> products;
  Kind kind = Kind::kArticle;
  Audience audience = Audience::kPublic;
  std::string today;  ///< ISO 8601 date.
  std::string author;
  std::vector<std::string> symptoms;

  // Remarks behind a key, for what was guessed; no line breaks.
  std::string title_remark;
  std::string lang_remark;
  std::string products_remark;

  std::string notes;          ///< A comment on top of the body; may have line breaks.
  std::string symptoms_text;  ///< Markdown under the headings, in place of their hints.
  std::string environment_text;
  std::string cause_text;
  std::string resolution_text;
};

/// The Markdown file of an article to be written: front matter, and the headings Symptoms,
/// Environment, Cause, Resolution in its language, with a hint under each. A draft, to be reviewed
/// in a year.
std::string RenderTemplate(const TemplateFields& fields);

/// The id that `title` suggests: its Latin letters without accents and its digits, hyphens
/// between words, at most
/// 60 bytes; empty when there are fewer than three.
std::string SuggestId(std::string_view title);

}  // namespace funnel::draft
