// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/source_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "funnel/analyzer.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/utf8.h"
#include "indexer/readers/article_language.h"

namespace funnel::readers {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsControl(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f; }

}  // namespace

std::string CleanText(std::string_view text, std::size_t* controls) {
  std::size_t spaces = 0;
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') clean += '\n';
    } else if (IsControl(static_cast<unsigned char>(c))) {
      clean += ' ';
      ++spaces;
    } else {
      clean += c;
    }
  }
  if (controls != nullptr) *controls = spaces;
  return clean;
}

Result<std::string> DecodeSource(std::string_view bytes, const std::string& file,
                                 std::vector<std::string>& warnings) {
  const auto place = [&](std::size_t at) {
    const std::string_view before = bytes.substr(0, at);
    const std::size_t start = before.rfind('\n');
    return std::pair<std::size_t, std::size_t>(
        1 + std::count(before.begin(), before.end(), '\n'),
        1 + at - (start == std::string_view::npos ? 0 : start + 1));
  };
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    const auto [line, column] = place(nul);
    return base::FailAt(file, line, column,
                        "a NUL byte: this is no text or not UTF-8; save the file as UTF-8");
  }
  if (const std::size_t bad = base::FindInvalidUtf8(bytes); bad != std::string_view::npos) {
    const auto [line, column] = place(bad);
    return base::FailAt(file, line, column,
                        fmt::format("byte 0x{:02X} is not UTF-8 here; save the file as UTF-8",
                                    static_cast<unsigned char>(bytes[bad])));
  }
  while (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  std::size_t controls = 0;
  std::string text = CleanText(bytes, &controls);
  if (controls > 0) {
    warnings.push_back(base::DiagnosticLine(
        file, 0, 0, "warning",
        fmt::format("{} control characters were read as spaces; remove them", controls)));
  }
  return text;
}

void CompleteArticle(Article& article, const std::string& fallback_lang) {
  if (article.lang.empty()) article.lang = fallback_lang;
  if (article.lang.empty()) article.lang = LanguageOfText(article.title + "\n" + article.text);
  if (article.family.empty()) article.family = article.id;
  article.error_codes =
      FindErrorCodes(article.title + "\n" + article.summary + "\n" + article.text);
}

std::string ArticleProblem(const Article& article) {
  const auto unusable = [](std::string_view id) {
    return id.empty() || id.size() > kMaxIdBytes || std::any_of(id.begin(), id.end(), [](char c) {
             return IsControl(static_cast<unsigned char>(c)) || c == '\t' || c == '\n';
           });
  };
  if (unusable(article.id)) {
    return fmt::format("the id must have 1 to {} bytes and no control characters; give another one",
                       kMaxIdBytes);
  }
  if (unusable(article.family)) {
    return fmt::format(
        "the family must have 1 to {} bytes and no control characters; give another one",
        kMaxIdBytes);
  }
  if (article.lang.empty()) return "the article has no language; add lang: with a tag such as en";
  const std::size_t longest = std::max(
      {article.title.size(), article.summary.size(), article.body.size(), article.text.size()});
  if (longest > kMaxArticleBytes) {
    return fmt::format("the article is longer than {} MiB; split it",
                       kMaxArticleBytes / (1024 * 1024));
  }
  for (const std::string* field : {&article.id, &article.family, &article.lang, &article.title,
                                   &article.summary, &article.body, &article.text}) {
    if (base::FindInvalidUtf8(*field) != std::string_view::npos) {
      return "the article is not UTF-8; convert it";
    }
  }
  return {};
}

}  // namespace funnel::readers
