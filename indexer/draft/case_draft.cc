// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/case_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>

#include "funnel/analyzer.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/draft/masking.h"
#include "indexer/gate/similar_terms.h"
#include "indexer/store/products.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/identifiers.h"
#include "indexer/text/markup/markdown_escape.h"

namespace funnel::draft {
namespace {

constexpr std::size_t kMaxTitleBytes = 120;
constexpr std::size_t kMaxSymptoms = 4;
constexpr std::size_t kMaxSentences = 20;
constexpr std::size_t kMaxLogBytes = 4000;
constexpr std::size_t kSimilar = 5;
/// Of a case, what similar articles are sought for.
constexpr std::size_t kMaxQueryBytes = 32 * 1024;

/// `text` cut at a character, and at a space where there is one near.
std::string Shortened(std::string text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = base::CharacterBegin(text, max_bytes);
  if (const std::size_t space = text.rfind(' ', end);
      space != std::string::npos && space > end / 2) {
    end = space;
  }
  text.resize(end);
  return text + " …";
}

/// Whether `text` names `product`, as words and in any letter case.
bool Names(std::string_view lower_text, std::string_view product) {
  const std::string name = base::AsciiLower(product);
  const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t at = lower_text.find(name); at != std::string_view::npos;
       at = lower_text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_word(lower_text[at - 1]) || !is_word(name.front());
    const bool ends =
        end == lower_text.size() || !is_word(lower_text[end]) || !is_word(name.back());
    if (begins && ends) return true;
  }
  return false;
}

/// The error codes of `text` as they are written there, each once, in order.
std::vector<std::string> CodesAsWritten(std::string_view text) {
  const text::NormalizedText normal = text::Normalize(text);
  std::set<std::string> seen;
  std::vector<std::string> codes;
  for (const text::Identifier& found : text::FindIdentifiers(normal.text, false)) {
    if (!found.error_code || !seen.insert(found.term).second) continue;
    const std::uint32_t begin = normal.SourceBegin(found.begin);
    codes.emplace_back(text.substr(begin, normal.SourceEnd(found.end) - begin));
  }
  return codes;
}

std::string Joined(const std::vector<std::string>& messages) {
  std::string text;
  for (const std::string& message : messages) text += message + "\n";
  return text;
}

std::string CustomersText(const CaseInput& input) {
  return input.subject + "\n" + Joined(input.customer) + input.log;
}

/// What all messages of one side say; each has its own greeting, signature and quoted mail.
text::CustomerWords WordsOf(const std::vector<std::string>& messages) {
  text::CustomerWords all;
  const auto append = [](std::vector<std::string>& to, std::vector<std::string>& from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  };
  for (const std::string& message : messages) {
    text::CustomerWords words = text::ReadCustomerWords(message);
    append(all.sentences, words.sentences);
    append(all.log, words.log);
    append(all.names, words.names);
  }
  return all;
}

std::string AllText(const CaseInput& input) {
  return CustomersText(input) + "\n" + Joined(input.answers);
}

class DraftWriter {
 public:
  DraftWriter(const CaseInput& input, const CaseKnowledge& knowledge, TemplateFields& fields)
      : input_(input),
        knowledge_(knowledge),
        fields_(fields),
        words_(WordsOf(input.customer)),
        answers_(WordsOf(input.answers)) {
    names_ = input.people;
    names_.insert(names_.end(), words_.names.begin(), words_.names.end());
    names_.insert(names_.end(), answers_.names.begin(), answers_.names.end());
  }

  void Write() {
    WriteTitle();
    WriteProducts();
    WriteSymptoms();
    WriteResolution();
    WriteNotes();
    if (fields_.id.empty()) {
      const std::string id = SuggestId(fields_.title);
      fields_.id = "case-" + (id.empty() ? fields_.today + "-" + ShortHash() : id);
    }
  }

 private:
  std::string Mask(std::string_view text) const { return MaskPersonalData(text, names_); }

  /// Tells cases of one day apart.
  std::string ShortHash() const {
    Article article;
    article.body = AllText(input_);
    return ContentHash(article).substr(0, 4);
  }

  void WriteTitle() {
    if (!fields_.title.empty()) return;
    std::string title = text::CleanSubject(input_.subject);
    fields_.title_remark = "suggested from the subject";
    if (title.empty()) {
      const auto telling = text::TellingSentences(words_.sentences, 1);
      title = !telling.empty()            ? telling.front()
              : !words_.sentences.empty() ? words_.sentences.front()
              : !words_.log.empty()       ? text::TellingLogLine(words_.log)
                                          : std::string();
      fields_.title_remark = "suggested from the text";
    }
    fields_.title = Shortened(Mask(title), kMaxTitleBytes);
  }

