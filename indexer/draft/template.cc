// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/template.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "indexer/exports/yaml_text.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/languages/headings.h"

namespace funnel::draft {
namespace {

constexpr std::size_t kMaxSuggestedIdBytes = 60;  ///< Ids stand in addresses and file names.
constexpr std::size_t kRemarkColumn = 28;

/// "key: value    # remark".
std::string Line(std::string_view key, std::string_view value, std::string_view remark) {
  std::string line = fmt::format("{}:", key);
  if (!value.empty()) line += fmt::format(" {}", value);
  if (!remark.empty()) {
    if (line.size() < kRemarkColumn) line.resize(kRemarkColumn, ' ');
    line += fmt::format("  # {}", remark);
  }
  return line + "\n";
}

std::string Either(const std::string& one, std::string_view other) {
  return one.empty() ? std::string(other) : one;
}

/// The same day a year later; 28 February for the 29th.
std::string NextYear(const std::string& date) {
  int year = 0;
  if (date.size() != 10) return date;
  std::from_chars(date.data(), date.data() + 4, year);
  const std::string rest = date.substr(4) == "-02-29" ? "-02-28" : date.substr(4);
  return fmt::format("{:04}{}", year + 1, rest);
}

/// A comment may not hold "--": it would end there.
std::string Comment(std::string text) {
  for (std::size_t at = 0; (at = text.find("--", at)) != std::string::npos;) {
    text.replace(at, 2, "- -");
  }
  return "<!-- " + text + " -->\n";
}

std::string SectionText(SectionRole role, const TemplateFields& fields, const std::string& text,
                        const char* hint) {
  std::string section = fmt::format("\n## {}\n\n", text::HeadingOfRole(role, fields.lang));
  section += text.empty() ? Comment(hint) : text;
  if (!section.ends_with('\n')) section += '\n';
  return section;
}

}  // namespace

std::string RenderTemplate(const TemplateFields& fields) {
  std::string out = "---\n";
  out += Line("id", exports::YamlText(Either(fields.id, "new-article")),
              "never changes; the same in every language");
  out += Line("lang", exports::YamlText(fields.lang), fields.lang_remark);
  out += Line("title", exports::YamlText(fields.title),
              Either(fields.title_remark,
                     fields.title.empty() ? "the problem as a customer would put it" : ""));
  out += Line("summary", "", "in one or two sentences: what is wrong, and what helps");
  out += Line("products", exports::YamlList(fields.products), fields.products_remark);
  out += Line("versions", "[]", "");
  out += Line("tags", "[]", "");
  out += Line("kind", Name(fields.kind), "article: answers many; case: one solved incident");
  out += Line("audience", Name(fields.audience), "public | partner | internal");
  out += Line("state", Name(State::kDraft), "draft | published | archived");
  out += Line("confidence", Name(Confidence::kWorkInProgress),
              "work-in-progress | not-validated | validated");
  out += Line("created", fields.today, "");
  out += Line("updated", fields.today, "");
  out += Line("review-by", NextYear(fields.today), "");
  out += Line("authors", fields.author.empty() ? "[]" : exports::YamlList({fields.author}), "");
  if (fields.symptoms.empty()) {
    out += Line("symptoms", "[]", "in the customer's own words");
  } else {
    out += Line("symptoms", "", "in the customer's own words");
    for (const std::string& symptom : fields.symptoms) {
      out += fmt::format("  - {}\n", exports::YamlText(symptom));
    }
  }
  out += Line("questions", "[]", "questions that must find this article");
  out += Line("related", "[]", "ids of other articles");
  out += "---\n";
  if (!fields.notes.empty()) out += "\n" + Comment(fields.notes);
  out += SectionText(SectionRole::kSymptoms, fields, fields.symptoms_text,
                     "What the reader sees: messages and error codes letter for letter.");
  out += SectionText(SectionRole::kEnvironment, fields, fields.environment_text,
                     "Products, versions and systems in which it happens.");
  out += SectionText(SectionRole::kCause, fields, fields.cause_text,
                     "Why it happens, in a sentence or two.");
  out += SectionText(SectionRole::kResolution, fields, fields.resolution_text,
                     "The steps that help, numbered, the safest first; how to see that it worked.");
  return out;
}

std::string SuggestId(std::string_view title) {
  std::string id;
  std::size_t letters = 0;
  const text::NormalizedText normal = text::Normalize(title);
  for (const char c : text::WithoutMarks(text::CaseFolded(normal.text, 0, normal.text.length()))) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      id += c;
      ++letters;
    } else if (c != '\'' && !id.empty() && id.back() != '-') {
      id += '-';
    }
    if (id.size() > kMaxSuggestedIdBytes) break;
  }
  if (id.size() > kMaxSuggestedIdBytes) {
    id.resize(kMaxSuggestedIdBytes);
    if (const std::size_t word = id.rfind('-'); word > kMaxSuggestedIdBytes / 2) id.resize(word);
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return letters < 3 ? std::string() : id;
}

}  // namespace funnel::draft