  void WriteProducts() {
    if (!fields_.products.empty()) return;
    if (!input_.products.empty()) {
      fields_.products = input_.products;
      fields_.products_remark = "as the ticket says";
      return;
    }
    const std::string text = base::AsciiLower(AllText(input_));
    for (const std::string& product : knowledge_.products) {
      if (Names(text, product)) fields_.products.push_back(product);
    }
    fields_.products_remark = "guessed: named in the text";
    if (!fields_.products.empty()) return;
    // What most of the similar articles are about.
    std::map<std::string, std::size_t> votes;
    for (const SimilarArticle& article : knowledge_.similar) {
      for (const std::string& product : article.products) ++votes[product];
    }
    const auto most =
        std::max_element(votes.begin(), votes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != votes.end() && 2 * most->second > knowledge_.similar.size()) {
      fields_.products = {most->first};
      fields_.products_remark = "guessed: from the similar articles";
    } else {
      fields_.products_remark = "none recognised";
    }
  }

  void WriteSymptoms() {
    for (const std::string& sentence : text::TellingSentences(words_.sentences, kMaxSymptoms)) {
      fields_.symptoms.push_back(Mask(sentence));
    }
    std::string& out = fields_.symptoms_text;
    if (!words_.sentences.empty()) {
      out += "<!-- The customer's own words; keep them, and add what you saw. -->\n\n";
      out += Quoted(words_.sentences);
    }
    const auto codes = CodesAsWritten(CustomersText(input_));
    if (!codes.empty()) {
      out += out.empty() ? "" : "\n";
      out += "Error codes:";
      for (const std::string& code : codes) {
        out += &code == &codes.front() ? " " : ", ";
        text::AppendCodeSpan(code, false, out);
      }
      out += "\n";
    }
    WriteLog(out);
  }

  /// What people wrote, as a quotation; none of it is Markdown of ours.
  std::string Quoted(const std::vector<std::string>& sentences) const {
    std::string out;
    const std::size_t count = std::min(sentences.size(), kMaxSentences);
    for (std::size_t i = 0; i < count; ++i) {
      out += i == 0 ? "> " : ">\n> ";
      text::AppendEscaped(Mask(sentences[i]), true, out);
      out += '\n';
    }
    return out;
  }

  void WriteLog(std::string& out) {
    std::string log;
    for (const std::string& line : words_.log) log += line + "\n";
    log += input_.log;
    log = Shortened(Mask(base::Trim(log)), kMaxLogBytes);
    if (log.empty()) return;
    out += (out.empty() ? "" : "\n") + text::FencedCode(log, "text") + "\n";
  }

  void WriteResolution() {
    if (answers_.sentences.empty()) return;
    std::string& out = fields_.resolution_text;
    out = "<!-- From the answers in the ticket: write the steps that helped. -->\n\n";
    out += Quoted(answers_.sentences);
  }

  void WriteNotes() {
    fields_.notes =
        "Check before publishing: what is marked as guessed, and that no personal data "
        "is left.";
    if (knowledge_.similar.empty()) return;
    fields_.notes += "\nSimilar articles; if one of them answers the case, improve it instead:\n";
    for (const SimilarArticle& article : knowledge_.similar) {
      fields_.notes += fmt::format("  {} [{}] {} ({:.0f}% of the rare words)\n", article.id,
                                   article.lang, article.title, 100 * article.share);
    }
    fields_.notes.pop_back();
  }

  const CaseInput& input_;
  const CaseKnowledge& knowledge_;
  TemplateFields& fields_;
  text::CustomerWords words_;
  text::CustomerWords answers_;
  std::vector<std::string> names_;
};

}  // namespace

Result<CaseKnowledge> AskBase(store::Reader& reader, const CaseInput& input,
                              const std::string& lang) {
  CaseKnowledge knowledge;
  auto products = store::ProductNames(reader);
  if (!products) return Fail(products.error());
  knowledge.products = std::move(*products);
  Analyzer analyzer;
  SimilarRequest request;
  request.terms = gate::SimilarTerms(AllText(input).substr(0, kMaxQueryBytes), lang, analyzer);
  request.limit = kSimilar;
  auto similar = FindSimilar(reader, request);
  if (!similar) return Fail(similar.error());
  knowledge.similar = std::move(*similar);
  return knowledge;
}

std::string CaseLanguage(const CaseInput& input, bool* guessed) {
  *guessed = false;
  if (!input.lang.empty()) {
    if (auto tag = CanonicalLanguage(input.lang)) return *tag;
  }
  *guessed = true;
  std::string prose;
  for (const std::string& sentence : WordsOf(input.customer).sentences) prose += sentence + "\n";
  const auto tags = DetectLanguages(prose.empty() ? CustomersText(input) : prose);
  return tags.empty() ? "en" : tags.front();
}

void FillDraft(const CaseInput& input, const CaseKnowledge& knowledge, TemplateFields& fields) {
  DraftWriter(input, knowledge, fields).Write();
}

}  // namespace funnel::draft
